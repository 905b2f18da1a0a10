import type { Estimate } from "../../base/index.ts";
import { estimateOfSample, sampleQuantile, SKETCH_RELATIVE_ERROR } from "../../statistics/index.ts";
import {
  EPOCH_FIELDS,
  type MemberShape,
  type SeriesInfo,
  type TotalInfo,
} from "../member/member-shape.ts";
import { BAND_LEVELS, CELL_FIELDS } from "./cell-fields.ts";
import type { ShardNumbers } from "./collector.ts";
import type { EnsemblePlan } from "./plan.ts";
import { memberSizes } from "./shard.ts";

/** Quantiles and mean over the members that reported. */
export interface Bands<T> {
  readonly q05: T;
  readonly q10: T;
  readonly q25: T;
  readonly q50: T;
  readonly q75: T;
  readonly q90: T;
  readonly q95: T;
  readonly mean: T;
}

/** One series; each array has a value for each time. */
export interface SeriesBands extends SeriesInfo, Bands<Float64Array> {
  /** Members that reported a number. */
  readonly members: Float64Array;
}

/** One retarget of the run, over the members that reached it. */
export interface EpochBands {
  readonly height: number;
  readonly members: number;
  /** Seconds since 1970. */
  readonly time: Bands<number>;
  readonly change_pct: Bands<number>;
  readonly change_estimate_pct: Estimate;
}

/** One total: median and equal-tailed intervals over the members that reported a number. */
export interface TotalBands extends TotalInfo {
  readonly members: number;
  readonly mean: number;
  readonly estimate: Estimate;
}

export interface EnsembleSummary {
  /** Members whose results are in it, and members asked for. */
  readonly members: number;
  readonly asked: number;
  readonly complete: boolean;
  /** Largest error of a series' order statistic as a fraction of it; 0 where they are exact. */
  readonly relative_error: number;
  /** Ends of the reported steps, seconds since 1970. */
  readonly times: readonly number[];
  readonly series: readonly SeriesBands[];
  readonly epochs: readonly EpochBands[];
  readonly totals: readonly TotalBands[];
}

/** What the single numbers of the members say; nothing of it needs their series. */
export interface NumbersSummary {
  readonly members: number;
  readonly epochs: readonly EpochBands[];
  readonly totals: readonly TotalBands[];
}

export interface EnsembleParts {
  readonly shape: MemberShape;
  readonly plan: EnsemblePlan;
  readonly numbers: NumbersSummary;
  /** All cells as `summariseCells` lays them out. */
  readonly cells: Float64Array;
}

/** Sums up what the shards of a run left, in any order. */
export function summariseNumbers(
  shape: MemberShape,
  numbers: readonly ShardNumbers[],
): NumbersSummary {
  const shards = numbers.toSorted((a, b) => a.from - b.from);
  return {
    members: shards.reduce((sum, { from, to }) => sum + to - from, 0),
    epochs: epochBands(shape, shards),
    totals: shape.totals.map((info, index) => totalBands(info, index, shards)),
  };
}

export function summaryOf({ shape, plan, numbers, cells }: EnsembleParts): EnsembleSummary {
  const { members, epochs, totals } = numbers;
  return {
    members,
    asked: plan.members,
    complete: members === plan.members,
    relative_error: plan.keeping === "exact" ? 0 : SKETCH_RELATIVE_ERROR,
    times: shape.times,
    series: shape.series.map((info, index) => seriesBands(info, index, { shape, cells })),
    epochs,
    totals,
  };
}

function seriesBands(
  info: SeriesInfo,
  index: number,
  { shape, cells }: Pick<EnsembleParts, "shape" | "cells">,
): SeriesBands {
  const field = (number: number): Float64Array =>
    Float64Array.from(shape.times, (_, time) => {
      const cell = time * shape.series.length + index;
      return cells[cell * CELL_FIELDS + number] ?? NaN;
    });
  const bands = bandsFrom(field);
  return { ...info, ...bands, members: field(BAND_LEVELS.length + 1) };
}

function epochBands(shape: MemberShape, shards: readonly ShardNumbers[]): readonly EpochBands[] {
  const bands: EpochBands[] = [];
  for (let slot = 0; slot < shape.epochSlots; slot += 1) {
    const [height, time, change] = EPOCH_FIELDS.map((_, field) => {
      const { epochs } = memberSizes(shape);
      return reported(shards, {
        of: "epochs",
        stride: epochs,
        at: slot * EPOCH_FIELDS.length + field,
      });
    });
    if (height === undefined || time === undefined || change === undefined) continue;
    const [first] = height;
    if (first === undefined) continue;
    const changes = change.toSorted();
    bands.push({
      height: first,
      members: height.length,
      time: sampleBands(time.toSorted(), meanOf(time)),
      change_pct: sampleBands(changes, meanOf(change)),
      change_estimate_pct: estimateOfSample(changes),
    });
  }
  return bands;
}

function totalBands(info: TotalInfo, at: number, shards: readonly ShardNumbers[]): TotalBands {
  const [first] = shards;
  const stride = first === undefined ? 0 : first.totals.length / (first.to - first.from);
  const values = reported(shards, { of: "totals", stride, at });
  return {
    ...info,
    members: values.length,
    mean: meanOf(values),
    estimate: estimateOfSample(values),
  };
}

interface Place {
  readonly of: "totals" | "epochs";
  /** Numbers of each member. */
  readonly stride: number;
  readonly at: number;
}

/** One number of every member that has it, in the order of the members. */
function reported(shards: readonly ShardNumbers[], { of, stride, at }: Place): Float64Array {
  const values = new Float64Array(shards.reduce((sum, { from, to }) => sum + to - from, 0));
  let count = 0;
  for (const shard of shards) {
    const numbers = shard[of];
    for (let index = at; index < numbers.length; index += stride) {
      const value = numbers[index] ?? NaN;
      if (Number.isNaN(value)) continue;
      values[count] = value;
      count += 1;
    }
  }
  return values.subarray(0, count);
}

function sampleBands(sorted: Float64Array, mean: number): Bands<number> {
  return bandsFrom((field) => {
    const level = BAND_LEVELS[field];
    return level === undefined ? mean : sampleQuantile(sorted, level);
  });
}

/** Bands by the field of a cell: the quantiles in order of level, then the mean. */
function bandsFrom<T>(field: (number: number) => T): Bands<T> {
  return {
    q05: field(0),
    q10: field(1),
    q25: field(2),
    q50: field(3),
    q75: field(4),
    q90: field(5),
    q95: field(6),
    mean: field(BAND_LEVELS.length),
  };
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? NaN;
  return sum / values.length;
}
