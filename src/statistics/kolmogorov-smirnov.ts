import { HashfallError } from "../base/index.ts";

/** Up to this product of sizes the law is counted exactly instead of taken from its limit. */
const EXACT_BELOW = 10_000;
/** Slack within which two distances on the lattice of path counts are the same one. */
const LATTICE_SLACK = 1e-9;

/** Greatest distance between two empirical distribution functions, and how often chance exceeds it. */
export interface SampleComparison {
  readonly distance: number;
  readonly pValue: number;
}

/**
 * Two-sample Kolmogorov-Smirnov test, two-sided.
 *
 *   D = sup |F₁ − F₂|,  p = P(D' ≥ D) of two samples of one continuous law
 *
 * Exact for small samples, otherwise of the limiting law. With ties, as counts have, p is too
 * large, never too small. Source: J. L. Hodges 1958, Arkiv för Matematik 3:469.
 */
export function compareSamples(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): SampleComparison {
  const sizes = [first.length, second.length] as const;
  if (sizes[0] === 0 || sizes[1] === 0) {
    throw new HashfallError("number.domain", `comparing samples of ${sizes[0]} and ${sizes[1]}`);
  }
  const distance = greatestDistance(Float64Array.from(first), Float64Array.from(second));
  const product = sizes[0] * sizes[1];
  const pValue =
    product <= EXACT_BELOW
      ? exactTail(sizes, distance)
      : kolmogorovTail(distance * Math.sqrt(product / (sizes[0] + sizes[1])));
  return { distance, pValue };
}

/**
 * One-sample test of draws against a continuous distribution function, by the limiting law. For
 * n ≥ 100 the p-value is at most a hundredth too large.
 */
export function compareWithLaw(
  draws: ArrayLike<number>,
  distribution: (value: number) => number,
): SampleComparison {
  const sorted = Float64Array.from(draws).toSorted();
  const size = sorted.length;
  if (size === 0) throw new HashfallError("number.domain", "comparing a sample of 0 with a law");
  let distance = 0;
  for (let at = 0; at < size; at += 1) {
    const level = distribution(sorted[at] ?? NaN);
    distance = Math.max(distance, level - at / size, (at + 1) / size - level);
  }
  return { distance, pValue: kolmogorovTail(distance * Math.sqrt(size)) };
}

/**
 * Probability that the supremum of a Brownian bridge exceeds x.
 *
 *   Q(x) = 2 Σ (−1)^(j−1) e^(−2 j² x²) = 1 − (√(2π)/x) Σ e^(−(2j−1)² π² / 8x²)
 *
 * Both series, each where four terms give 1e-15. Source: A. Kolmogoroff 1933; W. Feller 1948.
 */
export function kolmogorovTail(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < 1) {
    for (let j = 1; j <= 4; j += 1) sum += Math.exp(-(((2 * j - 1) * Math.PI) ** 2) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let j = 1; j <= 4; j += 1) sum += (j % 2 === 1 ? 2 : -2) * Math.exp(-2 * (j * x) ** 2);
  return sum;
}

/** Sorts both samples in place. */
function greatestDistance(first: Float64Array, second: Float64Array): number {
  first.sort();
  second.sort();
  let [i, j, distance] = [0, 0, 0];
  while (i < first.length && j < second.length) {
    const value = Math.min(first[i] ?? NaN, second[j] ?? NaN);
    while (i < first.length && (first[i] ?? NaN) <= value) i += 1;
    while (j < second.length && (second[j] ?? NaN) <= value) j += 1;
    distance = Math.max(distance, Math.abs(i / first.length - j / second.length));
  }
  return distance;
}

/**
 * Of all orders in which n and m values can stand, the fraction whose path from (0, 0) to (n, m)
 * somewhere reaches the distance: one minus those that stay inside, weighed at each point by how
 * many of all paths lead there, so that no binomial coefficient is formed.
 */
function exactTail([n, m]: readonly [number, number], distance: number): number {
  const row = new Float64Array(m + 1);
  const isInside = (i: number, j: number): boolean =>
    Math.abs(i / n - j / m) < distance - LATTICE_SLACK;
  for (let i = 0; i <= n; i += 1) {
    for (let j = 0; j <= m; j += 1) {
      if (i + j === 0) row[j] = isInside(0, 0) ? 1 : 0;
      else if (!isInside(i, j)) row[j] = 0;
      else row[j] = ((row[j] ?? 0) * i + (j === 0 ? 0 : (row[j - 1] ?? 0) * j)) / (i + j);
    }
  }
  return 1 - (row[m] ?? 0);
}
