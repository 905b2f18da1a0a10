import type { Bounds } from "../base/index.ts";
import { betaQuantile } from "./beta-distribution.ts";
import { logGamma } from "./gamma-distribution.ts";

/** Two outcomes whose probabilities differ by less than this are equally likely. R: `binom.test`. */
const TIE_TOLERANCE = 1e-7;

/**
 * Exact interval for a binomial proportion of `successes` in `trials`.
 *
 *   [B⁻¹(α/2; k, n − k + 1), B⁻¹(1 − α/2; k + 1, n − k)]
 *
 * Source: C. J. Clopper, E. S. Pearson 1934, Biometrika 26:404.
 */
export function binomialInterval(successes: number, trials: number, level: number): Bounds {
  const tail = (1 - level) / 2;
  const failures = trials - successes;
  const lower = successes === 0 ? 0 : betaQuantile(successes, failures + 1, tail);
  const upper = failures === 0 ? 1 : betaQuantile(successes + 1, failures, 1 - tail);
  return [lower, upper];
}

/**
 * Two-sided exact p-value of `successes` in `trials` when each succeeds with `probability`:
 * the total probability of all outcomes no more likely than the one observed.
 *
 * Source: R 4, `stats::binom.test`.
 */
export function binomialTest(successes: number, trials: number, probability: number): number {
  const logOdds = [Math.log(1 - probability), Math.log(probability)] as const;
  const logChoices = logGamma(trials + 1);
  const logDensity = (k: number): number =>
    logChoices -
    logGamma(k + 1) -
    logGamma(trials - k + 1) +
    k * logOdds[1] +
    (trials - k) * logOdds[0];
  const limit = logDensity(successes) + Math.log1p(TIE_TOLERANCE);
  let total = 0;
  for (let k = 0; k <= trials; k += 1) {
    const density = logDensity(k);
    if (density <= limit) total += Math.exp(density);
  }
  return Math.min(1, total);
}
