import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import { BAND_LEVELS, CELL_FIELDS } from "./cell-fields.ts";
import { GROUP } from "./column-program.ts";
import { type Columns, columnsOf } from "./columns.ts";
import { type ShardResult, blocksOf } from "./shard.ts";

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
 * statistics at p (n - 1) (R. J. Hyndman, Y. Fan 1996, definition 7); the mean adds four sums, each
 * of every fourth member of the blocks in the order given; NaN is not counted.
 */
export function summariseCells(shards: readonly ShardSeries[], cells: CellRange): Float64Array {
  const blocks = shards.flatMap(seriesOfBlocks);
  const columns = columnsOf(blocks.length);
  const summary = new CellSummary(columns);
  const result = new Float64Array((cells.to - cells.from) * CELL_FIELDS);
  for (let from = cells.from; from < cells.to; from += GROUP) {
    const group = { from, to: Math.min(from + GROUP, cells.to) };
    for (const [index, block] of blocks.entries()) load(columns, index, block, group);
    for (let cell = from; cell < group.to; cell += 1) {
      const at = (cell - cells.from) * CELL_FIELDS;
      summary.write(cell - from, result.subarray(at, at + CELL_FIELDS));
    }
  }
  return result;
}

/** What the members of a block reported: `series[cell * members + member]`. */
interface BlockSeries {
  readonly members: number;
  readonly series: Float32Array;
}

function seriesOfBlocks({ from, to, series }: ShardSeries): readonly BlockSeries[] {
  const cells = series.length / (to - from);
  return blocksOf(to - from).map((block) => ({
    members: block.to - block.from,
    series: series.subarray(block.from * cells, block.to * cells),
  }));
}

/** Copies some cells of a block to their columns; where it has fewer members the rest is NaN. */
function load(
  { values }: Columns,
  index: number,
  { members, series }: BlockSeries,
  { from, to }: CellRange,
): void {
  const place = index * GROUP * BLOCK_MEMBERS;
  if (members === BLOCK_MEMBERS) {
    values.set(series.subarray(from * BLOCK_MEMBERS, to * BLOCK_MEMBERS), place);
    return;
  }
  values.fill(NaN, place, place + GROUP * BLOCK_MEMBERS);
  for (let cell = from; cell < to; cell += 1) {
    const row = series.subarray(cell * members, (cell + 1) * members);
    values.set(row, place + (cell - from) * BLOCK_MEMBERS);
  }
}

/** Summarises cell after cell of a group. */
class CellSummary {
  private readonly columns: Columns;
  private readonly ranks = new Int32Array(2 * BAND_LEVELS.length);
  private readonly found = new Float64Array(2 * BAND_LEVELS.length);

  constructor(columns: Columns) {
    this.columns = columns;
  }

  write(cell: number, result: Float64Array): void {
    const { ranks, found, columns } = this;
    const { sum, count } = columns.take(cell);
    result.fill(NaN);
    result[BAND_LEVELS.length + 1] = count;
    if (count === 0) return;
    result[BAND_LEVELS.length] = sum / count;
    const last = count - 1;
    for (const [index, level] of BAND_LEVELS.entries()) {
      ranks[2 * index] = Math.floor(level * last);
      ranks[2 * index + 1] = Math.min(Math.floor(level * last) + 1, last);
    }
    columns.find(ranks, found);
    for (const [index, level] of BAND_LEVELS.entries()) {
      const below = found[2 * index] ?? NaN;
      const above = found[2 * index + 1] ?? NaN;
      const fraction = level * last - Math.floor(level * last);
      result[index] = below === above ? below : below + fraction * (above - below);
    }
  }
}
