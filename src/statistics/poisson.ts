import type { Bounds } from "../base/index.ts";
import { gammaQuantile } from "./gamma-distribution.ts";

/**
 * Exact interval for the mean of a Poisson count.
 *
 *   [Γ⁻¹(α/2; n), Γ⁻¹(1 − α/2; n + 1)] = [χ²(α/2, 2n)/2, χ²(1 − α/2, 2n + 2)/2]
 *
 * Covers at least the level, whatever the mean. Source: F. Garwood 1936, Biometrika 28:437.
 */
export function poissonInterval(count: number, level: number): Bounds {
  return weightedPoissonInterval({ sum: count, sumOfSquares: count, largest: 1 }, level);
}

/** What a weighted sum of counts needs for its interval: Σw, Σw² over the events, and max w. */
export interface WeightedCount {
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly largest: number;
}

/**
 * Interval for the mean of a weighted sum of Poisson counts, y = Σ w, v = Σ w².
 *
 *   lower = (v/y) Γ⁻¹(α/2; y²/v),  upper = ((v + m²)/(y + m)) Γ⁻¹(1 − α/2; (y + m)²/(v + m²)),  m = max w
 *
 * With equal weights it is Garwood's interval, exact; otherwise conservative.
 * Source: M. P. Fay, E. J. Feuer 1997, Statistics in Medicine 16:791.
 */
export function weightedPoissonInterval(count: WeightedCount, level: number): Bounds {
  const { sum, sumOfSquares, largest } = count;
  const tail = (1 - level) / 2;
  const lower = sum === 0 ? 0 : (sumOfSquares / sum) * gammaQuantile(sum ** 2 / sumOfSquares, tail);
  const [upperSum, upperSquares] = [sum + largest, sumOfSquares + largest ** 2];
  const upper = (upperSquares / upperSum) * gammaQuantile(upperSum ** 2 / upperSquares, 1 - tail);
  return [lower, upper];
}
