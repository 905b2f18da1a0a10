import type {
  CellRange,
  MemberRange,
  MemberSource,
  ShardResult,
  ShardSeries,
} from "../../simulate/index.ts";

/** What every worker of a run is started with. */
export interface WorkerSetup {
  readonly member: MemberSource;
  readonly seed: number;
  /** One number in shared memory; not 0 tells running shards to stop. */
  readonly stop: Int32Array;
  /** Folder that finished shards are written to, or null. */
  readonly folder: string | null;
}

export type WorkerTask =
  | { readonly kind: "shard"; readonly range: MemberRange }
  /** The shards lie in shared memory. */
  | { readonly kind: "cells"; readonly shards: readonly ShardSeries[]; readonly cells: CellRange };

export type WorkerAnswer =
  /** Nothing where the shard was told to stop. */
  | { readonly kind: "shard"; readonly result: ShardResult | null }
  | { readonly kind: "cells"; readonly result: Float64Array };
