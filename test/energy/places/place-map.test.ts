import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unixDay } from "../../../src/base/index.ts";
import {
  COUNTRIES,
  MAP_PLACES,
  PROVINCES,
  type PlaceMap,
  type PlaceMapOptions,
  placeMap,
  shareDraws,
} from "../../../src/energy/index.ts";
import { sampleQuantile } from "../../../src/statistics/index.ts";
import { FACTS, day } from "../carbon/facts.ts";

const DRAWS = 2_000;

function mapOn(year: number, month: number, options: PlaceMapOptions = {}): PlaceMap {
  const map = placeMap(FACTS, day(year, month), options);
  if (map === null) throw new Error("nothing known");
  return map;
}

/** Percent of a country on a map. */
function country(map: PlaceMap, name: string): number {
  return 100 * (map.countries[COUNTRIES.indexOf(name)] ?? NaN);
}

/** Deviation of the logarithm of the US share. */
function spread(year: number, month: number): number {
  return mapOn(year, month).countrySpreads[COUNTRIES.indexOf("US")] ?? NaN;
}

/** Quantiles of China's share, percent. */
function china(map: PlaceMap, probabilities: readonly number[]): number[] {
  const all = shareDraws(map, DRAWS, 3);
  const shares = Float64Array.from({ length: DRAWS }, (_, draw) =>
    PROVINCES.reduce((sum, _name, at) => sum + (all[draw * MAP_PLACES.length + at] ?? NaN), 0),
  ).toSorted();
  return probabilities.map((probability) => 100 * sampleQuantile(shares, probability));
}

// The figures of `data/hashrate-shares.csv`, each with its address there.
test.each([
  [2019, 9, "CN", 75.5],
  [2020, 4, "KZ", 6.17],
  [2021, 4, "CN", 46],
  [2021, 5, "US", 17.8],
  [2021, 8, "US", 35.4],
  [2021, 8, "CN", 0],
  [2021, 9, "CN", 22.29],
  [2022, 1, "other", 9],
  [2025, 7, "RU", 16.61],
])("the published map of %i-%i has %s at %f %%", (year, month, name, percent) => {
  expect(country(mapOn(year, month, { kind: "published" }), name)).toBeCloseTo(percent, 9);
});

test.each([
  ["CN/Sichuan", 4, 14.9],
  ["CN/Xinjiang", 4, 55.1],
  ["CN/Sichuan", 9, 61.1],
  ["CN/Xinjiang", 9, 9.6],
])("of China's hashrate %s had, in month %i of 2020, %f %%", (province, month, percent) => {
  const { provinces } = mapOn(2020, month);
  expect(100 * (provinces[PROVINCES.indexOf(province)] ?? NaN)).toBeCloseTo(percent, 9);
});

test("from April to September the machines go to the water, and back by April", () => {
  const sichuan = Array.from({ length: 13 }, (_, at) => {
    const map = mapOn(2020 + Math.floor((at + 3) / 12), ((at + 3) % 12) + 1);
    return map.provinces[0] ?? NaN;
  });
  const peak = sichuan.indexOf(Math.max(...sichuan));
  for (let at = 1; at < sichuan.length; at += 1) {
    const step = (sichuan[at] ?? NaN) - (sichuan[at - 1] ?? NaN);
    expect(at <= peak ? step : -step).toBeGreaterThanOrEqual(0);
  }
});

test("shares of a draw add up to exactly 1, and none is below 0", () => {
  const days = fc.integer({ min: day(2017, 1), max: day(2027, 1) });
  const kind = fc.constantFrom("corrected" as const, "published" as const);
  fc.assert(
    fc.property(days, kind, fc.nat(), (on, which, seed) => {
      const map = placeMap(FACTS, unixDay(on), { kind: which });
      if (map === null) return false;
      const shares = shareDraws(map, 1, seed);
      return shares.reduce((a, b) => a + b, 0) === 1 && shares.every((share) => share >= 0);
    }),
  );
});

test("draw k is a function of the seed and k alone", () => {
  const map = mapOn(2021, 4);
  const ten = shareDraws(map, 10, 5);
  expect(shareDraws(map, 20, 5).subarray(0, ten.length)).toEqual(ten);
  expect(shareDraws(map, 10, 6)).not.toEqual(ten);
});

test("in a week of June 2020 hardly a draw moves a large place by a fifth: unknowns stay the same", () => {
  const week = [day(2020, 6, 1), day(2020, 6, 8)].map((on) => {
    const map = placeMap(FACTS, on);
    if (map === null) throw new Error("nothing known");
    return shareDraws(map, DRAWS, 1);
  });
  const [before = new Float64Array(), after = new Float64Array()] = week;
  for (const place of [...PROVINCES, "US", "KZ", "RU", "other"]) {
    const at = MAP_PLACES.indexOf(place);
    const changes = Float64Array.from({ length: DRAWS }, (_, draw) => {
      const cell = draw * MAP_PLACES.length + at;
      return Math.log((after[cell] ?? NaN) / (before[cell] ?? NaN));
    }).toSorted();
    const [low = NaN, high = NaN] = [0.005, 0.995].map((part) => sampleQuantile(changes, part));
    expect(high - low, place).toBeLessThan(0.4);
  }
});

test("before the ban China has more than Cambridge saw: what the network then lost fits", () => {
  // 81 to 100 EH/s of the 161 of May 2021 (docs/methods/worlds.md, data/retargets.csv).
  const [low = NaN, middle = NaN, high = NaN] = china(mapOn(2021, 5), [0.1, 0.5, 0.9]);
  expect(middle).toBeGreaterThan(50);
  expect(middle).toBeLessThan(63);
  expect(low).toBeLessThan(50);
  expect(high).toBeGreaterThan(62);
});

test("a zero is not believed: China keeps a part in July and August 2021, hardly known", () => {
  for (const month of [7, 8]) {
    const [low = NaN, middle = NaN, high = NaN] = china(mapOn(2021, month), [0.025, 0.5, 0.975]);
    expect(low).toBeGreaterThan(0);
    expect(middle).toBeGreaterThan(5);
    expect(middle).toBeLessThan(20);
    expect(high).toBeGreaterThan(22.3);
  }
});

// Beta(8, 2): I_x(8, 2) = 9 x⁸ − 8 x⁹ is a half at x = 0.82038.
test("Germany and Ireland keep 18 % of what is listed there", () => {
  const [listed, ours] = [mapOn(2021, 8, { kind: "published" }), mapOn(2021, 8)];
  for (const name of ["DE", "IE"]) {
    const toOthers = country(ours, name) / country(ours, "US");
    expect(toOthers / (country(listed, name) / country(listed, "US"))).toBeCloseTo(1 - 0.82038, 4);
  }
});

test("what nobody has counted for years is known worse", () => {
  expect(spread(2022, 1)).toBe(0);
  expect(spread(2022, 6)).toBeGreaterThan(spread(2022, 2));
  expect(spread(2023, 9)).toBeGreaterThan(spread(2022, 6));
  expect(spread(2023, 9)).toBeGreaterThan(spread(2025, 3));
});

test("nothing is used before it was public", () => {
  expect(placeMap(FACTS, day(2020, 4), { knownBy: day(2020, 5, 10) })).toBeNull();
  const june = mapOn(2021, 4, { kind: "published", knownBy: day(2021, 6, 20) });
  expect(country(june, "CN")).toBeCloseTo(65.08, 9);
  const summer = mapOn(2021, 8, { kind: "published", knownBy: day(2021, 10, 12) });
  expect(country(summer, "CN")).toBeCloseTo(46, 9);
  const dry = mapOn(2020, 9, { knownBy: day(2021, 6, 20) }).provinces;
  expect(dry[0]).toBeCloseTo(9.66 / 65.08, 9);
});

test("later figures change nothing on the day of an older question", () => {
  const knownBy = day(2021, 6, 20);
  const shares = FACTS.shares.filter(({ published }) => published <= knownBy);
  expect(placeMap({ shares }, day(2021, 6))).toEqual(placeMap(FACTS, day(2021, 6), { knownBy }));
});
