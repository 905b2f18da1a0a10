import { QuantileSketch } from "../../statistics/index.ts";
import type { MemberShape } from "../member/member-shape.ts";
import { BAND_LEVELS, CELL_FIELDS } from "./cell-fields.ts";
import type { ShardSeries } from "./cells.ts";
import type { EnsemblePlan } from "./plan.ts";
import {
  type MemberRange,
  blocksOf,
  memberSizes,
  SHARD_MEMBERS,
  type ShardResult,
} from "./shard.ts";

/** What is kept of a shard besides its series. */
export type ShardNumbers = Omit<ShardResult, "series">;

/** Where the series of finished shards go until the end. */
export interface SeriesKeeper {
  /** Takes a shard; shards may come in any order. Returns those that it needs no more. */
  add(shard: ShardSeries): readonly ShardSeries[];
  /** Tells that a shard will not come. Returns those that it waited with and needs no more. */
  skip(range: MemberRange): readonly ShardSeries[];
  /** The shards kept whole, in order; none where they went into sketches. */
  readonly whole: readonly ShardSeries[];
  /** Shards added that wait for one before them. */
  readonly waiting: number;
  /** Cells of what was sketched, laid out as `summariseCells` does; undefined where kept whole. */
  sketched(): Float64Array | undefined;
}

export function seriesKeeper(shape: MemberShape, plan: EnsemblePlan): SeriesKeeper {
  if (plan.keeping === "exact") return new WholeShards();
  return new SketchedShards(memberSizes(shape).cells);
}

class WholeShards implements SeriesKeeper {
  private readonly shards: ShardSeries[] = [];
  readonly waiting = 0;

  add(shard: ShardSeries): readonly ShardSeries[] {
    this.shards.push(shard);
    return [];
  }

  skip(): readonly ShardSeries[] {
    return [];
  }

  get whole(): readonly ShardSeries[] {
    return this.shards.toSorted((a, b) => a.from - b.from);
  }

  sketched(): undefined {
    return undefined;
  }
}

/** Counts do not mind the order, sums do: a shard is added once all before it are. */
class SketchedShards implements SeriesKeeper {
  private readonly sketches: readonly QuantileSketch[];
  private readonly sums: Float64Array;
  /** Shards that came before their turn, or will not come. */
  private readonly early = new Map<number, ShardSeries | null>();
  private nextFrom = 0;
  readonly whole: readonly ShardSeries[] = [];

  constructor(cells: number) {
    this.sketches = Array.from({ length: cells }, () => new QuantileSketch());
    this.sums = new Float64Array(cells);
  }

  get waiting(): number {
    return this.early.size;
  }

  add(shard: ShardSeries): readonly ShardSeries[] {
    this.early.set(shard.from, shard);
    return this.takeNext();
  }

  skip({ from }: MemberRange): readonly ShardSeries[] {
    this.early.set(from, null);
    return this.takeNext();
  }

  sketched(): Float64Array {
    const cells = new Float64Array(this.sketches.length * CELL_FIELDS);
    for (const [cell, sketch] of this.sketches.entries()) {
      const at = cell * CELL_FIELDS;
      cells.set(sketch.quantiles(BAND_LEVELS), at);
      cells[at + BAND_LEVELS.length] = (this.sums[cell] ?? NaN) / sketch.count;
      cells[at + BAND_LEVELS.length + 1] = sketch.count;
    }
    return cells;
  }

  private takeNext(): readonly ShardSeries[] {
    const taken: ShardSeries[] = [];
    for (;;) {
      const next = this.early.get(this.nextFrom);
      if (next === undefined) return taken;
      this.early.delete(this.nextFrom);
      this.nextFrom += SHARD_MEMBERS;
      if (next === null) continue;
      this.take(next);
      taken.push(next);
    }
  }

  private take({ from, to, series }: ShardSeries): void {
    const column = new Float32Array(to - from);
    const blocks = blocksOf(to - from);
    for (const [cell, sketch] of this.sketches.entries()) {
      for (const block of blocks) {
        const width = block.to - block.from;
        const start = block.from * this.sketches.length + cell * width;
        for (let place = 0; place < width; place += 1) {
          column[block.from + place] = series[start + place] ?? NaN;
        }
      }
      sketch.addAll(column);
      this.sums[cell] = (this.sums[cell] ?? 0) + sumOfReported(column);
    }
  }
}

function sumOfReported(column: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < column.length; index += 1) {
    const value = column[index] ?? NaN;
    if (!Number.isNaN(value)) sum += value;
  }
  return sum;
}
