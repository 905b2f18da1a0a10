import { expect, test } from "vitest";
import { unixDay } from "../../src/base/index.ts";
import { DE_VRIES, type DailyPower, economicBound, energyBetween } from "../../src/energy/index.ts";
import { steadyDays } from "./cambridge/network.ts";

/** A revenue a year, spread over the 365 days of 2021. */
const bound = (yearlyRevenue: number, share: number): DailyPower => {
  const days = steadyDays(365, yearlyRevenue / 365 / 900);
  return economicBound({ ...days, firstDay: unixDay(18_628) }, { price_USD_kWh: 0.05, share });
};

test("what Digiconomist stated of one day in 2017 is reproduced from its revenue", () => {
  // https://blockchain-society.science/?p=146, quoting the index: revenue, cost of power at
  // 5 cents, and energy, all a year.
  const { firstDay, power } = bound(3_643_528_563, 818_077_659 / 3_643_528_563);
  const year = { from: firstDay, to: unixDay(firstDay + 365) };
  expect(energyBetween(firstDay, power, year)?.energy_TWh).toBeCloseTo(16.36, 2);
});

test("six tenths of the revenue buy six tenths of the power", () => {
  const [all, some] = [bound(1e9, 1).power[0] ?? NaN, bound(1e9, DE_VRIES.share).power[0] ?? NaN];
  expect(all * 24 * 365).toBeCloseTo(20e12, 0);
  expect(some / all).toBeCloseTo(0.6, 12);
});

test("a day without market figures has no bound", () => {
  const days = steadyDays(3);
  days.price[1] = NaN;
  expect(economicBound(days, DE_VRIES).power[1]).toBeNaN();
});

test("shares of revenue and prices that cannot be are refused", () => {
  for (const share of [-0.1, 1.1, NaN]) {
    expect(() => economicBound(steadyDays(1), { price_USD_kWh: 0.05, share })).toThrow("share");
  }
  for (const price_USD_kWh of [0, -1, NaN]) {
    expect(() => economicBound(steadyDays(1), { price_USD_kWh, share: 1 })).toThrow("price");
  }
});
