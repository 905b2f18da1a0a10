import { expect, test } from "vitest";
import { HASHES_PER_EH } from "../../../src/base/index.ts";
import { HASHES_PER_DIFFICULTY } from "../../../src/bitcoin/index.ts";
import { createMember } from "../../../src/simulate/member/create-member.ts";
import {
  NETWORK_SERIES,
  SERIES_AT,
  TOTALS,
  TOTAL_AT,
} from "../../../src/simulate/member/run-shape.ts";
import { twoPlaces } from "../two-places.ts";

/** Ratios of up to four numbers that are written with 24 bits are off by this at most. */
const ROUNDING = 4 * 2 ** -24;

test.each([
  { what: "series", listed: NETWORK_SERIES, places: SERIES_AT },
  { what: "totals", listed: TOTALS, places: TOTAL_AT },
])("the list of $what has every name at its place, none left out", ({ listed, places }) => {
  const names = listed.map(({ id }) => id);
  expect(names.map((id, at) => [id, at])).toEqual(Object.entries(places));
});

/** A member of two places, one of which is in the dark for twenty days from 1 March. */
const model = twoPlaces({
  cut: {
    known: "2021-03-01",
    effective: "2021-03-01",
    ends: "2021-03-21",
    scope: { place: "AA" },
    effect: { kind: "outage", depth: 0.6, ramp_days: 1, return_days: 4 },
  },
});
const member = createMember({ ...model, draws: null });
const { series, times, totals, epochSlots } = member.shape;
const report = {
  series: new Float32Array(series.length * times.length),
  totals: new Float64Array(totals.length),
  epochs: new Float64Array(epochSlots * 3),
};
member.run(1, 0, report);

function pathOf(id: string): Float32Array {
  const place = series.findIndex((one) => one.id === id);
  return report.series.filter((_, cell) => cell % series.length === place);
}

const on = (day: number, id: string): number => pathOf(id)[day] ?? NaN;
const totalOf = (id: string): number => report.totals[totals.findIndex((t) => t.id === id)] ?? NaN;

const SITES = ["power_GW.here.hydro", "power_GW.here.coal", "power_GW.there.gas"] as const;

test.each([
  {
    law: "owners earn what all hashes are paid",
    id: "revenue_MUSD_day",
    made: (day: number) => on(day, "hashrate_EH_s") * on(day, "hashprice_USD_TH_day"),
  },
  {
    law: "the interval is the work of a block over the hashrate",
    id: "block_interval_s",
    made: (day: number) =>
      (on(day, "difficulty_T") * 1e12 * HASHES_PER_DIFFICULTY) /
      (on(day, "hashrate_EH_s") * HASHES_PER_EH),
  },
  {
    law: "the power of the network is that of its sites",
    id: "power_GW",
    made: (day: number) => SITES.reduce((sum, id) => sum + on(day, id), 0),
  },
  {
    // GW × 8.766 thousand hours a year = TWh a year; × g/kWh = thousand t a year.
    law: "emissions of a year are power times intensity",
    id: "emissions_Mt_y",
    made: (day: number) => (on(day, "power_GW") * 8.766 * on(day, "carbon_intensity_g_kWh")) / 1000,
  },
])("$law", ({ id, made }) => {
  const misses = [...pathOf(id)].map((value, day) => Math.abs(made(day) / value - 1));
  expect(Math.max(...misses)).toBeLessThan(ROUNDING);
});

test("sums end at their totals", () => {
  const last = times.length - 1;
  for (const id of ["energy_TWh", "revenue_lost_MUSD", "machines_lost_M"]) {
    expect(on(last, id)).toBe(Math.fround(totalOf(id)));
  }
  expect(totalOf("energy_TWh")).toBeGreaterThan(0);
  expect(totalOf("revenue_lost_MUSD")).toBeGreaterThan(0);
});

test("an outage lets machines wait where they are; none is displaced, on the road or in a queue", () => {
  expect(on(58, "machines_waiting_M")).toBe(0);
  expect(on(70, "machines_waiting_M")).toBeGreaterThan(0);
  for (const id of ["machines_displaced_M", "machines_in_transit_M", "machines_queued_M"]) {
    expect(Math.max(...pathOf(id))).toBe(0);
  }
});
