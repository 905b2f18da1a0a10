import { expect, test } from "vitest";
import type { StepView } from "../../../src/simulate/member/member-run.ts";
import { eachDay, twoPlaces } from "../two-places.ts";

const HERE = { place: "AA" };
const TITLE = { en: "Order", zh: "命令" };
/** Days of the run on which an order takes effect and ends. */
const [FROM, UNTIL] = [31, 120];
const order = (effect: object, changes: object = {}): object => ({
  order: {
    title: TITLE,
    known: "2021-02-01",
    effective: "2021-02-01",
    ends: "2021-05-01",
    scope: HERE,
    effect,
    ...changes,
  },
});
const CLOSURE = {
  kind: "closure",
  compliance: 0.8,
  ramp_days: 2,
  anticipation: 0,
  covert: 0.5,
  wait: false,
};

/** Hashrate with a plug at the sites of a region, hidden or not, EH/s. */
function installedIn(region: number, { fleet }: StepView, isHidden = false): number {
  const { layout, hash } = fleet;
  let sum = 0;
  for (let cohort = 0; cohort < layout.cohorts; cohort += 1) {
    const hides = layout.blockOf(cohort) === layout.operators.length;
    const isHere = layout.regionOfSite[layout.siteOf(cohort)] === region;
    if (isHere && hides === isHidden) sum += hash[cohort] ?? 0;
  }
  return sum;
}

/** Day of a run, counted from 0, in the years' order of its steps. */
const on = (days: readonly number[], day: number): number => days[day] ?? NaN;
const END = 333;

test("A closure in the end takes what complies, hides its part of the rest and leaves the others", () => {
  const model = twoPlaces(order(CLOSURE, { ends: null }));
  const open = eachDay(model, (view) => installedIn(0, view));
  const hidden = eachDay(model, (view) => installedIn(0, view, true));
  const before = on(open, FROM - 1);
  // A ten thousandth of those reached may still be there.
  expect(on(open, END) / before).toBeCloseTo(0.2 * 0.5, 3);
  expect(on(hidden, END) / before).toBeCloseTo(0.2 * 0.5, 3);
  expect(on(open, FROM) / before).toBeCloseTo(1 - 0.9 * -Math.expm1(-1 / 2), 3);
});

test("Before the deadline goes only who does not wait for it", () => {
  const early = { ...CLOSURE, anticipation: 0.4, covert: 0, compliance: 1 };
  const model = twoPlaces(order(early, { known: "2021-01-11", ends: null }));
  const open = eachDay(model, (view) => installedIn(0, view));
  expect(on(open, 9)).toBe(on(open, 0));
  // Exits of less than 0.2 % are put off to the next day.
  expect(on(open, FROM - 1) / on(open, 0)).toBeCloseTo(0.6, 2);
});

test("Who waits for the end of a closure comes back, every machine of them", () => {
  const waiting = { ...CLOSURE, wait: true, covert: 0 };
  const model = twoPlaces(order(waiting));
  const open = eachDay(model, (view) => installedIn(0, view));
  const dark = eachDay(model, ({ fleet }) =>
    fleet.waitingOf.reduce((total, one) => total + one, 0),
  );
  const before = on(open, FROM - 1);
  expect(on(open, UNTIL - 1) / before).toBeCloseTo(0.2, 3);
  expect(on(dark, UNTIL - 1) / before).toBeCloseTo(0.8, 3);
  expect(on(open, END) / before).toBeCloseTo(1, 12);
  expect(on(dark, END)).toBeCloseTo(0, 12);
});

test("An outage takes its depth off and gives all of it back", () => {
  const outage = { kind: "outage", depth: 0.4, ramp_days: 0.5, return_days: 2 };
  const model = twoPlaces(order(outage));
  const power = eachDay(model, ({ fleet }) => fleet.available[0] ?? NaN);
  const dark = eachDay(model, ({ fleet }) => {
    fleet.countDark();
    return fleet.darkHash;
  });
  expect(on(power, FROM - 1)).toBe(1);
  expect(on(power, UNTIL - 1)).toBeCloseTo(0.6, 9);
  expect(on(dark, UNTIL - 1)).toBeGreaterThan(0);
  expect(on(power, END)).toBeCloseTo(1, 12);
  expect(on(dark, END)).toBe(0);
});

test("A seasonal move takes its fraction away and plugs the same machines in elsewhere", () => {
  const move = { kind: "move", to: "there", fraction: 0.5, ramp_days: 3, transit_days: 6 };
  const model = twoPlaces(order(move));
  const here = eachDay(model, (view) => installedIn(0, view));
  const there = eachDay(model, (view) => installedIn(1, view));
  const before = on(here, 0);
  expect(on(here, END) / before).toBeCloseTo(0.5, 4);
  expect(on(here, END) + on(there, END)).toBeCloseTo(before + on(there, 0), 6);
});

test("A cap on a source brings its load down to the cap and no further", () => {
  const cap = { kind: "source-limit", limit_share: 0.5, compliance: 1, ramp_days: 5 };
  const model = twoPlaces(order(cap, { ends: null, scope: { ...HERE, sources: ["coal"] } }));
  const load = (site: number): number[] =>
    eachDay(model, ({ fleet: { hash, efficiency, layout, pue } }) => {
      let sum = 0;
      for (let cohort = 0; cohort < layout.cohorts; cohort += 1) {
        if (layout.siteOf(cohort) === site)
          sum += (hash[cohort] ?? 0) * (efficiency[layout.machineOf(cohort)] ?? 0) * pue;
      }
      return sum;
    });
  const coal = load(1);
  expect(on(coal, END) / on(coal, 0)).toBeCloseTo(0.5, 3);
  expect(on(coal, END) / on(coal, 0)).toBeGreaterThanOrEqual(0.5);
  expect(on(load(0), END)).toBe(on(load(0), 0));
});

test("An efficiency standard reaches the machines above it and no others", () => {
  const limit = { kind: "efficiency-limit", limit_J_TH: 50, compliance: 1, ramp_days: 2 };
  const model = twoPlaces(order(limit, { ends: null }));
  const left = (machine: number): number[] =>
    eachDay(model, ({ fleet }) => fleet.hash[fleet.layout.cohort(0, 0, machine)] ?? NaN);
  expect(on(left(0), END) / on(left(0), 0)).toBeLessThan(1e-3);
  expect(on(left(1), END)).toBe(on(left(1), 0));
  expect(on(left(2), END)).toBe(on(left(2), 0));
});

test.each([
  [{ kind: "surcharge", surcharge_USD_MWh: 20 }, 60 / 40],
  [{ kind: "carbon-tax", tax_USD_t: 20 }, 50 / 40],
  [{ kind: "revenue-tax", fraction: 0.2 }, 1 / 0.8],
])("%o raises cost while it is in force and by no day more", (effect, times) => {
  const cost = eachDay(twoPlaces(order(effect)), ({ fleet }) => fleet.costOf(0));
  expect(on(cost, FROM) / on(cost, FROM - 1)).toBeCloseTo(times, 10);
  expect(on(cost, UNTIL - 1)).toBe(on(cost, FROM));
  expect(on(cost, UNTIL)).toBeCloseTo(on(cost, 0), 12);
});

test("A limit on building lets so much fewer plugs become ready while it lasts", () => {
  const limit = { kind: "build-limit", fraction: 0.25 };
  const spare = eachDay(
    twoPlaces(order(limit, { scope: { place: "BB" } })),
    ({ displacement }) => displacement.spare[1] ?? NaN,
  );
  const grown = (day: number): number => on(spare, day) - on(spare, day - 1);
  expect(grown(FROM) / grown(FROM - 1)).toBeCloseTo(0.25, 6);
  expect(grown(UNTIL) / grown(UNTIL - 1)).toBeCloseTo(4, 6);
});
