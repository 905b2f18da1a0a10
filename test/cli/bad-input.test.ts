import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { ROOT } from "../shipped.ts";
import { hashfall } from "./program.ts";

const scratch = mkdtempSync(join(tmpdir(), "hashfall-input-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const broken = join(scratch, "broken.yaml");
writeFileSync(
  broken,
  "schema: hashfall-claims/1\ntitle: {en: a, zh: b}\nclaims:\n  - id: x\n    what: lode\n",
);

test.each([
  {
    why: "a date before the record",
    args: ["hashrate", "--at", "2019-06-20"],
    says: "outside the record",
  },
  {
    why: "a date after the record",
    args: ["hashrate", "--at", "2031-01-01"],
    says: "outside the record",
  },
  { why: "no date at all", args: ["hashrate", "--at", "soon"], says: "not a date" },
  { why: "a window that is none", args: ["pools", "--window", "7"], says: "not a window" },
  {
    why: "two ways to place a window",
    args: ["drop", "--at", "2021-06-20", "--around", "2021-06-19"],
    says: "--around",
  },
  {
    why: "an unknown pool",
    args: ["drop", "--pool", "nosuch", "--at", "2021-06-20"],
    says: "nosuch",
  },
  { why: "an unknown language", args: ["verify", "--lang", "fr"], says: "choose one of: en, zh" },
  { why: "an unknown study", args: ["study", "atlantis-2021"], says: "sichuan-2021" },
  {
    why: "a study named like an inherited property",
    args: ["study", "constructor"],
    says: "is no study",
  },
  { why: "half a port", args: ["serve", "--port", "1.5"], says: "whole number" },
  {
    why: "a span that ends before it begins",
    args: ["alarms", "--from", "2022-01-01", "--to", "2021-01-01"],
    says: "not before --to",
  },
  {
    why: "a span without forecasts",
    args: ["score", "forecast", "--from", "2030-01-01"],
    says: "no forecast",
  },
  {
    why: "a place that no order names",
    args: ["orders", "--place", "Sichuan"],
    says: "CN/Sichuan",
  },
  {
    why: "an offset that no place has",
    args: ["hashrate", "--at", "2021-06-20T04:00+99:99"],
    says: "offset",
  },
  {
    why: "a study of what is not known yet",
    args: ["study", "--as-of", "2021-06-20"],
    says: "--as-of",
  },
  {
    why: "a folder that cannot be made",
    args: ["study", "--out", join(broken, "below")],
    says: "--out",
  },
  { why: "an unknown command", args: ["dance"], says: "dance" },
  { why: "an unknown option", args: ["hashrate", "--colour"], says: "--colour" },
  { why: "a missing argument", args: ["audit"], says: "file" },
  {
    why: "a claims file that is not there",
    args: ["audit", join(scratch, "none.yaml")],
    says: "none.yaml",
  },
  { why: "a broken claims file", args: ["audit", broken], says: "broken.yaml:5" },
  { why: "a missing record", args: ["verify", "--data", join(scratch, "nowhere")], says: "--data" },
  {
    why: "an instant before any block",
    args: ["hashrate", "--as-of", "2001-01-01"],
    says: "--as-of",
  },
  { why: "another machine's address", args: ["serve", "--host", "0.0.0.0"], says: "loopback" },
  { why: "a port that is none", args: ["serve", "--port", "99999"], says: "--port" },
  {
    why: "an unknown model of power",
    args: ["energy", "--model", "digiconomist"],
    says: "cambridge-1.4, de-vries",
  },
  {
    why: "a power price that nobody pays",
    args: ["energy", "--model", "de-vries", "--price", "5"],
    says: "0.01 to 0.2",
  },
  {
    why: "one power price for a model that draws it",
    args: ["energy", "--price", "0.05"],
    says: "name a --model of others",
  },
  {
    why: "a year and a day together",
    args: ["energy", "--at", "2021-06-20", "--year", "2021"],
    says: "leave one of them out",
  },
  { why: "half a year", args: ["energy", "--year", "2021.5"], says: "not a year" },
  {
    why: "a year that is not over",
    args: ["energy", "--year", "2026"],
    says: "--year: the record does not hold every day of 2026-01-01 to 2026-12-31",
  },
  {
    why: "a day of power after the record",
    args: ["energy", "--at", "2031-01-01"],
    says: "choose a day within 2016-01-07 to 2026-04-21",
  },
  {
    why: "a day of power before the first price",
    args: ["energy", "--at", "2015-06-01"],
    says: "choose a day within 2016-01-07",
  },
  {
    why: "a day of others' models before the first block",
    args: ["energy", "--at", "2016-07-01", "--model", "cambridge-1.2"],
    says: "choose a day within 2020-01-06",
  },
  { why: "a fraction of a draw", args: ["energy", "--draws", "20.5"], says: "whole number" },
  { why: "more draws than there is memory for", args: ["spill", "--draws", "1e9"], says: "20000" },
  { why: "no draws", args: ["energy", "compare", "--draws", "0"], says: "20 to 20000" },
  { why: "a seed below zero", args: ["energy", "bbce", "--seed", "-1"], says: "--seed" },
  {
    why: "a place that the map does not have",
    args: ["energy", "load", "--place", "CN/Atlantis"],
    says: "CN/Inner Mongolia",
  },
  {
    why: "a place whose water is not known",
    args: ["spill", "--place", "CN/Xinjiang"],
    says: "try CN/Sichuan, CN/Yunnan",
  },
  {
    why: "a place named like an inherited property",
    args: ["spill", "--place", "constructor"],
    says: "nothing is known of the water",
  },
  {
    why: "days of load that end before they begin",
    args: ["energy", "load", "--from", "2021-09-01", "--to", "2021-06-01"],
    says: "not before --to",
  },
  {
    why: "days of load within one day",
    args: ["energy", "load", "--from", "2021-06-20", "--to", "2021-06-20T12:00Z"],
    says: "not before --to",
  },
  {
    why: "spilled water of two years at once",
    args: ["spill", "--from", "2021-06-20", "--to", "2022-06-20"],
    says: "--to: beyond the year of --from",
  },
  {
    why: "spilled water of a year to come",
    args: ["spill", "--from", "2035-06-01", "--to", "2035-09-01"],
    says: "choose days within 2016-01-01",
  },
  {
    why: "spilled water of a year that no figure is near",
    args: ["spill", "--from", "2025-06-01", "--to", "2025-09-01"],
    says: "ask for another year",
  },
  {
    why: "spilled water before any map was public",
    args: ["spill", "--from", "2020-01-05", "--to", "2020-02-01", "--as-of", "2020-03-01"],
    says: "--as-of: nothing was public then",
  },
  {
    why: "draws of a model that draws nothing",
    args: ["energy", "--model", "cambridge-1.2", "--draws", "100"],
    says: "--draws: a model of others draws nothing",
  },
  {
    why: "a day whose week begins before the record",
    args: ["energy", "--at", "2016-01-06"],
    says: "choose a day within 2016-01-07",
  },
  {
    why: "the paper before it was published",
    args: ["energy", "bbce", "--as-of", "2021-04-01"],
    says: "--as-of: the paper was published on 6 April 2021",
  },
  {
    why: "a year in which no mines closed",
    args: ["spill", "--from", "2019-06-01", "--to", "2019-10-01"],
    says: "--closing: no mines of CN/Sichuan are known to have closed in 2019",
  },
  {
    why: "a closing after the last day",
    args: ["spill", "--closing", "2021-12-24"],
    says: "give a day from 2021-01-01 to 2021-12-01",
  },
  {
    why: "a closing that is no day",
    args: ["spill", "--closing", "when they did"],
    says: "--closing",
  },
])("$why ends with 2 and says so", ({ args, says }) => {
  const { status, stdout, stderr } = hashfall(...args);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n\s+at /u);
  expect(status).toBe(2);
  expect(stdout).toBe("");
});

// The longest wait for a block in the record: 2 h 19 min, to 12:46:53Z on 1 July 2021.
test("a window that holds no block ends with 2", () => {
  const { status, stderr } = hashfall("hashrate", "--at", "2021-07-01T12:45Z", "--window", "1h");
  expect(stderr).toContain("widen the window");
  expect(status).toBe(2);
});

test("every problem is listed, each with its remedy", () => {
  const { status, stderr } = hashfall("hashrate", "--at", "soon", "--window", "7", "--lang", "fr");
  expect(status).toBe(2);
  for (const name of ["--at", "--window", "--lang"]) expect(stderr).toContain(name);
});

test("with --json a failure is one document too", () => {
  const { status, stdout } = hashfall("hashrate", "--at", "soon", "--json");
  expect(status).toBe(2);
  const { error } = z
    .object({
      error: z.object({ code: z.string(), problems: z.array(z.object({ remedy: z.string() })) }),
    })
    .parse(JSON.parse(stdout));
  expect(error.code).toBe("input.invalid");
  expect(error.problems.length).toBe(1);
});

test("with --json a wrong option is one document too", () => {
  const { status, stdout } = hashfall("hashrate", "--nonsense", "--json");
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "input.invalid" } });
});

test("a study that could not be written is refused before it is made", () => {
  const { status, stderr } = hashfall("study", "--out", join(broken, "below"));
  expect(status).toBe(2);
  expect(stderr).not.toContain("[1/8]");
});

test("a study that cannot be made writes nothing", () => {
  const out = join(scratch, "out");
  expect(hashfall("study", "atlantis-2021", "--out", out).status).toBe(2);
  expect(hashfall("study", "--out", out, "--data", join(scratch, "nowhere")).status).toBe(2);
  expect(existsSync(out)).toBe(false);
});

test("the shipped claims are where the program looks for them", () => {
  expect(existsSync(`${ROOT}claims/sichuan-2021.yaml`)).toBe(true);
});
