import { restAtPace, type Situation, type Terms } from "./features.ts";

/** Ridge penalty towards zero growth. Prior; outweighed after 1 (revenue) to 7 epochs (drift). */
const RIDGE = 1;

/** Weighted error beyond which a row counts linearly, not squarely: 2 %. Prior. */
const ROBUST_SCALE = 0.02;

/** Reweighting rounds per epoch, each from the last solution. */
const ROUNDS = 4;

/** Growth per 14 days: drift (in tenths), per unit of momentum, per unit of drawdown. */
export type Coefficients = readonly [number, number, number];

/** Zero growth, the prior mean. */
export const NO_GROWTH: Coefficients = [0, 0, 0];

/** Moments of a least-squares problem in three unknowns; upper triangle xx xy xz yy yz zz. */
interface Moments {
  readonly matrix: readonly [number, number, number, number, number, number];
  readonly vector: readonly [number, number, number];
}

/** Growth of the log rate: terms · coefficients. */
function growth(terms: Terms, coefficients: Coefficients): number {
  const [drift, momentum, drawdown] = terms;
  return drift * coefficients[0] + momentum * coefficients[1] + drawdown * coefficients[2];
}

/** Median time to the epoch's last block [s]: the rest at pace × exp(growth). */
export function medianRest(situation: Situation, coefficients: Coefficients): number {
  const grown = situation.logPace + growth(situation.terms, coefficients);
  return restAtPace(situation.blocks, grown);
}

/** One finished epoch's row: weighted terms and the weighted log growth that came. */
interface Row {
  readonly terms: Terms;
  readonly target: number;
}

function weightedRow(situation: Situation, rest: number): Row {
  const expected = restAtPace(situation.blocks, situation.logPace);
  const weight = expected / (situation.elapsed + expected);
  const [drift, momentum, drawdown] = situation.terms;
  return {
    terms: [weight * drift, weight * momentum, weight * drawdown],
    target: weight * Math.log(expected / rest),
  };
}

function accumulate(rows: readonly Row[], start: Coefficients): Moments {
  let [xx, xy, xz, yy, yz, zz] = [RIDGE, 0, 0, RIDGE, 0, RIDGE];
  let [x, y, z] = [0, 0, 0];
  for (const { terms, target } of rows) {
    const error = (target - growth(terms, start)) / ROBUST_SCALE;
    const weight = 1 / Math.sqrt(1 + error * error);
    const [drift, momentum, drawdown] = terms;
    xx += weight * drift * drift;
    xy += weight * drift * momentum;
    xz += weight * drift * drawdown;
    yy += weight * momentum * momentum;
    yz += weight * momentum * drawdown;
    zz += weight * drawdown * drawdown;
    x += weight * drift * target;
    y += weight * momentum * target;
    z += weight * drawdown * target;
  }
  return { matrix: [xx, xy, xz, yy, yz, zz], vector: [x, y, z] };
}

function solve(moments: Moments): Coefficients {
  const [xx, xy, xz, yy, yz, zz] = moments.matrix;
  const [x, y, z] = moments.vector;
  const minorX = yy * zz - yz * yz;
  const minorY = xz * yz - xy * zz;
  const minorZ = xy * yz - xz * yy;
  const determinant = xx * minorX + xy * minorY + xz * minorZ;
  return [
    (minorX * x + minorY * y + minorZ * z) / determinant,
    (minorY * x + (xx * zz - xz * xz) * y + (xy * xz - xx * yz) * z) / determinant,
    (minorZ * x + (xy * xz - xx * yz) * y + (xx * yy - xy * xy) * z) / determinant,
  ];
}

/**
 * Robust ridge regression of the growth that came on the terms known before, all epochs so far.
 *
 *   minimise  sum of rho(w × (log(rest at pace / rest) - terms · b)) + ridge × |b|² / 2
 *   rho(e) = s² × (sqrt(1 + (e/s)²) - 1),   w = rest / (elapsed + rest)
 *
 * w turns an error of the log rate into an error of the difficulty change. Pseudo-Huber loss by
 * reweighted least squares. Source: Huber 1964; Charbonnier et al. 1997.
 */
export class GrowthRegression {
  private readonly rows: Row[] = [];
  private coefficients: Coefficients = NO_GROWTH;

  /** Adds a row; `rest` is the time that the rest of its (finished) epoch took [s]. */
  add(situation: Situation, rest: number): void {
    this.rows.push(weightedRow(situation, rest));
  }

  /** Refits on all rows and returns the coefficients. */
  fit(): Coefficients {
    for (let round = 0; round < ROUNDS; round += 1) {
      this.coefficients = solve(accumulate(this.rows, this.coefficients));
    }
    return this.coefficients;
  }
}
