import { HashfallError } from "../base/index.ts";
import { normalCdf } from "./normal-cdf.ts";

/**
 * Fair continuous ranked probability score of an ensemble, in the unit of the outcome; less is better.
 *
 *   Σᵢ|xᵢ − y| / m − Σᵢⱼ|xᵢ − xⱼ| / (2m(m − 1))
 *
 * Its mean is the score of the law the members come from, whatever their number m, so ensembles of
 * different size compare. Members are sorted: Σᵢⱼ|xᵢ − xⱼ| = 2 Σᵢ(2i − m + 1)x₍ᵢ₎, i from 0.
 * Can be negative in a single case.
 * Source: C. A. T. Ferro 2014, Quarterly Journal of the Royal Meteorological Society 140:1917.
 */
export function fairCrps(sample: ArrayLike<number>, outcome: number): number {
  const m = sample.length;
  if (m < 2) throw new HashfallError("number.domain", `fair score of ${m} members, not 2 or more`);
  const errors = Float64Array.from(sample, (x) => x - outcome).toSorted();
  let distance = 0;
  let spread = 0;
  for (const [i, error] of errors.entries()) {
    distance += Math.abs(error);
    spread += (2 * i - m + 1) * error;
  }
  return distance / m - spread / (m * (m - 1));
}

/**
 * Continuous ranked probability score of a normal forecast, in the unit of the outcome.
 *
 *   σ [z (2Φ(z) − 1) + 2φ(z) − 1/√π],  z = (y − μ) / σ;  |y − μ| when σ = 0
 *
 * Source: T. Gneiting et al. 2005, Monthly Weather Review 133:1098.
 */
export function normalCrps(mean: number, deviation: number, outcome: number): number {
  if (deviation === 0) return Math.abs(outcome - mean);
  const z = (outcome - mean) / deviation;
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  return deviation * (z * (2 * normalCdf(z) - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
}
