import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import {
  type CalibratedModel,
  normalLogScore,
  sampleEnsemble,
  sbcRanks,
  sbcVerdicts,
  startAround,
  thinnedDraws,
} from "../../src/statistics/index.ts";

const OBSERVATIONS = 4;

interface Fault {
  readonly shift?: number;
  readonly spread?: number;
  readonly ignoresData?: boolean;
}

/** Mean θ ~ N(0, 1), four observations ~ N(θ, 1): posterior N(Σx/5, 1/5), or one with a fault. */
function normalModel(fault: Fault = {}): CalibratedModel<Float64Array> {
  const { shift = 0, spread = 1, ignoresData = false } = fault;
  return {
    names: ["mean", "log likelihood"],
    drawPrior: (random) => Float64Array.of(random.normal()),
    simulate: ([mean = NaN], random) =>
      Float64Array.from({ length: OBSERVATIONS }, () => mean + random.normal()),
    fit: (data, random) => {
      const precision = ignoresData ? 1 : OBSERVATIONS + 1;
      const centre = ignoresData ? 0 : data.reduce((sum, x) => sum + x, 0) / precision;
      const deviation = spread / Math.sqrt(precision);
      return Array.from({ length: 63 }, () =>
        Float64Array.of(centre + shift * deviation + deviation * random.normal()),
      );
    },
    quantities: ([mean = NaN], data) =>
      Float64Array.of(
        mean,
        data.reduce((sum, x) => sum - normalLogScore(mean, 1, x), 0),
      ),
  };
}

const OPTIONS = { seed: 41, replicates: 1000, draws: 63 };

// Four p-values of a right fit: all above 0.01 in 96 of 100 seeds; this seed is one of them.
test("the exact posterior is calibrated", () => {
  for (const { chiSquare, ecdf } of sbcVerdicts(sbcRanks(normalModel(), OPTIONS))) {
    expect(chiSquare.pValue).toBeGreaterThan(0.01);
    expect(ecdf.pValue).toBeGreaterThan(0.01);
  }
});

test.each([
  ["a fifth too sure", { spread: 0.8 }],
  ["a quarter too unsure", { spread: 1.25 }],
  ["off by a quarter of its deviation", { shift: 0.25 }],
])("a posterior that is %s is found out", (_, fault) => {
  const [mean] = sbcVerdicts(sbcRanks(normalModel(fault), OPTIONS));
  expect(mean?.chiSquare.pValue).toBeLessThan(1e-3);
  expect(mean?.ecdf.pValue).toBeLessThan(1e-3);
});

// M. Modrák et al. 2023: ranks of parameters alone are uniform for the prior as posterior
test("a fit that returns its prior is found out by its likelihood only", () => {
  const [mean, likelihood] = sbcVerdicts(sbcRanks(normalModel({ ignoresData: true }), OPTIONS));
  expect(mean?.ecdf.pValue).toBeGreaterThan(0.01);
  expect(likelihood?.ecdf.pValue).toBeLessThan(1e-6);
});

test("shares of a run are the run", () => {
  const whole = sbcRanks(normalModel(), { seed: 5, replicates: 20, draws: 20 });
  const rest = sbcRanks(normalModel(), { seed: 5, replicates: 12, draws: 20, first: 8 });
  expect(whole.ranks[0]?.slice(8)).toEqual(rest.ranks[0]);
});

test("a fit with too few draws is refused", () => {
  expect(() => sbcRanks(normalModel(), { seed: 5, replicates: 1, draws: 64 })).toThrow(
    "fit gave 63 draws, not 64",
  );
});

/** ln rate ~ N(1, ½²), three Poisson counts; the posterior by the ensemble sampler. */
const POISSON_MODEL: CalibratedModel<number[]> = {
  names: ["log rate"],
  drawPrior: (random) => Float64Array.of(1 + 0.5 * random.normal()),
  simulate: ([logRate = NaN], random) =>
    Array.from({ length: 3 }, () => poissonCount(random, Math.exp(logRate))),
  fit: (counts, random) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const logDensity = ([y = NaN]: Float64Array): number =>
      -2 * (y - 1) ** 2 + total * y - 3 * Math.exp(y);
    const centre = Float64Array.of(1);
    const start = startAround(logDensity, centre, Float64Array.of(0.5), { walkers: 8, random });
    const run = sampleEnsemble(logDensity, { start, warmUp: 60, keep: 30, every: 8, random });
    return thinnedDraws(run, 31);
  },
};

function poissonCount(random: Random, mean: number): number {
  let count = 0;
  for (let sum = random.exponential(); sum < mean; sum += random.exponential()) count += 1;
  return count;
}

test("the ensemble sampler is calibrated on Poisson counts", () => {
  const ranks = sbcRanks(POISSON_MODEL, { seed: 43, replicates: 400, draws: 31 });
  const [verdict] = sbcVerdicts(ranks);
  expect(verdict?.ecdf.pValue).toBeGreaterThan(0.01);
  expect(verdict?.chiSquare.pValue).toBeGreaterThan(0.01);
});
