import type { UnixDay } from "../base/index.ts";

/** The network day by day (UTC), from `firstDay` on without a gap; NaN where a day has no figure. */
export interface NetworkDays {
  readonly firstDay: UnixDay;
  /** Mean over the day, H/s. */
  readonly hashrate: Float64Array;
  /** Blocks of the day: what the hashrate was counted from. */
  readonly blocks: Float64Array;
  /** What all blocks of the day paid, subsidies and fees, BTC. */
  readonly coins: Float64Array;
  /** Price of a bitcoin, USD. */
  readonly price: Float64Array;
}
