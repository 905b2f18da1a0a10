import {
  type Estimate,
  type HashesPerSecond,
  HashfallError,
  type Seconds,
  type UnixSeconds,
  after,
  earlier,
  estimate,
  formatTime,
  hashesPerSecond,
  toHours,
} from "../base/index.ts";
import { expectedHashes } from "../bitcoin/index.ts";
import { weightedPoissonInterval } from "../statistics/index.ts";
import type { Timeline } from "./timeline.ts";

/** Network hashrate of a window, with what it was made from. */
export interface HashrateEstimate {
  readonly at: UnixSeconds;
  readonly window: Seconds;
  readonly blocks: number;
  /** Blocks of the window whose header time runs backwards; they count like any other. */
  readonly negativeIntervals: number;
  /** Whether the difficulty changed inside the window. */
  readonly crossesRetarget: boolean;
  /** H/s. */
  readonly hashrate: Estimate;
}

/** Name of the method, as printed beside every figure made by it. */
export const HASHRATE_METHOD =
  "sum of work over the window (header time in (T-W, T]); exact Poisson interval, work-weighted (Garwood; Fay-Feuer across a retarget)";

/**
 * Hashrate over (at − window, at].
 *
 *   H = Σ Wᵢ / window,  Wᵢ = difficulty × 2^32
 *
 * Unbiased for the mean hashrate of the window even when hashrate and difficulty change inside it,
 * because the window is bounded by the clock and not by blocks. See docs/methods/hashrate.md.
 *
 * @throws HashfallError `record.uncovered` outside the record, `window.empty` when it holds no block.
 */
export function hashrateAt(timeline: Timeline, at: UnixSeconds, window: Seconds): HashrateEstimate {
  const from = earlier(at, window);
  requireCovered(timeline, from, at);
  const blocks = timeline.window(from, at);
  if (blocks.rows.length === 0) {
    throw new HashfallError(
      "window.empty",
      `no block in the ${toHours(window)} h to ${formatTime(at)}`,
      {
        problems: [
          { path: "window", reason: "the window holds no block", remedy: "widen the window" },
        ],
      },
    );
  }
  let [sum, sumOfSquares, largest, smallest] = [0, 0, 0, Infinity];
  for (const row of blocks.rows) {
    const difficulty = timeline.difficulty[row] ?? NaN;
    sum += difficulty;
    sumOfSquares += difficulty ** 2;
    largest = Math.max(largest, difficulty);
    smallest = Math.min(smallest, difficulty);
  }
  const toRate = (difficulty: number): HashesPerSecond =>
    hashesPerSecond(expectedHashes(difficulty) / window);
  return {
    at,
    window,
    blocks: blocks.rows.length,
    negativeIntervals: timeline.negativeIntervals(blocks),
    crossesRetarget: smallest !== largest,
    hashrate: estimate(toRate(sum), (level) => {
      // In units of the largest weight, so that the squares stay small.
      const scaled = { sum: sum / largest, sumOfSquares: sumOfSquares / largest ** 2, largest: 1 };
      const [lower, upper] = weightedPoissonInterval(scaled, level);
      return [toRate(lower * largest), toRate(upper * largest)];
    }),
  };
}

/** Refuses a window that the record does not cover from end to end. */
export function requireCovered(timeline: Timeline, from: UnixSeconds, to: UnixSeconds): void {
  const { from: first, to: last } = timeline.span;
  if (from >= first && to <= last) return;
  throw uncovered(`${formatTime(from)} to ${formatTime(to)}`, timeline.span);
}

/** What was asked about lies outside the record. */
export function uncovered(
  asked: string,
  { from, to }: { readonly from: UnixSeconds; readonly to: UnixSeconds },
): HashfallError {
  const reason = `${asked} is outside the record`;
  const remedy = `choose times between ${formatTime(from)} and ${formatTime(to)}`;
  return new HashfallError("record.uncovered", reason, {
    problems: [{ path: "time", reason, remedy }],
  });
}

/**
 * Instant in [from, to], in steps, at which the hashrate of the window ending there is extreme.
 * Looks at the sums of work alone, so that only the answer needs an interval.
 */
export function extremeWindow(
  timeline: Timeline,
  window: Seconds,
  search: { readonly from: UnixSeconds; readonly to: UnixSeconds; readonly step: Seconds },
  want: "highest" | "lowest",
): UnixSeconds {
  const sign = want === "highest" ? 1 : -1;
  let best = search.from;
  let bestWork = -Infinity;
  for (let time = search.from; time <= search.to; time = after(time, search.step)) {
    const work = sign * timeline.difficultySum(earlier(time, window), time);
    if (work > bestWork) [best, bestWork] = [time, work];
  }
  return best;
}

/** @throws HashfallError `record.uncovered` where blocks of a window were synced without coinbases. */
export function requireObserved(
  unobserved: number,
  { from, to }: { readonly from: UnixSeconds; readonly to: UnixSeconds },
): void {
  if (unobserved === 0) return;
  const window = `${formatTime(from)} to ${formatTime(to)}`;
  const reason = `the coinbases of ${unobserved} blocks of ${window} are not known, so nor are their pools`;
  throw new HashfallError("record.uncovered", reason, {
    problems: [
      {
        path: "window",
        reason,
        remedy:
          "sync from a node's REST, RPC or files, which give coinbases, or choose other times",
      },
    ],
  });
}
