import { expect, test } from "vitest";
import { HashfallError } from "../../src/base/index.ts";
import { machinesFrom } from "../../src/store/machine-file.ts";

const PAGE = "https://example.org/sheet";
const PRO = ["Bitmain", "Antminer S19 Pro (110Th)", "2020-05-01", "110", "3250", "29.55"];
const GOOD = [...PRO, "yes", PAGE];
const PLUS = ["MicroBT", "Whatsminer M30S+", "2020-10-01", "100", "3400", "34", "no", PAGE];

/** The good row with one cell changed; columns as in the file. */
function changed(column: number, text: string): string[] {
  return GOOD.with(column, text);
}

test("a row becomes a machine in hashes a second and J/TH", () => {
  const [machine] = machinesFrom([GOOD]);
  expect(machine?.hashrate).toBe(110e12);
  expect(machine?.efficiency).toBe(29.55);
  expect(machine?.released).toBe(Date.UTC(2020, 4, 1) / 86_400_000);
  expect(machine?.inFirstList).toBe(true);
  expect(machine?.source).toBe(PAGE);
});

test("a row may state the efficiency alone", () => {
  const [machine] = machinesFrom([changed(3, "").with(4, "")]);
  expect(machine?.hashrate).toBeNull();
  expect(machine?.efficiency).toBe(29.55);
});

test("a sheet may round its efficiency to half a per cent, and no further", () => {
  expect(machinesFrom([changed(5, "29.41")])).toHaveLength(1);
  expect(reasonOf([changed(5, "29.39")])).toContain("3250 W at 110 TH/s is not 29.39 J/TH");
});

test.each([
  { why: "no maker", row: changed(0, " "), reason: "no name" },
  { why: "no model", row: changed(1, ""), reason: "no name" },
  { why: "a month for a day", row: changed(2, "2020-05"), reason: '"2020-05"' },
  { why: "no such day", row: changed(2, "2021-02-30"), reason: "calendar" },
  { why: "a time of day", row: changed(2, "2020-05-01T00:00Z"), reason: "calendar" },
  { why: "a year before the first block", row: changed(2, "2007-12-31"), reason: "2008 to 2027" },
  { why: "a year too far ahead", row: changed(2, "2028-01-01"), reason: "2008 to 2027" },
  { why: "a hashrate without power", row: changed(4, ""), reason: "only one" },
  { why: "a power without hashrate", row: changed(3, ""), reason: "only one" },
  { why: "a hashrate of zero", row: changed(3, "0"), reason: "above zero" },
  { why: "an efficiency of zero", row: changed(5, "0"), reason: "outside 5 to" },
  { why: "words for watts", row: changed(4, "3250W"), reason: '"3250W"' },
  {
    why: "a name that states another hashrate",
    row: changed(1, "Antminer S19 Pro (104Th)"),
    reason: "(104Th) with 110 TH/s",
  },
  { why: "neither yes nor no", row: changed(6, "maybe"), reason: '"maybe"' },
  { why: "an address without https", row: changed(7, "http://example.org/"), reason: "https" },
  { why: "a path for an address", row: changed(7, "/tmp/list.csv"), reason: "https" },
  { why: "a blank in the address", row: changed(7, "https://a.org/b c"), reason: "https" },
])("a machine with $why is refused with its line", ({ row, reason }) => {
  expect(reasonOf([row])).toContain(reason);
  expect(pathOf([row])).toBe("machines.csv:2");
  const before = PLUS.with(2, "2008-01-01");
  expect(pathOf([before, row])).toBe("machines.csv:3");
});

test("the same maker's model twice is refused with both lines", () => {
  expect(reasonOf([GOOD, PLUS, PLUS])).toContain("is on line 3 too");
  expect(pathOf([GOOD, PLUS, PLUS])).toBe("machines.csv:4");
});

test("two makers may use one name", () => {
  expect(machinesFrom([GOOD, PLUS, PLUS.with(0, "Other")])).toHaveLength(3);
});

test("a release before the one above it is refused with its line", () => {
  expect(reasonOf([GOOD, PLUS.with(2, "2020-04-30")])).toContain("before the one above");
  expect(pathOf([GOOD, PLUS.with(2, "2020-04-30")])).toBe("machines.csv:3");
});

function problemOf(rows: readonly (readonly string[])[]): HashfallError["problems"][number] {
  try {
    machinesFrom(rows);
  } catch (error) {
    if (error instanceof HashfallError && error.problems[0] !== undefined) {
      return error.problems[0];
    }
    throw error;
  }
  throw new Error("the rows were taken");
}

function reasonOf(rows: readonly (readonly string[])[]): string {
  return problemOf(rows).reason;
}

function pathOf(rows: readonly (readonly string[])[]): string {
  return problemOf(rows).path;
}
