import type { UnixDay, UnixSeconds } from "../../base/index.ts";
import type { MachineModel } from "../machine.ts";
import type { NetworkDays } from "../network-days.ts";

/** A complete epoch of difficulty; it ends where the next begins. */
export interface HashrateEpoch {
  readonly start: UnixSeconds;
  /** Mean over the epoch, H/s. */
  readonly hashrate: number;
  /** New coins of a mean day, BTC. */
  readonly coins: number;
}

/** Market figures of days before the blocks; NaN where a day has none. */
export interface PastMarket {
  readonly firstDay: UnixDay;
  /** Price of a bitcoin, USD. */
  readonly priceUsd: Float64Array;
  /** Fees of a day, BTC. */
  readonly feesBtc: Float64Array;
}

/** All that the network's power is computed from. Cut at an instant, it answers as of then. */
export interface PowerInputs {
  readonly days: NetworkDays;
  /** In the order of their release. */
  readonly machines: readonly MachineModel[];
  /** In order, from the beginning of the chain; the fleet before the blocks comes from them. */
  readonly epochs: readonly HashrateEpoch[];
  readonly market: PastMarket;
}
