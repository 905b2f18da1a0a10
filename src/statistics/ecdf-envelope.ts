import { HashfallError } from "../base/index.ts";
import { logGamma } from "./gamma-distribution.ts";

/** How many ranks lie below each boundary, at least and at most. */
export interface EcdfEnvelope {
  /** Rank below which is counted, 1 … values − 1, increasing. */
  readonly boundaries: Int32Array;
  readonly lower: Int32Array;
  readonly upper: Int32Array;
}

export interface EcdfTest {
  /** Smallest two-sided pointwise p-value over the boundaries, at most 1. */
  readonly statistic: number;
  /** Exact chance of as small a statistic when ranks are independent and uniform. */
  readonly pValue: number;
}

interface Tails {
  /** P(X ≤ r) and P(X ≥ r) of X ~ Binomial(n, boundary / values). */
  readonly atMost: Float64Array;
  readonly atLeast: Float64Array;
}

const MOST_BOUNDARIES = 100;
const BISECTIONS = 40;

/** Mirrored outcomes are equally far out, but for rounding. */
const TIE_TOLERANCE = 1e-9;

/**
 * Band that holds the whole distribution function of n independent uniform ranks 0 … values − 1 with
 * probability `level` or, as counts are whole, a little more.
 *
 *   lower(j) = min{r : P(Xⱼ ≤ r) > γ/2},  upper(j) = max{r : P(Xⱼ ≥ r) > γ/2},  Xⱼ ~ Binomial(n, j/values)
 *
 * with the largest γ that keeps the level. At most 100 boundaries, evenly spread.
 * Source: T. Säilynoja, P.-C. Bürkner, A. Vehtari 2022, Statistics and Computing 32:32.
 */
export function ecdfEnvelope(n: number, values: number, level: number): EcdfEnvelope {
  const boundaries = boundariesOf(values);
  const tails = tailsAt(n, values, boundaries);
  let [low, high] = [0, 1];
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (low + high) / 2;
    if (staysInside(n, values, bandAt(boundaries, tails, middle)) >= level) low = middle;
    else high = middle;
  }
  return bandAt(boundaries, tails, low);
}

/**
 * Tests that ranks 0 … values − 1 are uniform: where their distribution function leaves the binomial
 * law most. Sees bias, spread and a single spike alike. Exact, no simulation.
 *
 * Source: as `ecdfEnvelope`.
 */
export function ecdfTest(ranks: ArrayLike<number>, values: number): EcdfTest {
  const n = ranks.length;
  const boundaries = boundariesOf(values);
  const tails = tailsAt(n, values, boundaries);
  const below = countsBelow(ranks, values);
  let statistic = 1;
  for (const [j, { atMost, atLeast }] of tails.entries()) {
    const count = below[boundaries[j] ?? NaN] ?? NaN;
    statistic = Math.min(statistic, 2 * (atMost[count] ?? NaN), 2 * (atLeast[count] ?? NaN));
  }
  const band = bandAt(boundaries, tails, statistic * (1 + TIE_TOLERANCE));
  const outside = statistic < 1 ? 1 - staysInside(n, values, band) : 1;
  return { statistic, pValue: Math.min(1, Math.max(0, outside)) };
}

/** How many of the ranks lie below each of 0 … values. */
function countsBelow(ranks: ArrayLike<number>, values: number): Int32Array {
  const below = new Int32Array(values + 1);
  for (let i = 0; i < ranks.length; i += 1) {
    const rank = ranks[i] ?? NaN;
    if (!(Number.isInteger(rank) && rank >= 0 && rank < values)) {
      throw new HashfallError("number.domain", `rank ${rank} not in 0 … ${values - 1}`);
    }
    below[rank + 1] = (below[rank + 1] ?? 0) + 1;
  }
  for (let j = 1; j <= values; j += 1) below[j] = (below[j] ?? 0) + (below[j - 1] ?? 0);
  return below;
}

function boundariesOf(values: number): Int32Array {
  if (!(Number.isInteger(values) && values >= 2)) {
    throw new HashfallError("number.domain", `ranks of ${values} values, not 2 or more`);
  }
  const count = Math.min(values - 1, MOST_BOUNDARIES);
  return Int32Array.from({ length: count }, (_, j) => Math.round(((j + 1) * values) / (count + 1)));
}

function tailsAt(n: number, values: number, boundaries: Int32Array): Tails[] {
  const logFactorial = Float64Array.from({ length: n + 1 }, (_, k) => logGamma(k + 1));
  const logChoose = logFactorial.map(
    (own, k) => (logFactorial[n] ?? 0) - own - (logFactorial[n - k] ?? 0),
  );
  return Array.from(boundaries, (boundary) => {
    const p = boundary / values;
    const density = logChoose.map((log, r) =>
      Math.exp(log + r * Math.log(p) + (n - r) * Math.log1p(-p)),
    );
    return { atMost: runningSum(density), atLeast: runningSum(density.toReversed()).toReversed() };
  });
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/** Counts whose two-sided pointwise p-value is above γ. */
function bandAt(boundaries: Int32Array, tails: readonly Tails[], gamma: number): EcdfEnvelope {
  const lower = Int32Array.from(tails, ({ atMost }) => atMost.findIndex((p) => 2 * p > gamma));
  const upper = Int32Array.from(tails, ({ atLeast }) =>
    atLeast.findLastIndex((p) => 2 * p > gamma),
  );
  return { boundaries, lower, upper };
}

/**
 * Probability that all counts below the boundaries lie in the band.
 *
 * Counts between boundaries are multinomial: independent Poisson counts, given that they sum to n.
 * So the density of the running sum is convolved from boundary to boundary, cut to the band each time.
 */
function staysInside(n: number, values: number, band: EcdfEnvelope): number {
  let density: Float64Array = Float64Array.of(1);
  let [from, boundary] = [0, 0];
  for (const [j, next] of band.boundaries.entries()) {
    const [lower, upper] = [band.lower[j] ?? 0, band.upper[j] ?? 0];
    if (lower < 0 || upper < lower) return 0;
    const step = poissonDensity((n * (next - boundary)) / values, upper - from);
    density = convolved(density, step, lower - from, upper - from);
    [from, boundary] = [lower, next];
  }
  const last = poissonDensity((n * (values - boundary)) / values, n - from);
  const all = convolved(density, last, n - from, n - from);
  return (all[0] ?? 0) / (poissonDensity(n, n)[n] ?? NaN);
}

function poissonDensity(mean: number, most: number): Float64Array {
  const density = new Float64Array(Math.max(0, most) + 1);
  for (let k = 0; k < density.length; k += 1) {
    density[k] = Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
  }
  return density;
}

/** Elements `first` … `last` of the convolution a ∗ b. */
function convolved(a: Float64Array, b: Float64Array, first: number, last: number): Float64Array {
  const result = new Float64Array(last - first + 1);
  for (let s = first; s <= last; s += 1) {
    let sum = 0;
    for (let r = Math.max(0, s - b.length + 1); r < a.length && r <= s; r += 1) {
      sum += (a[r] ?? 0) * (b[s - r] ?? 0);
    }
    result[s - first] = sum;
  }
  return result;
}
