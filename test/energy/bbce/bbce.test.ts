import { assert, double, property } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BBCE_FACTS,
  BBCE_SCENARIOS,
  BBCE_SCENARIO_NAMES,
  bbceParameters,
  bbcePeak,
  bbceRun,
  bbceYears,
  logRegression,
  reconstructBbce,
} from "../../../src/energy/index.ts";

const at = (column: Float64Array, month: number): number => column[month] ?? NaN;

describe("what the paper publishes", () => {
  // S. Jiang et al., Nature Communications 12 (2021) 1938, abstract.
  test("China's energy peaks in 2024 at 296.59 TWh and 130.50 Mt", () => {
    const peak = bbcePeak(bbceRun("BM"));
    expect(peak.year).toBe(2024);
    expect(Math.abs(peak.energy_TWh / 296.59 - 1)).toBeLessThan(0.001);
    expect(Math.abs(peak.emissions_Mt / 130.5 - 1)).toBeLessThan(0.001);
  });

  // Its table 1.
  test.each([
    { scenario: "BM", access: 100, coal: 40, tax: 2 },
    { scenario: "MA", access: 50, coal: 40, tax: 2 },
    { scenario: "SR", access: 100, coal: 20, tax: 2 },
    { scenario: "CT", access: 100, coal: 40, tax: 4 },
  ] as const)("$scenario has the row of table 1", ({ scenario, access, coal, tax }) => {
    const policy = BBCE_SCENARIOS[scenario];
    expect(policy.marketAccess * 100).toBe(access);
    expect(policy.coalShare * 100).toBe(coal);
    expect(policy.taxFactor).toBe(tax);
  });

  test("months run from January 2014 to January 2030", () => {
    const { months, energy_TWh_y } = bbceRun("BM");
    expect(months[0]).toEqual({ year: 2014, month: 1 });
    expect(months.at(-1)).toEqual({ year: 2030, month: 1 });
    expect(energy_TWh_y).toHaveLength(months.length);
    expect(bbceYears(bbceRun("BM"))).toHaveLength(16);
  });
});

describe("the reconstruction", () => {
  test("2020 has the hashrate and, for the world, the energy it was given", () => {
    const run = bbceRun("BM");
    const year = { from: 72, to: 84 };
    const mean = (column: Float64Array): number =>
      column.subarray(year.from, year.to).reduce((sum, value) => sum + value, 0) / 12;
    expect(mean(run.hashrate_EH_s)).toBeCloseTo(119.6, 9);
    expect(mean(run.network_energy_TWh_y)).toBeCloseTo(68.7, 9);
  });

  test("anchors hold whatever the facts of the time are", () => {
    assert(
      property(
        double({ min: 60, max: 80, noNaN: true }),
        double({ min: 10_000, max: 20_000, noNaN: true }),
        double({ min: 0.01, max: 0.05, noNaN: true }),
        (energy2020_TWh, price_USD, progress) => {
          const facts = { ...BBCE_FACTS, energy2020_TWh, price_USD, efficiencySlope: -progress };
          const peak = bbcePeak(bbceRun("BM", { coefficients: reconstructBbce(facts) }));
          expect(peak.year).toBe(2024);
          expect(peak.energy_TWh).toBeCloseTo(296.59, 6);
          expect(peak.emissions_Mt).toBeCloseTo(130.5, 6);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("a price at which mining never paid until 2024 is refused", () => {
    const facts = { ...BBCE_FACTS, price_USD: 5000 };
    expect(() => reconstructBbce(facts)).toThrow("not above zero");
  });

  test("cumulative profits cross zero in December 2024 and investment grows with time", () => {
    const { cumulative_profit_USD, exit } = bbceRun("BM");
    expect(reconstructBbce().alpha1).toBeGreaterThan(0);
    expect(at(cumulative_profit_USD, 131)).toBeGreaterThan(0);
    expect(at(cumulative_profit_USD, 132)).toBeLessThan(0);
    expect(exit).toBe(132);
  });

  test("stocks are the sums of their flows", () => {
    for (const scenario of BBCE_SCENARIO_NAMES) {
      const run = bbceRun(scenario);
      const emitted = run.emissions_Mt_y.reduce((sum, rate) => sum + rate / 12, 0);
      expect((run.cumulative_emissions_Mt.at(-1) ?? NaN) / emitted).toBeCloseTo(1, 9);
      const { alpha1 } = reconstructBbce();
      const earned = run.profit_USD.reduce((sum, profit, month) => {
        expect(at(run.cumulative_profit_USD, month)).toBeCloseTo(sum, -1);
        return sum + profit - alpha1 * month;
      }, 0);
      expect(earned).toBeLessThan(0);
    }
  });

  test("policies change China's energy and emissions of 2020 to 2024 as the methods page says", () => {
    const sums = BBCE_SCENARIO_NAMES.map((scenario) => {
      const years = bbceYears(bbceRun(scenario)).filter(({ year }) => year >= 2020 && year < 2025);
      return {
        energy: years.reduce((sum, { energy_TWh }) => sum + energy_TWh, 0),
        emissions: years.reduce((sum, { emissions_Mt }) => sum + emissions_Mt, 0),
      };
    });
    const [before] = sums;
    const changes = sums.map(({ energy, emissions }) => [
      Number((100 * (energy / (before?.energy ?? NaN) - 1)).toFixed(1)),
      Number((100 * (emissions / (before?.emissions ?? NaN) - 1)).toFixed(1)),
    ]);
    expect(changes).toEqual([
      [0, 0],
      [6.8, 6.8],
      [0, -47.3],
      [0, 0],
    ]);
    const of2023 = (["MA", "BM"] as const).map(
      (scenario) => bbceYears(bbceRun(scenario))[2023 - 2014]?.energy_TWh ?? NaN,
    );
    expect((of2023[0] ?? NaN) / (of2023[1] ?? NaN)).toBeCloseTo(2.18, 2);
  });

  test("no share, energy or emission is below zero, and policies change nothing before 2020", () => {
    const before = bbceRun("BM");
    for (const scenario of BBCE_SCENARIO_NAMES) {
      const run = bbceRun(scenario);
      for (const column of [run.share_china, run.energy_TWh_y, run.emissions_Mt_y]) {
        expect(column.every((value) => value >= 0)).toBe(true);
      }
      expect(run.energy_TWh_y.subarray(0, 72)).toEqual(before.energy_TWh_y.subarray(0, 72));
    }
  });

  // The paper's largest value is 10.77 kg/USD: its revenue, and so its price, is not ours.
  test("emissions per revenue do not come out as published", () => {
    const run = bbceRun("BM");
    expect(Math.max(...run.emissions_per_revenue_kg_USD)).toBeCloseTo(124.6, 1);
    const price = 130.5e9 / 10.77 / (0.7 * (4 * 6.25 + 8 * 3.125) * 4383);
    expect(price / 1000).toBeCloseTo(79, 0);
  });

  test("every parameter has a value, a unit and a source", () => {
    const parameters = bbceParameters();
    expect(parameters).toHaveLength(20);
    for (const { value, unit, source } of parameters) {
      expect(Number.isFinite(value)).toBe(true);
      expect(unit).not.toBe("");
      expect(source.length).toBeGreaterThan(5);
    }
    expect(parameters.filter(({ status }) => status === "solved")).toHaveLength(6);
  });

  test("a line through exact exponentials is found exactly", () => {
    const points = [0, 3, 7, 20].map((x) => ({ x, y: Math.exp(1.5 - 0.2 * x) }));
    const line = logRegression(points);
    expect(line.slope).toBeCloseTo(-0.2, 12);
    expect(line.intercept).toBeCloseTo(1.5, 12);
    expect(line.r2).toBeCloseTo(1, 12);
    expect(() => logRegression(points.slice(0, 1))).toThrow("two different x");
  });
});
