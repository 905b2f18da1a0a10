import { SECONDS_PER_DAY, type UnixDay, invalidInput } from "../base/index.ts";
import { JOULES_PER_KWH } from "./cambridge/break-even-efficiency.ts";
import type { NetworkDays } from "./network-days.ts";

/** What miners pay for power. */
export interface PowerSpending {
  readonly price_USD_kWh: number;
  /** Share of their revenue that goes to power, 0 to 1; at 1 the bound holds for any honest miner. */
  readonly share: number;
}

/** Power of the network day by day (UTC), W; NaN on days without market figures. */
export interface DailyPower {
  readonly firstDay: UnixDay;
  readonly power: Float64Array;
}

/**
 * What de Vries assumed: 60 % of revenue, 5 US cents a kWh.
 *
 * Source: as quoted and disputed by M. Bévand, blog.zorinaq.com/serious-faults-in-beci.
 */
export const DE_VRIES: PowerSpending = { price_USD_kWh: 0.05, share: 0.6 };

/**
 * Power that the network's revenue can pay for:
 *
 *   power = share × coins × price [USD/day] / (p / 3.6×10^6 [USD/J]) / 86,400 [s/day]
 *
 * It needs neither hashrate nor machines. With a share of 1 it is an upper bound in the long run;
 * with less it is an estimate that lags, since machines are bought on the revenue expected.
 *
 * @throws HashfallError `input.invalid` when the share is outside 0 to 1 or the price not above 0.
 */
export function economicBound(days: NetworkDays, spending: PowerSpending): DailyPower {
  requireSpending(spending);
  const perJoule = spending.price_USD_kWh / JOULES_PER_KWH;
  const power = days.coins.map((coins, index) => {
    const revenue = coins * (days.price[index] ?? NaN);
    return (spending.share * revenue) / perJoule / SECONDS_PER_DAY;
  });
  return { firstDay: days.firstDay, power };
}

function requireSpending({ price_USD_kWh, share }: PowerSpending): void {
  if (!(price_USD_kWh > 0)) {
    throw invalidInput("price", `${price_USD_kWh} USD/kWh`, "give a price above zero");
  }
  if (!(share >= 0 && share <= 1)) {
    throw invalidInput("share", `${share} of revenue`, "give a share from 0 to 1");
  }
}
