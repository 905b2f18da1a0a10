import { expect, test } from "vitest";
import type { StepView } from "../../../src/simulate/member/member-run.ts";
import { eachDay, twoPlaces } from "../two-places.ts";

const TITLE = { en: "Order", zh: "命令" };
const order = (effect: object, times: object): object => ({
  order: { title: TITLE, scope: { place: "AA" }, effect, ends: null, ...times },
});
const BEFORE = { known: "2020-12-01", effective: "2020-12-01" };

const running = ({ fleet }: StepView): number => fleet.running;
const dark = ({ fleet }: StepView): number => {
  fleet.countDark();
  return fleet.darkHash;
};

test("What runs at the start runs under the outage that was there before, and more runs after it", () => {
  const outage = { kind: "outage", depth: 0.5, ramp_days: 1, return_days: 0 };
  const model = twoPlaces(order(outage, { ...BEFORE, ends: "2021-02-01" }));
  const rates = eachDay(model, running);
  const [first = NaN] = rates;
  expect(first / (model.scenario.network.hashrate_EH_s ?? NaN)).toBeCloseTo(1, 2);
  expect(Math.min(...eachDay(model, dark))).toBeGreaterThan(-1e-9);
  expect((rates[60] ?? NaN) / first).toBeGreaterThan(1.1);
});

test("An outage without a return is over at once", () => {
  const outage = { kind: "outage", depth: 0.5, ramp_days: 0, return_days: 0 };
  const times = { known: "2021-02-01", effective: "2021-02-01", ends: "2021-03-01" };
  const rates = eachDay(twoPlaces(order(outage, times)), running);
  expect(rates.every(Number.isFinite)).toBe(true);
  expect(rates[45] ?? NaN).toBeLessThan(0.9 * (rates[30] ?? NaN));
  expect(rates[70] ?? NaN).toBeGreaterThan(0.95 * (rates[30] ?? NaN));
});

test("A ban without a ramp closes on its day, also where the day begins the step", () => {
  const ban = {
    kind: "closure",
    compliance: 1,
    ramp_days: 0,
    anticipation: 0.3,
    covert: 0,
    wait: false,
  };
  const times = { known: "2021-01-15", effective: "2021-02-01" };
  const hash = eachDay(twoPlaces(order(ban, times)), ({ fleet }) => {
    let here = 0;
    for (const cohort of fleet.hash.keys()) {
      if (fleet.layout.regionOfSite[fleet.layout.siteOf(cohort)] === 0)
        here += fleet.hash[cohort] ?? 0;
    }
    return here;
  });
  expect((hash[30] ?? NaN) / (hash[10] ?? NaN)).toBeCloseTo(0.7, 1);
  expect((hash[32] ?? NaN) / (hash[10] ?? NaN)).toBeLessThan(0.01);
});
