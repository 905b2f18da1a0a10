import { SECONDS_PER_DAY } from "../../base/index.ts";

/** A number seen with a known error about a level that wanders. */
export interface Sighting {
  /** s since 1970. */
  readonly time: number;
  readonly value: number;
  /** Variance of its own error. */
  readonly variance: number;
}

export interface WanderingLevel {
  /** Variance of the level at `from`, about 0. */
  readonly initialVariance: number;
  readonly from: number;
  /** Deviation of the level's steps, 1/√day. */
  readonly perDay: number;
}

/**
 * Sightings of a random walk as independent standard normal numbers, by the Kalman filter.
 *
 *   value = a + e;  a(t + dt) = a(t) + N(0, perDay² dt)
 *   whitened = (value − E[a | before]) / √S;   ln p = −½ Σ (whitened² + ln 2πS)
 *
 * Source: J. Durbin, S. J. Koopman, Time Series Analysis by State Space Methods, 2nd ed., 2.
 */
export function whiten(
  sightings: readonly Sighting[],
  { initialVariance, from, perDay }: WanderingLevel,
): { readonly whitened: Float64Array; readonly logDensity: number } {
  const whitened = new Float64Array(sightings.length);
  let [level, variance, before, logDensity] = [0, initialVariance, from, 0];
  for (const [index, { time, value, variance: own }] of sightings.entries()) {
    variance += (perDay ** 2 * (time - before)) / SECONDS_PER_DAY;
    before = time;
    const total = variance + own;
    const surprise = value - level;
    whitened[index] = surprise / Math.sqrt(total);
    logDensity -= 0.5 * (surprise ** 2 / total + Math.log(2 * Math.PI * total));
    level += (variance / total) * surprise;
    variance *= own / total;
  }
  return { whitened, logDensity };
}
