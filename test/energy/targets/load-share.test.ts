import { expect, test } from "vitest";
import { type LoadFact, type LoadKind, loadOn, loadShare } from "../../../src/energy/index.ts";
import { day, mines } from "../water/sichuan.ts";
import { LOADS } from "./loads.ts";

function load(place: string, kind: LoadKind): LoadFact {
  const found = loadOn(LOADS, place, kind, day(2021, 3, 15)) ?? null;
  const summer = loadOn(LOADS, place, kind, day(2021, 7, 15));
  const fact = found ?? summer;
  if (fact === null) throw new Error(`no ${kind} of ${place}`);
  return fact;
}

const CLAIM = new Float64Array([8_000]);

test("8 million kW would be 15 % of Sichuan's peak of 2021 and 21 % of its mean load", () => {
  expect(loadShare(load("CN/Sichuan", "peak_load"), CLAIM).share_pct.value).toBeCloseTo(15.4, 1);
  expect(loadShare(load("CN/Sichuan", "consumption"), CLAIM).share_pct.value).toBeCloseTo(21.4, 1);
});

test("its mines were some 5.6 % of the peak, 2.9 to 11", () => {
  const [powers = CLAIM] = mines(2_900, 0.35);
  const { share_pct } = loadShare(load("CN/Sichuan", "peak_load"), powers);
  expect(share_pct.value).toBeCloseTo(5.6, 1);
  expect([share_pct.lo95, share_pct.hi95].map((share) => Number(share.toPrecision(2)))).toEqual([
    2.9, 11,
  ]);
});

test("Inner Mongolia's were some 1.5 % of what it used before they closed", () => {
  const [powers = CLAIM] = mines(660, 0.35);
  const { share_pct } = loadShare(load("CN/Inner Mongolia", "consumption"), powers);
  expect(share_pct.value).toBeCloseTo(1.45, 1);
});

test("of two figures that cover a day the shorter period stands", () => {
  const long = load("CN/Sichuan", "consumption");
  const short: LoadFact = { ...long, from: day(2021, 7, 1), to: day(2021, 8, 1), value: 31 };
  expect(loadOn([long, short], "CN/Sichuan", "consumption", day(2021, 7, 31))).toBe(short);
  expect(loadOn([long, short], "CN/Sichuan", "consumption", day(2021, 8, 1))).toBe(long);
  expect(loadOn([long], "CN/Xinjiang", "consumption", day(2021, 8, 1))).toBeNull();
});
