import { type UnixSeconds, unixSeconds } from "../base/index.ts";
import { RETARGET_INTERVAL, compactBits, difficultyOf, expectedHashes } from "../bitcoin/index.ts";
import type { BlockColumns } from "../record/index.ts";

/** A stretch of constant difficulty, from the header time of its first block. */
export interface EpochSpan {
  readonly firstHeight: number;
  readonly start: UnixSeconds;
  readonly difficulty: number;
}

/** Blocks of a window, as rows of the record in order of header time. */
export interface WindowBlocks {
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  /** Row numbers in the record. */
  readonly rows: Uint32Array;
}

/**
 * The blocks of a record put in order of time, with running sums, so that any window is answered
 * by two binary searches.
 *
 * Header times run backwards now and then; a window holds the blocks whose own header time lies in
 * it, whatever their height, so no interval between blocks is ever needed.
 */
export class Timeline {
  readonly blocks: BlockColumns;
  readonly epochs: readonly EpochSpan[];
  /** Difficulty of each block, by row. */
  readonly difficulty: Float64Array;
  /** Header time of each row raised to the latest before it: what the tip's clock showed. */
  readonly tipTime: Float64Array;
  private readonly knownUntil: UnixSeconds;
  private readonly order: Uint32Array;
  private readonly sortedTime: Float64Array;
  private readonly workBefore: Float64Array;

  /** `knownUntil`: no block is missing up to then; the last header time when absent. */
  constructor(blocks: BlockColumns, knownUntil: UnixSeconds = unixSeconds(-Infinity)) {
    this.blocks = blocks;
    this.knownUntil = knownUntil;
    this.epochs = findEpochs(blocks);
    this.difficulty = difficultyByRow(blocks, this.epochs);
    this.tipTime = runningMaximum(blocks.time);
    this.order = orderByTime(blocks.time);
    this.sortedTime = new Float64Array(this.order.length);
    for (let rank = 0; rank < this.order.length; rank += 1) {
      this.sortedTime[rank] = at(blocks.time, at(this.order, rank));
    }
    this.workBefore = this.runningWork();
  }

  /** From the earliest block to the latest, or to the instant up to which none is missing. */
  get span(): { readonly from: UnixSeconds; readonly to: UnixSeconds } {
    return {
      from: unixSeconds(this.sortedTime[0] ?? NaN),
      to: unixSeconds(Math.max(this.sortedTime.at(-1) ?? NaN, this.knownUntil)),
    };
  }

  /** Blocks with header time in (from, to]. */
  window(from: UnixSeconds, to: UnixSeconds): WindowBlocks {
    return { from, to, rows: this.order.subarray(this.rank(from), this.rank(to)) };
  }

  /** Number of blocks with header time in (from, to]. */
  count(from: UnixSeconds, to: UnixSeconds): number {
    return this.rank(to) - this.rank(from);
  }

  /** Expected hashes of all blocks with header time in (from, to], in units of 2^32. */
  difficultySum(from: UnixSeconds, to: UnixSeconds): number {
    return (this.workBefore[this.rank(to)] ?? 0) - (this.workBefore[this.rank(from)] ?? 0);
  }

  /**
   * Blocks that one hash per second would be expected to find in (from, to]:
   *
   *   E = Σ over epochs of overlap [s] / (difficulty × 2^32 [H])   [blocks per H/s]
   */
  exposure(from: UnixSeconds, to: UnixSeconds): number {
    let total = 0;
    for (const [index, epoch] of this.epochs.entries()) {
      const start = index === 0 ? -Infinity : epoch.start;
      const end = this.epochs[index + 1]?.start ?? Infinity;
      const overlap = Math.min(to, end) - Math.max(from, start);
      if (overlap > 0) total += overlap / expectedHashes(epoch.difficulty);
    }
    return total;
  }

  /** Row of the tip at an instant: the highest block whose header time, and all before, had come. */
  tipRow(instant: UnixSeconds): number {
    return upperBound(this.tipTime, instant) - 1;
  }

  /** How many blocks of a window carry a header time below that of the block before them. */
  negativeIntervals({ rows }: WindowBlocks): number {
    const { time } = this.blocks;
    return rows.reduce(
      (count, row) => count + (row > 0 && at(time, row) < at(time, row - 1) ? 1 : 0),
      0,
    );
  }

  private rank(time: UnixSeconds): number {
    return upperBound(this.sortedTime, time);
  }

  private runningWork(): Float64Array {
    const sums = new Float64Array(this.order.length + 1);
    for (let rank = 0; rank < this.order.length; rank += 1) {
      sums[rank + 1] = at(sums, rank) + at(this.difficulty, at(this.order, rank));
    }
    return sums;
  }
}

/** Value at an index known to exist; NaN, and so visible, where it does not. */
export function at(column: ArrayLike<number>, index: number): number {
  return column[index] ?? NaN;
}

function findEpochs(blocks: BlockColumns): EpochSpan[] {
  const epochs: EpochSpan[] = [];
  for (let row = 0; row < blocks.bits.length; ) {
    const height = blocks.firstHeight + row;
    epochs.push({
      firstHeight: height,
      start: unixSeconds(at(blocks.time, row)),
      difficulty: difficultyOf(compactBits(at(blocks.bits, row))),
    });
    row += RETARGET_INTERVAL - (height % RETARGET_INTERVAL);
  }
  return epochs;
}

function difficultyByRow(blocks: BlockColumns, epochs: readonly EpochSpan[]): Float64Array {
  const difficulty = new Float64Array(blocks.bits.length);
  for (const epoch of epochs) {
    const from = epoch.firstHeight - blocks.firstHeight;
    const length = RETARGET_INTERVAL - (epoch.firstHeight % RETARGET_INTERVAL);
    difficulty.fill(epoch.difficulty, from, from + length);
  }
  return difficulty;
}

function runningMaximum(values: Float64Array): Float64Array {
  const raised = new Float64Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    raised[row] = row === 0 ? at(values, 0) : Math.max(at(raised, row - 1), at(values, row));
  }
  return raised;
}

/** Rows sorted by time, ties by height. Times are nearly sorted, so insertion is linear here. */
function orderByTime(time: Float64Array): Uint32Array {
  const order = new Uint32Array(time.length);
  for (let row = 0; row < order.length; row += 1) {
    let slot = row;
    while (slot > 0 && at(time, at(order, slot - 1)) > at(time, row)) {
      order[slot] = at(order, slot - 1);
      slot -= 1;
    }
    order[slot] = row;
  }
  return order;
}

/** How many values of an ascending column are at most `limit`. */
function upperBound(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(sorted, middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
