import type { GlobalParameters } from "./global-parameters.ts";

/** Global parameters fitted without one shock: sets drawn by how they did on all the others. */
export interface ShockFold {
  /** The shock that was left out. */
  readonly left_out: string;
  /** Mean continuous ranked probability score of these sets on the others, each by itself. */
  readonly training_crps: number;
  readonly globals: readonly GlobalParameters[];
}

/** Shipped fits of all folds, with what made them. */
export interface ShockFolds {
  readonly made_from: {
    readonly record: string;
    readonly command: string;
    readonly candidates: number;
    readonly members: number;
    readonly seed: number;
  };
  readonly folds: readonly ShockFold[];
}
