import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Distribution,
  type DrawSet,
  type Scenario,
  Uncertainty,
  numericPaths,
  numericValueAt,
  rowOfPath,
  withValues,
} from "../../../src/simulate/index.ts";
import { failure, tiny } from "./tiny.ts";

const MEMBERS = 4_000;
/** Kolmogorov-Smirnov distance that a right sample of 4,000 exceeds once in 1e6: 2.69/√n. */
const FAR = 2.69 / Math.sqrt(MEMBERS);

function withPrior(path: string, prior: Distribution): Scenario {
  return { ...tiny(), uncertain: { [path]: prior } };
}

function sample(path: string, prior: Distribution): number[] {
  const uncertainty = new Uncertainty(withPrior(path, prior), null);
  return Array.from({ length: MEMBERS }, (_, k) => uncertainty.valuesFor(7, k)[0] ?? NaN).toSorted(
    (a, b) => a - b,
  );
}

function distance(sorted: readonly number[], cdf: (x: number) => number): number {
  return Math.max(
    ...sorted.map((x, i) => Math.max(cdf(x) - i / sorted.length, (i + 1) / sorted.length - cdf(x))),
  );
}

test("a uniform prior gives uniform values", () => {
  const values = sample("parameters.pue", { kind: "uniform", from: 1.05, to: 1.25 });
  expect(distance(values, (x) => (x - 1.05) / 0.2)).toBeLessThan(FAR);
});

test("a beta prior with two observations, half of them hits, is uniform", () => {
  const values = sample("orders.cut.effect.compliance", { kind: "beta", mean: 0.5, n: 2 });
  expect(distance(values, (x) => x)).toBeLessThan(FAR);
});

test("a beta prior B(3, 1) has the distribution function x³", () => {
  const values = sample("orders.cut.effect.compliance", { kind: "beta", mean: 0.75, n: 4 });
  expect(distance(values, (x) => x ** 3)).toBeLessThan(FAR);
});

test("a normal prior is cut at its bounds and is half of itself there if centred on one", () => {
  const values = sample("parameters.pue", { kind: "normal", mean: 1, sd: 0.1 });
  expect(values[0]).toBeGreaterThanOrEqual(1);
  // Median of |z| is the upper quartile of z, 0.6745; its standard error is 1.25 sd/√n.
  const median = values[MEMBERS / 2] ?? NaN;
  expect(Math.abs(median - 1.06745)).toBeLessThan((5 * 1.25 * 0.1) / Math.sqrt(MEMBERS));
});

test("a lognormal prior has its median in the middle", () => {
  const values = sample("parameters.transit_days", { kind: "lognormal", median: 45, spread: 0.3 });
  const below = values.filter((value) => value < 45).length;
  // Binomial deviation √n/2; five of them.
  expect(Math.abs(below - MEMBERS / 2)).toBeLessThan((5 * Math.sqrt(MEMBERS)) / 2);
});

const priors: fc.Arbitrary<Distribution> = fc.oneof(
  fc.record({
    kind: fc.constant("normal" as const),
    mean: fc.double({ min: 0, max: 1, noNaN: true }),
    sd: fc.double({ min: 1e-6, max: 100, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant("lognormal" as const),
    median: fc.double({ min: 1e-6, max: 1, noNaN: true }),
    spread: fc.double({ min: 1e-6, max: 20, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant("beta" as const),
    mean: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
    n: fc.double({ min: 0.1, max: 1000, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant("uniform" as const),
    from: fc.double({ min: 0, max: 0.4, noNaN: true }),
    to: fc.double({ min: 0.5, max: 1, noNaN: true }),
  }),
);

test("no draw leaves the bounds of its row", () => {
  fc.assert(
    fc.property(priors, fc.nat(), (prior, member) => {
      const uncertainty = new Uncertainty(withPrior("parameters.online_floor", prior), null);
      const [value = NaN] = uncertainty.valuesFor(3, member);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }),
    { numRuns: 150 },
  );
});

test("a member's draw depends on the seed and its number alone", () => {
  const [a, b] = [new Uncertainty(tiny(), null), new Uncertainty(tiny(), null)];
  a.valuesFor(1, 99);
  expect(a.valuesFor(1, 3)).toEqual(b.valuesFor(1, 3));
  expect(a.valuesFor(1, 3)).not.toEqual(a.valuesFor(1, 4));
  expect(a.valuesFor(1, 3)).not.toEqual(a.valuesFor(2, 3));
});

test("a path has the same draws beside other uncertain paths", () => {
  const alone = withPrior("parameters.pue", { kind: "normal", mean: 1.1, sd: 0.05 });
  const among = new Uncertainty(tiny(), null);
  const place = among.paths.indexOf("parameters.pue");
  expect(among.paths.length).toBeGreaterThan(1);
  expect(new Uncertainty(alone, null).valuesFor(5, 11)[0]).toBe(among.valuesFor(5, 11)[place]);
});

const DRAWS: DrawSet = {
  name: "two",
  paths: ["parameters.pue", "orders.cut.effect.compliance", "orders.other.effect.compliance"],
  draws: [
    [1.1, 0.1, 0],
    [1.2, 0.2, 0],
    [1.3, 0.3, 0],
  ],
  madeFrom: { record: "", scenario: "", commit: "", command: "", note: "" },
};

test("joint draws stay together, come equally often, and replace the priors of their paths", () => {
  const uncertainty = new Uncertainty(tiny(), DRAWS);
  expect(uncertainty.paths).toEqual(["parameters.pue", "orders.cut.effect.compliance"]);
  expect(uncertainty.unused).toEqual(["orders.other.effect.compliance"]);
  const seen = new Map<number, number>();
  for (let member = 0; member < 30; member += 1) {
    const [pue = NaN, compliance = NaN] = uncertainty.valuesFor(8, member);
    expect(compliance).toBeCloseTo(pue - 1, 12);
    seen.set(pue, (seen.get(pue) ?? 0) + 1);
  }
  expect([...seen.values()]).toEqual([10, 10, 10]);
});

test("draws do not move what an override has fixed", () => {
  const fixed = { ...tiny(), fixed: ["orders.cut.effect"] };
  expect(new Uncertainty(fixed, DRAWS).paths).toEqual(["parameters.pue"]);
});

test("draws of unequal length are refused", () => {
  const broken = { ...DRAWS, draws: [[1.1]] };
  expect(failure(() => new Uncertainty(tiny(), broken)).code).toBe("number.domain");
});

test("values set by path are found there, and nothing else has changed", () => {
  const scenario = tiny();
  const paths = numericPaths(scenario).filter((path) => rowOfPath(path) !== undefined);
  const before = structuredClone(scenario);
  fc.assert(
    fc.property(fc.subarray(paths), (some) => {
      const changed = withValues(
        scenario,
        some,
        some.map((_, index) => index + 0.5),
      );
      for (const path of paths) {
        const index = some.indexOf(path);
        const expected = index < 0 ? numericValueAt(scenario, path) : index + 0.5;
        expect(numericValueAt(changed, path)).toBe(expected);
      }
      expect(scenario).toEqual(before);
    }),
    { numRuns: 50 },
  );
});

test("what lies beside the paths is shared", () => {
  const scenario = tiny();
  const changed = withValues(scenario, ["regions.texas.share"], [0.5]);
  expect(changed.regions["sichuan"]).toBe(scenario.regions["sichuan"]);
  expect(changed.regions["texas"]?.sources).toBe(scenario.regions["texas"]?.sources);
  expect(changed.orders).toBe(scenario.orders);
});

test("a number the record would give can be drawn", () => {
  const scenario = withValues(tiny(), ["network.hashrate_EH_s"], [178]);
  expect(scenario.network.hashrate_EH_s).toBe(178);
});

test("a path the scenario does not have cannot be set", () => {
  for (const path of ["parameters.peu", "regions.mars.share", "__proto__.x"]) {
    expect(failure(() => withValues(tiny(), [path], [1])).code, path).toBe("number.domain");
  }
});
