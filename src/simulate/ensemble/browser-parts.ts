import type { Estimate } from "../../base/index.ts";
import { estimateOfSample, sampleQuantile } from "../../statistics/index.ts";
import {
  BLOCK_MEMBERS,
  type MemberFunction,
  type MemberShape,
  type TotalInfo,
} from "../member/member-shape.ts";
import type { ShardNumbers } from "./collector.ts";
import { type MemberRange, blocksOf, memberSizes, runShard } from "./shard.ts";

/** Points of a drawn series at most: a fan has no more columns that differ. */
const MOST_DRAWN = 190;
/** Median and the ends of the central 50 and 95 %. */
const LEVELS = [0.025, 0.25, 0.5, 0.75, 0.975] as const;

/** What is kept of some members where only some series are drawn, at some of the times. */
export interface DrawnPart {
  readonly numbers: ShardNumbers;
  /** `values[cell * members + member]`, a cell being one drawn series at one drawn time. */
  readonly values: Float32Array;
}

/** One series of a fan, by drawn time. */
export interface DrawnSeries {
  readonly id: string;
  readonly unit: string;
  readonly lo95: readonly number[];
  readonly lo50: readonly number[];
  readonly value: readonly number[];
  readonly hi50: readonly number[];
  readonly hi95: readonly number[];
}

/** Indexes of the times that are drawn: evenly spaced, the last among them. */
function drawnTimes({ times }: MemberShape): readonly number[] {
  const step = Math.ceil(times.length / MOST_DRAWN);
  return times.flatMap((_, index) => ((times.length - 1 - index) % step === 0 ? [index] : []));
}

/** Series of a run that a page asks for, in the run's order. */
function drawnSeries({ series }: MemberShape, ids: readonly string[]): readonly number[] {
  return series.flatMap(({ id }, index) => (ids.includes(id) ? [index] : []));
}

/**
 * Runs some members and keeps of each only what is drawn; the numbers are those of `runShard`.
 *
 * Every block writes all its cells over the same columns.
 */
export function runDrawn(
  member: MemberFunction,
  { from, to, seed }: MemberRange & { readonly seed: number },
  ids: readonly string[],
): DrawnPart {
  const { cells, totals, epochs } = memberSizes(member.shape);
  const count = to - from;
  const numbers = {
    from,
    to,
    totals: new Float64Array(totals * count).fill(NaN),
    epochs: new Float64Array(epochs * count).fill(NaN),
  };
  const drawn = drawnCells(member.shape, ids);
  const values = new Float32Array(drawn.length * count);
  const columns = new Float32Array(cells * BLOCK_MEMBERS);
  for (const block of blocksOf(count)) {
    const at = block.from;
    const size = block.to - at;
    const series = columns.subarray(0, cells * size);
    const part = runShard(member, { from: from + at, to: from + block.to, seed, series });
    if (part === undefined) continue;
    numbers.totals.set(part.totals, at * totals);
    numbers.epochs.set(part.epochs, at * epochs);
    for (let place = 0; place < drawn.length; place += 1) {
      const cell = (drawn[place] ?? 0) * size;
      for (let row = 0; row < size; row += 1) {
        values[place * count + at + row] = columns[cell + row] ?? NaN;
      }
    }
  }
  return { numbers, values };
}

/** Cells that are drawn: of each chosen series those of the drawn times. */
function drawnCells(shape: MemberShape, ids: readonly string[]): Int32Array {
  const times = drawnTimes(shape);
  return Int32Array.from(
    drawnSeries(shape, ids).flatMap((index) =>
      times.map((time) => time * shape.series.length + index),
    ),
  );
}

/** Times and fans of the drawn series over all parts; each quantile is of all members. */
export function drawnBands(
  shape: MemberShape,
  parts: readonly DrawnPart[],
  ids: readonly string[],
): { readonly times: readonly number[]; readonly series: readonly DrawnSeries[] } {
  const times = drawnTimes(shape);
  const series = drawnSeries(shape, ids).map((index, place) => {
    const columns = LEVELS.map((): number[] => []);
    for (let time = 0; time < times.length; time += 1) {
      const sorted = cellOf(parts, place * times.length + time);
      for (const [level, column] of columns.entries()) {
        column.push(sampleQuantile(sorted, LEVELS[level] ?? NaN));
      }
    }
    const [lo95 = [], lo50 = [], value = [], hi50 = [], hi95 = []] = columns;
    const { id = "", unit = "" } = shape.series[index] ?? {};
    return { id, unit, lo95, lo50, value, hi50, hi95 };
  });
  return { times: times.map((index) => shape.times[index] ?? NaN), series };
}

/** Values of a cell over all members that have one, rising. */
function cellOf(parts: readonly DrawnPart[], cell: number): Float64Array {
  const members = parts.reduce((sum, { numbers }) => sum + countOf(numbers), 0);
  const sample = new Float32Array(members);
  let at = 0;
  for (const { numbers, values } of parts) {
    const count = countOf(numbers);
    sample.set(values.subarray(cell * count, (cell + 1) * count), at);
    at += count;
  }
  sample.sort();
  const firstMissing = sample.findIndex((value) => Number.isNaN(value));
  return Float64Array.from(firstMissing < 0 ? sample : sample.subarray(0, firstMissing));
}

const countOf = ({ from, to }: MemberRange): number => to - from;

/** One total over the members that reported it, with the share that did. */
export interface RunTotal extends TotalInfo {
  readonly reported: number;
  readonly estimate: Estimate;
}

/** Totals of a run; one that no member reported is left out. */
export function runTotals(
  shape: MemberShape,
  numbers: readonly ShardNumbers[],
): readonly RunTotal[] {
  const all = numbers.reduce((sum, range) => sum + countOf(range), 0);
  return shape.totals.flatMap((info, index) => {
    const values = Float64Array.from(totalByMember(shape, numbers, index).values());
    if (values.length === 0) return [];
    return [{ ...info, reported: values.length / all, estimate: estimateOfSample(values) }];
  });
}

/** Difference of one total, second run less first, over the members of both. */
export interface MemberDifference extends TotalInfo {
  readonly members: number;
  readonly estimate: Estimate;
}

/** Member k of both runs has the same luck, so that its difference is that of the scenarios. */
export function memberDifferences(
  shape: MemberShape,
  first: readonly ShardNumbers[],
  second: readonly ShardNumbers[],
): readonly MemberDifference[] {
  return shape.totals.flatMap((info, index) => {
    const before = totalByMember(shape, first, index);
    const pairs = [...totalByMember(shape, second, index)].flatMap(([member, value]) => {
      const other = before.get(member);
      return other === undefined ? [] : [value - other];
    });
    if (pairs.length === 0) return [];
    const estimate = estimateOfSample(Float64Array.from(pairs));
    return [{ ...info, members: pairs.length, estimate }];
  });
}

function totalByMember(
  { totals: { length: stride } }: MemberShape,
  numbers: readonly ShardNumbers[],
  index: number,
): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  for (const { from, to, totals } of numbers.toSorted((a, b) => a.from - b.from)) {
    for (let member = from; member < to; member += 1) {
      const value = totals[(member - from) * stride + index] ?? NaN;
      if (!Number.isNaN(value)) values.set(member, value);
    }
  }
  return values;
}
