import {
  BLOCK_MEMBERS,
  type BlockReport,
  EPOCH_FIELDS,
  type MemberFunction,
  type MemberShape,
} from "../member/member-shape.ts";

/** Members of a shard, whatever the number of workers: what is stored, resumed and merged at once. */
export const SHARD_MEMBERS = 128;

/** Members `from` up to, not including, `to`. */
export interface MemberRange {
  readonly from: number;
  readonly to: number;
}

/** What the members of a shard reported. */
export interface ShardResult extends MemberRange {
  /** The reports of block after block, see `blocksOf`: `block[cell * width + member]`. */
  readonly series: Float32Array;
  /** `totals[(member - from) * totals.length + i]`. */
  readonly totals: Float64Array;
  /** `epochs[((member - from) * epochSlots + e) * 3 + field]`. */
  readonly epochs: Float64Array;
}

export interface ShardOptions extends MemberRange {
  readonly seed: number;
  /** Asked before each member or block; a stopped shard has no result. */
  readonly stopped?: () => boolean;
  /** Where the series go, such as memory shared between threads; all of it is written. */
  readonly series?: Float32Array;
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

/** Runs the members of a shard in their order; undefined where it was stopped. */
export function runShard(member: MemberFunction, options: ShardOptions): ShardResult | undefined {
  const { from, to, seed, stopped = () => false } = options;
  const { cells, totals, epochs } = memberSizes(member.shape);
  const count = to - from;
  const result = {
    from,
    to,
    series: options.series ?? new Float32Array(cells * count),
    totals: new Float64Array(totals * count).fill(NaN),
    epochs: new Float64Array(epochs * count).fill(NaN),
  };
  const run = blockRunner(member, stopped);
  for (const block of blocksOf(count)) {
    const report = partOf(result, block, { cells, totals, epochs });
    const range = { from: from + block.from, to: from + block.to };
    if (!run(seed, range, report)) return undefined;
  }
  return result;
}

/** Blocks of so many members, counted from the first: what runs, and is stored, side by side. */
export function blocksOf(count: number): readonly MemberRange[] {
  return Array.from({ length: Math.ceil(count / BLOCK_MEMBERS) }, (_, block) => ({
    from: block * BLOCK_MEMBERS,
    to: Math.min((block + 1) * BLOCK_MEMBERS, count),
  }));
}

function partOf(
  { series, totals, epochs }: Omit<ShardResult, "from" | "to">,
  { from, to }: MemberRange,
  sizes: MemberSizes,
): BlockReport {
  return {
    series: series.subarray(from * sizes.cells, to * sizes.cells),
    totals: totals.subarray(from * sizes.totals, to * sizes.totals),
    epochs: epochs.subarray(from * sizes.epochs, to * sizes.epochs),
  };
}

/** Runs a block of members; false where it was stopped. */
type BlockRunner = (seed: number, range: MemberRange, report: BlockReport) => boolean;

function blockRunner(member: MemberFunction, stopped: () => boolean): BlockRunner {
  const { batch } = member;
  if (batch === undefined) return oneByOne(member, stopped);
  return (seed, range, report) => {
    if (stopped()) return false;
    batch.run(seed, range, report);
    return true;
  };
}

function oneByOne(member: MemberFunction, stopped: () => boolean): BlockRunner {
  const sizes = memberSizes(member.shape);
  const one = new Float32Array(sizes.cells);
  return (seed, { from, to }, report) => {
    const width = to - from;
    for (let row = 0; row < width; row += 1) {
      if (stopped()) return false;
      one.fill(NaN);
      const part = partOf(report, { from: row, to: row + 1 }, sizes);
      member.run(seed, from + row, { ...part, series: one });
      for (let cell = 0; cell < one.length; cell += 1) {
        report.series[cell * width + row] = one[cell] ?? NaN;
      }
    }
    return true;
  };
}
