import { expect, test } from "vitest";
import { type MemberFunction, createMember, runShard } from "../../../src/simulate/index.ts";
import { SHIPPED, bytesOf, shipped } from "../theory/models.ts";
import { twoPlaces } from "../two-places.ts";

const SEED = 7;

/** The members one by one, by the model that knows no batches. */
function oneByOne(member: MemberFunction): MemberFunction {
  return {
    shape: member.shape,
    run: (seed, index, report) => member.run(seed, index, report),
  };
}

/** Fingerprint of every series, total and retarget of the members `from` up to `to`. */
function shardOf(member: MemberFunction, from: number, to: number): string {
  const shard = runShard(member, { seed: SEED, from, to });
  return shard === undefined ? "stopped" : bytesOf(shard);
}

// An odd number: the last of them has no neighbour.
test.each(SHIPPED)("members of %s side by side are the members one by one", async (name) => {
  const member = createMember(await shipped(name));
  expect(member.batch).toBeDefined();
  expect(shardOf(member, 0, 5)).toBe(shardOf(oneByOne(member), 0, 5));
});

// A point of its series is some steps together; a whole block and the first of the next.
test("members of a long scenario side by side are the members one by one", async () => {
  const member = createMember(await shipped("halving-2028"));
  expect(shardOf(member, 0, 17)).toBe(shardOf(oneByOne(member), 0, 17));
});

const TIMES = { known: "2021-02-01", effective: "2021-03-01" };
const HERE = { place: "AA" };
const CLOSURE = { kind: "closure", compliance: 0.7, ramp_days: 6, anticipation: 0.3, covert: 0.5 };

const ORDERS = {
  "a closure that hides some": { ...TIMES, scope: HERE, effect: { ...CLOSURE, wait: false } },
  "a closure with an end": {
    ...TIMES,
    ends: "2021-06-01",
    scope: HERE,
    effect: { ...CLOSURE, wait: true },
  },
  "an outage before the start": {
    known: "2020-12-01",
    effective: "2020-12-20",
    ends: "2021-02-01",
    scope: { ...HERE, sources: ["coal"], machines: ["old", "mid"] },
    effect: { kind: "outage", depth: 0.5, ramp_days: 2, return_days: 5 },
  },
  "a limit on efficiency": {
    ...TIMES,
    scope: HERE,
    effect: { kind: "efficiency-limit", limit_J_TH: 44, compliance: 0.8, ramp_days: 9 },
  },
  "a cap on a source": {
    ...TIMES,
    scope: { ...HERE, sources: ["hydro"], operators: ["big"] },
    effect: { kind: "source-limit", limit_share: 0.4, compliance: 0.9, ramp_days: 12 },
  },
  "a move for the season": {
    ...TIMES,
    ends: "2021-05-01",
    scope: { ...HERE, operators: ["small"] },
    effect: { kind: "move", to: "there", fraction: 0.6, ramp_days: 8, transit_days: 6 },
  },
  "a limit on building": {
    ...TIMES,
    ends: "2021-07-01",
    scope: { place: "BB" },
    effect: { kind: "build-limit", fraction: 0.2 },
  },
  "a surcharge": {
    ...TIMES,
    scope: HERE,
    effect: { kind: "surcharge", surcharge_USD_MWh: 30 },
  },
  "a tax on revenue": { ...TIMES, scope: HERE, effect: { kind: "revenue-tax", fraction: 0.3 } },
  "a tax on carbon": { ...TIMES, scope: HERE, effect: { kind: "carbon-tax", tax_USD_t: 40 } },
} as const;

const PARAMETERS = {
  growth_per_day: 0.002,
  growth_response: 0.5,
  retirement_per_year: 0.5,
  covert_detection_per_year: 0.8,
  switch_on_days: 2,
  switch_off_days: 5,
};

/** Everything that members may differ in, so that no two of them do the same on the same day. */
const UNCERTAIN = {
  "parameters.switch_on_days": { kind: "lognormal", median: 3, spread: 0.6 },
  "parameters.switch_off_days": { kind: "lognormal", median: 3, spread: 0.6 },
  "parameters.online_floor": { kind: "uniform", from: 0, to: 0.2 },
  "parameters.pue": { kind: "uniform", from: 1.01, to: 1.2 },
  "parameters.growth_response": { kind: "uniform", from: 0.3, to: 1.5 },
  "machines.mid.efficiency_J_TH": { kind: "lognormal", median: 42, spread: 0.2 },
  "machines.new.efficiency_J_TH": { kind: "lognormal", median: 40, spread: 0.2 },
  "regions.there.spare_MW": { kind: "lognormal", median: 800, spread: 1 },
};

test.each(Object.entries(ORDERS))("side by side under %s as one by one", (_, order) => {
  const model = twoPlaces({ cut: order }, { parameters: PARAMETERS, uncertain: UNCERTAIN });
  const member = createMember({ ...model, draws: null });
  expect(shardOf(member, 0, 35)).toBe(shardOf(oneByOne(member), 0, 35));
});

test("side by side where no place is left as one by one", () => {
  const cut = ORDERS["a closure that hides some"];
  const other = { ...cut, effective: "2021-04-01", scope: { place: "BB" } };
  const model = twoPlaces({ cut, other }, { parameters: PARAMETERS, uncertain: UNCERTAIN });
  const member = createMember({ ...model, draws: null });
  expect(shardOf(member, 0, 17)).toBe(shardOf(oneByOne(member), 0, 17));
});

test("new machines that come at once come side by side as one by one", () => {
  const parameters = { ...PARAMETERS, entry_barrier_USD_TH_day: 0.2, progress_per_year: 0.4 };
  const cut = ORDERS["a closure that hides some"];
  const model = twoPlaces({ cut }, { parameters, uncertain: UNCERTAIN });
  const member = createMember({ ...model, draws: null });
  expect(shardOf(member, 0, 17)).toBe(shardOf(oneByOne(member), 0, 17));
});

test("a member does not mind beside whom it runs", async () => {
  const member = createMember(await shipped("china-2021"));
  const whole = runShard(member, { seed: SEED, from: 0, to: 20 });
  const later = runShard(member, { seed: SEED, from: 13, to: 20 });
  const count = whole?.epochs.length ?? NaN;
  expect(later?.totals).toEqual(whole?.totals.subarray(13 * member.shape.totals.length));
  expect(later?.epochs).toEqual(whole?.epochs.subarray((13 * count) / 20));
});

test("a taste for short queues that is not in proportion runs one by one", () => {
  const parameters = { choice_queue_weight: 2 };
  const drawn = { "parameters.choice_queue_weight": { kind: "uniform", from: 0.5, to: 2 } };
  const fixed = createMember({ ...twoPlaces({}, { parameters }), draws: null });
  const uncertain = createMember({ ...twoPlaces({}, { uncertain: drawn }), draws: null });
  expect([fixed.batch, uncertain.batch]).toEqual([undefined, undefined]);
});
