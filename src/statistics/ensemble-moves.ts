import { HashfallError, type Random } from "../base/index.ts";

/**
 * Writes a proposal for `walker`, built from walkers of the other half, to `proposal`, and returns the
 * logarithm of the factor by which it corrects the ratio of densities.
 */
export type EnsembleMove = (
  walker: Float64Array,
  others: readonly Float64Array[],
  random: Random,
  proposal: Float64Array,
) => number;

/** Largest stretch; the shortest is its inverse. Source: as `stretchMove`. */
const LARGEST_STRETCH = 2;

/**
 * Moves along the line to another walker.
 *
 *   y = xⱼ + z (x − xⱼ),  density of z ∝ 1/√z on [½, 2],  factor z^(d−1)
 *
 * Source: J. Goodman, J. Weare 2010, Communications in Applied Mathematics and Computational Science 5:65.
 */
export const stretchMove: EnsembleMove = (walker, others, random, proposal) => {
  const [other] = distinct(others, 1, random);
  const z = ((LARGEST_STRETCH - 1) * random.uniform() + 1) ** 2 / LARGEST_STRETCH;
  for (let i = 0; i < walker.length; i += 1) {
    const anchor = other?.[i] ?? NaN;
    proposal[i] = anchor + z * ((walker[i] ?? NaN) - anchor);
  }
  return (walker.length - 1) * Math.log(z);
};

/** How often a differential step has length 1, which jumps from mode to mode. Source: ter Braak 2006. */
const MODE_JUMPS = 0.1;

/**
 * Moves by a multiple of the difference of two other walkers.
 *
 *   y = x + γ (xⱼ − xₖ),  γ = 2.38/√(2d) × U,  U uniform on (½, 1½); one time in ten γ = 1
 *
 * Symmetric, so no factor. Source: C. J. F. ter Braak 2006, Statistics and Computing 16:239.
 */
export const differentialMove: EnsembleMove = (walker, others, random, proposal) => {
  const [a, b] = distinct(others, 2, random);
  const usual = (2.38 / Math.sqrt(2 * walker.length)) * (0.5 + random.uniform());
  const gamma = random.uniform() < MODE_JUMPS ? 1 : usual;
  for (let i = 0; i < walker.length; i += 1) {
    proposal[i] = (walker[i] ?? NaN) + gamma * ((a?.[i] ?? NaN) - (b?.[i] ?? NaN));
  }
  return 0;
};

/**
 * Moves along the line to another walker z, by the difference of two more as that line sees it.
 *
 *   y = x + γ e ((xⱼ − xₖ)·e),  e = (x − z)/‖x − z‖,  γ uniform on (1.2, 2.2),
 *   factor (‖y − z‖/‖x − z‖)^(d−1)
 *
 * Source: C. J. F. ter Braak, J. A. Vrugt 2008, Statistics and Computing 18:435.
 */
export const snookerMove: EnsembleMove = (walker, others, random, proposal) => {
  const [anchor = walker, a = walker, b = walker] = distinct(others, 3, random);
  const gamma = 1.2 + random.uniform();
  const direction = difference(walker, anchor);
  const square = dot(direction, direction);
  if (square === 0) return -Infinity;
  const step = (gamma * dot(difference(a, b), direction)) / square;
  for (const [i, along] of direction.entries()) proposal[i] = (walker[i] ?? NaN) + step * along;
  return (walker.length - 1) * Math.log(Math.abs(1 + step));
};

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((x, i) => x - (b[i] ?? NaN));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (const [i, x] of a.entries()) sum += x * (b[i] ?? NaN);
  return sum;
}

/** So many different walkers, each as likely as any other. */
function distinct(
  walkers: readonly Float64Array[],
  count: number,
  random: Random,
): readonly Float64Array[] {
  if (walkers.length < count) {
    throw new HashfallError("number.domain", `${walkers.length} walkers in a half, not ${count}`);
  }
  const chosen: Float64Array[] = [];
  while (chosen.length < count) {
    const walker = walkers[Math.floor(random.uniform() * walkers.length)];
    if (walker !== undefined && !chosen.includes(walker)) chosen.push(walker);
  }
  return chosen;
}
