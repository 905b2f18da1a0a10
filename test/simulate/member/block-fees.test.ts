import { expect, test } from "vitest";
import { meanFees } from "../../../src/simulate/member/block-fees.ts";

test("a day of 144 blocks with 72 BTC of fees has half a coin in each", () => {
  expect(meanFees(Float64Array.of(72, 72))).toBe(0.5);
  expect(meanFees(Float64Array.of(36, 108))).toBe(0.5);
});

test("days without a figure do not count, and of none nothing is known", () => {
  expect(meanFees(Float64Array.of(NaN, 72, NaN))).toBe(0.5);
  expect(meanFees(new Float64Array())).toBeNaN();
  expect(meanFees(Float64Array.of(NaN))).toBeNaN();
});
