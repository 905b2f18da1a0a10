import { SECONDS_PER_DAY } from "../../base/index.ts";
import type { NetworkDays } from "../network-days.ts";
import { rollingMean } from "../rolling.ts";
import { THRESHOLD_DAYS } from "./versions.ts";

/** Joules in a kilowatt-hour. */
export const JOULES_PER_KWH = 3.6e6;

/**
 * Efficiency at which a machine earns just what its power costs, J/TH, for each day.
 *
 *   coins × price [USD/day] / (hashrate × 86,400 × 10^-12 [TH/day]) / (p / 3.6×10^6 [USD/J]),
 *
 * as the mean of 14 days; NaN on days without market figures.
 */
export function breakEvenEfficiency(days: NetworkDays, price_USD_kWh: number): Float64Array {
  const perJoule = price_USD_kWh / JOULES_PER_KWH;
  const daily = days.hashrate.map((rate, index) => {
    const revenue = (days.coins[index] ?? NaN) * (days.price[index] ?? NaN);
    return revenue / (rate * SECONDS_PER_DAY * 1e-12) / perJoule;
  });
  return rollingMean(daily, THRESHOLD_DAYS);
}
