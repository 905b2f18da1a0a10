import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatTime } from "../../../src/base/index.ts";
import {
  PARAMETER_KEYS,
  PARAMETER_ROWS,
  checkScenario,
  readScenario,
} from "../../../src/simulate/index.ts";
import { CONTEXT, RECORDED, TINY, problemsOf, spoiled, tiny } from "./tiny.ts";

test("what a document leaves out has the table's defaults", () => {
  const scenario = tiny();
  expect(scenario.name).toBe("tiny");
  expect(scenario.step).toBe("day");
  expect(scenario.price).toEqual({ kind: "record" });
  expect(scenario.network.hashrate_EH_s).toBeNull();
  expect(scenario.operators).toEqual({ all: { share: 1, fee_USD_MWh: 0, site_MW: 10 } });
  for (const key of PARAMETER_KEYS) {
    const row = PARAMETER_ROWS.find(({ path }) => path === `parameters.${key}`);
    expect(scenario.parameters[key], key).toBe(row?.default);
  }
});

test("a source without a wet price or a marginal carbon has the plain ones", () => {
  const gas = tiny().regions["texas"]?.sources["gas"];
  expect(gas?.wet_price_USD_MWh).toBe(40);
  expect(gas?.marginal_carbon_kg_MWh).toBe(900);
  expect(gas?.renewable).toBe(false);
});

test("an order of the record brings its times, place and title", () => {
  const cut = tiny().orders["cut"];
  expect(cut?.title.zh).toBe("记录的断电");
  expect(cut?.scope.place).toBe("CN/Sichuan");
  expect(formatTime(cut?.known ?? tiny().start)).toBe("2021-06-01T00:00:00Z");
  expect(formatTime(cut?.effective ?? tiny().start)).toBe("2021-06-03T00:00:00Z");
});

test("an order of the record whose effect has no date took effect when it became known", () => {
  const orders = [{ ...RECORDED, effectiveAt: null }];
  expect(readScenario(TINY, { ...CONTEXT, orders }).orders["cut"]?.effective).toBe(
    RECORDED.knownAt,
  );
});

test("a time of day is read with its offset", () => {
  expect(formatTime(tiny().end)).toBe("2021-07-31T16:00:00Z");
});

interface Wrong {
  readonly path: string;
  readonly value: unknown;
  readonly at?: string;
  readonly reason: string;
  /** Problems with those it brings about elsewhere, if not one. */
  readonly count?: number;
}

const WRONG: readonly Wrong[] = [
  { path: "parametres", value: {}, reason: '"parametres" is not known here' },
  { path: "regions.texas.colour", value: 1, reason: '"colour" is not known here' },
  { path: "orders.cut.effect.depth", value: 1, reason: '"depth" is not known here' },
  { path: "start", value: 2021, reason: "2021 is not a date or time" },
  { path: "start", value: "2021-02-30", reason: '"2021-02-30" is not a day of the calendar' },
  {
    path: "end",
    value: "2021-08-01T00:00",
    reason: '"2021-08-01T00:00" has a time of day without an offset',
  },
  {
    path: "end",
    value: "2021-05-01",
    reason: "ends 2021-05-01T00:00:00Z, not after its start 2021-05-01T00:00:00Z",
  },
  { path: "start", value: undefined, reason: "must be given" },
  { path: "step", value: "week", reason: '"week" is none of day, hour' },
  { path: "parameters", value: [], reason: "a list is not a map" },
  {
    path: "parameters",
    value: { pue: "1.1" },
    at: "parameters.pue",
    reason: '"1.1" is not a number',
  },
  {
    path: "parameters",
    value: { pue: 0.9 },
    at: "parameters.pue",
    reason: "0.9 is outside 1 to 3",
  },
  { path: "parameters", value: { pue: NaN }, at: "parameters.pue", reason: "NaN is not a number" },
  {
    path: "parameters",
    value: { relocated_share: 0.9, sold_share: 0.2 },
    at: "parameters.sold_share",
    reason: "relocated_share 0.9 and sold_share 0.2 sum to 1.1, more than 1",
  },
  { path: "regions.texas.spare_MW", value: -5, reason: "-5 MW is outside 0 to 1000000" },
  { path: "regions.texas.share", value: 0.7, at: "regions", reason: "shares sum to 1.1, not 1" },
  { path: "regions.texas.share", value: 1.2, reason: "1.2 is outside 0 to 1" },
  { path: "regions.texas.sources", value: {}, reason: "none is given" },
  {
    path: "regions.sichuan.hydro.surplus_MW",
    value: [1],
    reason: "a list is not a list of 12 numbers",
  },
  {
    path: "regions.tex as",
    value: structuredClone(TINY.regions.texas),
    at: "regions.tex as",
    reason: '"tex as" cannot be a name',
    count: 2,
  },
  { path: "machines.s9.efficiency_J_TH", value: undefined, reason: "must be given" },
  {
    path: "operators",
    value: { a: { share: 0.5 } },
    at: "operators",
    reason: "shares sum to 0.5, not 1",
  },
  {
    path: "orders.cut.record",
    value: "cn-sichuan-2021-06-03-cat",
    reason: 'the record has no order "cn-sichuan-2021-06-03-cat"',
  },
  {
    path: "orders.cut.ends",
    value: "2021-06-02",
    reason: "ends 2021-06-02T00:00:00Z, not after it takes effect 2021-06-03T00:00:00Z",
  },
  {
    path: "orders.cut.scope.place",
    value: "CN/Sichuan/Aba",
    reason: 'no region lies at or below "CN/Sichuan/Aba"',
  },
  {
    path: "orders.cut.scope.sources",
    value: ["hidro"],
    at: "orders.cut.scope.sources.0",
    reason: 'no such source "hidro" in scope',
  },
  {
    path: "orders.cut.scope.machines",
    value: ["s99"],
    at: "orders.cut.scope.machines.0",
    reason: 'no such machine "s99" in scope',
  },
  { path: "orders.cut.effect", value: undefined, reason: "must be given" },
  { path: "orders.cut.effect.kind", value: "closing", reason: '"closing" is no kind known here' },
  {
    path: "regions.sichuan.since",
    value: "2021-06-04",
    at: "orders.cut.effective",
    reason: "takes effect 2021-06-03T00:00:00Z, before its jurisdiction exists",
  },
  {
    path: "uncertain|parameters.peu",
    value: { kind: "uniform", from: 1, to: 2 },
    reason: '"parameters.peu" is no number of this scenario',
  },
  {
    path: "uncertain|parameters.pue",
    value: { kind: "normal", mean: 0.5, sd: 1 },
    at: "uncertain.parameters.pue.mean",
    reason: "0.5 is outside 1 to 3",
  },
  {
    path: "uncertain|parameters.pue",
    value: { kind: "uniform", from: 2, to: 1 },
    at: "uncertain.parameters.pue.to",
    reason: "1 is not above 2",
  },
  {
    path: "uncertain|parameters.pue",
    value: { kind: "lognormal", median: 1.1, spread: 0 },
    at: "uncertain.parameters.pue.spread",
    reason: "0 is not above 0",
  },
  {
    path: "price",
    value: { kind: "points", points: [] },
    at: "price.points",
    reason: "no point is given",
  },
];

test.each(WRONG)("of $path as $value it is said: $reason", ({ path, value, at, reason, count }) => {
  const problems = problemsOf(spoiled(path, value));
  expect(problems[0]).toMatchObject({ path: at ?? path.replaceAll("|", "."), reason });
  expect(problems[0]?.remedy.length).toBeGreaterThan(5);
  expect(problems).toHaveLength(count ?? 1);
});

test("a name that is nearly right is guessed", () => {
  expect(problemsOf(spoiled("parametres", {}))[0]?.remedy).toBe('did you mean "parameters"?');
  const typo = spoiled("orders.cut.record", "cn-sichuan-2021-06-03-cat");
  expect(problemsOf(typo)[0]?.remedy).toBe('did you mean "cn-sichuan-2021-06-03-cut"?');
});

test("a place that no region has is answered with the places there are", () => {
  const [problem] = problemsOf(spoiled("orders.cut.scope.place", "KZ"));
  expect(problem?.remedy).toBe("name one of CN/Sichuan, US/Texas or a place above it");
});

test("every problem is listed at once", () => {
  const document = { ...TINY, step: "week", colour: 1, parameters: { pue: 0 }, end: "2020-01-01" };
  expect(
    problemsOf(document)
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(["colour", "end", "parameters.pue", "step"]);
});

test("an order that was over before the run begins is refused", () => {
  const old = {
    known: "2021-01-01",
    effective: "2021-01-01",
    ends: "2021-02-01",
    scope: { place: "CN" },
    effect: { kind: "outage", depth: 0.5 },
  };
  expect(problemsOf(spoiled("orders.old", old))).toMatchObject([
    { path: "orders.old.ends", reason: expect.stringContaining("before the scenario begins") },
  ]);
});

const order = (effect: object): unknown =>
  spoiled("orders.x", { record: "cn-sichuan-2021-06-03-cut", effect });

test("a limit on a source is one of two, a move has an end that exists", () => {
  expect(problemsOf(order({ kind: "source-limit" }))[0]?.reason).toBe("has no limit");
  const both = { kind: "source-limit", limit_MW: 1, limit_share: 0.5 };
  expect(problemsOf(order(both))[0]?.reason).toBe("has two limits");
  const move = { kind: "move", to: "texsa", fraction: 0.5 };
  expect(problemsOf(order(move))[0]?.remedy).toBe('did you mean "texas"?');
});

test("prices out of order are refused at the later point", () => {
  const points = [
    { at: "2021-06-01", price_USD: 35_000 },
    { at: "2021-05-01", price_USD: 50_000 },
  ];
  expect(problemsOf(spoiled("price", { kind: "points", points }))).toMatchObject([
    { path: "price.points.1.at" },
  ]);
});

test("a run of too many hours, or of too many cohorts, is refused", () => {
  const long = { ...TINY, step: "hour", end: "2024-01-01" };
  expect(problemsOf(long)[0]?.reason).toBe("23400 steps of one hour, more than 20000");
  const share = 1 / 400;
  const operators = Object.fromEntries(
    Array.from({ length: 400 }, (_, index) => [`o${index}`, { share }]),
  );
  expect(problemsOf({ ...TINY, operators })[0]?.reason).toContain("2400 cohorts");
});

test("what is no map at all is no scenario", () => {
  for (const document of [null, 3, "text", [TINY], undefined]) {
    expect(problemsOf(document)).toHaveLength(1);
  }
});

const anything = fc.oneof(
  fc.anything({ withNullPrototype: true, withSparseArray: true, withBigInt: true }),
  fc.constantFrom<unknown>(null, "", -1, 2, 1e300, {}, [], "2021-06-01", "__proto__"),
);
const paths = fc.constantFrom(
  ...Object.keys(TINY),
  "regions.texas",
  "regions.texas.share",
  "regions.texas.sources.gas",
  "regions.sichuan.hydro",
  "orders.cut",
  "orders.cut.effect",
  "orders.cut.effect.kind",
  "orders.cut.scope",
  "orders.constructor",
  "regions.__proto__",
  "uncertain|parameters.pue",
  "uncertain|__proto__",
  "price",
  "constructor",
);

test("whatever stands anywhere in a document, it is read or its problems are listed", () => {
  fc.assert(
    fc.property(paths, anything, (path, value) => {
      const { scenario, issues } = checkScenario(spoiled(path, value), CONTEXT);
      expect(scenario === null).toBe(issues.length > 0);
    }),
    { numRuns: 500 },
  );
});
