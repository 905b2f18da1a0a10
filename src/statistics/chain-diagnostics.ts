import { meanAutocovariance } from "./autocovariance.ts";
import { type EnsembleRun, chainsOf } from "./ensemble-run.ts";
import { normalQuantile } from "./normal.ts";

export interface ChainDiagnostics {
  /** Near 1 when the chains agree; above 1.01 they ran too short. */
  readonly rHat: number;
  /** Independent draws that would know the mean as well. */
  readonly effectiveSize: number;
}

/**
 * Diagnostics of each parameter of a run, walkers taken as chains. They move by one another, so this
 * is a little kinder than independent chains would be.
 */
export function diagnose(run: EnsembleRun): ChainDiagnostics[] {
  return Array.from({ length: run.dimension }, (_, parameter) => {
    const chains = chainsOf(run, parameter);
    return { rHat: rankRHat(chains), effectiveSize: effectiveSize(chains) };
  });
}

/**
 * Split R̂: halves of chains compared with one another.
 *
 *   R̂ = √( ((n − 1)/n W + B/n) / W ),  W mean variance within half-chains of length n,
 *   B/n variance of their means
 *
 * Source: A. Gelman et al. 2013, Bayesian Data Analysis, 3rd ed., 11.4.
 */
export function splitRHat(chains: readonly Float64Array[]): number {
  const { within, total } = variances(halves(chains));
  return within === 0 && total === 0 ? 1 : Math.sqrt(total / within);
}

/**
 * Split R̂ of normal scores of the ranks, and of the distances from the median, the larger: sees
 * heavy tails and unequal spread too.
 *
 * Source: A. Vehtari et al. 2021, Bayesian Analysis 16:667.
 */
export function rankRHat(chains: readonly Float64Array[]): number {
  const pooled = pooledAndSorted(chains);
  const median = pooled[pooled.length >> 1] ?? NaN;
  const folded = chains.map((chain) => chain.map((x) => Math.abs(x - median)));
  return Math.max(splitRHat(rankScores(chains)), splitRHat(rankScores(folded)));
}

/**
 * Effective number of draws, over half-chains of length n, m of them.
 *
 *   N = mn / τ,  τ = −1 + 2 Σₜ P̂ₜ,  P̂ₜ = ρ₂ₜ + ρ₂ₜ₊₁,
 *   ρₜ = 1 − (W − mean autocovariance at t) / total variance
 *
 * P̂ summed while positive and made non-increasing (C. J. Geyer 1992). At most mn log₁₀(mn).
 * Source: as `rankRHat`.
 */
export function effectiveSize(chains: readonly Float64Array[]): number {
  const parts = halves(chains);
  const n = parts[0]?.length ?? 0;
  const draws = n * parts.length;
  const { within, total } = variances(parts);
  if (total === 0) return draws;
  const covariance = meanAutocovariance(parts);
  const correlation = (lag: number): number =>
    lag === 0 ? 1 : 1 - (within - (covariance[lag] ?? 0)) / total;
  let [sum, previous] = [0, Infinity];
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = correlation(lag) + correlation(lag + 1);
    if (!(pair > 0)) break;
    previous = Math.min(previous, pair);
    sum += previous;
  }
  return Math.min(draws / (2 * sum - 1), draws * Math.log10(draws));
}

function halves(chains: readonly Float64Array[]): Float64Array[] {
  return chains.flatMap((chain) => {
    const half = chain.length >> 1;
    return [chain.subarray(0, half), chain.subarray(chain.length - half)];
  });
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return squares / (values.length - 1);
}

function variances(chains: readonly Float64Array[]): { within: number; total: number } {
  const n = chains[0]?.length ?? 0;
  const within = meanOf(Float64Array.from(chains, varianceOf));
  const between = varianceOf(Float64Array.from(chains, meanOf));
  return { within, total: ((n - 1) / n) * within + between };
}

function pooledAndSorted(chains: readonly Float64Array[]): Float64Array {
  const pooled = new Float64Array(chains.reduce((sum, chain) => sum + chain.length, 0));
  let filled = 0;
  for (const chain of chains) {
    pooled.set(chain, filled);
    filled += chain.length;
  }
  return pooled.toSorted();
}

/** Replaces each value by the normal quantile of its rank among all, ties by their mean rank. */
function rankScores(chains: readonly Float64Array[]): Float64Array[] {
  const pooled = pooledAndSorted(chains);
  const scores = new Float64Array(pooled.length);
  for (let first = 0; first < pooled.length; ) {
    let last = first;
    while (last + 1 < pooled.length && pooled[last + 1] === pooled[first]) last += 1;
    const rank = (first + last) / 2 + 1;
    scores[first] = normalQuantile((rank - 0.375) / (pooled.length + 0.25));
    first = last + 1;
  }
  return chains.map((chain) => chain.map((x) => scores[firstIndexOf(pooled, x)] ?? NaN));
}

function firstIndexOf(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? NaN) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
