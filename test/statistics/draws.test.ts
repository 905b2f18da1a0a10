import { describe, expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import {
  betaDraw,
  compareWithLaw,
  exponentialDraw,
  gammaCdf,
  gammaDraw,
  logGamma,
  normalCdf,
  normalDraw,
  poissonDraw,
} from "../../src/statistics/index.ts";
import { betaCdf } from "../../src/statistics/beta-distribution.ts";

/** Every seed is fixed, so a bound that chance passes once in 1e4 either holds for good or not at all. */
const LEVEL = 1e-4;
const DRAWS = 400_000;

const drawn = (purpose: string, next: (random: Random) => number, count = DRAWS): Float64Array => {
  const random = Random.stream(11, 0, purpose);
  return Float64Array.from({ length: count }, () => next(random));
};

test("ziggurat exponentials follow 1 − e^(−x)", () => {
  const draws = drawn("exponential", exponentialDraw);
  expect(compareWithLaw(draws, (x) => 1 - Math.exp(-x)).pValue).toBeGreaterThan(LEVEL);
});

test("the exponential tail beyond the last layer is there, and exponential", () => {
  const beyond = drawn("tail", exponentialDraw, 12_000_000).filter((x) => x > 7.7);
  // Expected 12e6 e^(−7.7) = 5434 with standard deviation √5434; four of them.
  expect(Math.abs(beyond.length - 12e6 * Math.exp(-7.7))).toBeLessThan(4 * Math.sqrt(5434));
  expect(compareWithLaw(beyond, (x) => 1 - Math.exp(7.7 - x)).pValue).toBeGreaterThan(LEVEL);
});

test("ziggurat normals follow Φ, in the tails beyond the last layer too", () => {
  const draws = drawn("normal", normalDraw);
  expect(compareWithLaw(draws, normalCdf).pValue).toBeGreaterThan(LEVEL);
  const many = drawn("normal-tail", normalDraw, 8_000_000);
  for (const side of [1, -1]) {
    const beyond = many.filter((x) => side * x > 3.66);
    const outside = 1 - normalCdf(3.66);
    expect(Math.abs(beyond.length - 8e6 * outside)).toBeLessThan(4 * Math.sqrt(8e6 * outside));
    const law = (x: number): number => (normalCdf(x) - normalCdf(3.66)) / outside;
    expect(compareWithLaw(beyond.map(Math.abs), law).pValue).toBeGreaterThan(LEVEL);
  }
});

test.each([0.2, 0.7, 1, 1.5, 20, 3000])("gammas of shape %d follow their law", (shape) => {
  const draws = drawn(`gamma ${shape}`, (random) => gammaDraw(random, shape), 60_000);
  expect(compareWithLaw(draws, (x) => gammaCdf(shape, x)).pValue).toBeGreaterThan(LEVEL);
});

test.each([
  [1, 1],
  [1, 40],
  [2, 3],
  [70, 144],
  [144, 144],
])("where the %d. of %d points falls follows the beta law", (k, n) => {
  const draws = drawn(`order ${k} ${n}`, (random) => betaDraw(random, k, n - k + 1), 60_000);
  expect(compareWithLaw(draws, (x) => betaCdf(k, n - k + 1, x)).pValue).toBeGreaterThan(LEVEL);
});

describe("Poisson counts", () => {
  test.each([0.01, 0.7, 5, 9.99, 10, 10.5, 17, 60, 144, 1000, 1e5])(
    "of mean %d have their probabilities",
    (mean) => {
      const counts = drawn(`poisson ${mean}`, (random) => poissonDraw(random, mean), 1_000_000);
      const { chi, freedom } = chiSquare(counts, mean);
      expect(1 - gammaCdf(freedom / 2, chi / 2)).toBeGreaterThan(LEVEL);
    },
  );

  test("of mean zero are zero", () => {
    expect(drawn("none", (random) => poissonDraw(random, 0), 100)).toEqual(new Float64Array(100));
  });
});

/** Cells of single counts, joined until each expects at least 20. */
function chiSquare(counts: Float64Array, mean: number): { chi: number; freedom: number } {
  const found = new Map<number, number>();
  for (const count of counts) found.set(count, (found.get(count) ?? 0) + 1);
  const most = mean + 20 * Math.sqrt(mean) + 20;
  let [chi, cells, expected, observed, left] = [0, 0, 0, 0, counts.length];
  for (let k = 0; k < most; k += 1) {
    expected += counts.length * Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
    observed += found.get(k) ?? 0;
    if (expected < 20) continue;
    chi += (observed - expected) ** 2 / expected;
    cells += 1;
    left -= observed;
    [expected, observed] = [0, 0];
  }
  // The far tail, where less than 20 are expected, is a cell of its own and no degree of freedom.
  chi += (left - expected) ** 2 / Math.max(expected, 1);
  return { chi, freedom: Math.max(1, cells) };
}
