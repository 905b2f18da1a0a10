import { HashfallError, Random } from "../base/index.ts";
import { rankOf } from "./coverage.ts";
import { type EcdfTest, ecdfTest } from "./ecdf-envelope.ts";
import { type ChiSquareTest, chiSquareTest, rankHistogram } from "./rank-histogram.ts";

/** A model with its fit, as simulation-based calibration needs them. */
export interface CalibratedModel<Data> {
  /** Parameters, and further quantities if `quantities` gives any, in order. */
  readonly names: readonly string[];
  readonly drawPrior: (random: Random) => Float64Array;
  readonly simulate: (parameters: Float64Array, random: Random) => Data;
  /** Draws of the posterior, near independent; thinned to the number asked for. */
  readonly fit: (data: Data, random: Random) => readonly Float64Array[];
  /**
   * What is ranked; the parameters themselves unless given. A log likelihood among them also sees a fit
   * that ignores the data. Source: M. Modrák et al. 2023, Bayesian Analysis.
   */
  readonly quantities?: (parameters: Float64Array, data: Data) => Float64Array;
}

export interface SbcOptions {
  /** Whole, 0 … 2³² − 1. */
  readonly seed: number;
  readonly replicates: number;
  /** Posterior draws a replicate; ranks are 0 … draws. */
  readonly draws: number;
  /** First replicate, for a share of a larger run; 0 unless given. */
  readonly first?: number;
}

export interface SbcRanks {
  readonly names: readonly string[];
  readonly draws: number;
  /** Per name, one rank a replicate. */
  readonly ranks: readonly Int32Array[];
}

/** Whether the ranks of one quantity are uniform. */
export interface SbcVerdict {
  readonly name: string;
  readonly counts: Int32Array;
  readonly chiSquare: ChiSquareTest;
  readonly ecdf: EcdfTest;
}

/**
 * Ranks of true parameters among draws of the posterior fitted to data simulated from them. If prior,
 * simulator and fit agree, every rank 0 … draws is equally likely.
 *
 * Replicate k draws from a stream of (seed, k) alone, so a run can be shared out.
 * Source: S. Talts et al. 2018, arXiv:1804.06788.
 */
export function sbcRanks<Data>(model: CalibratedModel<Data>, options: SbcOptions): SbcRanks {
  const { seed, replicates, draws, first = 0 } = options;
  const ranks = model.names.map(() => new Int32Array(replicates));
  for (let k = 0; k < replicates; k += 1) {
    const random = new Random(seed + 2 ** 32 * (first + k));
    const own = replicateRanks(model, draws, random);
    for (const [i, column] of ranks.entries()) column[k] = own[i] ?? NaN;
  }
  return { names: model.names, draws, ranks };
}

function replicateRanks<Data>(
  model: CalibratedModel<Data>,
  draws: number,
  random: Random,
): readonly number[] {
  const truth = model.drawPrior(random);
  const data = model.simulate(truth, random);
  const fitted = model.fit(data, random);
  if (fitted.length < draws) {
    throw new HashfallError("number.domain", `fit gave ${fitted.length} draws, not ${draws}`);
  }
  const ranked = (parameters: Float64Array): Float64Array =>
    model.quantities?.(parameters, data) ?? parameters;
  const sample = evenlySpaced(fitted, draws).map(ranked);
  const actual = ranked(truth);
  return model.names.map((_, i) => {
    const column = Float64Array.from(sample, (draw) => draw[i] ?? NaN);
    return rankOf(actual[i] ?? NaN, column, random);
  });
}

function evenlySpaced<Item>(items: readonly Item[], count: number): Item[] {
  return items.filter(
    (_, i) => Math.floor(((i + 1) * count) / items.length) > Math.floor((i * count) / items.length),
  );
}

/** Tests the ranks of each quantity for uniformity, by χ² and by the envelope of their distribution. */
export function sbcVerdicts({ names, draws, ranks }: SbcRanks): SbcVerdict[] {
  return ranks.map((own, i) => {
    const histogram = rankHistogram(own, draws + 1);
    return {
      name: names[i] ?? "",
      counts: histogram.counts,
      chiSquare: chiSquareTest(histogram),
      ecdf: ecdfTest(own, draws + 1),
    };
  });
}
