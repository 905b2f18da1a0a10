import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { hashfall } from "./program.ts";

const scratch = mkdtempSync(join(tmpdir(), "hashfall-simulate-input-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const broken = join(scratch, "broken.yaml");
writeFileSync(
  broken,
  "base: worlds/2021-04\nparameters:\n  pue: 0.2\n  relocated: 0.5\nregions:\n  sichuan:\n    spare_MW: -5\n",
);

test.each([
  { why: "a name with a slip", args: ["sichaun-cut"], says: 'did you mean "sichuan-cut"?' },
  { why: "no scenario at all", args: [], says: "not given" },
  { why: "a file that is not there", args: ["nowhere.yaml"], says: "cannot be read" },
  { why: "no members", args: ["sichuan-cut", "--members", "0"], says: "--members" },
  { why: "half a member", args: ["sichuan-cut", "--members", "1.5"], says: "whole number" },
  { why: "a negative seed", args: ["sichuan-cut", "--seed", "-1"], says: "--seed" },
  { why: "a change without a value", args: ["sichuan-cut", "--set", "pue"], says: 'has no "="' },
  {
    why: "a change of what is not there",
    args: ["sichuan-cut", "--set", "parameters.puee=1.2"],
    says: "--set parameters.puee",
  },
  { why: "an unknown override", args: ["sichuan-cut:hlaf"], says: "half" },
  {
    why: "a folder for a split",
    args: ["china-2021", "--attribute", "689472", "--out", "x"],
    says: "--out",
  },
  {
    why: "threads for a split",
    args: ["china-2021", "--attribute", "689472", "--workers", "2"],
    says: "--workers",
  },
  { why: "one scenario to compare", args: ["--compare", "sichuan-cut"], says: "not two" },
  {
    why: "more members than memory holds",
    args: ["sichuan-cut", "--members", "10000000"],
    says: "at most",
  },
])("$why is refused with its remedy", ({ args, says }) => {
  const { status, stdout, stderr } = hashfall("simulate", ...args);
  expect(stderr).toContain(says);
  expect(status).toBe(2);
  expect(stdout).toBe("");
});

test("every problem of a file is listed with its line", () => {
  const { status, stdout } = hashfall("simulate", broken, "--json");
  expect(status).toBe(2);
  const { error } = z
    .object({
      error: z.object({ problems: z.array(z.object({ path: z.string(), reason: z.string() })) }),
    })
    .parse(JSON.parse(stdout));
  expect(error.problems.map(({ path }) => path).toSorted()).toEqual(
    [3, 4, 7].map((line) => `${broken}:${line}`),
  );
});
