import { expect, test } from "vitest";
import { daysFromCivil, monthParts, toGigawatts, unixDay } from "../../src/base/index.ts";
import { energyBetween } from "../../src/energy/index.ts";

const firstDay = daysFromCivil({ year: 2019, month: 12, day: 31 });
/** 10 GW on every day to the end of 2021. */
const power = new Float64Array(1 + 366 + 365).fill(10e9);
const newYear = (year: number): typeof firstDay => daysFromCivil({ year, month: 1, day: 1 });
const years = [2020, 2021].map((year) => ({ from: newYear(year), to: newYear(year + 1) }));

test("10 GW make 87.84 TWh in a leap year and 87.60 in another", () => {
  const [leap, other] = years.map((year) => energyBetween(firstDay, power, year));
  expect(leap?.energy_TWh).toBeCloseTo(87.84, 9);
  expect(other?.energy_TWh).toBeCloseTo(87.6, 9);
  expect(toGigawatts(other?.meanPower ?? NaN)).toBeCloseTo(10, 9);
});

test("the months add up to the years", () => {
  const months = years.flatMap(monthParts);
  expect(months).toHaveLength(24);
  const total = months.reduce(
    (sum, month) => sum + (energyBetween(firstDay, power, month)?.energy_TWh ?? NaN),
    0,
  );
  expect(total).toBeCloseTo(87.84 + 87.6, 9);
});

test("a missing day takes the figure from its month and its year", () => {
  const gap = power.slice();
  gap[40] = NaN;
  const known = (spans: readonly (typeof years)[number][]): number[] =>
    spans.flatMap((span, at) => (energyBetween(firstDay, gap, span) === null ? [] : [at]));
  expect(known(years)).toEqual([1]);
  expect(known(years.flatMap(monthParts))).toEqual(
    Array.from({ length: 24 }, (_, at) => at).filter((at) => at !== 1),
  );
});

test("days outside the series have no figure", () => {
  const last = unixDay(firstDay + power.length);
  expect(energyBetween(firstDay, power, { from: unixDay(firstDay - 1), to: last })).toBeNull();
  expect(energyBetween(firstDay, power, { from: last, to: unixDay(last + 1) })).toBeNull();
  expect(energyBetween(firstDay, power, { from: firstDay, to: firstDay })).toBeNull();
});
