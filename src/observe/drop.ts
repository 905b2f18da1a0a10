import {
  type Estimate,
  HashfallError,
  SECONDS_PER_HOUR,
  type Seconds,
  type UnixSeconds,
  after,
  earlier,
  formatTime,
  hours,
  mapEstimate,
  seconds,
} from "../base/index.ts";
import { UNOBSERVED } from "../record/index.ts";
import { compareRates, decidableAfter } from "../statistics/index.ts";
import { requireCovered, requireObserved } from "./hashrate.ts";
import type { Timeline, WindowBlocks } from "./timeline.ts";

/** Below this adjusted p-value a change is told from chance. */
export const SIGNIFICANCE = 0.05;

export type ChangeVerdict = "drop" | "rise" | "not distinguishable from chance";

/** The two windows of a comparison, the earlier first; they need not touch. */
export interface WindowPair {
  readonly before: { readonly from: UnixSeconds; readonly to: UnixSeconds };
  readonly after: { readonly from: UnixSeconds; readonly to: UnixSeconds };
}

/** Blocks counted in a window, and the blocks one H/s would be expected to find there. */
export interface CountedWindow {
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  readonly blocks: number;
  readonly exposure: number;
}

/** Two windows compared: the change of hashrate, and how likely chance alone makes as much. */
export interface Comparison {
  readonly before: CountedWindow;
  readonly after: CountedWindow;
  /** Change of hashrate in per cent; infinite when nothing was counted before. */
  readonly changePct: Estimate;
  readonly pValue: number;
}

/** A comparison and what follows from it. */
export interface Change extends Comparison {
  readonly verdict: ChangeVerdict;
  /**
   * How much longer both windows must grow until a change of the size asked about would be told
   * from chance four times in five; zero when it already would, null when there is no change to tell.
   */
  readonly untilDecidable: Seconds | null;
}

/** The window that ends at an instant, against the one of equal length before it. */
export function windowsEndingAt(at: UnixSeconds, window: Seconds): WindowPair {
  const middle = earlier(at, window);
  return { before: { from: earlier(middle, window), to: middle }, after: { from: middle, to: at } };
}

/** The window that follows an instant, against the one of equal length before it. */
export function windowsAround(at: UnixSeconds, window: Seconds): WindowPair {
  return {
    before: { from: earlier(at, window), to: at },
    after: { from: at, to: after(at, window) },
  };
}

export interface ChangeOptions {
  /** Counts only blocks of this pool; the whole network when absent. */
  readonly pool?: string | undefined;
  /** Change, in per cent, whose decidability is asked; the observed one when absent. */
  readonly sizePct?: number | undefined;
}

/**
 * Exact test of "the hashrate did not change" between two windows, difficulty taken into account.
 *
 * Counts are Poisson with mean hashrate × exposure, so given their total the later one is binomial
 * with probability E₂ / (E₁ + E₂). See docs/methods/drop.md.
 */
export function measureChange(
  timeline: Timeline,
  windows: WindowPair,
  options: ChangeOptions = {},
): Change {
  requireCovered(timeline, windows.before.from, windows.after.to);
  const before = countIn(timeline, windows.before, options.pool);
  const later = countIn(timeline, windows.after, options.pool);
  if (before.blocks + later.blocks === 0) {
    const whose = options.pool === undefined ? "no block" : `no block of ${options.pool}`;
    const where = `${formatTime(before.from)} to ${formatTime(later.to)}`;
    const remedy =
      options.pool === undefined ? "widen the window" : "widen the window or check the pool's name";
    throw new HashfallError("window.empty", `${whose} in ${where}`, {
      problems: [{ path: "window", reason: `${whose} in ${where}`, remedy }],
    });
  }
  const comparison = compareWindows(before, later);
  const ratio = 1 + comparison.changePct.value / 100;
  const { pValue } = comparison;
  const { sizePct } = options;
  const seen = sizePct === undefined && pValue < SIGNIFICANCE;
  const size = sizePct === undefined ? ratio : 1 + sizePct / 100;
  return {
    ...comparison,
    verdict: verdictOf(pValue, ratio),
    untilDecidable: seen ? seconds(0) : untilDecidable(before, size, SIGNIFICANCE),
  };
}

/** Blocks of a window, of one pool or of all. */
export function countIn(
  timeline: Timeline,
  window: { readonly from: UnixSeconds; readonly to: UnixSeconds },
  pool?: string,
): CountedWindow {
  const { from, to } = window;
  const blocks =
    pool === undefined
      ? timeline.count(from, to)
      : countPool(timeline, timeline.window(from, to), pool);
  return { from, to, blocks, exposure: timeline.exposure(from, to) };
}

function countPool(timeline: Timeline, window: WindowBlocks, pool: string): number {
  const code = timeline.blocks.pools.indexOf(pool);
  const unobserved = timeline.blocks.pools.indexOf(UNOBSERVED);
  if (unobserved !== -1) {
    const count = window.rows.filter((row) => timeline.blocks.pool[row] === unobserved).length;
    requireObserved(count, window);
  }
  return window.rows.reduce((n, row) => n + (timeline.blocks.pool[row] === code ? 1 : 0), 0);
}

/** Compares two windows already counted. */
export function compareWindows(before: CountedWindow, later: CountedWindow): Comparison {
  const { ratio, pValue } = compareRates(
    { count: before.blocks, exposure: before.exposure },
    { count: later.blocks, exposure: later.exposure },
  );
  return {
    before,
    after: later,
    changePct: mapEstimate(ratio, (value) => (value - 1) * 100),
    pValue,
  };
}

/** Falls, in per cent, whose decidability is told beside that of the one observed. */
const TYPICAL_FALLS_PCT = [-10, -20, -30, -50];

/** For each of a few typical falls, how much longer both windows must grow to tell it from chance. */
export function decidableFalls({
  before,
}: Comparison): { sizePct: number; wait: Seconds | null }[] {
  return TYPICAL_FALLS_PCT.map((sizePct) => ({
    sizePct,
    wait: untilDecidable(before, 1 + sizePct / 100, SIGNIFICANCE),
  }));
}

/** The verdict of a p-value, adjusted where there were several tests, and the ratio of rates. */
export function verdictOf(pValue: number, ratio: number): ChangeVerdict {
  if (pValue >= SIGNIFICANCE) return "not distinguishable from chance";
  return ratio < 1 ? "drop" : "rise";
}

/**
 * How much longer windows like `before` must grow until a change by the factor `ratio` would be
 * told from chance at `level`; null when there is no change to tell or nothing to measure it by.
 */
export function untilDecidable(
  before: CountedWindow,
  ratio: number,
  level: number,
): Seconds | null {
  const window = before.to - before.from;
  const needed = decidableAfter(before.blocks / window, ratio, level);
  if (!Number.isFinite(needed)) return null;
  return hours(Math.ceil(Math.max(0, needed - window) / SECONDS_PER_HOUR));
}
