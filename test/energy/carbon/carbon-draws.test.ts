import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  DAYS_PER_YEAR,
  type DaySpan,
  daysFromCivil,
  monthParts,
  unixDay,
} from "../../../src/base/index.ts";
import { type CarbonBasis, carbonDraws } from "../../../src/energy/carbon/carbon-draws.ts";
import {
  type CarbonAnswer,
  type CarbonColumns,
  MAP_PLACES,
  type NetworkPower,
  carbonOfDays,
  sumOverPlaces,
} from "../../../src/energy/index.ts";
import { FACTS, day } from "./facts.ts";

const TEN_GW: Float64Array = new Float64Array(400).fill(10e9);

function answered(answer: CarbonAnswer | null): CarbonAnswer {
  if (answer === null) throw new Error("nothing known");
  return answer;
}

/** One day of some power. */
function ofDay(basis: CarbonBasis, on: number, power_W: Float64Array): CarbonAnswer | null {
  return carbonDraws(basis, [{ day: unixDay(on), days: 1, power_W }]);
}

function onDay(year: number, month: number, seed = 1): CarbonAnswer {
  return answered(ofDay({ facts: FACTS, seed }, day(year, month), TEN_GW));
}

function sums(columns: CarbonColumns, column: Float64Array): number[] {
  return Array.from({ length: columns.draws }, (_, member) =>
    column
      .subarray(member * MAP_PLACES.length, (member + 1) * MAP_PLACES.length)
      .reduce((a, b) => a + b, 0),
  );
}

const DRAWS = 5;

/** 8 GW in the first half of 2020, 12 GW in the second, in every draw. */
const STEPPED: NetworkPower = {
  firstDay: daysFromCivil({ year: 2020, month: 1, day: 1 }),
  days: 366,
  draws: DRAWS,
  power: Float32Array.from({ length: DRAWS * 366 }, (_, at) => (at % 366 < 182 ? 8e9 : 12e9)),
  causes: [],
  stepOfDay: new Int32Array(366),
};
const YEAR: DaySpan = { from: STEPPED.firstDay, to: unixDay(STEPPED.firstDay + 366) };
const ofDays = (span: DaySpan): CarbonAnswer =>
  answered(carbonOfDays({ facts: FACTS, seed: 1, power: STEPPED, ...span }));

test("energy and carbon of the places add up to the total, to 1e-9", () => {
  const powers = fc.array(fc.double({ min: 1e6, max: 1e11, noNaN: true }), {
    minLength: 1,
    maxLength: 20,
  });
  const days = fc.integer({ min: day(2019, 1), max: day(2027, 1) });
  fc.assert(
    fc.property(powers, days, fc.nat(), (values, on, seed) => {
      const power_W = Float64Array.from(values);
      const { columns, ...answer } = answered(ofDay({ facts: FACTS, seed }, on, power_W));
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
  const doubled = TEN_GW.map((power) => 2 * power);
  const twice = answered(ofDay({ facts: FACTS, seed: 1 }, day(2021, 4), doubled));
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

test("a year's emissions are the sum of its months', each with the map of its 15th", () => {
  const { columns, emissions_Mt_y: year } = ofDays(YEAR);
  const months = monthParts(YEAR).map((month) => {
    const power_W = new Float64Array(DRAWS).fill(month.month < 6 ? 8e9 : 12e9);
    const answer = answered(ofDay({ facts: FACTS, seed: 1 }, day(2020, month.month + 1), power_W));
    const kilograms = sumOverPlaces(answer.columns.emissions_kg_s, () => true);
    return kilograms.map((rate) => (rate * 86_400 * (month.to - month.from)) / 1e9);
  });
  const megatonnes = Float64Array.from({ length: DRAWS }, (_, draw) =>
    months.reduce((sum, month) => sum + (month[draw] ?? NaN), 0),
  );
  const own = sumOverPlaces(columns.emissions_kg_s, () => true);
  for (const [draw, rate] of own.entries()) {
    expect((rate * 86_400 * 366) / 1e9 / (megatonnes[draw] ?? NaN)).toBeCloseTo(1, 6);
  }
  // Five draws: the third is the median.
  expect(year.value / (megatonnes.toSorted()[2] ?? NaN)).toBeCloseTo(1, 6);
});

test("what a span has of a month has the map of its own middle day", () => {
  const span = { from: day(2020, 2, 22), to: day(2020, 3, 7) };
  const [february, march] = [day(2020, 2, 26), day(2020, 3, 4)].map((on) =>
    answered(ofDay({ facts: FACTS, seed: 1 }, on, new Float64Array(DRAWS).fill(8e9))),
  );
  const { columns } = ofDays(span);
  for (const [cell, rate] of columns.emissions_kg_s.entries()) {
    const [early, late] = [february, march].map((own) => own?.columns.emissions_kg_s[cell] ?? NaN);
    expect((8 * (early ?? NaN) + 6 * (late ?? NaN)) / 14).toBeCloseTo(rate, 9);
  }
});

test("two halves of a year add up to it", () => {
  const july = unixDay(YEAR.from + 182);
  const [whole, first, second] = [
    YEAR,
    { from: YEAR.from, to: july },
    { from: july, to: YEAR.to },
  ].map((span) => {
    const { columns } = ofDays(span);
    return columns.emissions_kg_s.map((rate) => rate * (span.to - span.from));
  });
  for (const [cell, value] of (whole ?? new Float64Array()).entries()) {
    expect((first?.[cell] ?? NaN) + (second?.[cell] ?? NaN)).toBeCloseTo(value, 6);
  }
});

test("days that are no calendar year are told at their rate for 365.25", () => {
  const span = { from: unixDay(YEAR.from + 10), to: unixDay(YEAR.from + 17) };
  const { emissions_Mt_y, intensity_g_kWh } = ofDays(span);
  const terawattHours = (8 * 24 * DAYS_PER_YEAR) / 1000;
  expect(emissions_Mt_y.value).toBeCloseTo((intensity_g_kWh.value * terawattHours) / 1000, 5);
});

test("while no share was public there is no answer", () => {
  const map = { knownBy: day(2020, 1) };
  expect(ofDay({ facts: FACTS, seed: 1, map }, day(2020, 1), TEN_GW)).toBeNull();
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
