import { HashfallError, type Random } from "../../base/index.ts";

/** Step of the differences from which slopes are taken, in scores. */
const STEP = 0.02;
const MOST_ROUNDS = 60;
/** A round that gains less ends the search. */
const LEAST_GAIN = 1e-4;

/** A posterior near its mode, as a normal law of the scores. */
export interface NormalApproximation {
  readonly mode: Float64Array;
  /** Lower triangle G of the covariance, row by row: covariance = G Gᵀ. */
  readonly factor: readonly Float64Array[];
  readonly evaluations: number;
}

/**
 * Mode of ½|misses(z)|² + ½|z|² by steps of Gauss and Newton, damped as by Levenberg, and the normal
 * law there:
 *
 *   precision = JᵀJ + 1,  J = ∂misses/∂z by differences
 */
export function approximate(
  misses: (scores: Float64Array) => Float64Array,
  start: Float64Array,
): NormalApproximation {
  let [mode, damping, evaluations] = [start, 1, 1];
  let here = misses(mode);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const slopes = slopesAt(misses, mode, here);
    evaluations += mode.length;
    const before = cost(mode, here);
    let gained = 0;
    for (let attempt = 0; attempt < 8 && gained <= 0; attempt += 1) {
      const next = stepped(mode, here, { slopes, damping });
      const there = misses(next);
      evaluations += 1;
      gained = before - cost(next, there);
      if (gained > 0) [mode, here] = [next, there];
      damping = gained > 0 ? damping / 5 : Math.max(damping, 1e-3) * 5;
    }
    if (!(gained > LEAST_GAIN)) break;
  }
  const precision = choleskyFactor(precisionOf(slopesAt(misses, mode, here), 1));
  const factor = choleskyFactor(inverseOf(precision));
  return { mode, factor, evaluations: evaluations + mode.length };
}

/** A draw: mode + G n, n standard normal. */
export function drawNear(
  { mode, factor }: NormalApproximation,
  random: Random,
  widening: number = 1,
): Float64Array {
  const luck = mode.map(() => widening * random.normal());
  return mode.map((middle, row) => middle + dot(factor[row] ?? mode, luck));
}

/** ½ |G⁻¹ (x − mode)|². */
export function halfSquare({ mode, factor }: NormalApproximation, point: Float64Array): number {
  const away = point.map((value, index) => value - (mode[index] ?? NaN));
  solveLower(factor, away);
  return dot(away, away) / 2;
}

function cost(scores: Float64Array, missed: Float64Array): number {
  let sum = 0;
  for (const z of scores) sum += z * z;
  for (const miss of missed) sum += miss * miss;
  return Number.isFinite(sum) ? sum / 2 : Infinity;
}

/** Slopes of the misses, one column of them for each score. */
function slopesAt(
  misses: (scores: Float64Array) => Float64Array,
  at: Float64Array,
  here: Float64Array,
): Float64Array[] {
  return Array.from(at, (_, axis) => {
    const moved = at.slice();
    moved[axis] = (moved[axis] ?? NaN) + STEP;
    return misses(moved).map((miss, row) => (miss - (here[row] ?? NaN)) / STEP);
  });
}

function precisionOf(slopes: readonly Float64Array[], diagonal: number): Float64Array[] {
  return slopes.map((left, row) =>
    Float64Array.from(
      slopes,
      (right, column) => dot(left, right) + (row === column ? diagonal : 0),
    ),
  );
}

function stepped(
  at: Float64Array,
  here: Float64Array,
  { slopes, damping }: { readonly slopes: readonly Float64Array[]; readonly damping: number },
): Float64Array {
  const factor = choleskyFactor(precisionOf(slopes, 1 + damping));
  const step = at.map((z, axis) => -(dot(slopes[axis] ?? here, here) + z));
  solveLower(factor, step);
  solveUpper(factor, step);
  return at.map((z, axis) => z + (step[axis] ?? NaN));
}

/** Inverse of L Lᵀ. */
function inverseOf(factor: readonly Float64Array[]): Float64Array[] {
  return factor.map((_, axis) => {
    const unit = new Float64Array(factor.length);
    unit[axis] = 1;
    solveLower(factor, unit);
    solveUpper(factor, unit);
    return unit;
  });
}

/** Over the length of the first. */
function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) {
    sum += (left[index] ?? NaN) * (right[index] ?? NaN);
  }
  return sum;
}

/** L of a positive definite matrix L Lᵀ. */
function choleskyFactor(matrix: readonly Float64Array[]): Float64Array[] {
  const factor: Float64Array[] = [];
  for (const [row, values] of matrix.entries()) {
    const own = new Float64Array(row + 1);
    for (let column = 0; column <= row; column += 1) {
      const other = factor[column] ?? own;
      let rest = values[column] ?? NaN;
      for (let k = 0; k < column; k += 1) rest -= (own[k] ?? NaN) * (other[k] ?? NaN);
      own[column] = column === row ? Math.sqrt(rest) : rest / (other[column] ?? NaN);
    }
    if (!(own.at(-1) ?? NaN)) {
      throw new HashfallError("number.domain", `precision without a root in row ${row}`);
    }
    factor.push(own);
  }
  return factor;
}

/** Solves L x = b in place. */
function solveLower(factor: readonly Float64Array[], values: Float64Array): void {
  for (const [row, own] of factor.entries()) {
    let rest = values[row] ?? NaN;
    for (let k = 0; k < row; k += 1) rest -= (own[k] ?? NaN) * (values[k] ?? NaN);
    values[row] = rest / (own[row] ?? NaN);
  }
}

/** Solves Lᵀ x = b in place. */
function solveUpper(factor: readonly Float64Array[], values: Float64Array): void {
  for (let row = factor.length - 1; row >= 0; row -= 1) {
    let rest = values[row] ?? NaN;
    for (let k = row + 1; k < factor.length; k += 1) {
      rest -= (factor[k]?.[row] ?? NaN) * (values[k] ?? NaN);
    }
    values[row] = rest / (factor[row]?.[row] ?? NaN);
  }
}
