import { type Random, powerOf } from "../base/index.ts";
import { exponentialDraw, normalDraw } from "./ziggurat.ts";

/** Squeeze of Marsaglia and Tsang: most draws need no logarithm. */
const SQUEEZE = 0.0331;

/**
 * Gamma with the given shape (> 0) and mean equal to it.
 *
 * Source: G. Marsaglia, W. W. Tsang 2000, "A simple method for generating gamma variables", ACM
 * Trans. Math. Softw. 26:363.
 */
export function gammaDraw(random: Random, shape: number): number {
  if (shape < 1) return gammaDraw(random, shape + 1) * powerOf(random.fineUniform(), 1 / shape);
  if (shape === 1) return exponentialDraw(random);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normalDraw(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = random.uniform();
    const squared = x * x;
    if (u < 1 - SQUEEZE * squared * squared) return d * v;
    if (Math.log(u) < 0.5 * squared + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * Beta with both shapes > 0: a share of a gamma in a sum of two.
 *
 * With whole shapes (k, n − k + 1) it is where the k-th of n points falls that are thrown uniformly
 * on (0, 1): the time of the k-th of n Poisson arrivals in a step, as a fraction of the step.
 */
export function betaDraw(random: Random, first: number, second: number): number {
  const one = gammaDraw(random, first);
  return one / (one + gammaDraw(random, second));
}
