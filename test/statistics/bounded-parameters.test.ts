import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Support, fromFree, logJacobian, toFree } from "../../src/statistics/index.ts";

const supports: Support[] = [
  { kind: "real" },
  { kind: "above", low: -2 },
  { kind: "between", low: 3, high: 8 },
];
const freeNumber = fc.double({ min: -8, max: 8, noNaN: true });
const freePoint = fc
  .tuple(freeNumber, freeNumber, freeNumber)
  .map((point) => Float64Array.from(point));

test("free numbers come back from the parameters they stand for", () => {
  fc.assert(
    fc.property(freePoint, (free) => {
      toFree(supports, fromFree(supports, free)).forEach((y, i) => {
        expect(y).toBeCloseTo(free[i] ?? NaN, 8);
      });
    }),
  );
});

// Central differences with step h err by h²/6 of the third derivative, here no larger than the first.
test("the Jacobian is the product of the slopes", () => {
  const h = 1e-4;
  fc.assert(
    fc.property(freePoint, (free) => {
      const above = fromFree(
        supports,
        free.map((y) => y + h),
      );
      const below = fromFree(
        supports,
        free.map((y) => y - h),
      );
      const slopes = above.map((x, i) => (x - (below[i] ?? NaN)) / (2 * h));
      const sum = slopes.reduce((total, slope) => total + Math.log(slope), 0);
      expect(logJacobian(supports, free)).toBeCloseTo(sum, 5);
    }),
  );
});

test("a parameter on its bound has no free number", () => {
  expect(() => toFree(supports, Float64Array.of(0, 0, 8))).toThrow("parameter 2 = 8");
});
