import { describe, expect, test } from "vitest";
import { unixSeconds } from "../../../src/base/index.ts";
import type { DrawSet, Scenario } from "../../../src/simulate/index.ts";
import { attributeRetarget } from "../../../src/simulate/attribution/attribute-retarget.ts";
import { failure } from "../scenario/tiny.ts";
import { type Model, shipped, smallModel } from "../theory/models.ts";

const DAY = 86_400;
/** The small model's chain begins here, at the first block of an epoch. */
const FIRST = 665_280;

const region = (place: string, share: number): object => ({
  place,
  share,
  sources: { grid: { share: 1, price_USD_MWh: 40, carbon_kg_MWh: 500 } },
});

/** Two provinces alike and the rest of the world, on difficulty that 100 EH/s meet or nearly. */
function twins(): Model {
  const model = smallModel(
    {
      regions: { left: region("AA", 0.3), right: region("BB", 0.3), rest: region("CC", 0.4) },
      uncertain: { "parameters.growth_per_day": { kind: "lognormal", median: 0.001, spread: 0.5 } },
    },
    128,
  );
  const at = (day: number): Scenario["start"] => unixSeconds(model.scenario.start + day * DAY);
  const closing = (place: string, day: number): Scenario["orders"][string] => ({
    record: null,
    title: { en: "Closing", zh: "关停" },
    known: at(day),
    effective: at(day),
    ends: null,
    scope: { place, sources: null, operators: null, machines: null, min_site_MW: 0 },
    effect: {
      kind: "closure",
      compliance: 0.8,
      ramp_days: 1,
      anticipation: 0,
      covert: 0,
      wait: true,
    },
  });
  const orders = {
    left: closing("AA", 20),
    right: closing("BB", 20),
    late: closing("CC", 120),
  };
  return { ...model, scenario: { ...model.scenario, orders } };
}

const HEIGHT = FIRST + 2 * 2016;
const options = { height: HEIGHT, draws: 8, seed: 3 };

describe("The change of a retarget, split among orders", () => {
  test("is the sum of what they add and of what happens without them", () => {
    const { total_pct, remainder_pct, players } = attributeRetarget(twins(), options);
    const parts = players.reduce((sum, { change_pct }) => sum + change_pct.value, 0);
    expect(Math.abs(parts + remainder_pct.value - total_pct.value)).toBeLessThan(1e-9);
    expect(total_pct.value).toBeLessThan(-10);
    expect(remainder_pct.value).toBeGreaterThan(-1);
  });

  test("gives orders alike the same", () => {
    const [one, other] = attributeRetarget(twins(), options).players;
    expect(one?.orders).not.toEqual(other?.orders);
    expect(one?.change_pct.value ?? NaN).toBeCloseTo(other?.change_pct.value ?? NaN, 9);
    expect(one?.change_pct.lo80 ?? NaN).toBeCloseTo(other?.change_pct.lo80 ?? NaN, 9);
  });

  test("gives nothing to an order that comes after it, which is no player unless named", () => {
    const unnamed = attributeRetarget(twins(), options).players.flatMap(({ orders }) => orders);
    expect(unnamed.toSorted()).toEqual(["left", "right"]);
    const players = [["left"], ["right"], ["late"]];
    const named = attributeRetarget(twins(), { ...options, players }).players;
    const late = named.find(({ orders }) => orders.includes("late"));
    // Shares are sums of eight numbers of some 20 per cent: equal ones cancel to 10^-14.
    const { lo95, hi95 } = late?.change_pct ?? { lo95: NaN, hi95: NaN };
    expect(Math.max(Math.abs(lo95), Math.abs(hi95))).toBeLessThan(1e-12);
  });

  test("gives a group what its members make together, beside orders that stay in force", () => {
    const model = twins();
    const together = attributeRetarget(model, { ...options, players: [["left", "right"]] });
    const apart = attributeRetarget(model, options);
    const sum = apart.players.reduce((total, { change_pct }) => total + change_pct.value, 0);
    expect(together.players[0]?.change_pct.value ?? NaN).toBeCloseTo(sum, 9);
    const alone = attributeRetarget(model, { ...options, players: [["left"]] });
    expect(alone.remainder_pct.value).toBeLessThan(apart.remainder_pct.value - 5);
    expect(alone.total_pct.value).toBeCloseTo(apart.total_pct.value, 9);
  });

  test("uses joint draws where there are some, and is the same for the same seed", () => {
    const draws: DrawSet = {
      name: "two",
      paths: ["orders.left.effect.compliance", "orders.right.effect.compliance"],
      draws: [[0.9, 0.1]],
      madeFrom: { record: "", scenario: "", commit: "", command: "", note: "" },
    };
    const model = { ...twins(), draws };
    const split = attributeRetarget(model, options);
    expect(split.players.map(({ orders }) => orders)).toEqual([["left"], ["right"]]);
    const [left = NaN, right = NaN] = split.players.map(({ change_pct }) => change_pct.value);
    expect(left).toBeLessThan(4 * right);
    expect(attributeRetarget(model, options)).toEqual(split);
  });
});

test("A retarget, an order or a group that is not there is refused by name", () => {
  const model = twins();
  const refused = (changes: object): string =>
    failure(() => attributeRetarget(model, { ...options, ...changes })).message;
  expect(refused({ height: HEIGHT + 1 })).toContain(`${HEIGHT + 1} is no multiple of 2016`);
  expect(refused({ height: FIRST })).toContain("before the run is free");
  expect(refused({ height: FIRST + 2016 * 500 })).toContain("the run ends before block");
  expect(refused({ players: [["nobody"]] })).toContain('no order "nobody"');
  expect(refused({ players: [["left"], ["left"]] })).toContain("twice");
  expect(refused({ players: [] })).toContain("no order comes before");
  expect(refused({ draws: 0 })).toContain("0 draws");
});

// Eleven orders of china-2021 come before the retarget of 3 July 2021: seven stand alone, four join.
test("The fall of 3 July 2021 is the work of eight players, Sichuan's and Xinjiang's first", async () => {
  const model = await shipped("china-2021");
  const split = attributeRetarget(model, { height: 689_472, draws: 4, seed: 1 });
  expect(split.players).toHaveLength(8);
  const parts = split.players.reduce((sum, { change_pct }) => sum + change_pct.value, 0);
  expect(Math.abs(parts + split.remainder_pct.value - split.total_pct.value)).toBeLessThan(1e-9);
  const ids = split.players.slice(0, 4).flatMap(({ orders }) => orders);
  expect(ids).toContain("sichuan-cut");
  expect(ids).toContain("zhundong-shutdown");
});
