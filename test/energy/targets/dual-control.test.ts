import { expect, test } from "vitest";
import { type DualControlQuestion, dualControl } from "../../../src/energy/index.ts";
import { day, mines } from "../water/sichuan.ts";
import { LOADS } from "./loads.ts";

function target(kind: string): number {
  const fact = LOADS.find(
    (load) =>
      load.place === "CN/Inner Mongolia" && load.kind === kind && load.from === day(2021, 1, 1),
  );
  if (fact === undefined) throw new Error(kind);
  return fact.value;
}

const [MINES = new Float64Array(1)] = mines(660, 0.35);

const QUESTION: DualControlQuestion = {
  targets: {
    intensityTarget: target("energy_intensity_target") / 100,
    totalTarget: target("energy_total_target") / 100,
    increase_Mtce: target("energy_increase_target"),
    grossProductGrowth: target("gdp_growth") / 100,
  },
  mining_MW: MINES,
  closedShare: 8 / 12,
  convention: "coal",
  seed: 1,
};

test("5 Mtce that are 1.9 % stand for 263 Mtce, 248 to 280", () => {
  const { energyBefore_Mtce } = dualControl(QUESTION);
  expect(Math.round(energyBefore_Mtce.value)).toBe(263);
  expect([energyBefore_Mtce.lo95, energyBefore_Mtce.hi95].map(Math.round)).toEqual([248, 280]);
});

test("1 GW over a year is 2.67 Mtce of coal burnt, 1.08 of its own heat", () => {
  const one = { ...QUESTION, mining_MW: new Float64Array([1_000]) };
  // 8.76 TWh × 0.305 and × 0.1229 kg/kWh.
  expect(dualControl(one).mining_Mtce.value).toBeCloseTo(2.6718, 4);
  const own = dualControl({ ...one, convention: "calorific" });
  expect(own.mining_Mtce.value).toBeCloseTo(1.0766, 4);
});

test("with the gross product up 6.3 %, the total binds: it allows 1.9 %, the intensity 3.1", () => {
  const { allowedByIntensity_pct, allowedByTotal_pct, binding } = dualControl(QUESTION);
  expect(allowedByTotal_pct).toBeCloseTo(1.9, 9);
  expect(allowedByIntensity_pct).toBeCloseTo(3.111, 3);
  expect(binding).toBe("total");
});

test("closing all mines makes room that is exactly what they no longer use", () => {
  const answer = dualControl({ ...QUESTION, closedShare: 1, mining_MW: new Float64Array([1_000]) });
  const energy = answer.energyBefore_Mtce.value;
  const mining = answer.mining_Mtce.value;
  const others = energy - mining;
  const room =
    ((answer.othersMayGrowWithout_pct.value - answer.othersMayGrowWith_pct.value) / 100) * others;
  expect(room).toBeCloseTo(mining, 9);
});

test("nothing closed changes nothing, and no mines are no part of it", () => {
  const open = dualControl({ ...QUESTION, closedShare: 0 });
  expect(open.intensityEffect_pct.value).toBeCloseTo(0, 12);
  expect(open.othersMayGrowWithout_pct).toEqual(open.othersMayGrowWith_pct);
  const none = dualControl({ ...QUESTION, mining_MW: new Float64Array([0]) });
  expect(none.ofIncrease_pct.value).toBe(0);
  expect(none.othersMayGrowWith_pct.value).toBeCloseTo(1.9, 9);
});

// With 0.66 GW as a stand-in; test/cli/energy-beside.test.ts has the mines of power and places.
test("Inner Mongolia's mines: a third of the growth allowed, a seventh of the intensity target", () => {
  const { ofEnergy_pct, ofIncrease_pct, ofIntensityTarget_pct } = dualControl(QUESTION);
  expect(ofEnergy_pct.value).toBeCloseTo(0.67, 2);
  expect(Math.round(ofIncrease_pct.value)).toBe(36);
  expect(Math.round(ofIntensityTarget_pct.value)).toBe(15);
});
