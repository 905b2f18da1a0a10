import { describe, expect, test } from "vitest";
import { Random, unixSeconds } from "../../../src/base/index.ts";
import { type Scenario, fitScenario, withValues } from "../../../src/simulate/index.ts";
import { checkOfFit, deafTo } from "../../../src/simulate/calibration/fit-check.ts";
import { PriorScores } from "../../../src/simulate/calibration/prior-scores.ts";
import {
  ScenarioPosterior,
  scenarioKnownAt,
} from "../../../src/simulate/calibration/scenario-posterior.ts";
import { simulatedEvidence } from "../../../src/simulate/calibration/simulated-evidence.ts";
import type { ScenarioFacts } from "../../../src/simulate/member/facts.ts";
import { ecdfTest, sbcRanks } from "../../../src/statistics/index.ts";
import { shippedRecord } from "../theory/models.ts";
import { tiny } from "../scenario/tiny.ts";

const UNTIL = unixSeconds(Date.UTC(2021, 6, 1) / 1000);

/** Three uncertain numbers: what there is, how much an order closes, how fast. */
const scenario = (): Scenario => {
  const read = tiny();
  const network = { ...read.network, hashrate_EH_s: 170 };
  return deafTo(
    { ...read, network, end: UNTIL },
    {
      "network.hashrate_EH_s": { kind: "lognormal", median: 170, spread: 0.05 },
      "orders.cut.effect.compliance": { kind: "beta", mean: 0.6, n: 8 },
      "orders.cut.effect.ramp_days": { kind: "lognormal", median: 2, spread: 0.5 },
    },
  );
};

const FACTS: ScenarioFacts = {
  chain: {
    time: unixSeconds(Date.UTC(2021, 4, 1) / 1000),
    height: 681_408,
    bits: 0x170da8a1,
    epochStart: Date.UTC(2021, 4, 1) / 1000,
  },
  hashrate_EH_s: 170,
  hashrateSpread: 0,
  priceFirstDay: 0,
  price_USD: [40_000],
  fees_BTC_block: 0.5,
  recorded: null,
  record: "made up",
};
const NOTHING = { facts: FACTS, stretches: [], shares: [], epochs: [] };

describe("normal scores of priors", () => {
  test("a score of 0 is the median, and scores put values in the order of the prior", () => {
    const prior = new PriorScores(scenario());
    const [low, middle, high] = [-1, 0, 1].map((z) => prior.valuesAt(new Float64Array(3).fill(z)));
    expect(middle?.[0]).toBeCloseTo(170, 3);
    expect(high?.[0]).toBeCloseTo(170 * Math.exp(0.05), 2);
    for (let at = 0; at < 3; at += 1) {
      expect(low?.[at] ?? NaN).toBeLessThan(middle?.[at] ?? NaN);
      expect(middle?.[at] ?? NaN).toBeLessThan(high?.[at] ?? NaN);
    }
  });
});

describe("evidence of blocks", () => {
  const posterior = new ScenarioPosterior(scenario(), NOTHING);

  test("blocks simulated along a path are as many as its work expects", () => {
    // n blocks of two months, about 8,000: 5σ is 5/√8000 = 0.056.
    const path = posterior.pathAt(new Float64Array(3));
    const evidence = simulatedEvidence(path, FACTS, { until: UNTIL, random: new Random(1) });
    const [n, expected] = evidence.stretches.reduce(
      ([blocks, sum], { from, to, blocks: found, workOfBlock }) => [
        blocks + found,
        sum + (path.workUntil(to) - path.workUntil(from)) / workOfBlock,
      ],
      [0, 0],
    );
    expect(n).toBeGreaterThan(6000);
    expect(Math.abs(n / expected - 1)).toBeLessThan(0.056);
  });

  test("the likelihood of a history is larger at its own numbers than two deviations off", () => {
    const truth = Float64Array.of(0.3, -0.2, 0.1);
    const evidence = simulatedEvidence(posterior.pathAt(truth), FACTS, {
      until: UNTIL,
      random: new Random(2),
    });
    const given = posterior.given(evidence);
    const own = given.logLikelihood(truth);
    for (const axis of [0, 1]) {
      const off = truth.map((z, at) => (at === axis ? z + 2 : z));
      expect(given.logLikelihood(off)).toBeLessThan(own);
    }
  });
});

test("the fit finds numbers drawn from the prior as often as it says", () => {
  // 40 replicates of 15 draws; a fit half or twice as wide has ranks with p below 1e-4.
  const posterior = new ScenarioPosterior(scenario(), NOTHING);
  const model = checkOfFit(posterior, { until: UNTIL, budget: 240, draws: 15 });
  const { ranks } = sbcRanks(model, { seed: 3, replicates: 40, draws: 15 });
  for (const own of ranks) expect(ecdfTest(own, 16).pValue).toBeGreaterThan(0.001);
}, 120_000);

test("an instant before an order leaves out the order and what was uncertain of it", () => {
  const before = scenarioKnownAt(scenario(), unixSeconds(Date.UTC(2021, 4, 20) / 1000));
  expect(before.orders).toEqual({});
  expect(Object.keys(before.uncertain)).toEqual(["network.hashrate_EH_s"]);
});

test("a fit to the record gives the same draws for the same seed", async () => {
  const known = await shippedRecord();
  const read = tiny();
  const short = { ...read, end: unixSeconds(Date.UTC(2021, 5, 20) / 1000) };
  const uncertain = {
    "orders.cut.effect.compliance": { kind: "beta", mean: 0.6, n: 8 },
    "parameters.payback_days": { kind: "normal", mean: 400, sd: 1e-9 },
  } as const;
  const fit = () =>
    fitScenario(known, { ...short, uncertain }, { budget: 160, draws: 20, seed: 2 });
  const [first, again] = [fit(), fit()];
  expect(first).toEqual(again);
  expect(first.draws.paths).toEqual(["orders.cut.effect.compliance"]);
  expect(first.draws.draws).toHaveLength(20);
  expect(
    withValues(short, first.draws.paths, first.draws.draws[0] ?? []).orders["cut"]?.effect,
  ).toMatchObject({ compliance: first.draws.draws[0]?.[0] });
});
