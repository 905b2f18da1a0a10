import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import {
  chiSquareTest,
  ecdfEnvelope,
  ecdfTest,
  rankHistogram,
} from "../../src/statistics/index.ts";

function ranksOf(random: Random, n: number, values: number): Int32Array {
  return Int32Array.from({ length: n }, () => Math.floor(random.uniform() * values));
}

// χ²(0.95, 10) = 18.307, NIST/SEMATECH e-Handbook 1.3.6.7.4. One bin of eleven expects a × 1000 and holds
// 1000: (1 − a)²/a × 1000 = 18.307, solved for a.
test("a statistic at the 95 % quantile has p-value 0.05", () => {
  const c = 18.307 / 1000;
  const expected = new Float64Array(11).fill(1000);
  expected[0] = 1000 * (1 + c / 2 - Math.sqrt(c + c ** 2 / 4));
  const result = chiSquareTest({ counts: new Int32Array(11).fill(1000), expected });
  expect(result.statistic).toBeCloseTo(18.307, 9);
  expect(result.degreesOfFreedom).toBe(10);
  expect(result.pValue).toBeCloseTo(0.05, 5);
});

test("a histogram loses no rank and expects as many as there are", () => {
  const values = fc.integer({ min: 2, max: 120 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 400 }), fc.nat(), (count, n, seed) => {
      const { counts, expected } = rankHistogram(ranksOf(new Random(seed), n, count), count);
      expect(counts.reduce((sum, x) => sum + x, 0)).toBe(n);
      expect(expected.reduce((sum, x) => sum + x, 0)).toBeCloseTo(n, 8);
    }),
  );
});

test("a rank that cannot be is refused", () => {
  expect(() => rankHistogram([5], 5)).toThrow("rank 5 not in 0 … 4");
  expect(() => ecdfTest([-1], 5)).toThrow("rank -1");
});

// All 4³ = 64 and 3⁴ = 81 outcomes are equally likely, so chances can be counted.
test.each([
  { n: 3, values: 4 },
  { n: 4, values: 3 },
])("the envelope test's p-values for $n ranks of $values are exact", ({ n, values }) => {
  const all = Array.from({ length: values ** n }, (_, code) =>
    Array.from({ length: n }, (_empty, i) => Math.floor(code / values ** i) % values),
  );
  const tests = all.map((ranks) => ecdfTest(ranks, values));
  for (const { statistic, pValue } of tests) {
    const asSmall = tests.filter((other) => other.statistic <= statistic * (1 + 1e-12)).length;
    expect(pValue).toBeCloseTo(asSmall / all.length, 10);
  }
});

// 1500 sets: the standard error of a share of 0.05 is 0.0056; four of them are 0.0225.
test("uniform ranks leave the 95 % envelope no more than one time in twenty", () => {
  const random = new Random(21);
  const [n, values, trials] = [200, 26, 1500];
  const { boundaries, lower, upper } = ecdfEnvelope(n, values, 0.95);
  let left = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const ranks = ranksOf(random, n, values);
    const inside = boundaries.every((boundary, j) => {
      const below = ranks.filter((rank) => rank < boundary).length;
      return below >= (lower[j] ?? 0) && below <= (upper[j] ?? 0);
    });
    if (!inside) left += 1;
  }
  expect(left / trials).toBeLessThan(0.05 + 0.0225);
  expect(left / trials).toBeGreaterThan(0.05 - 0.0225 - 0.01);
});

test("ranks outside the envelope are just those the test finds", () => {
  const random = new Random(22);
  const [n, values] = [60, 12];
  const { boundaries, lower, upper } = ecdfEnvelope(n, values, 0.8);
  for (let trial = 0; trial < 100; trial += 1) {
    const ranks = ranksOf(random, n, values);
    const inside = boundaries.every((boundary, j) => {
      const below = ranks.filter((rank) => rank < boundary).length;
      return below >= (lower[j] ?? 0) && below <= (upper[j] ?? 0);
    });
    expect(ecdfTest(ranks, values).pValue > 0.2).toBe(inside);
  }
});

test.each([
  ["biased", (u: number) => u ** 1.5],
  ["too narrow", (u: number) => 0.5 + 0.5 * (2 * u - 1) ** 3],
  ["too wide", (u: number) => 0.5 + 0.5 * Math.cbrt(2 * u - 1)],
])("ranks of a forecast that is %s are found out", (_, distort) => {
  const random = new Random(23);
  const ranks = Int32Array.from({ length: 500 }, () =>
    Math.min(99, Math.floor(100 * distort(random.uniform()))),
  );
  expect(ecdfTest(ranks, 100).pValue).toBeLessThan(1e-4);
  expect(chiSquareTest(rankHistogram(ranks, 100)).pValue).toBeLessThan(1e-4);
});

test("an envelope of a thousand values has a hundred boundaries", () => {
  expect(ecdfEnvelope(50, 1000, 0.95).boundaries).toHaveLength(100);
});
