import * as fc from "fast-check";
import { expect, test } from "vitest";
import { rollingMean } from "../../src/energy/rolling.ts";

test("the first days average what there is", () => {
  expect([...rollingMean(Float64Array.of(1, 3, 5, 7), 3)]).toEqual([1, 2, 3, 5]);
});

test("a missing day has no mean and does not count in the others", () => {
  expect([...rollingMean(Float64Array.of(1, NaN, 5, 7), 3)]).toEqual([1, NaN, 3, 6]);
});

test("a constant stays itself over any window", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer(), (window, value) => {
      const means = rollingMean(new Float64Array(50).fill(value), window);
      expect(means.every((mean) => mean === value)).toBe(true);
    }),
  );
});
