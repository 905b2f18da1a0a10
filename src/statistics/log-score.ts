import { HashfallError } from "../base/index.ts";
import { sampleQuantile } from "./quantile.ts";

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** Interquartile range of the standard normal law. */
const NORMAL_QUARTILE_RANGE = 1.349;

/** Logarithmic score of a normal forecast, −ln density, in nats; less is better. */
export function normalLogScore(mean: number, deviation: number, outcome: number): number {
  const z = (outcome - mean) / deviation;
  return HALF_LOG_TWO_PI + Math.log(deviation) + 0.5 * z * z;
}

/**
 * Logarithmic score of an equal mixture of normal forecasts, in nats; less is better.
 *
 *   −ln( Σᵢ φ((y − μᵢ)/σᵢ)/σᵢ / m )
 *
 * Source: T. Gneiting, A. E. Raftery 2007, Journal of the American Statistical Association 102:359.
 */
export function mixtureLogScore(
  means: ArrayLike<number>,
  deviations: ArrayLike<number>,
  outcome: number,
): number {
  const scores = Float64Array.from(means, (mean, i) =>
    normalLogScore(mean, deviations[i] ?? NaN, outcome),
  );
  let least = Infinity;
  for (const score of scores) least = Math.min(least, score);
  if (least === Infinity) return Infinity;
  let sum = 0;
  for (const score of scores) sum += Math.exp(least - score);
  return least - Math.log(sum / scores.length);
}

/**
 * Logarithmic score of an ensemble smoothed with a normal kernel, in nats; less is better.
 * The bandwidth, in the unit of the outcome, is Silverman's unless given: a score of the ensemble and of
 * that choice, so scores compare only under one rule.
 */
export function kernelLogScore(
  sample: ArrayLike<number>,
  outcome: number,
  bandwidth: number = silvermanBandwidth(sample),
): number {
  const deviations = new Float64Array(sample.length).fill(bandwidth);
  return mixtureLogScore(sample, deviations, outcome);
}

/**
 * Rule-of-thumb bandwidth of a normal kernel, in the unit of the sample.
 *
 *   h = 0.9 min(s, IQR/1.349) m^(−1/5)
 *
 * Source: B. W. Silverman 1986, Density Estimation, eq. 3.31 (there 1.34).
 *
 * @throws HashfallError `number.domain` when all members are equal.
 */
export function silvermanBandwidth(sample: ArrayLike<number>): number {
  const sorted = Float64Array.from(sample).toSorted();
  const range = sampleQuantile(sorted, 0.75) - sampleQuantile(sorted, 0.25);
  const deviation = sampleDeviation(sorted);
  const spread = range > 0 ? Math.min(deviation, range / NORMAL_QUARTILE_RANGE) : deviation;
  if (!(spread > 0)) {
    throw new HashfallError("number.domain", `bandwidth of ${sample.length} equal members`);
  }
  return 0.9 * spread * sample.length ** -0.2;
}

function sampleDeviation(sample: Float64Array): number {
  let [mean, squares] = [0, 0];
  for (const [i, x] of sample.entries()) {
    const step = x - mean;
    mean += step / (i + 1);
    squares += step * (x - mean);
  }
  return Math.sqrt(squares / (sample.length - 1));
}
