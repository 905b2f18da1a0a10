import { BBCE_MONTHS, coinsOfMonth } from "./facts.ts";
import {
  type BbceCoefficients,
  END_OF_SAMPLE,
  networkEnergy,
  reconstructBbce,
  taxRate,
} from "./reconstruct.ts";
import { BBCE_SCENARIOS, type BbcePolicy, type BbceScenario } from "./scenarios.ts";

/** What "Time" counts in equation (5). */
export type ExitClock = "months" | "years" | "months-since-exit";

/** How a run may depart from the reconstruction. */
export interface BbceOptions {
  readonly coefficients?: BbceCoefficients;
  /** Reading of equation (5); months since January 2014 when absent, the only one with a peak in 2024. */
  readonly exitClock?: ExitClock;
  /** Month from which the policy holds; the end of the sample when absent. 0 is (6) as printed. */
  readonly policyFrom?: number;
  /** Takes market access to divide the exponent of (6): a standard of 50 % doubles progress. */
  readonly marketAccessReversed?: boolean;
}

/** A month of the calendar. */
export interface BbceMonth {
  readonly year: number;
  readonly month: number;
}

/** One scenario from January 2014 to January 2030. Arrays have one value a month. */
export interface BbceRun {
  readonly scenario: BbceScenario;
  readonly months: readonly BbceMonth[];
  /** Of the network. */
  readonly hashrate_EH_s: Float64Array;
  readonly efficiency_J_TH: Float64Array;
  readonly network_energy_TWh_y: Float64Array;
  /** China's share of the hashrate, 0 to 0.7. */
  readonly share_china: Float64Array;
  /** China's energy at the month's rate. */
  readonly energy_TWh_y: Float64Array;
  /** China's emissions at the month's rate, CO2. */
  readonly emissions_Mt_y: Float64Array;
  /** The integral of (9), at the end of the month. */
  readonly cumulative_emissions_Mt: Float64Array;
  /** Of China's miners in the month, before investment. */
  readonly profit_USD: Float64Array;
  /** The integral of (2), at the start of the month. */
  readonly cumulative_profit_USD: Float64Array;
  /** Equation (10) with China's mining revenue as its product; 0 where there is none. */
  readonly emissions_per_revenue_kg_USD: Float64Array;
  /** Row of the first month in which (5) lets China leave; null when it never does. */
  readonly exit: number | null;
}

/** The scenario by the published equations and the reconstructed coefficients; Euler, month by month. */
export function bbceRun(scenario: BbceScenario, options: BbceOptions = {}): BbceRun {
  const setting = settingOf(scenario, options);
  const run = emptyRun(scenario);
  const stocks: Stocks = { profit_USD: 0, emissions_Mt: 0, exit: null };
  for (let month = 0; month < BBCE_MONTHS; month += 1) step(run, month, setting, stocks);
  return Object.assign(run, { exit: stocks.exit });
}

interface Setting {
  readonly policy: BbcePolicy;
  readonly coefficients: BbceCoefficients;
  readonly clock: ExitClock;
  readonly policyFrom: number;
  /** Factor on progress after `policyFrom`. */
  readonly progress: number;
}

interface Stocks {
  profit_USD: number;
  emissions_Mt: number;
  exit: number | null;
}

function settingOf(scenario: BbceScenario, options: BbceOptions): Setting {
  const policy = BBCE_SCENARIOS[scenario];
  return {
    policy,
    coefficients: options.coefficients ?? reconstructBbce(),
    clock: options.exitClock ?? "months",
    policyFrom: options.policyFrom ?? END_OF_SAMPLE,
    progress: options.marketAccessReversed === true ? 1 / policy.marketAccess : policy.marketAccess,
  };
}

function step(run: BbceRun, month: number, setting: Setting, stocks: Stocks): void {
  const { coefficients } = setting;
  const { facts } = coefficients;
  const policy = month < setting.policyFrom ? BBCE_SCENARIOS.BM : setting.policy;
  const investment = coefficients.alpha1 * month;
  const logHashrate = coefficients.beta1 + coefficients.alpha2 * investment;
  const logEfficiency =
    coefficients.beta3 + coefficients.alpha4 * effectiveInvestment(month, setting);
  const network_TWh = networkEnergy(logHashrate + logEfficiency, facts);
  if (stocks.profit_USD < 0) stocks.exit ??= month;
  const leaving = stocks.profit_USD < 0 ? exitTime(month, stocks.exit ?? month, setting.clock) : 0;
  const share = Math.max(0, facts.startShare - facts.exitRate * leaving);
  const energy_TWh = share * network_TWh;
  const revenue = share * coinsOfMonth(month) * facts.price_USD;
  const emissions_Mt = energy_TWh * meanIntensity(policy, coefficients);
  const perRevenue = revenue === 0 ? 0 : (emissions_Mt * 1e9) / revenue;
  const tax = taxRate(perRevenue, policy.taxFactor, facts) * revenue;
  const profit = revenue - energy_TWh * 1e9 * facts.powerPrice_USD_kWh - tax;
  run.hashrate_EH_s[month] = Math.exp(logHashrate);
  run.efficiency_J_TH[month] = Math.exp(logEfficiency);
  run.network_energy_TWh_y[month] = 12 * network_TWh;
  run.share_china[month] = share;
  run.energy_TWh_y[month] = 12 * energy_TWh;
  run.emissions_Mt_y[month] = 12 * emissions_Mt;
  run.emissions_per_revenue_kg_USD[month] = perRevenue;
  run.profit_USD[month] = profit;
  run.cumulative_profit_USD[month] = stocks.profit_USD;
  stocks.profit_USD += profit - investment;
  stocks.emissions_Mt += emissions_Mt;
  run.cumulative_emissions_Mt[month] = stocks.emissions_Mt;
}

/**
 * Investment intensity as equation (6) sees it: all of it up to the policy, then its growth times the
 * market access. From month 0 on this is the product that the paper prints.
 */
function effectiveInvestment(month: number, setting: Setting): number {
  const before = Math.min(month, setting.policyFrom);
  return setting.coefficients.alpha1 * (before + (month - before) * setting.progress);
}

/** "Time" of equation (5) in a month in which China leaves. */
export function exitTime(month: number, exit: number, clock: ExitClock): number {
  switch (clock) {
    case "months":
      return month;
    case "years":
      return month / 12;
    case "months-since-exit":
      return month - exit;
  }
}

/** Emissions of a kilowatt-hour by China's mix of coal and hydro, kg; also Mt per TWh. */
export function meanIntensity(policy: BbcePolicy, coefficients: BbceCoefficients): number {
  const { coal_kg_kWh, facts } = coefficients;
  return policy.coalShare * coal_kg_kWh + (1 - policy.coalShare) * facts.hydro_kg_kWh;
}

const column = (): Float64Array => new Float64Array(BBCE_MONTHS);

function emptyRun(scenario: BbceScenario): BbceRun {
  return {
    scenario,
    months: Array.from({ length: BBCE_MONTHS }, (_, index) => ({
      year: 2014 + Math.floor(index / 12),
      month: (index % 12) + 1,
    })),
    hashrate_EH_s: column(),
    efficiency_J_TH: column(),
    network_energy_TWh_y: column(),
    share_china: column(),
    energy_TWh_y: column(),
    emissions_Mt_y: column(),
    cumulative_emissions_Mt: column(),
    profit_USD: column(),
    cumulative_profit_USD: column(),
    emissions_per_revenue_kg_USD: column(),
    exit: null,
  };
}

/** China's energy and emissions in a calendar year. */
export interface BbceYear {
  readonly year: number;
  readonly energy_TWh: number;
  readonly emissions_Mt: number;
}

/** The full calendar years of a run, 2014 to 2029. */
export function bbceYears(run: BbceRun): BbceYear[] {
  return Array.from({ length: Math.floor(BBCE_MONTHS / 12) }, (_, index) => ({
    year: 2014 + index,
    energy_TWh: meanOfYear(run.energy_TWh_y, index * 12),
    emissions_Mt: meanOfYear(run.emissions_Mt_y, index * 12),
  }));
}

function meanOfYear(values: Float64Array, from: number): number {
  return values.subarray(from, from + 12).reduce((sum, value) => sum + value, 0) / 12;
}

/** The year of the largest energy. */
export function bbcePeak(run: BbceRun): BbceYear {
  return bbceYears(run).reduce((best, year) => (year.energy_TWh > best.energy_TWh ? year : best));
}
