import { describe, expect, test } from "vitest";
import { civilFromDays, dayOf, unixDay, unixSeconds } from "../../../src/base/index.ts";
import { difficultyOf, expectedHashes } from "../../../src/bitcoin/index.ts";
import {
  BBCE_FACTS,
  HASHRATE_REGRESSION,
  bbceRun,
  logRegression,
} from "../../../src/energy/index.ts";
import { networkDays } from "../../../src/observe/index.ts";
import { record, timeline } from "../../shipped.ts";

const BLOCKS_PER_EPOCH = 2016;
/** Months since January 2014. */
const monthOf = (day: number): number => {
  const { year, month } = civilFromDays(unixDay(day));
  return (year - 2014) * 12 + month - 1;
};
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("facts that the reconstruction takes from the record", () => {
  test("hashrate and price of 2020", () => {
    const days = networkDays(timeline, record.market);
    const of2020 = [...days.hashrate.keys()].filter(
      (index) => civilFromDays(unixDay(days.firstDay + index)).year === 2020,
    );
    expect(of2020).toHaveLength(366);
    const hashrate = mean(of2020.map((index) => (days.hashrate[index] ?? NaN) / 1e18));
    expect(hashrate).toBeCloseTo(BBCE_FACTS.hashrate2020_EH_s, 1);
    expect(mean(of2020.map((index) => days.price[index] ?? NaN))).toBeCloseTo(
      BBCE_FACTS.price_USD,
      0,
    );
  });

  test("the world's energy of 2020 is Cambridge's of the time", () => {
    const figure = record.energy.published.find(
      ({ estimate, from, unit }) =>
        estimate === "cambridge-1.2" && civilFromDays(from).year === 2020 && unit === "TWh",
    );
    expect(figure?.value).toBe(BBCE_FACTS.energy2020_TWh);
  });

  test("progress of machines is the slope of Cambridge's first list up to January 2020", () => {
    const points = record.energy.machines
      .filter(({ inFirstList }) => inFirstList)
      .map(({ released, efficiency }) => ({ x: monthOf(released), y: efficiency }))
      .filter(({ x }) => x >= 0 && x <= 72);
    expect(points.length).toBeGreaterThan(70);
    const { slope, r2 } = logRegression(points);
    expect(slope).toBeCloseTo(BBCE_FACTS.efficiencySlope, 5);
    expect(r2).toBeCloseTo(0.74, 2);
  });

  test("hashrate regressed on time as the paper does", () => {
    const line = logRegression(monthlyHashrate());
    expect(line.slope).toBeCloseTo(HASHRATE_REGRESSION.slope, 4);
    expect(line.intercept).toBeCloseTo(HASHRATE_REGRESSION.intercept, 3);
    expect(line.r2).toBeCloseTo(HASHRATE_REGRESSION.r2, 3);
    const [first] = monthlyHashrate();
    expect((bbceRun("BM").hashrate_EH_s[0] ?? NaN) / (first?.y ?? NaN)).toBeCloseTo(23, 0);
  });
});

/** Monthly hashrate in EH/s from the retargets, January 2014 to January 2020. */
function monthlyHashrate(): Readonly<Record<"x" | "y", number>>[] {
  const sums = Array.from({ length: 73 }, () => ({ hashrate: 0, days: 0 }));
  record.retargets.forEach((row, index) => {
    const next = record.retargets[index + 1];
    if (row.time === null || next === undefined || next.time === null) return;
    const work = expectedHashes(BLOCKS_PER_EPOCH * difficultyOf(row.bits));
    const hashrate = work / (next.time - row.time) / 1e18;
    for (let day = dayOf(row.time); day < dayOf(unixSeconds(next.time)); day = unixDay(day + 1)) {
      const sum = sums[monthOf(day)];
      if (sum === undefined) continue;
      sum.hashrate += hashrate;
      sum.days += 1;
    }
  });
  return sums.map(({ hashrate, days }, x) => ({ x, y: hashrate / days }));
}
