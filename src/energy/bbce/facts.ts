import type { LogRegression } from "./regression.ts";

/** Months from January 2014 to January 2030, both included. Source: caption of the paper's figure 4. */
export const BBCE_MONTHS = 193;
/** Hours of a mean month: 365.25 × 24 / 12. */
export const HOURS_PER_MONTH = 730.5;

/** Month of the run, counted from January 2014 as 0. */
export function bbceMonth(year: number, month: number): number {
  return (year - 2014) * 12 + month - 1;
}

/** What the paper publishes, and what was known in its time. All that the model is built on. */
export interface BbceFacts {
  /** China's energy in 2024, the year of the benchmark's peak, TWh. */
  readonly peakEnergy_TWh: number;
  /** China's emissions in that year, Mt CO2. */
  readonly peakEmissions_Mt: number;
  /** Share of China before it stops paying. Equation (5). */
  readonly startShare: number;
  /** What the share loses per unit of time afterwards. Equation (5). */
  readonly exitRate: number;
  /** Emissions per revenue above which the tax is punitive, kg/USD. Equation (11). */
  readonly taxThreshold_kg_USD: number;
  /** Factor of the tax below it. Equation (11). */
  readonly lowTaxFactor: number;
  /** Unit of the tax: share of revenue per factor. Equation (11); the base is an assumption. */
  readonly taxUnit: number;
  /** Mean hashrate of 2020, EH/s. */
  readonly hashrate2020_EH_s: number;
  /** The world's energy in 2020, TWh. */
  readonly energy2020_TWh: number;
  /** Mean price of a bitcoin in 2020, USD; held for the whole run. */
  readonly price_USD: number;
  /** Change of ln(J/TH) of new machines in a month. */
  readonly efficiencySlope: number;
  /** Power drawn over power of the machines. */
  readonly pue: number;
  /** Price of power, USD/kWh. */
  readonly powerPrice_USD_kWh: number;
  /** Emissions of hydro power, kg/kWh. */
  readonly hydro_kg_kWh: number;
}

/**
 * The facts that the reconstruction uses. Where each comes from: `bbceParameters`.
 *
 * `hashrate2020_EH_s`, `price_USD` and `efficiencySlope` are remade from the record by
 * test/energy/bbce/facts.test.ts.
 */
export const BBCE_FACTS: BbceFacts = {
  peakEnergy_TWh: 296.59,
  peakEmissions_Mt: 130.5,
  startShare: 0.7,
  exitRate: 0.01,
  taxThreshold_kg_USD: 2,
  lowTaxFactor: 1,
  taxUnit: 0.01,
  hashrate2020_EH_s: 119.6,
  energy2020_TWh: 68.7,
  price_USD: 11_119,
  efficiencySlope: -0.036967,
  pue: 1.1,
  powerPrice_USD_kWh: 0.05,
  hydro_kg_kWh: 0.024,
};

/** First months of the halvings' subsidies, BTC a block. */
const SUBSIDIES: readonly (readonly [month: number, subsidy: number])[] = [
  [bbceMonth(2014, 1), 25],
  [bbceMonth(2016, 7), 12.5],
  [bbceMonth(2020, 5), 6.25],
  [bbceMonth(2024, 5), 3.125],
  [bbceMonth(2028, 5), 1.5625],
];
const BLOCKS_PER_MONTH = 6 * HOURS_PER_MONTH;

/**
 * New bitcoins of a month, from blocks every ten minutes; fees are left out.
 *
 * Halvings of 9 July 2016 and 11 May 2020, then every 210,000 blocks of ten minutes, as one had to
 * expect when the paper was written; the one of 2024 came three weeks earlier.
 */
export function coinsOfMonth(month: number): number {
  const subsidy = SUBSIDIES.findLast(([first]) => first <= month)?.[1] ?? 0;
  return subsidy * BLOCKS_PER_MONTH;
}

/**
 * Equation (3) as the paper describes it: ln of the network's monthly hashrate in EH/s on time, January
 * 2014 to January 2020. From the record's retargets; remade by test/energy/bbce/facts.test.ts. The
 * reconstruction cannot use it, see `bbceFaults`. x is in months since January 2014.
 */
export const HASHRATE_REGRESSION: LogRegression = {
  intercept: -2.893,
  slope: 0.111945,
  r2: 0.97705,
};
