import { logGamma } from "./gamma-distribution.ts";

const MAX_TERMS = 10_000;
const TINY = 1e-300;

/**
 * Distribution function of the beta law, the regularised incomplete beta function I_x(a, b).
 *
 * Continued fraction, modified Lentz, on the side where it converges fast.
 * Source: NIST DLMF 8.17.22.
 */
export function betaCdf(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const logFactor =
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return x < (a + 1) / (a + b + 2)
    ? (Math.exp(logFactor) * fraction(a, b, x)) / a
    : 1 - (Math.exp(logFactor) * fraction(b, a, 1 - x)) / b;
}

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MAX_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Quantile of the beta law: I_x(a, b) = p, by bisection to 1e-14. */
export function betaQuantile(a: number, b: number, probability: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step += 1) {
    const middle = (low + high) / 2;
    if (betaCdf(a, b, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
