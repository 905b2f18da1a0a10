import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";

const N = 200_000;
const draw = (seed: number, next: (random: Random) => number): number[] => {
  const random = new Random(seed);
  return Array.from({ length: N }, () => next(random));
};
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

// Tolerances are 4 standard errors of the mean of N draws, σ / √N.
test.each([
  { law: "uniform", next: (r: Random) => r.uniform(), expected: 0.5, sd: 0.289 },
  { law: "exponential", next: (r: Random) => r.exponential(), expected: 1, sd: 1 },
  { law: "normal", next: (r: Random) => r.normal(), expected: 0, sd: 1 },
  { law: "gamma of shape 0.5", next: (r: Random) => r.gamma(0.5), expected: 0.5, sd: Math.SQRT1_2 },
  { law: "gamma of shape 20", next: (r: Random) => r.gamma(20), expected: 20, sd: 4.472 },
])("the $law stream has its mean and spread", ({ next, expected, sd }) => {
  const values = draw(7, next);
  expect(Math.abs(mean(values) - expected)).toBeLessThan((4 * sd) / Math.sqrt(N));
  const spread = Math.sqrt(mean(values.map((value) => (value - expected) ** 2)));
  expect(spread).toBeGreaterThan(0.98 * sd);
  expect(spread).toBeLessThan(1.02 * sd);
});

test("equal seeds give equal streams and different seeds do not", () => {
  const first = draw(1, (r) => r.nextUint32()).slice(0, 50);
  expect(draw(1, (r) => r.nextUint32()).slice(0, 50)).toEqual(first);
  expect(draw(2, (r) => r.nextUint32()).slice(0, 50)).not.toEqual(first);
});
