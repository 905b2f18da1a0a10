import { HashfallError } from "../base/index.ts";

const RELATIVE_TOLERANCE = 1e-13;
const MAX_STEPS = 200;

/**
 * Root of an increasing function on (0, ∞), near a positive guess.
 *
 * Widens a bracket by doubling, then takes false-position steps with the Illinois weight, which
 * halve the stale end so that neither side gets stuck. Source: G. Dahlquist, Å. Björck 1974, 6.2.
 */
export function findRoot(increasing: (x: number) => number, guess: number): number {
  let [low, high] = [guess, guess];
  let [atLow, atHigh] = [increasing(low), increasing(high)];
  for (let step = 0; atLow > 0 && low > Number.MIN_VALUE; step += 1) {
    [high, atHigh] = [low, atLow];
    low /= step < 4 ? 1.2 : 8;
    atLow = increasing(low);
  }
  for (let step = 0; atHigh < 0 && Number.isFinite(high); step += 1) {
    [low, atLow] = [high, atHigh];
    high *= step < 4 ? 1.2 : 8;
    atHigh = increasing(high);
  }
  if (!Number.isFinite(high)) throw new HashfallError("number.domain", "no root above zero");
  return refine(increasing, { low, high, atLow, atHigh });
}

interface Bracket {
  readonly low: number;
  readonly high: number;
  readonly atLow: number;
  readonly atHigh: number;
}

/** Root of an increasing function inside a bracket whose ends have opposite signs. */
function refine(increasing: (x: number) => number, bracket: Bracket): number {
  let { low, high, atLow, atHigh } = bracket;
  let stale = 0;
  for (let step = 0; step < MAX_STEPS && high - low > high * RELATIVE_TOLERANCE; step += 1) {
    const secant = (low * atHigh - high * atLow) / (atHigh - atLow);
    const x = step % 3 === 2 || !(secant > low && secant < high) ? (low + high) / 2 : secant;
    const y = increasing(x);
    if (y === 0) return x;
    if (y < 0) {
      [low, atLow] = [x, y];
      if (stale === -1) atHigh /= 2;
      stale = -1;
    } else {
      [high, atHigh] = [x, y];
      if (stale === 1) atLow /= 2;
      stale = 1;
    }
  }
  return (low + high) / 2;
}
