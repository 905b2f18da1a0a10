import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { priorValue } from "../../../src/energy/fleet/prior.ts";
import { POWER_INPUT_NAMES, POWER_PRIORS } from "../../../src/energy/index.ts";
import { normalQuantile } from "../../../src/statistics/index.ts";

const TRIANGLE = { kind: "triangular", low: 1, mode: 2, high: 5 } as const;

describe("quantiles worked by hand", () => {
  test("a uniform input is at its middle for a score of 0, at a tenth for that of 10 %", () => {
    const law = { kind: "uniform", low: 2, high: 4 } as const;
    expect(priorValue(law, 0)).toBeCloseTo(3, 12);
    expect(priorValue(law, normalQuantile(0.1))).toBeCloseTo(2.2, 9);
  });

  test("a triangle of 1, 2, 5 has a quarter below its peak and its median at 5 − √6", () => {
    expect(priorValue(TRIANGLE, normalQuantile(0.25))).toBeCloseTo(2, 8);
    expect(priorValue(TRIANGLE, 0)).toBeCloseTo(5 - Math.sqrt(6), 9);
    // F(x) = (x − 1)² / 4 below the peak.
    expect(priorValue(TRIANGLE, normalQuantile(0.0625))).toBeCloseTo(1.5, 8);
  });

  test("a score of 1 multiplies a log-normal input by e^deviation and adds one to a normal one", () => {
    const law = { kind: "logNormal", median: 0.05, deviation: 0.2 } as const;
    expect(priorValue(law, 1)).toBeCloseTo(0.05 * Math.exp(0.2), 12);
    expect(priorValue({ kind: "normal", mean: 5, deviation: 0.75 }, -2)).toBeCloseTo(3.5, 12);
  });
});

test("a higher score never means a lower value, for any input of the model", () => {
  const score = fc.double({ min: -6, max: 6, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom(...POWER_INPUT_NAMES), score, score, (name, a, b) => {
      const { law } = POWER_PRIORS[name];
      expect(priorValue(law, Math.min(a, b))).toBeLessThanOrEqual(priorValue(law, Math.max(a, b)));
    }),
  );
});

test("every input has a unit or is a ratio, says what it is and where it comes from", () => {
  expect(POWER_INPUT_NAMES.toSorted()).toEqual(Object.keys(POWER_PRIORS).toSorted());
  for (const name of POWER_INPUT_NAMES) {
    const { what, source } = POWER_PRIORS[name];
    expect(what.endsWith(".")).toBe(true);
    expect(source).toMatch(/own judgement|https?:\/\/|github\.com/u);
  }
});
