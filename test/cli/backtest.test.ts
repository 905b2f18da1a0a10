import { expect, test } from "vitest";
import { z } from "zod";
import { answerOf, hashfall } from "./program.ts";

const estimate = z.object({ value: z.number(), lo80: z.number(), hi80: z.number() });
const schema = z.object({
  name: z.literal("china-2021"),
  as_of: z.literal("2021-06-20T00:00:00Z"),
  in_sample: z.boolean(),
  members_left_out_pct: z.number(),
  orders_left_out: z.array(z.string()),
  provenance: z.object({ posterior: z.string().nullable() }),
  scores: z.object({
    n: z.number(),
    crps: z.number(),
    crps_baseline: z.number(),
    skill_pct: z.number(),
    coverage_80_pct: z.number(),
    log_score: z.number(),
  }),
  epochs: z.array(
    z.object({ height: z.number(), actual_change_pct: z.number(), forecast: estimate }),
  ),
});
const ASKED = ["backtest", "china-2021", "--as-of", "2021-06-20", "--no-posterior"] as const;
const answer = schema.parse(answerOf(...ASKED, "--members", "128"));

test("as of 20 June 2021 nothing later is known", () => {
  expect(answer.orders_left_out).toContain("notice-1283");
  expect(answer.provenance.posterior).toBeNull();
  expect(answer.epochs[0]?.height).toBe(689_472);
});

test("what is scored was not fitted to, and how many members are not scored is said", () => {
  expect(answer.in_sample).toBe(false);
  expect(answer.members_left_out_pct).toBeGreaterThanOrEqual(0);
  expect(answer.members_left_out_pct).toBeLessThan(20);
});

test("a hindcast with fitted draws says that they were fitted to these very blocks", () => {
  const head = z
    .object({ hindcast: z.boolean(), in_sample: z.boolean() })
    .parse(answerOf("backtest", "china-2021", "--members", "64"));
  expect(head).toEqual({ hindcast: true, in_sample: true });
  const bare = answerOf("backtest", "china-2021", "--members", "64", "--no-posterior");
  expect(bare).toMatchObject({ hindcast: true, in_sample: false });
});

test("what happened is the record's: the change of 3 July 2021 among it", () => {
  // data/retargets.csv, height 689472
  expect(answer.epochs[0]?.actual_change_pct).toBeCloseTo(-27.94, 2);
  const heights = answer.epochs.map(({ height }) => height);
  expect(heights).toEqual(heights.map((_, index) => 689_472 + 2016 * index));
});

test("from priors alone the orders say more than persistence with drift", () => {
  const { n, crps, crps_baseline: baseline, skill_pct: skill } = answer.scores;
  expect(n).toBe(answer.epochs.length);
  expect(skill).toBeCloseTo(100 * (1 - crps / baseline), 6);
  expect(crps).toBeLessThan(baseline);
});

test("a person sees what was said beside what happened", () => {
  const { status, stdout } = hashfall(...ASKED, "--members", "64", "--lang", "zh");
  expect(status).toBe(0);
  expect(stdout).toContain("689472");
  expect(stdout).toContain("−27.9 %");
  expect(stdout).toContain("惯性外推");
  expect(stdout).not.toMatch(/NaN|undefined/u);
});

test("every fall of the catalogue is forecast with what was fitted on the others", () => {
  const shocks = z
    .object({
      name: z.literal("shocks"),
      scores: z.object({ n: z.number(), skill_pct: z.number() }),
      shocks: z.array(
        z.object({ id: z.string(), skill_pct: z.number(), epochs: z.array(z.object({})).min(1) }),
      ),
    })
    .parse(answerOf("backtest", "shocks", "--members", "40"));
  const ids = shocks.shocks.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(["2020-10-25-season", "2021-04-16-blackout"]));
  expect(shocks.scores.n).toBe(4 * ids.length);
});
