import { HashfallError } from "../../base/index.ts";
import { BBCE_FACTS, type BbceFacts, HOURS_PER_MONTH, bbceMonth, coinsOfMonth } from "./facts.ts";
import { BBCE_SCENARIOS } from "./scenarios.ts";

/** Month in which the run's past ends and its policies begin: the end of the paper's sample. */
export const END_OF_SAMPLE: number = bbceMonth(2020, 1);
/** Last month of the benchmark with China's full share. */
export const LAST_PAYING_MONTH: number = bbceMonth(2024, 12);
const MONTHS_PER_YEAR = 12;

/** Everything a run needs; the letters are the paper's. Time is in months since January 2014. */
export interface BbceCoefficients {
  /** α1, equation (1), USD a month per month. */
  readonly alpha1: number;
  /** α2, equation (3), per USD a month. */
  readonly alpha2: number;
  /** β1, equation (3); the hashrate is in EH/s. */
  readonly beta1: number;
  /** α4, equation (6), per USD a month. */
  readonly alpha4: number;
  /** β3, equation (6); the efficiency is in J/TH. */
  readonly beta3: number;
  /** Emissions of coal power, kg/kWh. */
  readonly coal_kg_kWh: number;
  /** The facts that are used as they are. */
  readonly facts: BbceFacts;
}

/**
 * The coefficients that the paper leaves unpublished, each in closed form:
 *
 *   g = ln(E₂₀₂₄ / (s E₂₀₂₀)) / 48                  growth of energy a month, from both years
 *   α1 α4 = slope of the machines,  α1 α2 = g − α1 α4
 *   β1, β3 from the mean hashrate and the energy of 2020
 *   coal = (M₂₀₂₄ / E₂₀₂₄ − 0.6 hydro) / 0.4
 *   α1: cumulative profits (2) reach zero in the middle of December 2024
 *
 * The last makes 2024 the year of the peak: with (1), (3) and (6) energy is one exponential of time,
 * which peaks nowhere unless (5) ends it.
 *
 * @throws HashfallError `number.domain` when profits run out earlier even without investment.
 */
export function reconstructBbce(facts: BbceFacts = BBCE_FACTS): BbceCoefficients {
  const ratio = facts.peakEnergy_TWh / (facts.startShare * facts.energy2020_TWh);
  const growth = Math.log(ratio) / (bbceMonth(2024, 1) - bbceMonth(2020, 1));
  const hashGrowth = growth - facts.efficiencySlope;
  const beta1 = Math.log(facts.hashrate2020_EH_s / meanOf2020(hashGrowth));
  const machinePower = facts.energy2020_TWh / (MONTHS_PER_YEAR * facts.pue * TWH_PER_EH_J_TH);
  const beta3 = Math.log(machinePower / meanOf2020(growth)) - beta1;
  const { coalShare } = BBCE_SCENARIOS.BM;
  const mean_kg_kWh = facts.peakEmissions_Mt / facts.peakEnergy_TWh;
  const coal_kg_kWh = (mean_kg_kWh - (1 - coalShare) * facts.hydro_kg_kWh) / coalShare;
  const alpha1 = investmentSlope(
    facts,
    (month) => networkEnergy(beta1 + beta3 + growth * month, facts),
    mean_kg_kWh,
  );
  return {
    alpha1,
    alpha2: hashGrowth / alpha1,
    beta1,
    alpha4: facts.efficiencySlope / alpha1,
    beta3,
    coal_kg_kWh,
    facts,
  };
}

/**
 * Energy of one month of 1 EH/s at 1 J/TH, in TWh:
 * 10^18 H/s × 10^-12 J/H = 10^6 W, × 730.5 h = 7.305 × 10^8 Wh.
 */
const TWH_PER_EH_J_TH: number = (1e6 * HOURS_PER_MONTH) / 1e12;

/** The network's energy in a month, TWh, from ln(hashrate [EH/s] × efficiency [J/TH]). (7), (8). */
export function networkEnergy(logPower: number, facts: Readonly<Record<"pue", number>>): number {
  return Math.exp(logPower) * facts.pue * TWH_PER_EH_J_TH;
}

/** Tax on China's revenue of a month, equation (11), as a share of it. */
export function taxRate(emissions_kg_USD: number, factor: number, facts: BbceFacts): number {
  const high = emissions_kg_USD > facts.taxThreshold_kg_USD;
  return facts.taxUnit * (high ? factor : facts.lowTaxFactor);
}

/** Mean of exp(slope × month) over the months of 2020. */
function meanOf2020(slope: number): number {
  let sum = 0;
  const first = bbceMonth(2020, 1);
  for (let month = first; month < first + MONTHS_PER_YEAR; month += 1) {
    sum += Math.exp(slope * month);
  }
  return sum / MONTHS_PER_YEAR;
}

/** α1 for which the benchmark's profits, less investment, sum to zero halfway through a month. */
function investmentSlope(
  facts: BbceFacts,
  energyOf: (month: number) => number,
  mean_kg_kWh: number,
): number {
  let [profits, time] = [0, 0];
  for (let month = 0; month <= LAST_PAYING_MONTH; month += 1) {
    const weight = month === LAST_PAYING_MONTH ? 0.5 : 1;
    const energy_kWh = facts.startShare * energyOf(month) * 1e9;
    const revenue = facts.startShare * coinsOfMonth(month) * facts.price_USD;
    const { taxFactor } = BBCE_SCENARIOS.BM;
    const tax = taxRate((energy_kWh * mean_kg_kWh) / revenue, taxFactor, facts) * revenue;
    profits += weight * (revenue - energy_kWh * facts.powerPrice_USD_kWh - tax);
    time += weight * month;
  }
  if (profits > 0) return profits / time;
  throw new HashfallError("number.domain", `profits to 2024 are ${profits} USD, not above zero`);
}
