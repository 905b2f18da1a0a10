import type { Random } from "../../base/index.ts";
import {
  fairCrps,
  kernelLogScore,
  normalCrps,
  normalLogScore,
  probabilityTransform,
  sampleQuantile,
} from "../../statistics/index.ts";
import type { NormalForecast } from "./persistence.ts";

/** One epoch of a forecast against what came, in units of ln difficulty. */
interface EpochScore {
  readonly outcome: number;
  readonly median: number;
  /** Central 80 % band. */
  readonly band80: readonly [number, number];
  readonly crps: number;
  /** −ln density of the ensemble smoothed with a normal kernel, nats. */
  readonly logScore: number;
  /** Probability integral transform of the outcome. */
  readonly pit: number;
  readonly sample: Float64Array;
}

/** Scores of an ensemble over the epochs of one forecast; less is better. */
export interface ForecastScore {
  readonly epochs: readonly EpochScore[];
  /** Means over the epochs. */
  readonly crps: number;
  readonly logScore: number;
}

/** Fair continuous ranked probability score and log score of samples `[epoch][member]`. */
export function scoreForecast(
  samples: readonly Float64Array[],
  outcomes: ArrayLike<number>,
  random: Random,
): ForecastScore {
  const epochs = samples.map((sample, epoch) => epochScore(sample, outcomes[epoch] ?? NaN, random));
  return {
    epochs,
    crps: meanOf(epochs.map(({ crps }) => crps)),
    logScore: meanOf(epochs.map(({ logScore }) => logScore)),
  };
}

/** The same two scores of a normal forecast. */
export function scoreNormal(
  { mean, deviation }: NormalForecast,
  outcomes: ArrayLike<number>,
): { readonly crps: number; readonly logScore: number } {
  const epochs = Array.from(mean, (centre, epoch) => ({
    crps: normalCrps(centre, deviation[epoch] ?? NaN, outcomes[epoch] ?? NaN),
    logScore: normalLogScore(centre, deviation[epoch] ?? NaN, outcomes[epoch] ?? NaN),
  }));
  return {
    crps: meanOf(epochs.map(({ crps }) => crps)),
    logScore: meanOf(epochs.map(({ logScore }) => logScore)),
  };
}

function epochScore(sample: Float64Array, outcome: number, random: Random): EpochScore {
  const sorted = sample.toSorted();
  return {
    outcome,
    median: sampleQuantile(sorted, 0.5),
    band80: [sampleQuantile(sorted, 0.1), sampleQuantile(sorted, 0.9)],
    crps: fairCrps(sorted, outcome),
    logScore: kernelLogScore(sorted, outcome),
    pit: probabilityTransform(outcome, sorted, random),
    sample: sorted,
  };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
