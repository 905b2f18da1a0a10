import type { Random } from "../base/index.ts";
import { exponentialDraw, normalDraw } from "./ziggurat.ts";

/** From this mean on the bounds of the normal method hold. */
const SEARCH_BELOW = 10;
/** Below this count the remainder comes from the factorial itself, above from Stirling's series. */
const SERIES_FROM = 16;
/** ln k! − (k ln k − k), which for k = 0 is 0, of the counts that days and hours have. */
const REMAINDERS: Float64Array = logRemainders(1024);

/**
 * Poisson count with the given mean (≥ 0), exact but for the grid of the random numbers, 2^-23 of a
 * standard deviation.
 *
 * Below 10 by inversion. Above from a normal number G = mean + √mean Z: ⌊G⌋ is taken with probability
 * min(1, p / f), its Poisson probability over its normal one, and what is then missing is drawn from
 * p − f under a double exponential. One in fifty needs a logarithm: 1 − p / f is below
 * (mean − count)³ / 6 mean², which the others pass.
 * Source: J. H. Ahrens, U. Dieter 1982, "Computer generation of Poisson deviates from modified normal
 * distributions", ACM Trans. Math. Softw. 8:163, algorithm PD.
 */
export function poissonDraw(random: Random, mean: number): number {
  if (mean < SEARCH_BELOW) return bySearch(random, mean);
  const count = Math.floor(mean + Math.sqrt(mean) * normalDraw(random));
  const short = mean - count;
  const u = random.uniform();
  if (count < 0) return fromDifference(random, mean);
  if (6 * mean * mean * u >= short * short * short) return count;
  return isKept(count, mean, u) ? count : fromDifference(random, mean);
}

/** Accepts a normal count with probability p / f. */
function isKept(count: number, mean: number, u: number): boolean {
  return (1 - u) * normalProbability(count, mean) <= Math.exp(logDensity(count, mean));
}

/** A count from where the Poisson law lies above the normal one, in proportion to p − f. */
function fromDifference(random: Random, mean: number): number {
  const deviation = Math.sqrt(mean);
  for (;;) {
    const e = exponentialDraw(random);
    const u = 2 * random.uniform() - 1;
    const t = 1.8 + (u < 0 ? -e : e);
    if (t <= -0.6744) continue;
    const count = Math.floor(mean + deviation * t);
    const excess = Math.exp(logDensity(count, mean)) - normalProbability(count, mean);
    if ((0.1069 / mean) * Math.abs(u) <= excess * Math.exp(e)) return count;
  }
}

/**
 * Probability that a normal number of the Poisson law's mean and variance has this whole part:
 *
 *   ∫ φ over a cell of width h = 1/√mean around x = h φ(x) Σ He(2j; x) h^(2j) / (4^j (2j + 1)!)
 *
 * Four terms: from mean 10 on the next is below 1e-7 of the probability wherever that exceeds 1e-12.
 */
function normalProbability(count: number, mean: number): number {
  const cell = 1 / mean;
  const away = count + 0.5 - mean;
  const square = away * away * cell;
  const second = (square - 1) / 24;
  const fourth = (square * square - 6 * square + 3) / 1920;
  const sixth = (((square - 15) * square + 45) * square - 15) / 322_560;
  const series = 1 + cell * (second + cell * (fourth + cell * sixth));
  return Math.sqrt(cell / (2 * Math.PI)) * Math.exp(-0.5 * square) * series;
}

/** Smallest count whose cumulative probability exceeds a uniform number. */
function bySearch(random: Random, mean: number): number {
  if (!(mean > 0)) return 0;
  let left = random.fineUniform();
  let density = Math.exp(-mean);
  for (let count = 0; ; count += 1) {
    left -= density;
    if (left < 0 || density === 0) return count;
    density *= mean / (count + 1);
  }
}

/** Natural logarithm of e^(−mean) mean^k / k!, k ≥ 0, without cancellation of large terms. */
function logDensity(count: number, mean: number): number {
  if (count === 0) return -mean;
  const remainder = REMAINDERS[count] ?? logRemainder(count);
  return count - mean + count * Math.log(mean / count) - remainder;
}

/** ½ ln 2πk + 1/12k − 1/360k³ + 1/1260k⁵; off by less than 1/1680k⁷, 3e-12 at k = 16. */
function logRemainder(count: number): number {
  const square = count * count;
  const series = (1 / 12 - (1 / 360 - 1 / (1260 * square)) / square) / count;
  return 0.5 * Math.log(2 * Math.PI * count) + series;
}

function logRemainders(size: number): Float64Array {
  const remainders = new Float64Array(size);
  let logFactorial = 0;
  for (let k = 1; k < size; k += 1) {
    logFactorial += Math.log(k);
    remainders[k] = k < SERIES_FROM ? logFactorial - k * Math.log(k) + k : logRemainder(k);
  }
  return remainders;
}
