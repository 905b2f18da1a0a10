import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import {
  binomialInterval,
  binomialTest,
  compareRates,
  decidableAfter,
  holmAdjusted,
  poissonInterval,
  sampleQuantile,
  weightedPoissonInterval,
} from "../../src/statistics/index.ts";

// Garwood 1936 as tabulated by E. S. Pearson and H. O. Hartley, Biometrika Tables I, table 40
test.each([
  [0, 0, 3.69],
  [1, 0.0253, 5.57],
  [5, 1.62, 11.67],
  [10, 4.8, 18.39],
  [30, 20.24, 42.83],
])("a count of %i means a mean from %d to %d", (count, low, high) => {
  const [lower, upper] = poissonInterval(count, 0.95);
  expect(lower).toBeCloseTo(low, 2);
  expect(upper).toBeCloseTo(high, 1);
});

// R 4: binom.test(7, 20), binom.test(0, 10), binom.test(682, 925, 0.75)
test("Clopper and Pearson's interval is R's", () => {
  expect(binomialInterval(7, 20, 0.95)[0]).toBeCloseTo(0.1539092, 6);
  expect(binomialInterval(7, 20, 0.95)[1]).toBeCloseTo(0.5921885, 6);
  expect(binomialInterval(0, 10, 0.95)).toEqual([0, expect.closeTo(0.3084971, 6)]);
  expect(binomialTest(682, 925, 0.75)).toBeCloseTo(0.3825, 4);
});

test("the exact test sees nothing in 18 of 41 and in 0 of 3", () => {
  expect(binomialTest(18, 41, 0.5)).toBeCloseTo(0.5327, 4);
  expect(binomialTest(0, 3, 0.5)).toBeCloseTo(0.25, 10);
});

// S. Holm 1979; R 4: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
test("Holm's adjusted p-values are R's", () => {
  const adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005]);
  [0.03, 0.06, 0.06, 0.02].forEach((p, index) => expect(adjusted[index]).toBeCloseTo(p, 12));
});

test("correcting for several tests never makes a p-value smaller", () => {
  const p = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(p, { minLength: 1, maxLength: 40 }), (values) =>
      holmAdjusted(values).every((adjusted, index) => adjusted >= (values[index] ?? 0)),
    ),
  );
});

test("a rate ratio's interval excludes one just where the test is significant", () => {
  const count = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(count, count, (a, b) => {
      const { ratio, pValue } = compareRates({ count: a, exposure: 1 }, { count: b, exposure: 1 });
      const excludes = ratio.lo95 > 1 || ratio.hi95 < 1;
      // The p-value sums the less likely outcomes of both tails, the interval halves each tail.
      return (!excludes || pValue < 0.051) && (pValue >= 0.024 || excludes);
    }),
  );
});

test("twice the exposure explains twice the blocks", () => {
  const { ratio, pValue } = compareRates({ count: 100, exposure: 1 }, { count: 200, exposure: 2 });
  expect(ratio.value).toBeCloseTo(1, 12);
  expect(pValue).toBeCloseTo(1, 6);
});

test("nothing counted on either side is refused", () => {
  expect(() => compareRates({ count: 0, exposure: 1 }, { count: 0, exposure: 1 })).toThrow(
    "no events",
  );
});

test("equal weights give Garwood's interval, unequal ones a wider one", () => {
  const equal = weightedPoissonInterval({ sum: 60, sumOfSquares: 120, largest: 2 }, 0.95);
  const plain = poissonInterval(30, 0.95).map((bound) => 2 * bound);
  expect(equal[0]).toBeCloseTo(plain[0] ?? NaN, 9);
  expect(equal[1]).toBeCloseTo(plain[1] ?? NaN, 9);
  const mixed = weightedPoissonInterval({ sum: 60, sumOfSquares: 150, largest: 3 }, 0.95);
  expect(mixed[1] - mixed[0]).toBeGreaterThan(equal[1] - equal[0]);
});

// 800 trials: the standard error of a power of 0.8 is 0.014; the variance-stabilised formula is
// within 0.06 of the exact test's power at these counts.
test.each([
  { rate: 10, ratio: 0.6 },
  { rate: 4, ratio: 0.75 },
])(
  "a drop to $ratio at $rate blocks an hour is found four times in five by then",
  ({ rate, ratio }) => {
    const random = new Random(5);
    const hours = decidableAfter(rate, ratio, 0.05);
    let found = 0;
    const trials = 800;
    for (let trial = 0; trial < trials; trial += 1) {
      const before = { count: poisson(random, rate * hours), exposure: 1 };
      const after = { count: poisson(random, rate * ratio * hours), exposure: 1 };
      if (compareRates(before, after).pValue < 0.05) found += 1;
    }
    expect(found / trials).toBeGreaterThan(0.72);
    expect(found / trials).toBeLessThan(0.86);
  },
);

test("no change is never decidable", () => {
  expect(decidableAfter(5, 1, 0.05)).toBe(Infinity);
});

test("sample quantiles lie between order statistics", () => {
  expect(sampleQuantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(sampleQuantile([1, 2, 3, 4], 1)).toBe(4);
});

function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let sum = random.exponential(); sum < mean; sum += random.exponential()) count += 1;
  return count;
}
