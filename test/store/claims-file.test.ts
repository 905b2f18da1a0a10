import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { HashfallError } from "../../src/base/index.ts";
import { isEnergyClaim } from "../../src/observe/index.ts";
import { parseClaims, readClaims } from "../../src/store/index.ts";
import { ROOT } from "../shipped.ts";

const TEXT = readFileSync(`${ROOT}claims/sichuan-2021.yaml`, "utf8");
const ENERGY = readFileSync(`${ROOT}claims/energy.yaml`, "utf8");

test.each([
  { name: "sichuan-2021", text: TEXT, count: 26 },
  { name: "energy", text: ENERGY, count: 12 },
])(
  "the shipped claims of $name are read, each in both languages, with source",
  ({ text, count }) => {
    const claims = parseClaims("claims.yaml", text);
    expect(claims.length).toBe(count);
    for (const { says, source, id } of claims) {
      expect(/[\u4e00-\u9fff]/u.test(says.zh), id).toBe(true);
      expect(source.publisher.length).toBeGreaterThan(3);
    }
  },
);

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

test.each([
  {
    why: "a place the map does not have",
    from: "where: CN\n",
    to: "where: FR\n",
    reason: "one of",
  },
  { why: "a share of the network", from: "where: CN\n", to: "where: network\n", reason: "country" },
  { why: "a wrong unit", from: "unit: GW", to: "unit: MW", reason: "unit" },
  { why: "more than all", from: "value: 73", to: "value: 173", reason: "value" },
  { why: "no such bound", from: "bound: upper", to: "bound: above", reason: "bound" },
  { why: "no whole day", from: "when: 2021-09-01", to: "when: 2021-08-01T09:00Z", reason: "a day" },
  {
    why: "days that run back",
    from: "from: 2021-08-01\n    when: 2021-09-01",
    to: "from: 2021-10-01\n    when: 2021-09-01",
    reason: "not before",
  },
  {
    why: "no address",
    from: "url: https://coinpaper.com",
    to: "url: coinpaper.com",
    reason: "url",
  },
])("a claim of energy with $why is refused", ({ from, to, reason }) => {
  expect(ENERGY).toContain(from);
  const problems = problemsOf(ENERGY.replace(from, to));
  expect(problems).toHaveLength(1);
  expect(problems[0]?.reason).toContain(reason);
});

test("a power on a day is the mean of its week, a share that of the day itself", () => {
  const claims = parseClaims("claims.yaml", ENERGY);
  const spans = ["de-vries-2018", "bbce-china-2020", "cambridge-2024"].map((id) => {
    const assertion = claims.find((claim) => claim.id === id)?.assertion;
    return assertion !== undefined && isEnergyClaim(assertion) ? assertion.to - assertion.from : 0;
  });
  expect(spans).toEqual([7, 1, 366]);
});

test("a name of a place may be written with a hyphen", () => {
  const ranked = TEXT.replace(/(place-rank\n {4}where: )CN\/Sichuan/u, "$1CN/Inner-Mongolia");
  const rank = parseClaims("claims.yaml", ranked).find(({ id }) => id === "F3");
  expect(rank?.where).toBe("CN/Inner Mongolia");
});

test("a field that no claim has is refused with its own line", () => {
  const problems = problemsOf(TEXT.replace("value: 197.6", "value: 197.6\n    colour: red"));
  const line = TEXT.slice(0, TEXT.indexOf("value: 197.6")).split("\n").length + 1;
  expect(problems[0]?.reason).toContain("colour");
  expect(problems[0]?.path).toBe(`claims.yaml:${line}`);
});

test("every problem is listed at once", () => {
  const broken = TEXT.replace("unit: GW", "unit: MW").replace("value: 197.6", "value: -1");
  expect(problemsOf(broken)).toHaveLength(2);
});

test("a broken field hides neither a name that stands twice nor days that run back", () => {
  const broken = ENERGY.replace("unit: GW", "unit: MW")
    .replace("id: cambridge-2024", "id: de-vries-2018")
    .replace("from: 2021-08-01\n    when: 2021-09-01", "from: 2021-10-01\n    when: 2021-09-01");
  const reasons = problemsOf(broken).map(({ reason }) => reason.replace(/^.*: /u, ""));
  expect(reasons.toSorted()).toEqual([
    '"MW" is not GW',
    '"de-vries-2018" is taken',
    "not before when",
  ]);
});

test("a problem says what is wrong and what to give, in words", () => {
  const problems = problemsOf(
    "schema: hashfall-claims/1\ntitle: t\nclaims: [7, {id: a, what: load}]",
  );
  expect(problems[0]).toEqual({
    path: "claims.yaml:3",
    reason: "claim 1: 7 is not a group of fields",
    remedy: "give a group of fields",
  });
  const missing = problems.filter(({ reason }) => reason.endsWith(": missing"));
  expect(missing.map(({ reason }) => reason.split(": ")[1])).toEqual([
    "says",
    "where",
    "source",
    "when",
    "value",
    "unit",
    "measured_by",
  ]);
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
