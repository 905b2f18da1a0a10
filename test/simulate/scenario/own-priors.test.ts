import { expect, test } from "vitest";
import {
  type Scenario,
  Uncertainty,
  composeLayers,
  numericValueAt,
} from "../../../src/simulate/index.ts";
import { loadScenario, readDraws } from "../../../src/store/index.ts";
import { ROOT, record } from "../../shipped.ts";

const MEMBERS = 2_000;
const PATH = "parameters.relocated_share";
const source = { folder: `${ROOT}scenarios`, orders: record.orders };

async function medianOf(scenario: Scenario, path: string): Promise<number> {
  const draws = await readDraws(`${ROOT}scenarios/posteriors/${scenario.posterior ?? ""}.json`);
  const uncertainty = new Uncertainty(scenario, draws);
  const column = uncertainty.paths.indexOf(path);
  const values = Array.from(
    { length: MEMBERS },
    (_, member) => uncertainty.valuesFor(3, member)[column] ?? NaN,
  ).toSorted((a, b) => a - b);
  return values[MEMBERS / 2] ?? NaN;
}

test("an orderly exit draws the part that moves from its own prior, not from the fit to 2021", async () => {
  const orderly = await loadScenario("orderly-exit", source);
  // B(21, 9) has median 0.705 (mean 0.7) and deviation 0.083: error of the median 1.25 sd/√n.
  const error = (1.25 * 0.083) / Math.sqrt(MEMBERS);
  expect(Math.abs((await medianOf(orderly, PATH)) - 0.705)).toBeLessThan(5 * error);
});

test("the scenario that names the fit takes the fit's draws of the same number", async () => {
  const base = await loadScenario("china-2021", source);
  expect(base.ownPriors).toBeUndefined();
  expect(Math.abs((await medianOf(base, PATH)) - 0.7)).toBeGreaterThan(0.05);
});

test("where nobody prepares, no draw makes anybody prepare", async () => {
  const nobody = await loadScenario("orderly-exit", { ...source, override: ["nobody-prepares"] });
  const path = "orders.sichuan-cut.effect.anticipation";
  const draws = { ...DRAWS, paths: [path], draws: [[0.9]] };
  expect(new Uncertainty(nobody, draws).paths).not.toContain(path);
  expect(new Uncertainty(nobody, draws).unused).toEqual([path]);
  expect(numericValueAt(nobody, path)).toBe(0);
});

const DRAWS = {
  name: "one",
  madeFrom: { record: "", scenario: "", commit: "", command: "", note: "" },
};

test("a prior of the layer that names the draws, or of one below, gives way to them", () => {
  const prior = { kind: "uniform", from: 1, to: 1.2 };
  const composed = composeLayers([
    { kind: "document", document: { uncertain: { "parameters.pue": prior } } },
    { kind: "document", document: { posterior: "p", uncertain: { "parameters.b": prior } } },
    { kind: "document", document: { uncertain: { "parameters.c": prior } } },
  ]);
  expect(composed.ownPriors).toEqual(["parameters.c"]);
});

test("where the price of 2028 doubles, its median does so by the halving", async () => {
  const { parameters } = await loadScenario("halving-2028", { ...source, override: ["doubles"] });
  const { price_drift_per_day: drift, price_volatility_per_day: volatility } = parameters;
  // Retarget at 945,504 on 17 April 2026, 54 hours before the start; ten minutes a block.
  const days = (1_050_000 - 945_504) / 144 - 54 / 24;
  // The drift is written to 0.000005 a day.
  const error = Math.abs((drift - volatility ** 2 / 2) * days - Math.LN2);
  expect(error).toBeLessThan(0.000005 * days);
});
