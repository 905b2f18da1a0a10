import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { HashfallError } from "../../src/base/index.ts";
import { parseClaims, readClaims } from "../../src/store/index.ts";
import { ROOT } from "../shipped.ts";

const TEXT = readFileSync(`${ROOT}claims/sichuan-2021.yaml`, "utf8");

test("the shipped claims are read, each with both languages and its source", () => {
  const claims = parseClaims("claims.yaml", TEXT);
  expect(claims.length).toBe(26);
  for (const { says, source, id } of claims) {
    expect(/[\u4e00-\u9fff]/u.test(says.zh), id).toBe(true);
    expect(source.publisher.length).toBeGreaterThan(3);
  }
});

test.each([
  { why: "an unknown kind", from: "what: load", to: "what: lode", reason: "what" },
  { why: "a wrong unit", from: "unit: GW", to: "unit: MW", reason: "unit" },
  { why: "no such window", from: "[24h, 7d, 14d]", to: "[24x]", reason: "not a window" },
  { why: "no such day", from: "when: 2021-05-13", to: "when: 2021-02-30", reason: "calendar" },
])("a claim with $why is refused with its line", ({ from, to, reason }) => {
  const problems = problemsOf(TEXT.replace(from, to));
  const line = TEXT.slice(0, TEXT.indexOf(from)).split("\n").length;
  expect(problems).toHaveLength(1);
  expect(problems[0]?.reason).toContain(reason);
  expect(problems[0]?.path).toBe(`claims.yaml:${line}`);
});

test("a field that no claim has is refused with the line its claim begins on", () => {
  const problems = problemsOf(TEXT.replace("value: 197.6", "value: 197.6\n    colour: red"));
  const line = TEXT.slice(0, TEXT.indexOf("id: F7-peak")).split("\n").length;
  expect(problems[0]?.reason).toContain("colour");
  expect(problems[0]?.path).toBe(`claims.yaml:${line}`);
});

test("every problem is listed at once", () => {
  const broken = TEXT.replace("unit: GW", "unit: MW").replace("value: 197.6", "value: -1");
  expect(problemsOf(broken)).toHaveLength(2);
});

test.each(["", "claims: [", "a: *nowhere", "- 1", "schema: hashfall-claims/2"])(
  "the text %j is no file of claims",
  (text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  },
);

test("aliases that swell without end are refused", () => {
  const rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let row = 1; row < 12; row += 1) {
    const alias = `*a${row - 1}`;
    rows.push(`a${row}: &a${row} [${`${alias}, `.repeat(10)}]`);
  }
  expect(problemsOf(rows.join("\n"))[0]?.reason).toContain("alias");
});

test("a file that is not there is refused", async () => {
  await expect(readClaims("nowhere.yaml")).rejects.toMatchObject({ code: "claims.invalid" });
});

test("no text makes the reader fail in any other way", () => {
  const piece = fc.constantFrom(
    "claims:",
    " - id: a",
    "\n",
    "what: load",
    "{",
    "}",
    "&a",
    "*a",
    "\t",
    "0x1",
    "é",
    "!!js",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      expect(problemsOf(pieces.join("")).length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

function problemsOf(text: string): HashfallError["problems"] {
  try {
    parseClaims("claims.yaml", text);
  } catch (error) {
    if (error instanceof HashfallError) return error.problems;
    throw error;
  }
  return [];
}
