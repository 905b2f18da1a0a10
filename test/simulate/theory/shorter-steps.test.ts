import { expect, test } from "vitest";
import { createMember } from "../../../src/simulate/index.ts";
import { networkPlan } from "../../../src/simulate/member/create-member.ts";
import { MemberRun } from "../../../src/simulate/member/member-run.ts";
import type { Scenario } from "../../../src/simulate/scenario/scenario.ts";
import { type Model, emptyReport, shipped } from "./models.ts";

const HOURS = 24;
const MEMBERS = 200;

const inSteps = (model: Model, step: Scenario["step"]): Model => ({
  ...model,
  scenario: { ...model.scenario, step },
});

interface Path {
  readonly hashrate: number[];
  /** Change of difficulty at each retarget, per cent. */
  readonly changes: number[];
}

function meanPath(model: Model, step: Scenario["step"]): Path {
  const { scenario, facts } = inSteps(model, step);
  const hashrate: number[] = [];
  const changes: number[] = [];
  new MemberRun(scenario, facts).run(scenario, networkPlan(facts, null), null, (now, view) => {
    hashrate.push(now.hashrate);
    const last = view.network.retargets[changes.length];
    if (last !== undefined) changes.push(last.change_pct);
  });
  return { hashrate, changes };
}

// A day's step applies what happens until the day's end to the whole day: it is the path of the hours
// moved earlier by up to a day, half of one on average. So each day lies between the lowest and
// the highest hour of the two days on either side, beyond which 2 % is left for owners
// answering to prices, seasons and difficulties that are up to a day older. Where the price halves,
// most machines are near break-even and the difficulty swings, and a day of a fortnight's delay makes
// the swing larger (see stability.test.ts): a part θ ≤ 1/14 of a retarget of 30 % comes late, 2 %
// more.
test.each([
  ["china-2021", 0.02],
  ["sichuan-cut", 0.02],
  ["hydro-season", 0.02],
  ["price-halves", 0.04],
  ["kazakhstan-2022", 0.02],
] as const)(
  "Days and hours give %s the same mean path, but for half a day",
  async (name, allowed) => {
    const model = await shipped(name);
    const days = meanPath(model, "day").hashrate;
    const hours = meanPath(model, "hour").hashrate;
    let outside = 0;
    for (const [day, hashrate] of days.entries()) {
      const near = hours.slice(Math.max(day - 1, 0) * HOURS, (day + 2) * HOURS);
      if (near.length < 2 * HOURS) continue;
      outside = Math.max(outside, hashrate / Math.max(...near) - 1);
      outside = Math.max(outside, 1 - hashrate / Math.min(...near));
    }
    expect(outside).toBeLessThan(allowed);
  },
);

// Half a day of a fall of a part f of the hashrate moves an epoch's mean by f / 2 / 14: with the
// half of the network that went in June 2021, by 1.8 %.
test("Days and hours change the difficulty alike within what half a day is worth", async () => {
  const model = await shipped("china-2021");
  const [days, hours] = [meanPath(model, "day").changes, meanPath(model, "hour").changes];
  for (const [epoch, change] of hours.slice(0, 18).entries()) {
    expect(Math.abs((days[epoch] ?? NaN) - change)).toBeLessThan(1.8);
  }
});

interface Moments {
  readonly mean: number;
  readonly error: number;
}

function finalDifficulty(model: Model): Moments {
  const members = createMember(model);
  const { shape } = members;
  const report = emptyReport(members.shape);
  const place = shape.series.findIndex(({ id }) => id === "difficulty_T");
  const values = Array.from({ length: MEMBERS }, (_, member) => {
    members.run(21, member, report);
    return Math.log(report.series[report.series.length - shape.series.length + place] ?? NaN);
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / MEMBERS;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (MEMBERS - 1);
  return { mean, error: Math.sqrt(variance / MEMBERS) };
}

// Members share their numbers but not their luck of blocks, prices and noise; four standard errors of
// a difference leave one chance in 16,000. The discretisation left at the end of a run that was quiet for
// weeks is what the mean paths differ by, at most 0.5 %.
test.each(["sichuan-cut", "worlds/2021-04"])(
  "Splitting days into hours changes the end of %s by no more than chance does",
  async (name) => {
    const model = await shipped(name);
    const [days, hours] = [
      finalDifficulty(inSteps(model, "day")),
      finalDifficulty(inSteps(model, "hour")),
    ];
    const allowed = 4 * Math.hypot(days.error, hours.error) + 0.005;
    expect(Math.abs(days.mean - hours.mean)).toBeLessThan(allowed);
  },
);
