import { expect, test } from "vitest";
import { z } from "zod";
import { ROOT } from "../shipped.ts";
import { answerOf, hashfall } from "./program.ts";

const number = z.number().nullable();
const estimate = z.object({
  value: number,
  lo50: number,
  hi50: number,
  lo80: number,
  hi80: number,
  lo95: number,
  hi95: number,
});
const verdict = z.enum(["drop", "rise", "not distinguishable from chance"]);
const order = z.object({ id: z.string(), sources: z.array(z.object({ url: z.string() })).min(1) });

test("verify counts blocks and retargets and finds nothing amiss", () => {
  expect(answerOf("verify")).toMatchObject({
    blocks: 335_554,
    first_height: 610_683,
    last_height: 946_236,
    retargets_checked: 166,
    mismatches: 0,
  });
});

test("hashrate answers in EH/s with its window, count and method", () => {
  const answer = z
    .object({
      at: z.literal("2021-06-20T04:00:00Z"),
      window_s: z.literal(86_400),
      blocks: z.literal(108),
      hashrate_EH_s: estimate,
      method: z.string(),
    })
    .parse(answerOf("hashrate", "--at", "2021-06-20T04:00Z", "--window", "24h"));
  expect(answer.hashrate_EH_s.value).toBeCloseTo(107.0, 1);
  expect(answer.hashrate_EH_s.lo95).toBeCloseTo(87.8, 1);
  expect(answer.hashrate_EH_s.hi95).toBeCloseTo(129.2, 1);
});

test("drop compares two windows", () => {
  const side = z.object({ blocks: z.number(), hashrate_EH_s: z.number() });
  const answer = z
    .object({
      before: side,
      after: side,
      change_pct: estimate,
      p_value: z.number(),
      verdict,
      hours_until_decidable: number,
    })
    .parse(answerOf("drop", "--around", "2021-06-19T16:00Z", "--window", "24h"));
  expect([answer.before.blocks, answer.after.blocks]).toEqual([104, 112]);
  expect(answer.verdict).toBe("not distinguishable from chance");
});

test("drop of a pool asks how long a claimed size would take to show", () => {
  const at = ["--at", "2021-06-20T04:00Z", "--window", "24h", "--pool", "antpool"];
  const answer = z
    .object({ hours_until_decidable: z.number() })
    .parse(answerOf("drop", ...at, "--size", "-21.05"));
  expect(answer.hours_until_decidable).toBeGreaterThan(24);
});

test("pools answers with shares, tests and concentration", () => {
  const answer = z
    .object({
      total: z.number(),
      pools: z.array(
        z.object({
          pool: z.string(),
          blocks: z.number(),
          blocks_before: z.number(),
          share_pct: estimate,
          hashrate_EH_s: estimate,
          change_pct: estimate,
          p_value: z.number(),
          p_holm: z.number(),
          verdict,
        }),
      ),
      concentration: z.object({ nakamoto: estimate, hhi: estimate, top3_pct: estimate }),
    })
    .parse(answerOf("pools", "--around", "2021-06-19T16:00Z", "--window", "7d"));
  const fallen = answer.pools.filter((pool) => pool.verdict === "drop");
  expect(fallen.map(({ pool }) => pool)).toEqual(["antpool"]);
});

test("difficulty answers with the epoch and the forecast of the next change", () => {
  const answer = z
    .object({
      height: z.number(),
      epoch: z.number(),
      bits: z.string().length(8),
      difficulty: z.number(),
      blocks_into_epoch: z.number(),
      forecast: z.object({ change_pct: estimate, at: z.object({ value: z.string() }) }),
    })
    .parse(answerOf("difficulty", "--at", "2021-06-20T04:00Z"));
  expect(answer.blocks_into_epoch).toBe(788);
});

test("difficulty --history reaches from genesis to the newest epoch", () => {
  const answer = z
    .object({
      retargets: z.array(
        z.object({
          height: z.number(),
          bits: z.string(),
          difficulty: z.number(),
          change_pct: number,
        }),
      ),
    })
    .parse(answerOf("difficulty", "--history"));
  expect(answer.retargets.length).toBe(474);
});

test("score forecast sets four methods side by side", () => {
  const method = z.object({
    mae_pp: z.number(),
    coverage_80_pct: number,
    buckets: z.array(
      z.object({ from: z.number(), to: z.number(), n: z.number(), mae_pp: z.number() }),
    ),
  });
  const answer = z
    .object({
      n: z.number(),
      methods: z.object({ hashfall: method, mempool: method, brk: method, no_change: method }),
    })
    .parse(answerOf("score", "forecast", "--from", "2023-01-01"));
  expect(answer.n).toBeGreaterThan(4000);
  expect(answer.methods.hashfall.mae_pp).toBeLessThan(answer.methods.mempool.mae_pp);
});

test("alarms answers with onset, size and the orders around each", () => {
  const answer = z
    .object({
      alarms: z.array(
        z.object({
          raised_at: z.string(),
          onset: z.string(),
          change_pct: estimate,
          delay_h: z.number(),
          orders: z.array(order),
        }),
      ),
      false_alarms_per_year: z.number().max(1),
    })
    .parse(answerOf("alarms", "--from", "2021-06-19T16:00Z", "--to", "2021-06-21T16:00Z"));
  expect(answer.alarms.length).toBe(1);
});

test("audit answers with a verdict and a reason for every claim", () => {
  const answer = z
    .object({
      claims: z.array(
        z.object({
          id: z.string(),
          verdict: z.enum([
            "supported",
            "not distinguishable from chance",
            "contradicted",
            "cannot be measured here",
          ]),
          reason: z.string().min(10),
          measured: z.record(z.string(), z.unknown()),
          source: z.object({ publisher: z.string() }),
        }),
      ),
    })
    .parse(answerOf("audit", `${ROOT}claims/sichuan-2021.yaml`));
  const verdicts = new Map(answer.claims.map(({ id, verdict: given }) => [id, given]));
  expect(verdicts.get("F4")).toBe("contradicted");
  expect(verdicts.get("F8-antpool")).toBe("not distinguishable from chance");
});

test("audit tells of energy with its unit, interval and draws", () => {
  const { claims } = z
    .object({
      claims: z.array(z.object({ id: z.string(), measured: z.record(z.string(), z.unknown()) })),
    })
    .parse(answerOf("audit", `${ROOT}claims/sichuan-2021.yaml`));
  const measured = (id: string): unknown => claims.find((claim) => claim.id === id)?.measured;
  const energy = z
    .object({ energy_TWh: estimate, network_energy_TWh: estimate, is_near_threshold: z.boolean() })
    .loose()
    .parse(measured("F20"));
  expect(energy).toMatchObject({ place: "CN", from: "2024-01-01", to: "2025-01-01" });
  expect(energy).toMatchObject({ seed: 1, draws: 400 });
  expect(energy.network_energy_TWh.lo95).toBeGreaterThan(energy.energy_TWh.hi95 ?? NaN);
  const rank = z
    .object({ probability: z.number(), probability_by_rank: z.array(z.number()) })
    .loose()
    .parse(measured("F3"));
  expect(rank).toMatchObject({ place: "CN/Sichuan", day: "2021-06-18" });
  expect(rank.probability).toBe(rank.probability_by_rank[1]);
});

test("orders answers by place and time", () => {
  const answer = z
    .object({ orders: z.array(order) })
    .parse(answerOf("orders", "--place", "CN/Sichuan", "--at", "2021-06-21"));
  expect(answer.orders.map(({ id }) => id)).toContain("cn-sichuan-2021-06-20-power-cut");
});

test("orders tells a date as exactly as it is known, on the calendar of its place", () => {
  const lines = hashfall("orders").stdout.split("\n");
  const dateOf = (id: string): string | undefined =>
    lines.find((line) => line.trimEnd().endsWith(id))?.split(" ")[0];
  expect(dateOf("ir-2021-05-26-summer-ban")).toBe("2021-05-26");
  expect(dateOf("us-chelan-pud-2018-03-19-moratorium")).toBe("2018-03-19");
  expect(dateOf("cn-inner-mongolia-2020-08-power-market-exclusion")).toBe("2020-08");
  expect(dateOf("cn-sichuan-2021-06-20-power-cut")).toBe("2021-06-19T16:00:00Z");
});

test("as of the evening before, no command knows of the cut", () => {
  const asOf = ["--as-of", "2021-06-19T20:00+08:00"];
  const orders = z.object({ orders: z.array(order) }).parse(answerOf("orders", ...asOf));
  expect(orders.orders.map(({ id }) => id)).not.toContain("cn-sichuan-2021-06-20-power-cut");
  expect(hashfall("hashrate", "--at", "2021-06-20", ...asOf).status).toBe(2);
  expect(hashfall("hashrate", ...asOf).status).toBe(0);
});

test("an alarm is known at the instant it is raised, before the block that ends the silence", () => {
  const alarms = z.object({ alarms: z.array(z.object({ raised_at: z.string() })) });
  const then = alarms.parse(answerOf("alarms", "--as-of", "2022-12-24T15:50Z"));
  const now = alarms.parse(answerOf("alarms", "--to", "2022-12-24T15:50Z"));
  expect(then).toEqual(now);
  expect(then.alarms.at(-1)?.raised_at).toMatch(/^2022-12-24T15:4/u);
});

test("claims whose time is not over cannot be measured yet, and the others still are", () => {
  const audit = z.object({ claims: z.array(z.object({ id: z.string(), verdict: z.string() })) });
  const file = `${ROOT}claims/sichuan-2021.yaml`;
  const { claims } = audit.parse(answerOf("audit", file, "--as-of", "2021-06-21"));
  const verdicts = new Map(claims.map(({ id, verdict: given }) => [id, given]));
  expect(verdicts.get("F21")).toBe("cannot be measured here");
  expect(verdicts.get("F4")).toBe("cannot be measured here");
  expect(verdicts.get("F7-level")).toBe("supported");
});

test("every command speaks Chinese when asked", () => {
  for (const args of [
    ["verify"],
    ["score", "forecast"],
    ["hashrate"],
    ["drop"],
    ["pools"],
    ["difficulty"],
    ["alarms"],
    ["orders", "--place", "IR"],
    ["audit", `${ROOT}claims/sichuan-2021.yaml`],
    ["energy", "--draws", "20"],
    ["spill", "--draws", "20"],
  ]) {
    const { stdout, status } = hashfall(...args, "--lang", "zh");
    expect(status, args.join(" ")).toBe(0);
    expect(/[\u4e00-\u9fff]/u.test(stdout), args.join(" ")).toBe(true);
  }
});

test("help names every command", () => {
  const { stdout, status } = hashfall("--help");
  expect(status).toBe(0);
  const names = ["study", "verify", "hashrate", "drop", "pools", "difficulty", "score"];
  for (const name of [...names, "energy", "spill"]) expect(stdout).toContain(name);
  const energy = hashfall("energy", "--help").stdout;
  for (const name of ["compare", "load", "bbce", "de-vries"]) expect(energy).toContain(name);
});
