import { expect, test } from "vitest";
import { watersFrom } from "../../src/store/water-file.ts";
import { WATERS, day } from "../energy/water/sichuan.ts";

const ROW = [
  "CN/Sichuan",
  "spill",
  "2020-01-01",
  "2021-01-01",
  "20.2",
  "TWh",
  "2021-02-28",
  "http://example.org/",
  "main rivers",
];

/** The row with one cell changed. */
function changed(cell: number, text: string): string[][] {
  return [ROW.map((old, index) => (index === cell ? text : old))];
}

test("a row is a fact with its period and the day it was public", () => {
  expect(watersFrom([ROW])).toEqual([
    {
      place: "CN/Sichuan",
      kind: "spill",
      from: day(2020, 1, 1),
      to: day(2021, 1, 1),
      value: 20.2,
      published: day(2021, 2, 28),
      source: "http://example.org/",
      note: "main rivers",
    },
  ]);
});

test("the shipped figures name an address and were public after their period began", () => {
  expect(WATERS.length).toBeGreaterThan(20);
  for (const { source, published, from } of WATERS) {
    expect(source).toMatch(/^https?:\/\/\S+$/u);
    expect(published).toBeGreaterThan(from);
  }
});

test.each([
  [0, "CN/Sechuan", 'unknown place "CN/Sechuan"'],
  [4, "20200", "more than 2000 TWh"],
  [1, "flood", 'kind "flood"'],
  [2, "2020", 'date "2020"'],
  [3, "2020-01-01", "period 2020-01-01 to 2020-01-01"],
  [4, "-1", "no number"],
  [5, "GWh", "spill in GWh"],
  [6, "soon", 'date "soon"'],
])("cell %i as %s is named with its line", (cell, text, reason) => {
  expect(() => watersFrom(changed(cell, text))).toThrow(/water\.csv:2/u);
  expect(() => watersFrom(changed(cell, text))).toThrow(reason);
});
