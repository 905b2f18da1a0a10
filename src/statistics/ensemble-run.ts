/** Logarithm of a density up to a constant; −Infinity or NaN outside. Must not keep its argument. */
export type LogDensity = (point: Float64Array) => number;

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
