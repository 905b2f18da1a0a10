import type { UnixSeconds } from "../../base/index.ts";
import { RETARGET_INTERVAL } from "../../bitcoin/index.ts";
import { type Timeline, at } from "../timeline.ts";
import type { DifficultyForecast, DifficultyForecaster } from "./forecaster.ts";
import { brkChange, mempoolChange, noChange } from "./peers.ts";

/** First epoch of the benchmark. */
const BENCHMARK_HEIGHT = 667_296;

/** Bounds of the buckets, in blocks into the epoch, both ends included. */
const BUCKETS = [
  [0, 72],
  [73, 144],
  [145, 288],
  [289, 504],
  [505, 720],
  [721, 1008],
  [1009, 1344],
  [1345, 1680],
  [1681, 1900],
  [1901, 2015],
] as const;

export interface BucketScore {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean absolute error, percentage points. */
  readonly maePp: number;
}

export interface MethodScore {
  readonly maePp: number;
  readonly buckets: readonly BucketScore[];
  /** How often the 50, 80 and 95 % interval held the outcome, per cent; null without intervals. */
  readonly coverage: Coverage | null;
}

export interface Coverage {
  readonly pct50: number;
  readonly pct80: number;
  readonly pct95: number;
}

export interface Scoreboard {
  /** Forecasts scored: every 6 h of every whole epoch. */
  readonly n: number;
  readonly epochs: number;
  readonly methods: Readonly<Record<"hashfall" | "mempool" | "brk" | "no_change", MethodScore>>;
  readonly scored: readonly ScoredForecast[];
}

/** A past forecast with what came. */
export interface ScoredForecast {
  readonly forecast: DifficultyForecast;
  /** Per cent, by the bits of the next epoch. */
  readonly actualPct: number;
}

/**
 * Scores every past forecast whose outcome the record holds, beside the formulas of the open peers
 * at the same moments. See docs/methods/forecast.md.
 */
export function scoreForecasts(
  timeline: Timeline,
  forecaster: DifficultyForecaster,
  span: { readonly from?: UnixSeconds | undefined; readonly to?: UnixSeconds | undefined } = {},
): Scoreboard {
  const { from = -Infinity, to = Infinity } = span;
  const scored = forecaster
    .walkForward(BENCHMARK_HEIGHT)
    .filter(({ now }) => now >= from && now <= to)
    .flatMap((forecast) => {
      const next = forecast.epochHeight + RETARGET_INTERVAL - timeline.blocks.firstHeight;
      if (next >= timeline.difficulty.length) return [];
      const ratio = at(timeline.difficulty, next) / at(timeline.difficulty, next - 1);
      return [{ forecast, actualPct: (ratio - 1) * 100 }];
    });
  const score = (predict: (forecast: DifficultyForecast) => number): MethodScore =>
    scoreOf(scored, predict);
  return {
    n: scored.length,
    epochs: new Set(scored.map(({ forecast }) => forecast.epochHeight)).size,
    methods: {
      hashfall: { ...score(({ changePct }) => changePct.value), coverage: coverageOf(scored) },
      mempool: score((forecast) => mempoolChange(timeline, forecast)),
      brk: score((forecast) => brkChange(timeline, forecast)),
      no_change: score((forecast) => noChange(timeline, forecast)),
    },
    scored,
  };
}

function scoreOf(
  scored: readonly ScoredForecast[],
  predict: (forecast: DifficultyForecast) => number,
): MethodScore {
  const errors = scored.map(({ forecast, actualPct }) => ({
    blocks: forecast.blocks,
    error: Math.abs(predict(forecast) - actualPct),
  }));
  return {
    maePp: meanError(errors),
    buckets: BUCKETS.map(([first, last]) => {
      const rows = errors.filter(({ blocks }) => blocks >= first && blocks <= last);
      return { from: first, to: last, n: rows.length, maePp: meanError(rows) };
    }),
    coverage: null,
  };
}

const meanError = (rows: readonly { readonly error: number }[]): number =>
  rows.reduce((sum, { error }) => sum + error, 0) / rows.length;

/** Coverage of the intervals over scored forecasts. */
export function coverageOf(scored: readonly ScoredForecast[]): Coverage {
  const share = (low: "lo50" | "lo80" | "lo95", high: "hi50" | "hi80" | "hi95"): number => {
    const held = scored.filter(
      ({ forecast: { changePct }, actualPct }) =>
        actualPct >= changePct[low] && actualPct <= changePct[high],
    );
    return (100 * held.length) / scored.length;
  };
  return {
    pct50: share("lo50", "hi50"),
    pct80: share("lo80", "hi80"),
    pct95: share("lo95", "hi95"),
  };
}
