import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../../src/base/index.ts";
import { networkPlan } from "../../../src/simulate/member/create-member.ts";
import { MemberRun, chanceOf } from "../../../src/simulate/member/member-run.ts";
import type { Scenario } from "../../../src/simulate/scenario/scenario.ts";
import { type Model, shipped, shippedRecord, smallModel } from "./models.ts";

const DAYS_PER_YEAR = 365.25;

/** Largest revenue per hash at the target pace against the barrier, over the steps of a run. */
function closestToBarrier({ scenario, facts }: Model, seed: number, member: number): number {
  const { entry_barrier_USD_TH_day: barrier, progress_per_year: progress } = scenario.parameters;
  const run = new MemberRun(scenario, facts);
  const blocks = Random.stream(seed, member, "blocks");
  let [closest, step] = [0, 0];
  run.run(scenario, networkPlan(facts, blocks), chanceOf(seed, member), (now) => {
    // USD a block, from the hashprice: coins × price = hashprice × difficulty × 2^32 / 86,400 / 10^12.
    const perBlock = (now.hashprice * now.difficulty * 2 ** 32) / 86_400 / 1e12;
    const perHash = (perBlock * 144) / (now.hashrate * 1e6);
    const falling = barrier * Math.exp((-progress * step * now.days) / DAYS_PER_YEAR);
    closest = Math.max(closest, perHash / falling);
    step += 1;
  });
  return closest;
}

const withBarrier = (model: Model, barrier: number, volatility: number): Model => {
  const parameters = {
    ...model.scenario.parameters,
    entry_barrier_USD_TH_day: barrier,
    price_volatility_per_day: volatility,
  };
  const scenario: Scenario = {
    ...model.scenario,
    parameters,
    price: { kind: "random", price_USD: null },
  };
  return { ...model, scenario };
};

// J. Prat, B. Walter, JPE 129 (8), 2021: entry reflects revenue per hash at a barrier that falls with
// progress. The tolerance is that of a division and a multiplication, with sums over 300 cohorts.
test("Free entry keeps revenue per hash under the barrier, whatever the price does", () => {
  const anyRun = fc.record({
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
    barrier: fc.double({ min: 0.12, max: 0.4, noNaN: true }),
    volatility: fc.double({ min: 0, max: 0.15, noNaN: true }),
  });
  fc.assert(
    fc.property(anyRun, ({ seed, barrier, volatility }) => {
      const model = withBarrier(smallModel(), barrier, volatility);
      expect(closestToBarrier(model, seed, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }),
    { numRuns: 60 },
  );
});

test.each(["china-2021", "sichuan-cut", "texas-storm", "halving-2028", "price-halves"])(
  "Free entry holds in %s too, with outages, closures and owners who switch slowly",
  async (name) => {
    await shippedRecord();
    const model = await shipped(name);
    for (const [member, barrier] of [0.05, 0.15, 0.3].entries()) {
      const tight = withBarrier(model, barrier, 0.08);
      expect(closestToBarrier(tight, 7, member)).toBeLessThanOrEqual(1 + 1e-9);
    }
  },
);

test("Entry that is free binds: without it revenue per hash goes above the same barrier", () => {
  const open = withBarrier(smallModel(), 0.15, 0.08);
  const shut = withBarrier(smallModel(), 1e6, 0.08);
  expect(closestToBarrier(open, 3, 0)).toBeGreaterThan(1 - 1e-9);
  expect(closestToBarrier(shut, 3, 0) * 1e6).toBeGreaterThan(0.3);
});
