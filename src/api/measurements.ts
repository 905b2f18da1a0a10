import { type Estimate, toExahashesPerSecond, toHours } from "../base/index.ts";
import {
  type Change,
  type Concentration,
  type CountedWindow,
  HASHRATE_METHOD,
  decidableFalls,
  type HashrateEstimate,
  type PoolChange,
  type PoolTable,
} from "../observe/index.ts";
import { inExahashes, isoTime } from "./units.ts";

/** Answer of `hashrate`. */
export interface HashrateAnswer {
  readonly at: string;
  readonly window_s: number;
  readonly blocks: number;
  readonly negative_intervals: number;
  readonly crosses_retarget: boolean;
  readonly hashrate_EH_s: Estimate;
  readonly method: string;
}

export function hashrateAnswer(result: HashrateEstimate): HashrateAnswer {
  return {
    at: isoTime(result.at),
    window_s: result.window,
    blocks: result.blocks,
    negative_intervals: result.negativeIntervals,
    crosses_retarget: result.crossesRetarget,
    hashrate_EH_s: inExahashes(result.hashrate),
    method: HASHRATE_METHOD,
  };
}

/** One of the two windows of a comparison. */
interface WindowAnswer {
  readonly from: string;
  readonly to: string;
  readonly blocks: number;
  /** Hashrate that is expected to find so many blocks, at the difficulty of the window. */
  readonly hashrate_EH_s: number;
}

/** Answer of `drop`. Infinite ends of an interval are null. */
export interface DropAnswer {
  readonly pool: string | null;
  readonly before: WindowAnswer;
  readonly after: WindowAnswer;
  readonly change_pct: Estimate;
  readonly p_value: number;
  readonly verdict: string;
  readonly hours_until_decidable: number | null;
  /** The same for falls of other sizes. */
  readonly decidable: readonly { readonly size_pct: number; readonly hours: number | null }[];
  readonly method: string;
}

const DROP_METHOD =
  "exact conditional binomial test of the block counts, exposure by difficulty; Clopper-Pearson interval of the ratio";

export function dropAnswer(change: Change, pool: string | null): DropAnswer {
  const { untilDecidable } = change;
  return {
    pool,
    before: windowAnswer(change.before),
    after: windowAnswer(change.after),
    change_pct: change.changePct,
    p_value: change.pValue,
    verdict: change.verdict,
    hours_until_decidable: untilDecidable === null ? null : toHours(untilDecidable),
    decidable: decidableFalls(change).map(({ sizePct, wait }) => ({
      size_pct: sizePct,
      hours: wait === null ? null : toHours(wait),
    })),
    method: DROP_METHOD,
  };
}

function windowAnswer({ from, to, blocks, exposure }: CountedWindow): WindowAnswer {
  return {
    from: isoTime(from),
    to: isoTime(to),
    blocks,
    hashrate_EH_s: toExahashesPerSecond(blocks / exposure),
  };
}

/** One pool in the answer of `pools`. */
interface PoolAnswer {
  readonly pool: string;
  readonly name: string;
  readonly blocks: number;
  readonly blocks_before: number;
  readonly share_pct: Estimate;
  readonly hashrate_EH_s: Estimate;
  readonly change_pct: Estimate;
  readonly p_value: number;
  readonly p_holm: number;
  readonly verdict: string;
  readonly hours_until_decidable: number | null;
}

/** The pools of two windows. */
export interface PoolTableAnswer {
  readonly from: string;
  readonly to: string;
  readonly total: number;
  readonly total_before: number;
  readonly pools: readonly PoolAnswer[];
  readonly method: string;
}

/** Answer of `pools`; the concentration is that of the later window. */
export interface PoolsAnswer extends PoolTableAnswer {
  readonly concentration: ConcentrationAnswer;
}

const POOLS_METHOD =
  "shares: Clopper-Pearson; changes: exact conditional binomial, exposure by difficulty, Holm over the pools listed";

export function poolsAnswer(
  table: PoolTable,
  concentration: Concentration,
  nameOf: (slug: string) => string,
): PoolsAnswer {
  return {
    ...poolTableAnswer(table, nameOf),
    concentration: concentrationAnswer(concentration),
  };
}

export function poolTableAnswer(
  table: PoolTable,
  nameOf: (slug: string) => string,
): PoolTableAnswer {
  return {
    from: isoTime(table.windows.after.from),
    to: isoTime(table.windows.after.to),
    total: table.total,
    total_before: table.totalBefore,
    pools: table.pools.map((pool) => poolAnswer(pool, nameOf)),
    method: POOLS_METHOD,
  };
}

function poolAnswer(pool: PoolChange, nameOf: (slug: string) => string): PoolAnswer {
  const { change, untilDecidable } = pool;
  return {
    pool: pool.pool,
    name: nameOf(pool.pool),
    blocks: change.after.blocks,
    blocks_before: change.before.blocks,
    share_pct: pool.sharePct,
    hashrate_EH_s: inExahashes(pool.hashrate),
    change_pct: change.changePct,
    p_value: change.pValue,
    p_holm: pool.pHolm,
    verdict: pool.verdict,
    hours_until_decidable: untilDecidable === null ? null : toHours(untilDecidable),
  };
}

/** Concentration among the pools of a window. */
export interface ConcentrationAnswer {
  readonly nakamoto: Estimate;
  readonly hhi: Estimate;
  readonly top1_pct: Estimate;
  readonly top3_pct: Estimate;
  readonly top5_pct: Estimate;
}

export function concentrationAnswer(concentration: Concentration): ConcentrationAnswer {
  const { nakamoto, hhi, top1Pct, top3Pct, top5Pct } = concentration;
  return { nakamoto, hhi, top1_pct: top1Pct, top3_pct: top3Pct, top5_pct: top5Pct };
}
