import { instantiate } from "../../base/index.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import { BUCKETS, GROUP, NO_NUMBER, columnMemory, columnProgram } from "./column-program.ts";

/** The values of some cells over all members, block after block. */
export interface Columns {
  /** `values[(block * GROUP + cell) * BLOCK_MEMBERS + member]`, NaN where nothing was reported. */
  readonly values: Float32Array;
  /** Takes the column of a cell, once: how many values are numbers, and their sum. */
  take(cell: number): { readonly count: number; readonly sum: number };
  /** Writes the values at ascending ranks of the column taken, 0 the least. */
  find(ranks: Int32Array, found: Float64Array): void;
}

/** Columns of so many blocks, with the fastest order statistics this machine has. */
export function columnsOf(blocks: number): Columns {
  return FastColumns.of(blocks) ?? new PlainColumns(blocks);
}

/**
 * Exact order statistics in time linear in the values, by a module made here.
 *
 * Keys that order as the values do are counted in buckets of equal width; only those of buckets that
 * hold a wanted rank are gathered and sorted. Where values crowd into one bucket it is sorted whole.
 */
export class FastColumns implements Columns {
  readonly values: Float32Array;
  private readonly blocks: number;
  private readonly valuesAt: number;
  private readonly module: Module;
  private readonly least: Int32Array;
  private readonly largest: Int32Array;
  private readonly missing: Int32Array;
  private readonly sums: Float64Array;
  private readonly counts: Int32Array;
  private readonly steps: Int32Array;
  private readonly picked: Int32Array;
  private readonly one = new Int32Array(1);
  private readonly oneValue = new Float32Array(this.one.buffer);
  private column = 0;
  private lowest = 0;
  private highest = 0;

  private constructor(blocks: number, module: Module) {
    const memory = columnMemory(blocks);
    const { buffer } = module.memory;
    this.blocks = blocks;
    this.module = module;
    this.valuesAt = memory.values;
    this.values = new Float32Array(buffer, memory.values, blocks * GROUP * BLOCK_MEMBERS);
    this.least = new Int32Array(buffer, memory.least, 4);
    this.largest = new Int32Array(buffer, memory.largest, 4);
    this.missing = new Int32Array(buffer, memory.missing, 4);
    this.sums = new Float64Array(buffer, memory.sums, 4);
    this.counts = new Int32Array(buffer, memory.counts, BUCKETS);
    this.steps = new Int32Array(buffer, memory.steps, BUCKETS);
    this.picked = new Int32Array(buffer, memory.picked, blocks * BLOCK_MEMBERS);
  }

  /** Null where there is no SIMD. */
  static of(blocks: number): FastColumns | null {
    const module = instantiate<ColumnFunction>(columnProgram(columnMemory(blocks)));
    return module === null ? null : new FastColumns(blocks, module);
  }

  take(cell: number): { readonly count: number; readonly sum: number } {
    const { module, blocks, sums } = this;
    this.column = this.valuesAt + cell * BLOCK_MEMBERS * Float32Array.BYTES_PER_ELEMENT;
    module.measure(blocks, this.column, 0, 0);
    this.lowest = Math.min(...this.least);
    this.highest = Math.max(...this.largest);
    const missing = this.missing.reduce((sum, one) => sum + one, 0);
    return { count: blocks * BLOCK_MEMBERS - missing, sum: sums.reduce((sum, one) => sum + one) };
  }

  find(ranks: Int32Array, found: Float64Array): void {
    const { module, blocks, column, counts, lowest, highest } = this;
    if (lowest === highest) {
      found.fill(this.valueOf(lowest));
      return;
    }
    const low = lowest >> 1;
    const shift = Math.max(0, 32 - Math.clz32((highest >> 1) - low) - Math.log2(BUCKETS));
    counts.fill(0);
    module.count(blocks, column, low, shift);
    const places = this.placeBuckets(ranks);
    module.pick(blocks, column, low, shift);
    const keys = this.picked.subarray(0, places.picked).toSorted();
    for (const [index, place] of places.of.entries()) found[index] = this.valueOf(keys[place] ?? 0);
  }

  private valueOf(key: number): number {
    this.one[0] = key ^ ((key >> 31) & NO_NUMBER);
    return this.oneValue[0] ?? NaN;
  }

  /** Says which buckets are picked; where each rank lies among the picked. */
  private placeBuckets(ranks: Int32Array): { readonly picked: number; readonly of: Int32Array } {
    const { counts, steps } = this;
    steps.fill(0);
    const of = new Int32Array(ranks.length);
    let [bucket, before, picked, count] = [0, 0, 0, counts[0] ?? 0];
    for (let index = 0; index < ranks.length; index += 1) {
      const rank = ranks[index] ?? 0;
      while (before + count <= rank) {
        if (steps[bucket] !== 0) picked += count;
        before += count;
        bucket += 1;
        count = counts[bucket] ?? Infinity;
      }
      steps[bucket] = Int32Array.BYTES_PER_ELEMENT;
      of[index] = picked + rank - before;
    }
    return { picked: picked + count, of };
  }
}

type ColumnFunction = "measure" | "count" | "pick";
type Module = NonNullable<ReturnType<typeof instantiate<ColumnFunction>>>;

/** The same by sorting. */
export class PlainColumns implements Columns {
  readonly values: Float32Array;
  private readonly column: Float32Array;

  constructor(blocks: number) {
    this.values = new Float32Array(blocks * GROUP * BLOCK_MEMBERS);
    this.column = new Float32Array(blocks * BLOCK_MEMBERS);
  }

  take(cell: number): { readonly count: number; readonly sum: number } {
    const { column, values } = this;
    const sums = new Float64Array(4);
    let missing = 0;
    for (let at = 0; at < column.length; at += 1) {
      const block = Math.floor(at / BLOCK_MEMBERS);
      const value = values[(block * GROUP + cell) * BLOCK_MEMBERS + (at % BLOCK_MEMBERS)] ?? NaN;
      column[at] = value;
      if (Number.isNaN(value)) missing += 1;
      else sums[at % 4] = (sums[at % 4] ?? 0) + value;
    }
    column.sort();
    return { count: column.length - missing, sum: sums.reduce((sum, one) => sum + one) };
  }

  find(ranks: Int32Array, found: Float64Array): void {
    for (const [index, rank] of ranks.entries()) found[index] = this.column[rank] ?? NaN;
  }
}
