import { describe, expect, test } from "vitest";
import { civilFromDays, unixDay } from "../../../src/base/index.ts";
import { BBCE_FACTS, bbceAgainstWorld, bbceFaults, bbceRun } from "../../../src/energy/index.ts";
import { networkDays } from "../../../src/observe/index.ts";
import { record, timeline } from "../../shipped.ts";

const faults = bbceFaults();

describe("known faults of the paper's model", () => {
  test("no price, no cost and no tax moves its hashrate", () => {
    expect(faults.responses.map(({ input }) => input)).toEqual([
      "price_USD",
      "powerPrice_USD_kWh",
      "taxUnit",
    ]);
    for (const { hashrate } of faults.responses) expect(hashrate).toBe(0);
    // A price twice as high keeps China in for longer, dearer power makes it leave sooner.
    expect(faults.responses.map(({ exit }) => exit)).toEqual([155, 115, 132]);
  });

  test("equation (5) falls below zero in months and by a seventh in years", () => {
    const [months, years, since] = faults.exits;
    expect(months?.shareAtExit).toBeCloseTo(0.7 - 1.32, 12);
    expect(years?.shareAtExit).toBeCloseTo(0.59, 12);
    expect(since?.shareAtExit).toBe(0.7);
    // Only the first lets energy peak in 2024; else the exponential outruns the exit.
    expect(faults.exits.map(({ peak }) => peak.year)).toEqual([2024, 2029, 2028]);
    expect(years?.peak.energy_TWh).toBeGreaterThan(6 * 296.59);
  });

  test("a gradual exit begins with a peak only below 1.43 % a month, too much for 2020", () => {
    expect(faults.largestGradualGrowth).toBeCloseTo(0.01 / 0.7, 12);
    expect(faults.gradualEnergy2020_TWh).toBeCloseTo(149.4, 1);
    expect(faults.gradualEnergy2020_TWh).toBeGreaterThan(2 * BBCE_FACTS.energy2020_TWh);
  });

  test("a stricter market access raises energy as printed and lowers it the other way", () => {
    const { asPrinted, asPrintedFromStart, reversed } = faults.marketAccess;
    expect(asPrinted).toBeCloseTo(Math.exp(0.036967 * 0.5 * 59), 6);
    expect(asPrintedFromStart).toBeCloseTo(Math.exp(0.036967 * 0.5 * 131), 6);
    expect(reversed).toBeCloseTo(Math.exp(-0.036967 * 59), 6);
  });

  test("site regulation is a ratio of two constants", () => {
    const { intensities, least, largest, energy } = faults.siteRegulation;
    expect(intensities).toBeCloseTo(0.5273, 4);
    expect(least).toBeCloseTo(intensities, 12);
    expect(largest).toBeCloseTo(intensities, 12);
    expect(energy).toBe(1);
  });

  test("the doubled carbon tax changes no month's emissions", () => {
    expect(faults.carbonTax.emissions).toBe(1);
    expect(faults.carbonTax.exit).toBe(faults.carbonTax.benchmarkExit);
    expect(bbceRun("CT").cumulative_profit_USD.at(131)).toBeLessThan(
      bbceRun("BM").cumulative_profit_USD.at(131) ?? NaN,
    );
  });

  test("regressions as described would give six times the published energy", () => {
    expect(faults.regressed2024_TWh).toBeGreaterThan(5.5 * 296.59);
    expect(faults.regressed2024_TWh).toBeLessThan(6.5 * 296.59);
  });
});

describe("the paper's 2024 against what happened", () => {
  const days = networkDays(timeline, record.market);
  const of2024 = [...days.hashrate.keys()].filter(
    (index) => civilFromDays(unixDay(days.firstDay + index)).year === 2024,
  );
  const mean = (valueOf: (index: number) => number): number =>
    of2024.reduce((sum, index) => sum + valueOf(index), 0) / of2024.length;
  const survey = record.energy.published.find(
    ({ from, unit, bound }) =>
      civilFromDays(from).year === 2024 && unit === "TWh" && bound === "best",
  );
  const against = bbceAgainstWorld({
    hashrate_EH_s: mean((index) => (days.hashrate[index] ?? NaN) / 1e18),
    energy_TWh: survey?.value ?? NaN,
    revenue_USD: 366 * mean((index) => (days.coins[index] ?? NaN) * (days.price[index] ?? NaN)),
  });

  test("China alone would have drawn more than twice the world", () => {
    expect(of2024).toHaveLength(366);
    expect(against.energy).toBeCloseTo(296.59 / 138, 6);
  });

  // Revenue of 2024: 14.8 thousand million USD (data/blocks.parquet, data/market.csv).
  test("its power alone would have cost all that the miners of the world earned", () => {
    expect(against.cost_USD).toBeCloseTo(14.8295e9, -5);
    expect(against.costOverRevenue).toBeCloseTo(1.003, 3);
    expect(against.affordable_TWh).toBeLessThan(296.59);
  });

  test("its hashrate is several times the real one", () => {
    expect(against.hashrate).toBeCloseTo(6.9, 1);
  });
});
