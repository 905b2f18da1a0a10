import type { UnixDay } from "../../base/index.ts";
import { energyDraws } from "./power-estimates.ts";
import type { NetworkPower, PowerCauses } from "./network-power.ts";
import { POWER_INPUT_NAMES, type PowerInput } from "./power-draw.ts";

/** An uncertain input of one number, or one of the two that wander. */
export type PowerCause = PowerInput | "priceWander" | "modelWander";

/** How much of the width comes from an input. */
export interface CauseShare {
  readonly cause: PowerCause;
  /** Part of the variance of the energy, less what chance explains; of an idle input about 0. */
  readonly share: number;
  /** TWh more or less for the input one standard deviation up. */
  readonly slope_TWh: number;
}

export interface PowerSensitivity {
  /** Standard deviation of the energy, TWh. */
  readonly deviation_TWh: number;
  /** Largest share first; none where the draws are too few to tell. */
  readonly causes: readonly CauseShare[];
  /** 1 − Σ shares: what inputs do together, third powers, and the count of blocks. */
  readonly rest: number;
}

const CAUSES: readonly PowerCause[] = [...POWER_INPUT_NAMES, "priceWander", "modelWander"];
/** Columns of a cause: its score and the square. */
const COLUMNS = 2;
/** From so many draws on as many degrees of freedom are left as columns were fitted. */
const FEWEST_DRAWS: number = 2 * COLUMNS * CAUSES.length + 1;

/**
 * Which input makes the width of the energy of days [from, to).
 *
 *   energy ≈ mean + Σ aᵢ zᵢ + bᵢ (zᵢ² − 1),   zᵢ the score of input i (of what wanders, its mean)
 *
 * The columns are made orthogonal one after the other and fitted in turn; the inputs are drawn
 * independently, so no slope misses what comes after it. With n draws the part of the jth column is
 *
 *   (slope² − r / (n − 1 − j) / q) × s / S,   r squares left after it, q its own, s before the others
 *
 * were taken out of it, S those of the energy: a slope of chance alone has squares of r / (n − 1 − j) / q
 * on the mean, so an idle input has a share of 0. To the second power shares are Sobol's indices of the
 * first order. Source: I. M. Sobol' 1993, Mathematical Modelling and Computational Experiments 1:407.
 */
export function powerSensitivity(
  power: NetworkPower,
  from: UnixDay,
  to: UnixDay,
): PowerSensitivity {
  const rest = centred(energyDraws(power, from, to));
  const variance = squares(rest);
  const deviation = Math.sqrt(variance / power.draws);
  const [first, end] = [
    power.stepOfDay[from - power.firstDay] ?? 0,
    power.stepOfDay[to - power.firstDay - 1] ?? 0,
  ];
  const done: Float64Array[] = [];
  const causes: CauseShare[] = [];
  if (power.draws < FEWEST_DRAWS) return { deviation_TWh: deviation, causes, rest: 1 };
  for (const cause of CAUSES) {
    const scores = Float64Array.from(power.causes, (own) => scoreOf(own, cause, first, end));
    const linear = explain(rest, centred(scores), done);
    const square = explain(rest, centred(scores.map((score) => score * score)), done);
    const share = (linear.squares + square.squares) / variance;
    const spread = Math.sqrt(squares(centred(scores)) / scores.length);
    causes.push({ cause, share, slope_TWh: linear.slope * spread });
  }
  return {
    deviation_TWh: deviation,
    causes: causes.toSorted((one, other) => other.share - one.share),
    rest: causes.reduce((left, { share }) => left - share, 1),
  };
}

function scoreOf(own: PowerCauses, cause: PowerCause, first: number, end: number): number {
  if (cause === "priceWander") return meanOf(own.price.subarray(first, end + 1));
  if (cause === "modelWander") return meanOf(own.model.subarray(first, end + 1));
  return own.scores[POWER_INPUT_NAMES.indexOf(cause)] ?? NaN;
}

/**
 * Takes from `rest` what a column explains beyond those done, and adds the column to them. `squares`:
 * those that it makes of the energy's, chance taken off.
 */
function explain(
  rest: Float64Array,
  column: Float64Array,
  done: Float64Array[],
): { readonly squares: number; readonly slope: number } {
  const whole = squares(column);
  for (const before of done) subtract(column, before, product(column, before) / squares(before));
  const size = squares(column);
  const slope = product(rest, column) / size;
  subtract(rest, column, slope);
  done.push(column);
  const chance = squares(rest) / (rest.length - 1 - done.length) / size;
  return { squares: (slope * slope - chance) * whole, slope };
}

function subtract(from: Float64Array, column: Float64Array, times: number): void {
  for (const [row, value] of column.entries()) from[row] = (from[row] ?? 0) - times * value;
}

function product(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, row) => sum + value * (other[row] ?? 0), 0);
}

function squares(values: Float64Array): number {
  return product(values, values);
}

function centred(values: Float64Array): Float64Array {
  const mean = meanOf(values);
  return values.map((value) => value - mean);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
