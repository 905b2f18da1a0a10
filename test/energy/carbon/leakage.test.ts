import { expect, test } from "vitest";
import type { Estimate } from "../../../src/base/index.ts";
import {
  type FactorSet,
  type Leakage,
  type MapCarbon,
  leakage,
  publishedCarbon,
} from "../../../src/energy/index.ts";
import { FACTS, day, months } from "./facts.ts";

const MOVE: Leakage = moved();

function moved(): Leakage {
  const question = { before: months(2020), after: [day(2021, 8)], draws: 1_000, seed: 1 };
  const answer = leakage({ facts: FACTS, ...question });
  if (answer === null) throw new Error("nothing known");
  return answer;
}

function published(year: number, factors: FactorSet): MapCarbon {
  const carbon = publishedCarbon(FACTS, months(year), factors);
  if (carbon === null) throw new Error("nothing known");
  return carbon;
}

// https://www.xbo.com/en/en-business/bitcoin-minings-sustainable-electricity-mix-may-be-declining-says-cambridge-university-research-organization-2022-09-27
test("by Cambridge's factors its map gives what Cambridge published, to 1 % and 5 %", () => {
  expect(published(2021, "cambridge").intensity_g_kWh / 506.71).toBeCloseTo(1, 2);
  expect(Math.abs(published(2020, "cambridge").intensity_g_kWh / 491.24 - 1)).toBeLessThan(0.05);
});

// De Vries, Gallersdörfer, Klaaßen, Stoll, Joule 6 (2022) 498: 41.6 % over 2020, 25.1 % in August 2021.
test("on the published map the renewable share falls from 42 % to 25 %, to 3 points", () => {
  const { before, after } = MOVE.published.national;
  expect(Math.abs(before.renewable_pct - 41.6)).toBeLessThan(3);
  expect(Math.abs(after.renewable_pct - 25.1)).toBeLessThan(1);
});

test("there the intensity rises by the grids' own factors", () => {
  const { before, after } = MOVE.published.national;
  expect(after.intensity_g_kWh).toBeGreaterThan(before.intensity_g_kWh);
});

test("and falls where all coal is alike: the sign hangs on the coal of Kazakhstan", () => {
  const { before, after } = MOVE.published.cambridge;
  expect(after.intensity_g_kWh).toBeLessThan(before.intensity_g_kWh);
});

test("on our map the renewable share falls too, the published fall is within its interval", () => {
  const { change } = MOVE.corrected;
  expect(change.renewable_pct.hi80).toBeLessThan(0);
  expect(change.renewable_pct.lo95).toBeLessThan(25.1 - 41.6);
  expect(change.renewable_pct.hi95).toBeGreaterThan(25.1 - 41.6);
});

test("on our map it cannot be told whether the intensity rose", () => {
  const { roseIn, change } = MOVE.corrected;
  expect(roseIn).toBeGreaterThan(0.1);
  expect(roseIn).toBeLessThan(0.9);
  expect(change.intensity_g_kWh.lo80).toBeLessThan(0);
  expect(change.intensity_g_kWh.hi80).toBeGreaterThan(0);
});

test("the figures of docs/methods/carbon.md", () => {
  const { published: maps, corrected } = MOVE;
  expect([maps.national.before, maps.national.after].map(whole)).toEqual([
    [451, 39.5],
    [466, 25.4],
  ]);
  expect([maps.cambridge.before, maps.cambridge.after].map(whole)).toEqual([
    [509, 39.3],
    [471, 24.3],
  ]);
  expect(
    [corrected.before, corrected.after, corrected.change].map((one) => [
      rounded(one.intensity_g_kWh),
      rounded(one.renewable_pct),
    ]),
  ).toEqual([
    [
      [418, 340, 508],
      [44, 36, 53],
    ],
    [
      [413, 335, 502],
      [34, 26, 45],
    ],
    [
      [-3, -71, 61],
      [-9, -17, -2],
    ],
  ]);
  expect(Math.round(100 * corrected.roseIn)).toBe(47);
});

/** Whole g/kWh, and percent to a tenth. */
function whole({ intensity_g_kWh, renewable_pct }: MapCarbon): number[] {
  return [Math.round(intensity_g_kWh), Math.round(10 * renewable_pct) / 10];
}

/** Median and 95 % interval. */
function rounded({ value, lo95, hi95 }: Estimate): number[] {
  return [value, lo95, hi95].map((bound) => Math.round(bound));
}

test("while no share was public there is no answer", () => {
  const question = { before: months(2020), after: [day(2021, 8)], draws: 10, seed: 1 };
  expect(leakage({ facts: FACTS, ...question, knownBy: day(2020, 1) })).toBeNull();
});
