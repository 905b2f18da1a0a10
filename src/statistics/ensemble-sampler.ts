import { HashfallError, type Random } from "../base/index.ts";
import { type EnsembleMove, differentialMove, snookerMove, stretchMove } from "./ensemble-moves.ts";

/** Logarithm of a density up to a constant; −Infinity or NaN outside. Must not keep its argument. */
export type LogDensity = (point: Float64Array) => number;

export interface EnsembleOptions {
  /** One point a walker, of finite density: an even number, 6 or more, and over twice the dimension. */
  readonly start: readonly Float64Array[];
  /** Sweeps before any is kept; a sweep proposes one move to every walker. */
  readonly warmUp: number;
  /** Sweeps kept. */
  readonly keep: number;
  /** One sweep in so many is kept; 1 unless given. */
  readonly every?: number;
  readonly random: Random;
}

/** What an ensemble of walkers visited after warming up. */
export interface EnsembleRun {
  readonly dimension: number;
  readonly walkers: number;
  readonly sweeps: number;
  /** `points[(sweep × walkers + walker) × dimension + parameter]`. */
  readonly points: Float64Array;
  /** `logDensities[sweep × walkers + walker]`. */
  readonly logDensities: Float64Array;
  /** Share of the proposals accepted after warming up. */
  readonly acceptance: number;
}

/** Steps of differences serve most shapes; stretches and snooker steps free walkers that are stuck. */
const MOVES: readonly (readonly [share: number, move: EnsembleMove])[] = [
  [0.6, differentialMove],
  [0.2, stretchMove],
  [0.2, snookerMove],
];

/**
 * Draws from a density with an ensemble of walkers, without gradients and indifferent to linear change
 * of the parameters. Halves take turns: a walker moves by where those of the other half stand, accepted
 * with probability min(1, factor × π(y)/π(x)), which keeps the density exactly.
 *
 * Equal random streams give equal runs.
 * Source: D. Foreman-Mackey et al. 2013, Publications of the Astronomical Society of the Pacific 125:306.
 *
 * @throws HashfallError `number.domain` for too few walkers or a start outside the density.
 */
export function sampleEnsemble(logDensity: LogDensity, options: EnsembleOptions): EnsembleRun {
  const { start, warmUp, keep, every = 1, random } = options;
  const ensemble = new Ensemble(logDensity, start, random);
  for (let sweep = 0; sweep < warmUp; sweep += 1) ensemble.sweep();
  const dimension = ensemble.dimension;
  const points = new Float64Array(keep * start.length * dimension);
  const logDensities = new Float64Array(keep * start.length);
  let accepted = 0;
  for (let kept = 0; kept < keep; kept += 1) {
    for (let sweep = 0; sweep < every; sweep += 1) accepted += ensemble.sweep();
    for (const [k, walker] of ensemble.walkers.entries()) {
      points.set(walker, (kept * start.length + k) * dimension);
    }
    logDensities.set(ensemble.logDensities, kept * start.length);
  }
  const acceptance = accepted / (keep * every * start.length);
  return { dimension, walkers: start.length, sweeps: keep, points, logDensities, acceptance };
}

class Ensemble {
  readonly walkers: readonly Float64Array[];
  readonly logDensities: Float64Array;
  readonly dimension: number;
  private readonly half: number;
  private readonly proposal: Float64Array;
  private readonly logDensity: LogDensity;
  private readonly random: Random;

  constructor(logDensity: LogDensity, start: readonly Float64Array[], random: Random) {
    this.dimension = start[0]?.length ?? 0;
    refuseFewWalkers(start.length, this.dimension);
    this.logDensity = logDensity;
    this.random = random;
    this.walkers = start.map((point) => point.slice());
    this.half = start.length / 2;
    this.proposal = new Float64Array(this.dimension);
    this.logDensities = Float64Array.from(start, (point) => logDensity(point));
    const outside = this.logDensities.findIndex((value) => !Number.isFinite(value));
    if (outside >= 0) {
      const [value, point] = [this.logDensities[outside], start[outside]?.join(", ")];
      throw new HashfallError("number.domain", `log density ${value} at the start [${point}]`);
    }
  }

  /** Proposes one move to every walker; how many were accepted. */
  sweep(): number {
    const halves = [this.walkers.slice(0, this.half), this.walkers.slice(this.half)];
    let accepted = 0;
    for (const [k, walker] of this.walkers.entries()) {
      const others = halves[k < this.half ? 1 : 0] ?? [];
      if (this.advance(k, walker, others)) accepted += 1;
    }
    return accepted;
  }

  private advance(k: number, walker: Float64Array, others: readonly Float64Array[]): boolean {
    const move = chosenMove(this.random.uniform());
    const logFactor = move(walker, others, this.random, this.proposal);
    if (logFactor === -Infinity) return false;
    const proposed = this.logDensity(this.proposal);
    const logRatio = logFactor + proposed - (this.logDensities[k] ?? NaN);
    if (!(Math.log(this.random.uniform()) < logRatio) || proposed === Infinity) return false;
    walker.set(this.proposal);
    this.logDensities[k] = proposed;
    return true;
  }
}

function refuseFewWalkers(walkers: number, dimension: number): void {
  const least = Math.max(6, 2 * dimension + 2);
  if (dimension >= 1 && walkers >= least && walkers % 2 === 0) return;
  throw new HashfallError(
    "number.domain",
    `${walkers} walkers in ${dimension} dimensions, not an even number from ${least}`,
  );
}

function chosenMove(uniform: number): EnsembleMove {
  let rest = uniform;
  for (const [share, move] of MOVES) {
    if (rest < share) return move;
    rest -= share;
  }
  return differentialMove;
}

/**
 * Starting points normally spread about a centre, drawn anew where the density is not finite.
 *
 * @throws HashfallError `number.domain` when a thousand draws in a row fall outside.
 */
export function startAround(
  logDensity: LogDensity,
  centre: Float64Array,
  deviations: Float64Array,
  { walkers, random }: { readonly walkers: number; readonly random: Random },
): Float64Array[] {
  const inside = (): Float64Array => {
    for (let attempt = 0; attempt < 1000; attempt += 1) {
      const point = centre.map((value, i) => value + (deviations[i] ?? 0) * random.normal());
      if (Number.isFinite(logDensity(point))) return point;
    }
    throw new HashfallError("number.domain", `no finite density around [${centre.join(", ")}]`);
  };
  return Array.from({ length: walkers }, inside);
}

/** `count` draws evenly spaced over all that was kept, sweep by sweep; all if there are no more. */
export function thinnedDraws(run: EnsembleRun, count: number): Float64Array[] {
  const all = run.sweeps * run.walkers;
  const wanted = Math.min(count, all);
  return Array.from({ length: wanted }, (_, draw) => {
    const index = Math.floor(((draw + 0.5) * all) / wanted);
    return run.points.slice(index * run.dimension, (index + 1) * run.dimension);
  });
}

/** What each walker saw of one parameter, in order. */
export function chainsOf(run: EnsembleRun, parameter: number): Float64Array[] {
  return Array.from({ length: run.walkers }, (_, walker) =>
    Float64Array.from(
      { length: run.sweeps },
      (_empty, sweep) =>
        run.points[(sweep * run.walkers + walker) * run.dimension + parameter] ?? NaN,
    ),
  );
}
