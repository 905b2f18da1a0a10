import * as fc from "fast-check";
import { expect, test } from "vitest";
import { gammaCdf, gammaQuantile, logGamma, normalQuantile } from "../../src/statistics/index.ts";
import { betaCdf, betaQuantile } from "../../src/statistics/beta-distribution.ts";

// Abramowitz & Stegun, tables 6.1 and 6.4; factorials
test.each([
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [1, 0],
  [5, Math.log(24)],
  [171, 706.5730622457874],
])("log Γ(%d) is known", (x, expected) => {
  expect(logGamma(x)).toBeCloseTo(expected, 10);
});

// Chi-squared quantiles, NIST/SEMATECH e-Handbook 1.3.6.7.4: χ²(p, ν) = 2 Γ⁻¹(p; ν/2)
test.each([
  [0.95, 10, 18.307],
  [0.975, 20, 34.17],
  [0.025, 20, 9.591],
  [0.99, 100, 135.807],
  [0.05, 1, 0.00393],
])("the χ² quantile at %d with %d degrees of freedom is %d", (p, df, expected) => {
  expect(2 * gammaQuantile(df / 2, p)).toBeCloseTo(expected, 3);
});

// NIST/SEMATECH e-Handbook 1.3.6.7.1
test.each([
  [0.975, 1.959964],
  [0.9, 1.281552],
  [0.001, -3.090232],
])("the normal quantile at %d is %d", (p, expected) => {
  expect(normalQuantile(p)).toBeCloseTo(expected, 6);
});

test("a gamma quantile is where its distribution reaches the probability", () => {
  const shape = fc.double({ min: 0.3, max: 5000, noNaN: true });
  const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(shape, probability, (a, p) => {
      expect(gammaCdf(a, gammaQuantile(a, p))).toBeCloseTo(p, 9);
    }),
  );
});

test("a beta quantile is where its distribution reaches the probability", () => {
  const shape = fc.double({ min: 0.5, max: 2000, noNaN: true });
  const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(shape, shape, probability, (a, b, p) => {
      expect(betaCdf(a, b, betaQuantile(a, b, p))).toBeCloseTo(p, 8);
    }),
  );
});

test.each([0, 1, -0.1, NaN])("the normal law has no quantile at %d", (p) => {
  expect(() => normalQuantile(p)).toThrow("normal quantile");
});
