import * as fc from "fast-check";
import { expect, test } from "vitest";
import { GROUP } from "../../../src/simulate/ensemble/column-program.ts";
import { type Columns, FastColumns, PlainColumns } from "../../../src/simulate/ensemble/columns.ts";

const BLOCKS = 7;
const MEMBERS = 16 * BLOCKS;

const anyFloat = fc.oneof(
  fc.float(),
  fc.float({ min: 1, max: 2 }),
  fc.constantFrom(0, -0, 1, NaN, Infinity, -Infinity),
);
const anyGroup = fc.array(anyFloat, { minLength: MEMBERS * GROUP, maxLength: MEMBERS * GROUP });

/** What is found of every cell: how many numbers, their sum, and all of them in order. */
function foundBy(columns: Columns, values: readonly number[]): unknown {
  columns.values.set(values);
  return Array.from({ length: GROUP }, (_, cell) => {
    const { count, sum } = columns.take(cell);
    const found = new Float64Array(count);
    if (count > 0) columns.find(Int32Array.from(found.keys()), found);
    return { count, sum, found };
  });
}

function fastColumns(): Columns {
  const columns = FastColumns.of(BLOCKS);
  if (columns === null) throw new Error("this machine has no SIMD");
  return columns;
}

test("counting finds what sorting finds, to the last bit", () => {
  const [fast, plain] = [fastColumns(), new PlainColumns(BLOCKS)];
  fc.assert(
    fc.property(anyGroup, (values) => {
      expect(foundBy(fast, values)).toEqual(foundBy(plain, values));
    }),
    { numRuns: 50 },
  );
});

test("a cell of one value, or of that and no numbers, has it at every rank", () => {
  const [fast, plain] = [fastColumns(), new PlainColumns(BLOCKS)];
  for (const value of [7.25, -7.25, 0, -0, Infinity, -Infinity]) {
    const same = Array.from({ length: MEMBERS * GROUP }, () => value);
    const some = same.map((one, at) => (at % 3 === 0 ? NaN : one));
    for (const values of [same, some]) {
      const found = foundBy(fast, values);
      expect(found).toEqual(foundBy(plain, values));
      expect(found).toHaveProperty("0.found.0", value);
    }
  }
});

test("ranks far apart and repeated are those of the sorted values", () => {
  const columns = fastColumns();
  const values = Float32Array.from(
    { length: MEMBERS * GROUP },
    (_, at) => Math.sin(at) * 10 ** (at % 9),
  );
  columns.values.set(values);
  const { count } = columns.take(3);
  const mine = values.filter((_, at) => Math.floor(at / 16) % GROUP === 3).toSorted();
  const ranks = Int32Array.of(0, 0, 5, 6, count - 1, count - 1);
  const found = new Float64Array(ranks.length);
  columns.find(ranks, found);
  expect(found).toEqual(Float64Array.from(ranks, (rank) => mine[rank] ?? NaN));
});
