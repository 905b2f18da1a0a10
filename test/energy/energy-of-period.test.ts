import { expect, test } from "vitest";
import { daysFromCivil, toGigawatts, unixDay } from "../../src/base/index.ts";
import { energyBetween, monthlyEnergy, yearlyEnergy } from "../../src/energy/index.ts";

const firstDay = daysFromCivil({ year: 2019, month: 12, day: 31 });
/** 10 GW on every day to the end of 2021. */
const power = new Float64Array(1 + 366 + 365).fill(10e9);

test("10 GW make 87.84 TWh in a leap year and 87.60 in another", () => {
  const years = yearlyEnergy(firstDay, power);
  expect(years.map(({ from }) => from - firstDay)).toEqual([1, 367]);
  expect(years[0]?.energy_TWh).toBeCloseTo(87.84, 9);
  expect(years[1]?.energy_TWh).toBeCloseTo(87.6, 9);
  expect(toGigawatts(years[1]?.meanPower ?? NaN)).toBeCloseTo(10, 9);
});

test("the months add up to the years, and a broken month has no figure", () => {
  const months = monthlyEnergy(firstDay, power);
  expect(months).toHaveLength(24);
  const total = months.reduce((sum, { energy_TWh }) => sum + energy_TWh, 0);
  expect(total).toBeCloseTo(87.84 + 87.6, 9);
});

test("a missing day takes the figure from its month and its year", () => {
  const gap = power.slice();
  gap[40] = NaN;
  expect(monthlyEnergy(firstDay, gap)).toHaveLength(23);
  expect(yearlyEnergy(firstDay, gap).map(({ from }) => from - firstDay)).toEqual([367]);
});

test("days outside the series have no figure", () => {
  const last = unixDay(firstDay + power.length);
  expect(energyBetween(firstDay, power, { from: unixDay(firstDay - 1), to: last })).toBeNull();
  expect(energyBetween(firstDay, power, { from: last, to: unixDay(last + 1) })).toBeNull();
  expect(energyBetween(firstDay, power, { from: firstDay, to: firstDay })).toBeNull();
});
