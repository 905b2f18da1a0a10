import type { EnsembleSummary, ShardNumbers } from "../../simulate/index.ts";
import type { LoadedModel } from "./load-model.ts";
import { type EnsembleProgress, runEnsemble } from "./run-ensemble.ts";

export interface EnsembleOptions {
  readonly members: number;
  readonly seed: number;
  readonly workers?: number | undefined;
  /** Where finished parts are kept, so that a stopped run can go on. */
  readonly folder?: string | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: EnsembleProgress) => void;
}

/** What an ensemble of a scenario came to. */
export interface Simulation {
  readonly model: LoadedModel;
  readonly seed: number;
  readonly wall_s: number;
  readonly summary: EnsembleSummary;
  /** Totals and retargets of each member. */
  readonly numbers: readonly ShardNumbers[];
  /** Members taken from the folder of an earlier run. */
  readonly resumed: number;
  readonly notes: readonly string[];
}

/** Runs an ensemble of a scenario; one that is stopped has `summary.complete` false. */
export async function simulateScenario(
  model: LoadedModel,
  options: EnsembleOptions,
): Promise<Simulation> {
  const began = performance.now();
  const { scenario, facts, draws } = model;
  const { members, seed, workers, folder, signal, onProgress } = options;
  const outcome = await runEnsemble({
    member: { model: { scenario, facts, draws } },
    seed,
    members,
    ...(workers === undefined ? {} : { workers }),
    ...(folder === undefined ? {} : { folder }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const { summary, numbers, resumed, notes } = outcome;
  const wall_s = (performance.now() - began) / 1000;
  return { model, seed, wall_s, summary, numbers, resumed, notes };
}
