import { HashfallError } from "../base/index.ts";
import { gammaCdf } from "./gamma-distribution.ts";

/** Ranks counted in bins, with the counts that uniform ranks would give on average. */
export interface RankHistogram {
  readonly counts: Int32Array;
  readonly expected: Float64Array;
}

export interface ChiSquareTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Chance of as large a statistic when the hypothesis holds. */
  readonly pValue: number;
}

/** Least mean count of a bin that lets the statistic follow the χ² law. W. G. Cochran 1954. */
const LEAST_EXPECTED = 5;
const MOST_BINS = 20;

/**
 * Histogram of ranks 0 … values − 1. Bins hold whole ranks, so they can differ by one rank in width,
 * and `expected` with them. Twenty bins, or fewer such that each expects five.
 */
export function rankHistogram(
  ranks: ArrayLike<number>,
  values: number,
  bins: number = defaultBins(ranks.length, values),
): RankHistogram {
  const counts = new Int32Array(bins);
  const expected = new Float64Array(bins);
  const binOf = (rank: number): number => Math.floor((rank * bins) / values);
  for (let rank = 0; rank < values; rank += 1) {
    expected[binOf(rank)] = (expected[binOf(rank)] ?? 0) + ranks.length / values;
  }
  for (let i = 0; i < ranks.length; i += 1) {
    const rank = ranks[i] ?? NaN;
    if (!(rank >= 0 && rank < values)) {
      throw new HashfallError("number.domain", `rank ${rank} not in 0 … ${values - 1}`);
    }
    counts[binOf(rank)] = (counts[binOf(rank)] ?? 0) + 1;
  }
  return { counts, expected };
}

function defaultBins(ranks: number, values: number): number {
  return Math.max(2, Math.min(values, MOST_BINS, Math.floor(ranks / LEAST_EXPECTED)));
}

/**
 * Pearson's test that the counts follow what is expected.
 *
 *   X² = Σ (O − E)² / E ~ χ²(bins − 1)
 *
 * Source: K. Pearson 1900, Philosophical Magazine 50:157.
 */
export function chiSquareTest({ counts, expected }: RankHistogram): ChiSquareTest {
  let statistic = 0;
  for (const [bin, count] of counts.entries()) {
    const mean = expected[bin] ?? NaN;
    statistic += (count - mean) ** 2 / mean;
  }
  const degreesOfFreedom = counts.length - 1;
  return {
    statistic,
    degreesOfFreedom,
    pValue: 1 - gammaCdf(degreesOfFreedom / 2, statistic / 2),
  };
}
