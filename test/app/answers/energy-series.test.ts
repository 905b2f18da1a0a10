import { expect, test } from "vitest";
import { z } from "zod";
import { ANSWER_ROUTES } from "../../../src/app/answers/routes.ts";
import { networkEnergy, weekTo } from "../../../src/app/energy/network-energy.ts";
import { pricedDays } from "../../../src/app/energy/required.ts";
import { openServedWorkspace } from "../../../src/app/workspace.ts";
import { unixDay } from "../../../src/base/index.ts";
import { ROOT } from "../../shipped.ts";

const workspace = await openServedWorkspace({ record: `${ROOT}data` });

const numbers = z.array(z.number());
const columns = z.looseObject({ value: numbers, lo95: numbers, hi95: numbers });
const seriesShape = z.looseObject({
  at_s: numbers,
  power_GW: columns,
  efficiency_J_TH: columns,
  published: z.array(z.looseObject({ from: z.string(), power_GW: z.number() })),
});
const yearsShape = z.looseObject({
  years: z.array(
    z.looseObject({
      year: z.number(),
      energy_lo90_TWh: z.number(),
      energy_hi90_TWh: z.number(),
      cambridge_TWh: z.looseObject({ best: z.number() }).nullable(),
    }),
  ),
});
const placesShape = z.looseObject({
  months: z.array(z.string()),
  places: z.array(z.looseObject({ place: z.string(), share_pct: columns })),
});

/** The document of a route, as JSON has it, after its shape has held. */
function documentOf(path: string, raw: Readonly<Record<string, string>> = {}): unknown {
  const route = ANSWER_ROUTES.find((known) => known.path === path);
  if (route === undefined) throw new Error(`no route ${path}`);
  return route.shape.parse(JSON.parse(JSON.stringify(route.make(workspace, raw).document)));
}

test("the last week of the power over time is what the command energy says of its last day", () => {
  const series = seriesShape.parse(documentOf("/api/energy/series"));
  const span = weekTo(unixDay(pricedDays(workspace).to - 1));
  const { power } = networkEnergy(workspace, { span, seed: 1, draws: 400 });
  expect(series.power_GW.value.at(-1)).toBeCloseTo(power.value / 1e9, 4);
  expect(series.power_GW.lo95.at(-1)).toBeCloseTo(power.lo95 / 1e9, 4);
  expect(series.power_GW.hi95.at(-1)).toBeCloseTo(power.hi95 / 1e9, 4);
});

test("weeks follow each other, and each has its power between the ends of its interval", () => {
  const { at_s, power_GW, efficiency_J_TH } = seriesShape.parse(documentOf("/api/energy/series"));
  expect(at_s.slice(1).every((at, row) => at - (at_s[row] ?? NaN) === 7 * 86_400)).toBe(true);
  for (const { value, lo95, hi95 } of [power_GW, efficiency_J_TH]) {
    const isWithin = (at: number, row: number): boolean =>
      (lo95[row] ?? NaN) < at && at < (hi95[row] ?? NaN);
    expect(value.length).toBe(at_s.length);
    expect(value.every(isWithin)).toBe(true);
  }
});

test("a longer step has fewer stretches, and a step that is no whole day is refused", () => {
  const month = seriesShape.parse(documentOf("/api/energy/series", { step: "30d" }));
  expect(month.at_s.length).toBeLessThan(80);
  const route = ANSWER_ROUTES.find(({ path }) => path === "/api/energy/series");
  expect(route?.check({ step: "36h" }).map(({ path }) => path)).toEqual(["step"]);
});

test("a published figure of a year in TWh is its mean power", () => {
  const { published } = seriesShape.parse(documentOf("/api/energy/series"));
  // 89.0 TWh over the 8,760 hours of 2021.
  const powers = published.filter(({ from }) => from === "2021-01-01").map((own) => own.power_GW);
  expect(powers.some((power) => Math.abs(power - 89_000 / 8760) < 1e-9)).toBe(true);
});

test("Cambridge's best guess lies within our 90 % interval of 2022, and of no year before 2020", () => {
  const { years } = yearsShape.parse(documentOf("/api/energy/years"));
  const of = (year: number): (typeof years)[number] | undefined =>
    years.find((own) => own.year === year);
  const { energy_lo90_TWh: low = NaN, energy_hi90_TWh: high = NaN } = of(2022) ?? {};
  const best = of(2022)?.cambridge_TWh?.best ?? NaN;
  expect(low < best && best < high).toBe(true);
  expect(of(2019)?.cambridge_TWh).toBeNull();
});

test("China is its provinces together, and no share leaves 0 to 100 %", () => {
  const { months, places } = placesShape.parse(documentOf("/api/places/series"));
  const at = months.indexOf("2020-07-01");
  const share = (place: string): number =>
    places.find((own) => own.place === place)?.share_pct.value[at] ?? NaN;
  const provinces = places.filter(({ place }) => place.startsWith("CN/"));
  const sum = provinces.reduce((total, { place }) => total + share(place), 0);
  // Medians need not add up; within a tenth of China they do.
  expect(Math.abs(sum - share("CN"))).toBeLessThan(share("CN") / 10);
  expect(share("CN/Sichuan")).toBeGreaterThan(share("CN/Yunnan"));
  for (const { share_pct } of places) {
    expect(share_pct.lo95.every((low) => low >= 0)).toBe(true);
    expect(share_pct.hi95.every((high) => high <= 100)).toBe(true);
  }
});
