import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DAYS_PER_YEAR, unixDay } from "../../../src/base/index.ts";
import {
  type CarbonAnswer,
  type CarbonColumns,
  MAP_PLACES,
  carbonDraws,
  carbonYear,
} from "../../../src/energy/index.ts";
import { FACTS, day } from "./facts.ts";

const TEN_GW: Float64Array = new Float64Array(400).fill(10e9);

function answered(answer: CarbonAnswer | null): CarbonAnswer {
  if (answer === null) throw new Error("nothing known");
  return answer;
}

function onDay(year: number, month: number, seed = 1): CarbonAnswer {
  return answered(carbonDraws({ facts: FACTS, day: day(year, month), power_W: TEN_GW, seed }));
}

function sums(columns: CarbonColumns, column: Float64Array): number[] {
  return Array.from({ length: columns.draws }, (_, member) =>
    column
      .subarray(member * MAP_PLACES.length, (member + 1) * MAP_PLACES.length)
      .reduce((a, b) => a + b, 0),
  );
}

test("energy and carbon of the places add up to the total, to 1e-9", () => {
  const powers = fc.array(fc.double({ min: 1e6, max: 1e11, noNaN: true }), {
    minLength: 1,
    maxLength: 20,
  });
  const days = fc.integer({ min: day(2019, 1), max: day(2027, 1) });
  fc.assert(
    fc.property(powers, days, fc.nat(), (values, on, seed) => {
      const power_W = Float64Array.from(values);
      const { columns, ...answer } = answered(
        carbonDraws({ facts: FACTS, day: unixDay(on), power_W, seed }),
      );
      const power = sums(columns, columns.power_W);
      const kilograms = sums(columns, columns.emissions_kg_s);
      const yearly = kilograms
        .map((rate) => (rate * DAYS_PER_YEAR * 86_400) / 1e9)
        .toSorted((a, b) => a - b);
      const middle = (at: number): number => yearly[Math.trunc(at)] ?? NaN;
      const half = (yearly.length - 1) / 2;
      const median = (middle(Math.floor(half)) + middle(Math.ceil(half))) / 2;
      return (
        values.every((value, at) => Math.abs((power[at] ?? NaN) / value - 1) < 1e-9) &&
        Math.abs(answer.emissions_Mt_y.value / median - 1) < 1e-9
      );
    }),
    { numRuns: 50 },
  );
});

test("carbon grows with power and nothing else of it", () => {
  const twice = answered(
    carbonDraws({
      facts: FACTS,
      day: day(2021, 4),
      power_W: TEN_GW.map((power) => 2 * power),
      seed: 1,
    }),
  );
  const once = onDay(2021, 4);
  expect(twice.emissions_Mt_y.value / once.emissions_Mt_y.value).toBeCloseTo(2, 12);
  expect(twice.intensity_g_kWh.value).toBeCloseTo(once.intensity_g_kWh.value, 9);
  expect(twice.embodied_Mt_y.value / once.embodied_Mt_y.value).toBeCloseTo(2, 12);
});

test("a megatonne a year is the intensity times the energy of a year", () => {
  const { emissions_Mt_y, intensity_g_kWh } = onDay(2021, 4);
  const terawattHours = (10 * 24 * DAYS_PER_YEAR) / 1000;
  expect(emissions_Mt_y.value).toBeCloseTo((intensity_g_kWh.value * terawattHours) / 1000, 9);
});

test("a year is the mean of its months", () => {
  const year = answered(
    carbonYear({ facts: FACTS, year: 2020, power_W: Array(12).fill(TEN_GW), seed: 1 }),
  );
  const member = 7;
  const months = Array.from({ length: 12 }, (_, at) => {
    const { columns } = onDay(2020, at + 1);
    return sums(columns, columns.emissions_kg_s)[member] ?? NaN;
  });
  const mean = months.reduce((a, b) => a + b, 0) / 12;
  const { columns } = year;
  expect(sums(columns, columns.emissions_kg_s)[member]).toBeCloseTo(mean, 6);
});

test("a year needs twelve months", () => {
  const question = { facts: FACTS, year: 2020, power_W: [TEN_GW], seed: 1 };
  expect(() => carbonYear(question)).toThrow(expect.objectContaining({ code: "number.domain" }));
});

test("while no share was public there is no answer", () => {
  const map = { knownBy: day(2020, 1) };
  const question = { facts: FACTS, day: day(2020, 1), power_W: TEN_GW, seed: 1, map };
  expect(carbonDraws(question)).toBeNull();
});

test("in the wet season mining is cleaner on average and on the margin", () => {
  const [dry, wet] = [onDay(2020, 3), onDay(2020, 8)];
  expect(wet.intensity_g_kWh.hi80).toBeLessThan(dry.intensity_g_kWh.value);
  expect(wet.renewable_pct.lo80).toBeGreaterThan(dry.renewable_pct.value);
  expect(wet.marginal_g_kWh.hi80).toBeLessThan(dry.marginal_g_kWh.value);
});

test("an added kWh makes more than a mean one, for hydro does not follow the load", () => {
  const { marginal_g_kWh, intensity_g_kWh } = onDay(2020, 3);
  expect(marginal_g_kWh.lo95).toBeGreaterThan(intensity_g_kWh.value);
});

test("making the machines is a few percent of running them, within a factor of 20 and more", () => {
  const { embodied_Mt_y, emissions_Mt_y } = onDay(2021, 4);
  expect(embodied_Mt_y.value / emissions_Mt_y.value).toBeLessThan(0.05);
  expect(embodied_Mt_y.hi95 / embodied_Mt_y.lo95).toBeGreaterThan(20);
});

test("equal seeds give equal draws, others do not", () => {
  expect(onDay(2021, 4).columns).toEqual(onDay(2021, 4).columns);
  expect(onDay(2021, 4, 2).columns).not.toEqual(onDay(2021, 4).columns);
});
