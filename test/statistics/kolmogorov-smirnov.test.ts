import { expect, test } from "vitest";
import { HashfallError, Random } from "../../src/base/index.ts";
import { compareSamples, compareWithLaw, kolmogorovTail } from "../../src/statistics/index.ts";

// N. Smirnov 1948, Ann. Math. Statist. 19:279, table of the limiting distribution.
test.each([
  [0.5, 1 - 0.036055],
  [0.8276, 0.5],
  [1, 1 - 0.73],
  [1.2239, 0.1],
  [1.3581, 0.05],
  [1.6276, 0.01],
  [1.9495, 0.001],
])("the limiting law exceeds %d with probability %d", (x, probability) => {
  expect(Math.abs(kolmogorovTail(x) - probability)).toBeLessThan(2e-5 + 1e-3 * probability);
});

test("both series of the limiting law meet", () => {
  expect(Math.abs(kolmogorovTail(1 - 1e-12) - kolmogorovTail(1 + 1e-12))).toBeLessThan(1e-11);
});

test("two samples that do not overlap are the rarest of all orders", () => {
  // Of the 20 orders of three and three values two are apart: p = 2 / 20.
  const { distance, pValue } = compareSamples([1, 2, 3], [4, 5, 6]);
  expect(distance).toBe(1);
  expect(pValue).toBeCloseTo(0.1, 12);
});

test("a distance that any two samples have has probability one", () => {
  expect(compareSamples([1, 3, 5], [2, 4, 6]).pValue).toBeCloseTo(1, 12);
});

test("the exact law is that of all orders, counted one by one", () => {
  const all = orders(5, 7).map((order) => compareSamples(...order));
  for (const { distance, pValue } of all) {
    const asFar = all.filter((other) => other.distance > distance - 1e-9).length / all.length;
    expect(pValue).toBeCloseTo(asFar, 10);
  }
});

test("samples of one law give p-values that are uniform", () => {
  const random = Random.stream(2, 0, "ks");
  const sample = (): Float64Array => Float64Array.from({ length: 150 }, () => random.uniform());
  const pValues = Array.from({ length: 2000 }, () => compareSamples(sample(), sample()).pValue);
  for (const level of [0.01, 0.1, 0.5]) {
    const below = pValues.filter((p) => p <= level).length / 2000;
    // Four standard errors of a fraction of 2000, and 15 % that the limit is too large at n = 75.
    expect(below).toBeLessThan(level + 4 * Math.sqrt((level * (1 - level)) / 2000));
    expect(below).toBeGreaterThan(0.85 * level - 4 * Math.sqrt((level * (1 - level)) / 2000));
  }
});

test("a shift of a tenth of a deviation shows in 10,000 numbers", () => {
  const random = Random.stream(3, 0, "shift");
  const sample = (shift: number): Float64Array =>
    Float64Array.from({ length: 10_000 }, () => random.normal() + shift);
  expect(compareSamples(sample(0), sample(0.1)).pValue).toBeLessThan(1e-4);
  expect(compareWithLaw(sample(0).map(Math.abs), (x) => x).pValue).toBeLessThan(1e-10);
});

test("no sample is like any other", () => {
  expect(() => compareSamples([], [1])).toThrow(HashfallError);
  expect(() => compareWithLaw([], (x) => x)).toThrow(HashfallError);
});

/** All ways in which n values of one sample and m of another can stand. */
function orders(n: number, m: number): [number[], number[]][] {
  const places = Array.from({ length: n + m }, (_, at) => at);
  return Array.from({ length: 2 ** (n + m) }, (_, mask): [number[], number[]] => [
    places.filter((at) => ((mask >> at) & 1) === 1),
    places.filter((at) => ((mask >> at) & 1) === 0),
  ]).filter(([first]) => first.length === n);
}
