import { HashfallError } from "../base/index.ts";
import { normalQuantile } from "./normal.ts";
import { findRoot } from "./root.ts";

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;
const RELATIVE_STEP = 1e-16;
const MAX_TERMS = 100_000;

/**
 * Natural logarithm of Γ(x), x > 0. Relative error below 1e-14.
 *
 * Source: C. Lanczos 1964, with g = 7 and nine coefficients (P. Godfrey 2001).
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new HashfallError("number.domain", `logGamma of ${x}`);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  let sum = 0.9999999999998099;
  for (let index = 0; index < LANCZOS.length; index += 1) {
    sum += (LANCZOS[index] ?? NaN) / (z + index + 1);
  }
  const t = z + LANCZOS.length - 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * Distribution function of the gamma law with the given shape (> 0) and scale 1.
 *
 *   P(a, x) = γ(a, x) / Γ(a)
 *
 * Series below a + 1, continued fraction (modified Lentz) above.
 * Source: NIST DLMF 8.11.4 and 8.9.2.
 */
export function gammaCdf(shape: number, x: number): number {
  return x <= 0 ? 0 : cdfAt(shape, x, logGamma(shape));
}

/** The same for x > 0, with log Γ(shape) at hand. */
function cdfAt(shape: number, x: number, logGammaOfShape: number): number {
  const logFactor = shape * Math.log(x) - x - logGammaOfShape;
  return x < shape + 1
    ? Math.exp(logFactor) * lowerSeries(shape, x)
    : 1 - Math.exp(logFactor) * upperFraction(shape, x);
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < MAX_TERMS && term > sum * RELATIVE_STEP; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MAX_TERMS; n += 1) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

/**
 * Quantile of the gamma law with the given shape (> 0) and scale 1: P(a, x) = p.
 *
 * Starts from Wilson and Hilferty 1931, x ≈ a (1 − 1/(9a) + z/√(9a))³, then brackets the root.
 * Relative error below 1e-12.
 */
export function gammaQuantile(shape: number, probability: number): number {
  if (!(shape > 0) || !(probability > 0 && probability < 1)) {
    throw new HashfallError("number.domain", `gamma quantile ${probability} of shape ${shape}`);
  }
  const z = normalQuantile(probability);
  const start = shape * (1 - 1 / (9 * shape) + z / Math.sqrt(9 * shape)) ** 3;
  const guess = start > 0 ? start : Math.exp(logGamma(shape + 1) / shape) * probability;
  const logGammaOfShape = logGamma(shape);
  return findRoot((x) => cdfAt(shape, x, logGammaOfShape) - probability, guess);
}
