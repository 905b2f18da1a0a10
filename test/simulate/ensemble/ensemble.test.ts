import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BAND_LEVELS,
  CELL_FIELDS,
  memberSizes,
  planEnsemble,
  runInOneThread,
  runShard,
  SHARD_MEMBERS,
  seriesKeeper,
  shardsOf,
  summariseCells,
} from "../../../src/simulate/index.ts";
import { SKETCH_RELATIVE_ERROR, sampleQuantile } from "../../../src/statistics/index.ts";
import { bytesOf } from "./summary-bytes.mjs";
import { createMember } from "./synthetic-member.mjs";

/** 120 cells need 3.2 MB at 5,000 members, and 2.1 MB where they are sketched. */
const LITTLE_BYTES = 2.5e6;

const anyFloat = fc.oneof(
  fc.float(),
  fc.float({ min: 0, max: 1 }),
  fc.constantFrom(0, -0, 1, NaN, Infinity, -Infinity),
);

describe("quantiles of a cell", () => {
  test("are those of the sorted values, whatever the values", () => {
    fc.assert(
      fc.property(fc.array(anyFloat, { minLength: 1, maxLength: 400 }), (values) => {
        const cells = summariseCells(shardsWith(values), { from: 0, to: 1 });
        const numbers = Float32Array.from(values).filter((value) => !Number.isNaN(value));
        const sorted = numbers.toSorted();
        const expected = BAND_LEVELS.map((level) => sampleQuantile(sorted, level) + 0);
        expect(Array.from(cells.subarray(0, BAND_LEVELS.length), (value) => value + 0)).toEqual(
          expected,
        );
        expect(cells[CELL_FIELDS - 1]).toBe(numbers.length);
      }),
    );
  });

  test("are found where most values are equal and where they lie far apart", () => {
    for (const valueOf of [crowded, spread, (): number => 3]) {
      const values = Array.from({ length: 5000 }, (_, index) => valueOf(index));
      const sorted = Float32Array.from(values).toSorted();
      const cells = summariseCells(shardsWith(values), { from: 0, to: 1 });
      const found = Array.from(cells.subarray(0, BAND_LEVELS.length));
      expect(found).toEqual(BAND_LEVELS.map((level) => sampleQuantile(sorted, level)));
    }
  });

  test("of the members of a run are those of each member run alone", () => {
    const member = createMember({ series: 2, days: 3 });
    const members = 300;
    const summary = runInOneThread(member, { seed: 7, members });
    const { cells, totals, epochs } = memberSizes(member.shape);
    const walk = Array.from({ length: members }, (_, k) => {
      const report = {
        series: new Float32Array(cells),
        totals: new Float64Array(totals),
        epochs: new Float64Array(epochs),
      };
      member.run(7, k, report);
      return report.series[member.shape.series.length] ?? NaN;
    });
    const sorted = walk.toSorted((a, b) => a - b);
    expect(summary.series[0]?.q50[1]).toBe(sampleQuantile(sorted, 0.5));
    expect(summary.series[0]?.q05[1]).toBe(sampleQuantile(sorted, 0.05));
    expect(summary.series[0]?.members[1]).toBe(members);
  });
});

describe("an ensemble's summary", () => {
  const summary = runInOneThread(createMember({}), { seed: 1, members: 500 });

  test("counts the members that reached each retarget", () => {
    // Member k reaches k mod 5 of the four retargets.
    expect(summary.epochs.map(({ members }) => members)).toEqual([400, 300, 200, 100]);
    expect(summary.epochs.map(({ height }) => height / 2016)).toEqual([300, 301, 302, 303]);
  });

  test("leaves out members that have nothing to report, and says how many did", () => {
    expect(summary.totals[0]).toMatchObject({ id: "trough", members: 450 });
    expect(summary.totals[1]).toMatchObject({ id: "sum", members: 500 });
    const gaps = summary.series[1]?.members ?? [];
    // A tenth is missing: 500 draws with deviation sqrt(500 × 0.1 × 0.9) = 6.7, six of them.
    for (const count of gaps) expect(Math.abs(count - 450)).toBeLessThan(40);
  });

  test("gives intervals that hold each other", () => {
    for (const { estimate } of summary.totals) {
      const { lo95, lo80, lo50, value, hi50, hi80, hi95 } = estimate;
      const ends = [lo95, lo80, lo50, value, hi50, hi80, hi95];
      expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    }
  });

  test("is the same whatever the order in which shards are done", () => {
    const member = createMember({});
    for (const limit of [undefined, LITTLE_BYTES]) {
      const plan = planEnsemble(member.shape, 5000, limit);
      const results = shardsOf(5000).flatMap(
        (range) => runShard(member, { ...range, seed: 2 }) ?? [],
      );
      const cellsOf = (shards: typeof results): Float64Array => {
        const keeper = seriesKeeper(member.shape, plan);
        for (const shard of shards) keeper.add(shard);
        const all = { from: 0, to: memberSizes(member.shape).cells };
        return keeper.sketched() ?? summariseCells(keeper.whole, all);
      };
      expect(cellsOf(results.toReversed())).toEqual(cellsOf(results));
    }
  });
});

describe("a run too large to be kept member by member", () => {
  const member = createMember({});

  test("is sketched within the stated error", () => {
    const exact = runInOneThread(member, { seed: 3, members: 5000 });
    const rough = runInOneThread(member, {
      seed: 3,
      members: 5000,
      memoryLimit_bytes: LITTLE_BYTES,
    });
    expect([exact.relative_error, rough.relative_error]).toEqual([0, SKETCH_RELATIVE_ERROR]);
    for (const [s, series] of exact.series.entries()) {
      const sketch = rough.series[s];
      for (const [t, value] of series.q50.entries()) {
        expect(offBy(sketch?.q50[t], value)).toBeLessThanOrEqual(SKETCH_RELATIVE_ERROR);
        expect(offBy(sketch?.q95[t], series.q95[t])).toBeLessThanOrEqual(SKETCH_RELATIVE_ERROR);
      }
      expect(sketch?.members).toEqual(series.members);
    }
    expect(rough.totals).toEqual(exact.totals);
    expect(rough.epochs).toEqual(exact.epochs);
  });

  test("is refused with the figure if not even sketches fit", () => {
    expect(() => planEnsemble(member.shape, 1e9)).toThrow(
      /--members: 1000000000 members need \d+ MB of memory at least/u,
    );
    const wide = createMember({ series: 20_000, days: 365 });
    expect(() => planEnsemble(wide.shape, 1000)).toThrow(
      /--members: 1000 members need 29\d\d\d MB/u,
    );
  });

  test("is refused in words that name a size that is not", () => {
    const remedy = problemsOf(thrownBy(() => planEnsemble(member.shape, 1e9)))[0]?.remedy ?? "";
    const most = Number(/at most (\d+) members/u.exec(remedy)?.[1]);
    expect(planEnsemble(member.shape, most).keeping).toBe("sketch");
    expect(() => planEnsemble(member.shape, most + 1)).toThrow(/--members/u);
  });

  test("is kept exactly at 10,000 members of 70 series over a year", () => {
    const { shape } = createMember({ series: 70, days: 365, epochSlots: 27 });
    expect(planEnsemble(shape, 10_000).keeping).toBe("exact");
    expect(planEnsemble(shape, 11_000).keeping).toBe("sketch");
  });

  test.each([0, -1, 1.5, NaN, Infinity])("has a whole number of members, not %d", (members) => {
    expect(() => planEnsemble(member.shape, members)).toThrow(/not a whole number from 1/u);
  });
});

test("a shard that is told to stop has no result and asks before each member", () => {
  let asked = 0;
  const stopped = (): boolean => (asked += 1) > 5;
  expect(runShard(createMember({}), { seed: 1, from: 0, to: 20, stopped })).toBeUndefined();
  expect(asked).toBe(6);
});

test("the bytes of a summary tell seeds apart", () => {
  const member = createMember({});
  const once = bytesOf(runInOneThread(member, { seed: 1, members: 10 }));
  expect(bytesOf(runInOneThread(member, { seed: 1, members: 10 }))).toBe(once);
  expect(bytesOf(runInOneThread(member, { seed: 2, members: 10 }))).not.toBe(once);
});

/** One cell of values, in shards. */
function shardsWith(values: readonly number[]) {
  return shardsOf(values.length).map(({ from, to }) => ({
    from,
    to,
    series: Float32Array.from(values.slice(from, to)),
  }));
}

function crowded(index: number): number {
  return index % 50 === 0 ? index - 2500 : 0;
}

function spread(index: number): number {
  return (index % 2 === 0 ? 1 : -1) * 1.01 ** (index - SHARD_MEMBERS);
}

/** Error against the value; a quantile between two of other sign or size counts against neither. */
function offBy(found: number | undefined, value: number | undefined): number {
  if (found === undefined || value === undefined) return NaN;
  return found === value ? 0 : Math.abs(found - value) / Math.abs(value);
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

function problemsOf(error: unknown): readonly { readonly remedy: string }[] {
  return error instanceof Error && "problems" in error && Array.isArray(error.problems)
    ? error.problems
    : [];
}
