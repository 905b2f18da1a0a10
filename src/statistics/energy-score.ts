import { HashfallError } from "../base/index.ts";

/**
 * Fair energy score of an ensemble of trajectories; less is better. One time each: `fairCrps`.
 *
 *   Σᵢ‖xᵢ − y‖ / m − Σᵢⱼ‖xᵢ − xⱼ‖ / (2m(m − 1)),  ‖·‖ Euclidean
 *
 * In the unit of the outcome; where its components differ in unit or size, scale them first.
 * Takes m²/2 distances. Source: T. Gneiting, A. E. Raftery 2007, Journal of the American Statistical
 * Association 102:359, section 4.3; fair form as in C. A. T. Ferro 2014.
 */
export function fairEnergyScore(
  trajectories: readonly ArrayLike<number>[],
  outcome: ArrayLike<number>,
): number {
  const m = trajectories.length;
  if (m < 2) throw new HashfallError("number.domain", `fair score of ${m} members, not 2 or more`);
  let error = 0;
  let spread = 0;
  for (const [i, trajectory] of trajectories.entries()) {
    error += distance(trajectory, outcome);
    for (let j = 0; j < i; j += 1) spread += distance(trajectory, trajectories[j] ?? []);
  }
  return error / m - spread / (m * (m - 1));
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new HashfallError("number.domain", `trajectories of ${a.length} and ${b.length} times`);
  }
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += ((a[i] ?? NaN) - (b[i] ?? NaN)) ** 2;
  return Math.sqrt(sum);
}
