import { BAND_LEVELS, CELL_FIELDS } from "./cell-fields.ts";
import { OrderStatistics, type Piece, pieceOf, type Stretch } from "./order-statistics.ts";
import type { ShardResult } from "./shard.ts";

/** Cells `from` up to, not including, `to`; a cell is one series at one time. */
export interface CellRange {
  readonly from: number;
  readonly to: number;
}

/** The series of a shard, with the range of its members. */
export type ShardSeries = Pick<ShardResult, "from" | "to" | "series">;

/**
 * Quantiles and mean of each cell over the members of all shards, exact for the float32 values.
 *
 * `result[(cell - from) * CELL_FIELDS + field]`. Quantile p of n values is linear between order
 * statistics at p (n - 1) (R. J. Hyndman, Y. Fan 1996, definition 7); the mean adds each shard's
 * sum in the order given; NaN is not counted.
 */
export function summariseCells(shards: readonly ShardSeries[], cells: CellRange): Float64Array {
  const members = shards.reduce((sum, { from, to }) => sum + to - from, 0);
  const pieces = shards.map(({ from, to, series }) => ({
    piece: pieceOf(series),
    count: to - from,
  }));
  const summary = new CellSummary(members);
  const result = new Float64Array((cells.to - cells.from) * CELL_FIELDS);
  for (let cell = cells.from; cell < cells.to; cell += 1) {
    const sample = pieces.map(({ piece, count }) => ({
      piece,
      from: cell * count,
      to: (cell + 1) * count,
    }));
    const at = (cell - cells.from) * CELL_FIELDS;
    summary.write(sample, result.subarray(at, at + CELL_FIELDS));
  }
  return result;
}

/** Summarises sample after sample of up to `capacity` values. */
class CellSummary {
  private readonly order: OrderStatistics;
  private readonly reported: Piece;
  private readonly ranks = new Int32Array(2 * BAND_LEVELS.length);
  private readonly found = new Float64Array(2 * BAND_LEVELS.length);
  private readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.order = new OrderStatistics(capacity);
    this.reported = pieceOf(new Float32Array(capacity));
  }

  write(sample: readonly Stretch[], result: Float64Array): void {
    const sum = this.order.take(sample);
    if (Number.isNaN(sum)) this.writeReported(sample, result);
    else this.writeTaken(sample, { sum, count: this.capacity }, result);
  }

  private writeReported(sample: readonly Stretch[], result: Float64Array): void {
    const count = withoutNaN(sample, this.reported.values);
    const reported = [{ piece: this.reported, from: 0, to: count }];
    const sum = this.order.take(reported);
    this.writeTaken(reported, { sum, count }, result);
  }

  private writeTaken(sample: readonly Stretch[], totals: Totals, result: Float64Array): void {
    const { ranks, found, order } = this;
    const { sum, count } = totals;
    result.fill(NaN);
    result[BAND_LEVELS.length + 1] = count;
    if (count === 0) return;
    result[BAND_LEVELS.length] = sum / count;
    const last = count - 1;
    for (const [index, level] of BAND_LEVELS.entries()) {
      ranks[2 * index] = Math.floor(level * last);
      ranks[2 * index + 1] = Math.min(Math.floor(level * last) + 1, last);
    }
    order.find(sample, ranks, found);
    for (const [index, level] of BAND_LEVELS.entries()) {
      const below = found[2 * index] ?? NaN;
      const above = found[2 * index + 1] ?? NaN;
      const fraction = level * last - Math.floor(level * last);
      result[index] = below === above ? below : below + fraction * (above - below);
    }
  }
}

interface Totals {
  readonly sum: number;
  readonly count: number;
}

/** Copies the values that are numbers to the beginning of `reported`; returns how many they are. */
function withoutNaN(sample: readonly Stretch[], reported: Float32Array): number {
  let count = 0;
  for (const { piece, from, to } of sample) {
    for (const value of piece.values.subarray(from, to)) {
      if (!Number.isNaN(value)) {
        reported[count] = value;
        count += 1;
      }
    }
  }
  return count;
}
