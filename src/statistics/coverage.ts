import type { Bounds, Random } from "../base/index.ts";
import { binomialInterval } from "./binomial.ts";
import { sampleQuantile } from "./quantile.ts";

/** An ensemble forecast and what came. */
export interface ScoredSample {
  readonly sample: ArrayLike<number>;
  readonly outcome: number;
}

/** How often the central interval of one level held the outcome. */
export interface LevelCoverage {
  readonly level: number;
  readonly held: number;
  readonly n: number;
  /** held / n; NaN of nothing. */
  readonly share: number;
  /** Exact 95 % interval of the share, if the forecasts are independent. */
  readonly interval: Bounds;
}

/** Levels of an `Estimate`. */
const COVERAGE_LEVELS: readonly number[] = [0.5, 0.8, 0.95];

/**
 * Coverage of the central intervals of ensemble forecasts, ends included.
 *
 * An ensemble of m members holds a further draw of its own law a little less often than the level,
 * by about 1/(m + 1) at each end.
 */
export function intervalCoverage(
  cases: readonly ScoredSample[],
  levels: readonly number[] = COVERAGE_LEVELS,
): LevelCoverage[] {
  const sorted = cases.map(({ sample, outcome }) => ({
    sample: Float64Array.from(sample).toSorted(),
    outcome,
  }));
  return levels.map((level) => {
    const tail = (1 - level) / 2;
    const held = sorted.filter(
      ({ sample, outcome }) =>
        outcome >= sampleQuantile(sample, tail) && outcome <= sampleQuantile(sample, 1 - tail),
    ).length;
    const n = cases.length;
    return { level, held, n, share: held / n, interval: binomialInterval(held, n, 0.95) };
  });
}

/**
 * Rank of the outcome among the m members: how many lie below it, 0 … m; among equals at random.
 * Uniform if outcome and members come from one law.
 *
 * Source: T. M. Hamill 2001, Monthly Weather Review 129:550.
 */
export function rankOf(outcome: number, sample: ArrayLike<number>, random: Random): number {
  let [below, equal] = [0, 0];
  for (let i = 0; i < sample.length; i += 1) {
    const member = sample[i] ?? NaN;
    if (member < outcome) below += 1;
    else if (member === outcome) equal += 1;
  }
  return equal === 0 ? below : below + Math.floor(random.uniform() * (equal + 1));
}

/**
 * Probability integral transform of the outcome in an ensemble, made continuous within its rank.
 *
 *   (rank + U) / (m + 1),  U uniform on (0, 1)
 *
 * Source: C. Czado, T. Gneiting, L. Held 2009, Biometrics 65:1254.
 */
export function probabilityTransform(
  outcome: number,
  sample: ArrayLike<number>,
  random: Random,
): number {
  return (rankOf(outcome, sample, random) + random.uniform()) / (sample.length + 1);
}
