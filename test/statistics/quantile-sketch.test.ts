import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import {
  QuantileSketch,
  SKETCH_RELATIVE_ERROR,
  sampleQuantile,
} from "../../src/statistics/index.ts";

const LEVELS = [0, 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975, 1];

function sketchOf(values: Float32Array): QuantileSketch {
  const sketch = new QuantileSketch();
  sketch.addAll(values);
  return sketch;
}

test("the error promised is below 0.4 %", () => {
  expect(SKETCH_RELATIVE_ERROR).toBeLessThan(0.004);
});

// Between two order statistics of either sign, the error is at most that of the larger in size.
test("every quantile is within the promised share of the order statistics about it", () => {
  const random = new Random(71);
  const laws = [
    () => 150 + 20 * random.normal(),
    () => Math.exp(5 * random.normal()),
    () => -Math.exp(random.normal()),
    () => random.normal(),
    () => (random.uniform() < 0.3 ? 0 : 1e-3 * random.exponential()),
  ];
  for (const law of laws) {
    for (const n of [1, 2, 3, 10, 999, 5000]) {
      const values = Float32Array.from({ length: n }, law);
      const sorted = values.toSorted();
      const quantiles = sketchOf(values).quantiles(LEVELS);
      for (const [i, level] of LEVELS.entries()) {
        const low = Math.floor(level * (n - 1));
        const size = Math.max(Math.abs(sorted[low] ?? 0), Math.abs(sorted[low + 1] ?? 0));
        const error = Math.abs((quantiles[i] ?? NaN) - sampleQuantile(sorted, level));
        expect(error).toBeLessThanOrEqual(SKETCH_RELATIVE_ERROR * size);
      }
    }
  }
});

test("a single value of any size comes back within the promised share", () => {
  const normalSize = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(normalSize, (value) => {
      const sketch = sketchOf(Float32Array.of(-Infinity, value, Infinity));
      const error = Math.abs(sketch.quantile(0.5) - value);
      return error <= Math.max(SKETCH_RELATIVE_ERROR * Math.abs(value), 2 ** -133);
    }),
  );
});

test("the same values give the same bytes in any order and any split", () => {
  const values = fc.array(fc.oneof(fc.float(), fc.constantFrom(0, -0, NaN, 1)), { maxLength: 200 });
  fc.assert(
    fc.property(values, fc.nat(), (own, seed) => {
      const random = new Random(seed);
      const whole = sketchOf(Float32Array.from(own));
      const parts = [new QuantileSketch(), new QuantileSketch(), new QuantileSketch()];
      const shuffled = own
        .map((value) => ({ value, key: random.uniform() }))
        .toSorted((a, b) => a.key - b.key);
      for (const { value } of shuffled) parts[Math.floor(3 * random.uniform())]?.add(value);
      const merged = new QuantileSketch();
      for (const part of parts.toReversed()) merged.merge(part);
      expect(merged.toBytes()).toEqual(whole.toBytes());
      expect(merged.count + merged.missingCount).toBe(own.length);
    }),
  );
});

test("a sketch read back goes on as the one written", () => {
  const random = new Random(72);
  const values = Float32Array.from({ length: 500 }, () => random.normal());
  const original = sketchOf(values);
  const copy = QuantileSketch.fromBytes(original.toBytes());
  expect(copy.toBytes()).toEqual(original.toBytes());
  for (const sketch of [original, copy]) sketch.addAll(Float32Array.of(-1e9, NaN, 7));
  expect(copy.toBytes()).toEqual(original.toBytes());
  expect([...copy.quantiles(LEVELS)]).toEqual([...original.quantiles(LEVELS)]);
});

test("the smallest and the largest are exact", () => {
  const sketch = sketchOf(Float32Array.of(3.3, -7.77, 1234.5));
  expect(sketch.quantile(0)).toBe(Math.fround(-7.77));
  expect(sketch.quantile(1)).toBe(1234.5);
});

test("missing values are counted apart and nothing has no quantile", () => {
  const sketch = sketchOf(Float32Array.of(NaN, NaN));
  expect([sketch.count, sketch.missingCount]).toEqual([0, 2]);
  expect(sketch.quantile(0.5)).toBeNaN();
});

test("bytes that are no sketch are refused", () => {
  expect(() => QuantileSketch.fromBytes(new Uint8Array(5))).toThrow("not a quantile sketch");
  const bytes = sketchOf(Float32Array.of(1)).toBytes();
  expect(() => QuantileSketch.fromBytes(bytes.subarray(1))).toThrow("not a quantile sketch");
  expect(() => QuantileSketch.fromBytes(bytes.fill(0, 0, 1))).toThrow("not a quantile sketch");
});
