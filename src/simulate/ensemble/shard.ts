import type { MemberFunction, MemberShape } from "../member/member-shape.ts";
import { EPOCH_FIELDS } from "../member/member-shape.ts";

/** Members of a shard, whatever the number of workers: what is stored, resumed and merged at once. */
export const SHARD_MEMBERS = 128;

/** Members `from` up to, not including, `to`. */
export interface MemberRange {
  readonly from: number;
  readonly to: number;
}

/** What the members of a shard reported. */
export interface ShardResult extends MemberRange {
  /** `series[cell * (to - from) + (member - from)]`, where `cell = s * times.length + t`. */
  readonly series: Float32Array;
  /** `totals[(member - from) * totals.length + i]`. */
  readonly totals: Float64Array;
  /** `epochs[((member - from) * epochSlots + e) * 3 + field]`. */
  readonly epochs: Float64Array;
}

export interface ShardOptions extends MemberRange {
  readonly seed: number;
  /** Asked before each member; a stopped shard has no result. */
  readonly stopped?: () => boolean;
  /** Gives the memory of the series, such as one shared between threads. */
  readonly allocate?: (length: number) => Float32Array;
}

/** Numbers a member reports in each of its buffers. */
export interface MemberSizes {
  /** Series times times. */
  readonly cells: number;
  readonly totals: number;
  readonly epochs: number;
}

export function memberSizes(shape: MemberShape): MemberSizes {
  return {
    cells: shape.series.length * shape.times.length,
    totals: shape.totals.length,
    epochs: shape.epochSlots * EPOCH_FIELDS.length,
  };
}

/** The shards of a run, in the order of their members. */
export function shardsOf(members: number): readonly MemberRange[] {
  return Array.from({ length: Math.ceil(members / SHARD_MEMBERS) }, (_, shard) => ({
    from: shard * SHARD_MEMBERS,
    to: Math.min((shard + 1) * SHARD_MEMBERS, members),
  }));
}

/** Members whose series are turned from rows to columns at once: one cache line of a column. */
const BLOCK = 16;

/** Runs the members of a shard in their order; undefined where it was stopped. */
export function runShard(member: MemberFunction, options: ShardOptions): ShardResult | undefined {
  const { from, to, seed, stopped = () => false, allocate = newFloats } = options;
  const { cells, totals, epochs } = memberSizes(member.shape);
  const count = to - from;
  const result = {
    from,
    to,
    series: allocate(cells * count),
    totals: new Float64Array(totals * count).fill(NaN),
    epochs: new Float64Array(epochs * count).fill(NaN),
  };
  const rows = new Float32Array(cells * Math.min(BLOCK, count));
  for (let first = 0; first < count; first += BLOCK) {
    const block = Math.min(BLOCK, count - first);
    rows.fill(NaN);
    for (let row = 0; row < block; row += 1) {
      if (stopped()) return undefined;
      const at = first + row;
      member.run(seed, from + at, {
        series: rows.subarray(row * cells, (row + 1) * cells),
        totals: result.totals.subarray(at * totals, (at + 1) * totals),
        epochs: result.epochs.subarray(at * epochs, (at + 1) * epochs),
      });
    }
    turn(rows, result.series, { cells, block, first, count });
  }
  return result;
}

interface Turn {
  readonly cells: number;
  readonly block: number;
  readonly first: number;
  readonly count: number;
}

/** Cells whose rows and columns both stay in the nearest cache while they are turned. */
const TILE = 64;

/** Writes rows of members as runs of each cell's column, four members at a time. */
function turn(rows: Float32Array, columns: Float32Array, block: Turn): void {
  const fours = block.block - (block.block % 4);
  for (let cell = 0; cell < block.cells; cell += TILE) {
    const end = Math.min(cell + TILE, block.cells);
    for (let row = 0; row < fours; row += 4) turnFour(rows, columns, { ...block, row, cell, end });
  }
  for (let row = fours; row < block.block; row += 1) turnOne(rows, columns, { ...block, row });
}

interface Tile extends Turn {
  readonly row: number;
  readonly cell: number;
  readonly end: number;
}

function turnFour(rows: Float32Array, columns: Float32Array, tile: Tile): void {
  const { cells, first, count, row, cell, end } = tile;
  let from = row * cells + cell;
  let to = cell * count + first + row;
  for (let at = cell; at < end; at += 1) {
    columns[to] = rows[from] ?? NaN;
    columns[to + 1] = rows[from + cells] ?? NaN;
    columns[to + 2] = rows[from + 2 * cells] ?? NaN;
    columns[to + 3] = rows[from + 3 * cells] ?? NaN;
    from += 1;
    to += count;
  }
}

function turnOne(
  rows: Float32Array,
  columns: Float32Array,
  turned: Omit<Tile, "cell" | "end">,
): void {
  const { cells, first, count, row } = turned;
  for (let cell = 0; cell < cells; cell += 1) {
    columns[cell * count + first + row] = rows[row * cells + cell] ?? NaN;
  }
}

function newFloats(length: number): Float32Array {
  return new Float32Array(length);
}
