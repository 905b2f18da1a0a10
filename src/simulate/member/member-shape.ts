import type { Aggregate } from "../scenario/parameter-table.ts";

/** One quantity that a member reports at every time of the grid. */
export interface SeriesInfo {
  /** Such as `hashrate_EH_s` or `power_GW.sichuan.hydro`. */
  readonly id: string;
  readonly unit: string;
  readonly aggregate: Aggregate;
}

/** One number that a member reports once, such as the depth of the trough. */
export interface TotalInfo {
  readonly id: string;
  readonly unit: string;
}

/** What every member of a run reports, and where it stands in its buffers. */
export interface MemberShape {
  readonly series: readonly SeriesInfo[];
  /** Ends of the reported steps, seconds since 1970. */
  readonly times: readonly number[];
  readonly totals: readonly TotalInfo[];
  /** Retargets a member can report; a faster chain reports its first so many. */
  readonly epochSlots: number;
}

/** Fields of a retarget in `MemberReport.epochs`. */
export const EPOCH_FIELDS = ["height", "time", "change_pct"] as const;

/** Buffers a member writes its report to; the runner owns and reuses them. */
export interface MemberReport {
  /** `series[cell]`, where `cell = t * series.length + s`: what is reported at once lies together. */
  readonly series: Float32Array;
  readonly totals: Float64Array;
  /** `epochs[e * 3 + field]`; NaN where the run ended before. */
  readonly epochs: Float64Array;
}

/** Member `k` of a run: a pure function of (scenario, seed, k), whoever calls it. */
export interface MemberFunction {
  readonly shape: MemberShape;
  run(seed: number, member: number, report: MemberReport): void;
  /** The same for members side by side, where this machine and the scenario allow it. */
  readonly batch?: MemberBatch | undefined;
}

/** Members side by side at most: as many float32 numbers as a cache line holds. */
export const BLOCK_MEMBERS = 16;

/** Reports of some members, `series[cell * members + member]`, the others one behind the other. */
export type BlockReport = MemberReport;

export interface MemberBatch {
  /** Members `from` up to, not including, `to`, which are BLOCK_MEMBERS at most. */
  run(
    seed: number,
    range: { readonly from: number; readonly to: number },
    report: BlockReport,
  ): void;
}
