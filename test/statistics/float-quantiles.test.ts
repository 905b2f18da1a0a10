import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import { quantilesOf, sampleQuantile } from "../../src/statistics/index.ts";

const LEVELS = [0, 0.025, 0.1, 0.25, 0.5, 0.77, 0.975, 1];

/** Whether the quantiles are those of the sorted values, to the last bit but the sign of zero. */
function areAsSorted(values: Float32Array): boolean {
  const present = values.filter((x) => !Number.isNaN(x)).toSorted();
  const { quantiles, missing } = quantilesOf(values, LEVELS);
  const same = LEVELS.every((level, i) => {
    const [own, expected] = [quantiles[i] ?? NaN, sampleQuantile(present, level)];
    return own === expected || Object.is(own, expected);
  });
  return same && missing === values.length - present.length;
}

test("quantiles are those of the sorted values, to the last bit", () => {
  const value = fc.oneof(
    fc.float({ noDefaultInfinity: true }),
    fc.constantFrom(0, -0, 1, NaN, 1e-40, -1e-40),
  );
  const values = fc.array(value, { maxLength: 400 });
  fc.assert(fc.property(values, (own) => areAsSorted(Float32Array.from(own))));
});

test.each([
  ["normal", (random: Random) => 150 + 20 * random.normal()],
  ["over twenty powers of ten", (random: Random) => Math.exp(10 * random.normal())],
  ["half zero", (random: Random) => (random.uniform() < 0.5 ? 0 : random.normal())],
  ["all equal", () => 3.5],
  ["a few levels", (random: Random) => Math.floor(5 * random.uniform())],
  ["one far off", (random: Random) => (random.uniform() < 1e-3 ? 3e38 : random.normal())],
  ["one in ten missing", (random: Random) => (random.uniform() < 0.1 ? NaN : random.normal())],
])("ten thousand values, %s, have their exact quantiles", (_, draw) => {
  const random = new Random(61);
  const values = Float32Array.from({ length: 10_000 }, () => draw(random));
  const before = values.slice();
  expect(areAsSorted(values)).toBe(true);
  expect(values).toEqual(before);
});

test("a part of a longer buffer has its own quantiles", () => {
  const values = Float32Array.from([9, 9, 1, 2, 3, 9]).subarray(2, 5);
  expect(quantilesOf(values, [0.5]).quantiles[0]).toBe(2);
});

test("infinite values have their place and nothing has no quantile", () => {
  const { quantiles } = quantilesOf(Float32Array.of(1, Infinity, -Infinity), [0, 0.5, 1]);
  expect([...quantiles]).toEqual([-Infinity, 1, Infinity]);
  expect(quantilesOf(Float32Array.of(NaN), [0.5])).toEqual({
    quantiles: Float64Array.of(NaN),
    missing: 1,
  });
});
