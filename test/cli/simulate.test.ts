import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { ROOT } from "../shipped.ts";
import { answerOf, hashfall } from "./program.ts";

const scratch = mkdtempSync(join(tmpdir(), "hashfall-simulate-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const instant = z.iso.datetime();
const estimate = z.object({
  value: z.number(),
  lo50: z.number(),
  hi50: z.number(),
  lo80: z.number(),
  hi80: z.number(),
  lo95: z.number(),
  hi95: z.number(),
});
const levels = z.array(z.number());
const answerSchema = z.object({
  members: z.number(),
  seed: z.number(),
  wall_s: z.number().positive(),
  complete: z.boolean(),
  scenario: z.object({ name: z.string(), start: instant, end: instant }),
  provenance: z.object({
    record: z.string().min(16),
    version: z.string(),
    posterior: z.string().nullable(),
  }),
  series: z.record(
    z.string(),
    z.object({
      unit: z.string(),
      t: z.array(instant),
      q05: levels,
      q25: levels,
      q50: levels,
      q75: levels,
      q95: levels,
    }),
  ),
  epochs: z.array(
    z.object({
      height: z.number().multipleOf(2016),
      time: z.object({ value: instant }),
      change_pct: estimate,
      reached: z.number().min(0).max(1),
    }),
  ),
  totals: z.record(z.string(), z.object({ unit: z.string() })),
});

const CUT = ["simulate", "sichuan-cut", "--members", "64"] as const;
const cut = answerSchema.parse(answerOf(...CUT));

test("an ensemble answers with its series, retargets, totals, seed and record", () => {
  expect(cut).toMatchObject({ members: 64, seed: 1, complete: true });
  const ids = Object.keys(cut.series);
  for (const id of ["hashrate_EH_s", "difficulty_T", "block_interval_s", "power_GW"]) {
    expect(ids).toContain(id);
  }
  expect(ids).toContain("power_GW.sichuan.hydro");
  expect(Object.keys(cut.totals)).toEqual(
    expect.arrayContaining(["trough_at", "recovered_at", "energy_TWh", "revenue_lost_MUSD"]),
  );
});

test("bands are ordered and every value has its time", () => {
  for (const { t, q05, q25, q50, q75, q95 } of Object.values(cut.series)) {
    expect(t.toSorted()).toEqual(t);
    for (const [index] of t.entries()) {
      const band = [q05, q25, q50, q75, q95].map((level) => level[index] ?? NaN);
      expect(band.toSorted((a, b) => a - b)).toEqual(band);
    }
  }
});

test("when Sichuan goes dark the hashrate falls, and with the power it comes back", () => {
  const { t, q50 } = cut.series["hashrate_EH_s"] ?? { t: [], q50: [] };
  const on = (day: string): number => q50[t.findIndex((time) => time > day)] ?? NaN;
  expect(on("2021-06-25")).toBeLessThan(0.9 * on("2021-06-15"));
  expect(on("2021-08-15")).toBeGreaterThan(on("2021-06-25"));
});

test("the number of workers changes nothing but the time it takes", () => {
  const other = answerSchema.parse(answerOf(...CUT, "--workers", "1"));
  expect({ ...other, wall_s: 0 }).toEqual({ ...cut, wall_s: 0 });
});

test("a person reads bands, retargets, totals and places in either language", () => {
  const english = hashfall(...CUT);
  expect(english.status).toBe(0);
  for (const words of ["64 members", "hashrate", "Retargets", "trough on", "Sichuan, hydro"]) {
    expect(english.stdout).toContain(words);
  }
  expect(english.stdout).not.toMatch(/NaN|undefined|Infinity/u);
  const widths = english.stdout.split("\n").map((line) => line.length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(100);
  const chinese = hashfall(...CUT, "--lang", "zh").stdout;
  for (const words of ["算力", "难度调整", "四川，水电"]) expect(chinese).toContain(words);
});

test("a kept run leaves its result and series, and the same run again takes it up", () => {
  const out = join(scratch, "kept");
  const first = hashfall(...CUT, "--out", out, "--json");
  expect(first.status).toBe(0);
  expect(JSON.parse(readFileSync(join(out, "result.json"), "utf8"))).toEqual(
    JSON.parse(first.stdout),
  );
  const [header, ...rows] = readFileSync(join(out, "series.csv"), "utf8").trimEnd().split("\r\n");
  expect(header).toContain("series,unit,time,q05");
  const points = Object.values(cut.series).reduce((sum, { t }) => sum + t.length, 0);
  expect(rows.length).toBe(points);
  const again = hashfall(...CUT, "--out", out, "--json");
  expect(again.stderr).toContain("64 members were done already");
  expect({ ...answerSchema.parse(JSON.parse(again.stdout)), wall_s: 0 }).toEqual({
    ...cut,
    wall_s: 0,
  });
});

test("a run that is interrupted shows what it had and ends with 1", async () => {
  const out = mkdtempSync(join(scratch, "stopped-"));
  const args = ["simulate", "sichuan-cut", "--members", "200000", "--out", out, "--json"];
  const child = spawn("node", [`${ROOT}bin/hashfall`, ...args], {
    env: { ...process.env, LC_ALL: "C", XDG_DATA_HOME: scratch },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const watcher = watch(out, () => {
    if (!existsSync(join(out, "members-000000000.shard"))) return;
    watcher.close();
    child.kill("SIGINT");
  });
  const status = await new Promise((resolve) => child.on("close", resolve));
  expect(status).toBe(1);
  const answer = answerSchema.parse(JSON.parse(stdout));
  expect(answer.complete).toBe(false);
  expect(answer.members).toBeGreaterThanOrEqual(128);
  expect(answer.members).toBeLessThan(200_000);
  expect(stderr).toContain(out);
}, 120_000);

test("beside a cut of half the province the whole cut falls deeper in every member", () => {
  const compared = ["simulate", "--compare", "sichuan-cut:half", "sichuan-cut"];
  const answer = z
    .object({
      a: answerSchema,
      b: answerSchema,
      differences: z.record(z.string(), estimate.extend({ members: z.number() })),
    })
    .parse(answerOf(...compared, "--members", "64"));
  expect(answer.differences["fall_pct"]?.hi95).toBeLessThan(0);
  expect(answer.differences["energy_TWh"]?.value).toBeLessThan(0);
  expect(answer.differences["energy_TWh"]?.members).toBe(64);
  expect({ ...answer.b, wall_s: 0 }).toEqual({ ...cut, wall_s: 0 });
});

test("a scenario beside itself differs in nothing", () => {
  const answer = z
    .object({ differences: z.record(z.string(), estimate) })
    .parse(answerOf("simulate", "--compare", "sichuan-cut", "sichuan-cut", "--members", "16"));
  for (const { lo95, hi95 } of Object.values(answer.differences)) {
    expect(Math.max(Math.abs(lo95), Math.abs(hi95))).toBe(0);
  }
});

test("the shipped scenarios are listed by name with what can be changed in them", () => {
  const answer = z
    .object({
      scenarios: z.array(
        z.object({
          name: z.string(),
          title: z.object({ en: z.string().min(3), zh: z.string().min(3) }),
          overrides: z.array(z.object({ name: z.string() })),
        }),
      ),
    })
    .parse(answerOf("scenarios"));
  const names = answer.scenarios.map(({ name }) => name);
  for (const name of ["china-2021", "sichuan-cut", "kazakhstan-2022", "halving-2028"]) {
    expect(names).toContain(name);
  }
  expect(hashfall("scenarios", "--lang", "zh").stdout).toContain("四川断电与复电");
});
