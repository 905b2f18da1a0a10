import {
  type Estimate,
  HashfallError,
  type Seconds,
  type UnixSeconds,
  estimate,
  formatTime,
  mapEstimate,
  seconds,
} from "../base/index.ts";
import { UNKNOWN, UNOBSERVED } from "../record/index.ts";
import { binomialInterval, holmAdjusted, poissonInterval } from "../statistics/index.ts";
import {
  type ChangeVerdict,
  type Comparison,
  SIGNIFICANCE,
  type WindowPair,
  compareWindows,
  untilDecidable,
  verdictOf,
} from "./drop.ts";
import { requireCovered, requireObserved } from "./hashrate.ts";
import type { Timeline } from "./timeline.ts";

/** One pool in the later of two windows, and its change from the earlier. */
export interface PoolChange {
  readonly pool: string;
  readonly change: Comparison;
  /** Share of the later window's blocks, per cent. */
  readonly sharePct: Estimate;
  /** Hashrate that finds as many blocks, H/s. */
  readonly hashrate: Estimate;
  /** p-value after Holm's correction over all pools of both windows. */
  readonly pHolm: number;
  /** Verdict after the correction. */
  readonly verdict: ChangeVerdict;
  /** As for a change alone, at the level that the number of pools leaves to each (Bonferroni). */
  readonly untilDecidable: Seconds | null;
}

export interface PoolTable {
  readonly windows: WindowPair;
  /** Blocks of the later window. */
  readonly total: number;
  readonly totalBefore: number;
  /** By blocks in either window, most first. */
  readonly pools: readonly PoolChange[];
}

/**
 * Every pool that found a block in either window: share, hashrate, change, and whether the change
 * can be told from chance when so many pools are looked at. See docs/methods/pools.md.
 */
export function poolTable(timeline: Timeline, windows: WindowPair): PoolTable {
  requireCovered(timeline, windows.before.from, windows.after.to);
  const before = poolCounts(timeline, windows.before);
  const later = poolCounts(timeline, windows.after);
  const total = sum(later);
  if (total === 0) {
    const reason = `no block from ${formatTime(windows.after.from)} to ${formatTime(windows.after.to)}`;
    throw new HashfallError("window.empty", reason, {
      problems: [{ path: "window", reason, remedy: "widen the window" }],
    });
  }
  const exposures = {
    before: timeline.exposure(windows.before.from, windows.before.to),
    after: timeline.exposure(windows.after.from, windows.after.to),
  };
  const changes = [...new Set([...later.keys(), ...before.keys()])].map((pool) => ({
    pool,
    change: compareWindows(
      { ...windows.before, blocks: before.get(pool) ?? 0, exposure: exposures.before },
      { ...windows.after, blocks: later.get(pool) ?? 0, exposure: exposures.after },
    ),
  }));
  const adjusted = holmAdjusted(changes.map(({ change }) => change.pValue));
  const pools = changes.map(({ pool, change }, index): PoolChange => {
    const { blocks, exposure } = change.after;
    const pHolm = adjusted[index] ?? 1;
    const ratio = 1 + change.changePct.value / 100;
    return {
      pool,
      change,
      sharePct: estimate((100 * blocks) / total, (level) => {
        const [lower, upper] = binomialInterval(blocks, total, level);
        return [100 * lower, 100 * upper];
      }),
      hashrate: mapEstimate(
        estimate(blocks, (level) => poissonInterval(blocks, level)),
        (count) => count / exposure,
      ),
      pHolm,
      verdict: verdictOf(pHolm, ratio),
      untilDecidable:
        pHolm < SIGNIFICANCE
          ? seconds(0)
          : untilDecidable(change.before, ratio, SIGNIFICANCE / changes.length),
    };
  });
  return { windows, total, totalBefore: sum(before), pools: pools.toSorted(byBlocks) };
}

function byBlocks(a: PoolChange, b: PoolChange): number {
  return (
    b.change.after.blocks - a.change.after.blocks ||
    b.change.before.blocks - a.change.before.blocks ||
    (a.pool < b.pool ? -1 : 1)
  );
}

/**
 * Blocks of each pool with header time in (from, to].
 *
 * @throws HashfallError `record.uncovered` where the coinbases of some were never seen.
 */
export function poolCounts(
  timeline: Timeline,
  { from, to }: { readonly from: UnixSeconds; readonly to: UnixSeconds },
): Map<string, number> {
  const { pool, pools } = timeline.blocks;
  const counts = new Map<string, number>();
  for (const row of timeline.window(from, to).rows) {
    const name = pools[pool[row] ?? -1] ?? UNKNOWN;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  requireObserved(counts.get(UNOBSERVED) ?? 0, { from, to });
  return counts;
}

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, count) => total + count, 0);
