import type { EstimateColumns } from "./series.ts";

/** One pool over time; `others` are all that are not listed, `unknown` whom nobody could name. */
export interface PoolColumns {
  readonly pool: string;
  readonly name: string;
  readonly blocks: readonly number[];
  readonly share_pct: EstimateColumns;
  readonly hashrate_EH_s: EstimateColumns;
}

/** Answer of `pools/series`: one entry of each column for each window, named by its end. */
export interface PoolSeriesAnswer {
  readonly window_s: number;
  readonly step_s: number;
  /** Ends of the windows, Unix seconds. */
  readonly at_s: readonly number[];
  /** Blocks of all pools. */
  readonly blocks: readonly number[];
  /** Most blocks over the whole span first. */
  readonly pools: readonly PoolColumns[];
  readonly method: string;
}

export const POOL_SERIES_METHOD: string =
  "shares: Clopper-Pearson; hashrate: Garwood interval of the count over the exposure by difficulty";
