import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type UnixSeconds, unixSeconds } from "../../../src/base/index.ts";
import { createMember } from "../../../src/simulate/index.ts";
import type {
  OrderEffect,
  Scenario,
  ScenarioOrder,
} from "../../../src/simulate/scenario/scenario.ts";
import { type Model, SHIPPED, bytesOf, emptyReport, shipped } from "./models.ts";

/** Orders of every kind that change nothing: of no size, or where nobody is. */
const IDLE: readonly (readonly [place: string, effect: OrderEffect])[] = [
  ["World", { kind: "surcharge", surcharge_USD_MWh: 0 }],
  ["World", { kind: "revenue-tax", fraction: 0 }],
  ["World", { kind: "carbon-tax", tax_USD_t: 0 }],
  ["World", { kind: "efficiency-limit", limit_J_TH: 1e6, compliance: 1, ramp_days: 1 }],
  [
    "World",
    { kind: "source-limit", limit_MW: 1e9, limit_share: null, compliance: 1, ramp_days: 1 },
  ],
  ["World", { kind: "build-limit", fraction: 1 }],
  [
    "AQ",
    { kind: "closure", compliance: 1, ramp_days: 1, anticipation: 0.5, covert: 1, wait: false },
  ],
];

/**
 * An outage of no depth. Beside a real one it is left out: while any outage is felt, what rounding
 * leaves of those that are over (10^-16 of the machines) is counted as dark.
 */
const IDLE_OUTAGE: (typeof IDLE)[number] = [
  "World",
  { kind: "outage", depth: 0, ramp_days: 1, return_days: 1 },
];

function withIdleOrders(scenario: Scenario): Scenario {
  const outage = Object.values(scenario.orders).some(({ effect }) => effect.kind === "outage");
  const idle = outage ? IDLE : [...IDLE, IDLE_OUTAGE];
  const orders: Record<string, ScenarioOrder> = { ...scenario.orders };
  const span = scenario.end - scenario.start;
  for (const [index, [place, effect]] of idle.entries()) {
    const scope = { place, sources: null, operators: null, machines: null, min_site_MW: 0 };
    const at = (part: number): UnixSeconds => unixSeconds(Math.round(scenario.start + part * span));
    orders[`idle-${index}`] = {
      record: null,
      title: { en: "Idle", zh: "空" },
      known: at(0.2),
      effective: at(0.3),
      ends: index % 2 === 0 ? at(0.7) : null,
      scope,
      effect,
    };
  }
  return { ...scenario, orders };
}

function bytesFrom(model: Model, seed: number, member: number): string {
  const members = createMember(model);
  const report = emptyReport(members.shape);
  members.run(seed, member, report);
  return bytesOf(report);
}

test.each(SHIPPED)("Orders of no effect leave every byte of %s as it was", async (name) => {
  const model = await shipped(name);
  const idle = { ...model, scenario: withIdleOrders(model.scenario) };
  for (const member of [0, 1]) {
    expect(bytesFrom(idle, 11, member)).toBe(bytesFrom(model, 11, member));
  }
});

test("A member is the same bytes whatever ran before it", async () => {
  for (const name of ["china-2021", "hydro-season", "texas-storm"]) {
    // oxlint-disable-next-line no-await-in-loop -- one after another, for the memory
    const model = await shipped(name);
    const members = createMember(model);
    const report = emptyReport(members.shape);
    const fresh = new Map<string, string>();
    const runs = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.nat({ max: 5 })), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(runs, (wanted) => {
        for (const [seed, member] of wanted) {
          const key = `${seed} ${member}`;
          const alone = fresh.get(key) ?? bytesFrom(model, seed, member);
          fresh.set(key, alone);
          members.run(seed, member, report);
          expect(bytesOf(report)).toBe(alone);
        }
      }),
      { numRuns: 15 },
    );
  }
});
