import { expect, test } from "vitest";
import { HashfallError } from "../../../src/base/index.ts";
import { backtestShocks, shockCases } from "../../../src/simulate/backtest/backtest-shocks.ts";
import { SHOCKS } from "../../../src/simulate/backtest/catalogue.ts";
import { fitFolds } from "../../../src/simulate/backtest/fit-folds.ts";
import { globalCandidates } from "../../../src/simulate/backtest/global-design.ts";
import {
  GLOBAL_KEYS,
  GLOBAL_PRIORS,
  withGlobals,
} from "../../../src/simulate/backtest/global-parameters.ts";
import type { Scenario } from "../../../src/simulate/index.ts";
import { loadScenario, readShockFolds } from "../../../src/store/index.ts";
import { ROOT, record } from "../../shipped.ts";

const scenarios = new Map<string, Scenario>();
for (const { id } of SHOCKS) {
  const source = { folder: `${ROOT}scenarios`, orders: record.orders };
  scenarios.set(id, await loadScenario(`${ROOT}scenarios/shocks/${id}.yaml`, source));
}
const cases = shockCases(record, (id) => {
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new HashfallError("number.domain", `no scenario "${id}"`);
  return scenario;
});
const folds = await readShockFolds(`${ROOT}scenarios/shocks/leave-one-out.json`);
const backtest = backtestShocks(cases, { folds, members: 160, seed: 3 });
const skillOn = (id: string): number =>
  backtest.results.find(({ shock }) => shock.id === id)?.skill ?? NaN;

test("fitted on the others, each shock is forecast a fifth better than by persistence", () => {
  expect(backtest.results).toHaveLength(11);
  expect(backtest.skill.persistence.value).toBeGreaterThan(0.2);
  expect(backtest.skill.persistence.lo95).toBeGreaterThan(0);
});

test("so are the blackout in Xinjiang and the end of the wet season", () => {
  expect(skillOn("2021-04-16-blackout")).toBeGreaterThan(0.2);
  expect(skillOn("2020-10-25-season")).toBeGreaterThan(0.2);
});

test("coverage and ranks count every epoch of every shock once", () => {
  expect(backtest.n).toBe(44);
  expect([...backtest.histogram.counts].reduce((sum, count) => sum + count, 0)).toBe(44);
  for (const { n } of backtest.coverage) expect(n).toBe(44);
});

test("equal seeds give equal forecasts", () => {
  const few = { folds, members: 20, seed: 5 };
  const two = cases.slice(0, 2);
  expect(backtestShocks(two, few)).toEqual(backtestShocks(two, few));
});

test("the shipped folds leave out each shock once, and were made from a record", () => {
  expect(folds.folds.map(({ left_out }) => left_out)).toEqual(SHOCKS.map(({ id }) => id));
  expect(folds.made_from.record).toMatch(/^[0-9a-f]{16}$/u);
});

test("what a left-out shock scores has no say in its fold", () => {
  const globals = globalCandidates(12, 1);
  const scored = globals.map((one, i) => ({
    globals: one,
    crps: cases.map((_, j) => Math.sin(12.9898 * i + 78.233 * j) ** 2),
  }));
  for (const [left] of cases.entries()) {
    const other = scored.map(({ globals: one, crps }, i) => ({
      globals: one,
      crps: crps.map((score, j) => (j === left ? (i * 7) % 12 : score)),
    }));
    expect(fitFolds(cases, other, 4)[left]).toEqual(fitFolds(cases, scored, 4)[left]);
  }
});

test("candidates take each of their equally likely values once", () => {
  const candidates = globalCandidates(50, 9);
  for (const key of GLOBAL_KEYS) {
    const values = candidates.map((globals) => globals[key]);
    expect(new Set(values).size).toBe(50);
    const meanLn = values.reduce((sum, value) => sum + Math.log(value), 0) / 50;
    // The quantiles lie symmetrically about the median.
    expect(meanLn).toBeCloseTo(Math.log(GLOBAL_PRIORS[key].median), 9);
  }
});

test("no factor makes more leave than there are", () => {
  const [globals] = globalCandidates(1, 1);
  if (globals === undefined) throw new HashfallError("number.domain", "no candidate");
  const large = { ...globals, move_factor: 9, closure_factor: 9, outage_factor: 9 };
  for (const scenario of scenarios.values()) {
    const effects = Object.values(withGlobals(scenario, large, 0).orders).map(
      ({ effect }) => effect,
    );
    const parts = effects.flatMap((effect) => [
      effect.kind === "move" ? effect.fraction : 0,
      effect.kind === "closure" ? effect.compliance : 0,
      effect.kind === "outage" ? effect.depth : 0,
    ]);
    expect(Math.max(0, ...parts)).toBeLessThan(1);
  }
});
