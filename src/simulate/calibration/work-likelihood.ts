import { logGamma } from "../../statistics/index.ts";
import type { BlockStretch } from "./block-stretches.ts";
import type { HashPath } from "./hash-path.ts";
import { type Sighting, whiten } from "./whitening.ts";

/** Below so many blocks the logarithm of a count is not near normal. */
const LEAST_BLOCKS = 8;

/**
 * Logarithm of the density of when the blocks of each stretch came, given a path of hashrate.
 *
 * Blocks are Poisson arrivals in Λ(t) = ∫ H / (difficulty × 2^32) dt, so the last of n blocks comes at
 * a Λ of law Gamma(n) after the stretch's start, and a count at an instant has a Poisson law:
 *
 *   complete: (n − 1) ln E − E − ln Γ(n) + ln(dΛ/dt);   cut short: n ln E − E − ln n!
 *
 * Exact; what the path does not explain is taken as chance of the blocks.
 */
export function logWorkDensity(path: HashPath, stretches: readonly BlockStretch[]): number {
  let sum = 0;
  for (const { from, to, blocks, workOfBlock, complete } of stretches) {
    const expected = (path.workUntil(to) - path.workUntil(from)) / workOfBlock;
    sum += complete
      ? (blocks - 1) * Math.log(expected) -
        logGamma(blocks) +
        Math.log(path.rateAt(to) / workOfBlock)
      : blocks * Math.log(expected) - logGamma(blocks + 1);
    sum -= expected;
  }
  return sum;
}

/**
 * How far each stretch is from the path, as standard normal numbers, where hashrate wanders about its
 * path by a random walk in its logarithm of `perDay` [1/√day], begun at 0 and integrated out.
 *
 *   ln n − ln E = a + e,  e ~ N(1/(2n), 1/n)
 *
 * The logarithm of a Gamma(n) variable is taken as normal (skewness −1/√n, −0.05 for 336 blocks), the
 * walk as constant inside a stretch. Stretches of fewer than eight blocks are left out.
 */
export function whitenedWork(
  path: HashPath,
  stretches: readonly BlockStretch[],
  perDay: number,
): { readonly whitened: Float64Array; readonly logDensity: number } {
  const enough = stretches.filter(({ blocks }) => blocks >= LEAST_BLOCKS);
  const sightings = enough.map(({ from, to, blocks, workOfBlock }): Sighting => {
    const expected = (path.workUntil(to) - path.workUntil(from)) / workOfBlock;
    const value = Math.log(blocks / expected) - 1 / (2 * blocks);
    return { time: (from + to) / 2, value, variance: 1 / blocks };
  });
  return whiten(sightings, { initialVariance: 0, from: stretches[0]?.from ?? 0, perDay });
}
