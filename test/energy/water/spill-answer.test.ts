import { expect, test } from "vitest";
import type { Estimate } from "../../../src/base/index.ts";
import { type SpillAnswer, spillAnswer, spillBasis } from "../../../src/energy/index.ts";
import { WATERS, day, mines } from "./sichuan.ts";

const FACTS = { waters: WATERS };
const SICHUAN = {
  place: "CN/Sichuan",
  mining: mines(2_900, 0.35),
  seed: 1,
  closing: day(2021, 6, 20),
};
const WET_SEASON = { from: day(2021, 6, 20), to: day(2021, 12, 1) };

function answered(question: Parameters<typeof spillAnswer>[1]): SpillAnswer {
  const answer = spillAnswer(FACTS, question);
  if (answer === null) throw new Error("nothing known");
  return answer;
}

/** Median and 95 % interval, TWh to a tenth. */
function terawattHours({ value, lo95, hi95 }: Estimate): number[] {
  return [value, lo95, hi95].map((energy) => Math.round(energy / 100) / 10);
}

test.each([
  [day(2021, 6, 2), "predicted"],
  [day(2021, 11, 8), "predicted"],
  [day(2021, 11, 9), "measured"],
  [day(2019, 6, 2), undefined],
])("what stands for the year 2021 on day %i: %s", (knownBy, kind) => {
  expect(spillBasis(WATERS, { place: "CN/Sichuan", year: 2021, knownBy })?.kind).toBe(kind);
});

test("the spill of January to September 2021 comes out as published, 10.17 TWh, or above it", () => {
  const { draws } = answered({ ...SICHUAN, from: day(2021, 1, 1), to: day(2021, 10, 1) });
  // The published figure leaves out what small rivers spill: 0 to 100 % on top.
  const least = Math.min(...draws.closed) / 1e3;
  expect(least).toBeGreaterThan(10.17 * (1 - 1e-9));
  expect(least).toBeLessThan(10.17 * 1.03);
});

// With mines of 2.9 GW in all months as a stand-in; test/cli/spill.test.ts has them from power and
// places, as docs/methods/water.md quotes them.
test("June to November 2021: closing Sichuan's mines spilled 1 to 9 TWh again", () => {
  const { total, worth, split } = answered({ ...SICHUAN, ...WET_SEASON });
  expect(terawattHours(total.surplus_GWh)).toEqual([14.4, 10.6, 22.9]);
  expect(terawattHours(total.absorbed_GWh)).toEqual([4.6, 1.3, 10.4]);
  expect(terawattHours(total.spilled_GWh)).toEqual([9.7, 3.9, 18.3]);
  expect(terawattHours(total.spilled_again_GWh)).toEqual([3.6, 1, 8.8]);
  expect(terawattHours(total.spilled_closed_GWh)).toEqual([13.3, 9.8, 21.9]);
  expect(Math.round(worth?.value_MUSD.value ?? NaN)).toBe(67);
  expect(worth?.displaced_Mt.value).toBeCloseTo(2.3, 1);
  expect(Math.round(split.surplus_pct.value)).toBe(42);
});

test("asked on 2 June 2021 the answer is as large, but the water itself hardly known", () => {
  const { total } = answered({ ...SICHUAN, ...WET_SEASON, knownBy: day(2021, 6, 2) });
  expect(terawattHours(total.spilled_again_GWh)).toEqual([3.5, 1, 8.5]);
  const { lo95, hi95 } = total.surplus_GWh;
  expect(hi95 / lo95).toBeGreaterThan(8);
});

test("surplus is what is absorbed and what is spilled, month by month and draw by draw", () => {
  const { draws } = answered({ ...SICHUAN, from: day(2020, 1, 1), to: day(2021, 1, 1) });
  for (const [draw, surplus] of draws.surplus.entries()) {
    const parts = (draws.absorbed[draw] ?? NaN) + (draws.spilled[draw] ?? NaN);
    expect(Math.abs(parts - surplus)).toBeLessThanOrEqual(1e-9 * surplus);
  }
});

test("closing spills again no more than the mines took", () => {
  const { draws } = answered({ ...SICHUAN, ...WET_SEASON });
  for (const [draw, again] of draws.again.entries()) {
    expect(again).toBeGreaterThanOrEqual(0);
    expect(again).toBeLessThanOrEqual(draws.absorbed[draw] ?? NaN);
  }
});

test("months before the closing spill nothing again", () => {
  const { months } = answered({ ...SICHUAN, from: day(2021, 5, 1), to: day(2021, 8, 1) });
  expect(months.map(({ spilled_again_GWh }) => spilled_again_GWh.hi95 > 0)).toEqual([
    false,
    true,
    true,
  ]);
});

test.each([
  { closing: day(2021, 6, 20), knownBy: day(2021, 12, 1), is: "recorded" },
  { closing: day(2021, 6, 20), knownBy: day(2021, 6, 2), is: "assumed" },
  { closing: day(2021, 7, 1), knownBy: day(2021, 12, 1), is: "assumed" },
])("a closing on day $closing, asked on $knownBy, is $is", ({ closing, knownBy, is }) => {
  expect(answered({ ...SICHUAN, ...WET_SEASON, closing, knownBy }).closingIs).toBe(is);
});

test("a year's answer is the sum of its halves", () => {
  const halves = [
    answered({ ...SICHUAN, from: day(2021, 1, 1), to: day(2021, 6, 13) }),
    answered({ ...SICHUAN, from: day(2021, 6, 13), to: day(2022, 1, 1) }),
  ];
  const year = answered({ ...SICHUAN, from: day(2021, 1, 1), to: day(2022, 1, 1) });
  for (const [draw, surplus] of year.draws.surplus.entries()) {
    const parts = halves.reduce((sum, { draws }) => sum + (draws.surplus[draw] ?? NaN), 0);
    expect(Math.abs(parts - surplus)).toBeLessThanOrEqual(1e-9 * surplus);
  }
});

test("Yunnan in 2021 had little to spill: closing its mines brought less than 2 TWh", () => {
  const question = {
    place: "CN/Yunnan",
    mining: mines(770, 0.4),
    seed: 1,
    closing: day(2021, 7, 1),
  };
  const period = { from: day(2021, 7, 1), to: day(2021, 12, 1) };
  const { basis, total } = answered({ ...question, ...period });
  expect(basis.kind).toBe("at-most");
  expect(terawattHours(total.spilled_again_GWh)).toEqual([0.6, 0.1, 1.5]);
  expect(spillAnswer(FACTS, { ...question, ...period, knownBy: day(2021, 6, 2) })).toBeNull();
});

test("a question over two years, or without twelve months of mines, is refused", () => {
  const twoYears = { ...SICHUAN, from: day(2021, 6, 1), to: day(2022, 6, 1) };
  expect(() => spillAnswer(FACTS, twoYears)).toThrow(/leaves the year/u);
  const noMines = { ...SICHUAN, ...WET_SEASON, mining: [] };
  expect(() => spillAnswer(FACTS, noMines)).toThrow(/twelve|0 months/u);
});
