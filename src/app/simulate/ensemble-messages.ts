import type {
  CellRange,
  MemberRange,
  MemberSource,
  ShardResult,
  ShardSeries,
} from "../../simulate/index.ts";

/** What a worker is told before the first task of a run. */
export interface WorkerSetup {
  readonly member: MemberSource;
  readonly seed: number;
  /** One number in shared memory; not 0 tells running shards to stop. */
  readonly stop: Int32Array;
  /** Folder that finished shards are written to, or null. */
  readonly folder: string | null;
}

export type WorkerTask =
  /** The series go to `series`, which lies in shared memory. */
  | { readonly kind: "shard"; readonly range: MemberRange; readonly series: Float32Array }
  /** The shards lie in shared memory. */
  | { readonly kind: "cells"; readonly shards: readonly ShardSeries[]; readonly cells: CellRange };

export type WorkerMessage = { readonly kind: "setup"; readonly setup: WorkerSetup } | WorkerTask;

export type WorkerAnswer =
  /** Nothing where the shard was told to stop. */
  | { readonly kind: "shard"; readonly result: ShardResult | null }
  | { readonly kind: "cells"; readonly result: Float64Array };
