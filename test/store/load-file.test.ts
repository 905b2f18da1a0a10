import { expect, test } from "vitest";
import { loadsFrom } from "../../src/store/load-file.ts";
import { LOADS } from "../energy/targets/loads.ts";
import { day } from "../energy/water/sichuan.ts";

const ROW = [
  "CN/Inner Mongolia",
  "energy_intensity_target",
  "2021-01-01",
  "2022-01-01",
  "-3",
  "%",
  "http://example.org/",
  "draft",
];

/** The row with one cell changed. */
function changed(cell: number, text: string): string[][] {
  return [ROW.map((old, index) => (index === cell ? text : old))];
}

test("a row is a fact; a target may lie below zero", () => {
  expect(loadsFrom([ROW])).toEqual([
    {
      place: "CN/Inner Mongolia",
      kind: "energy_intensity_target",
      from: day(2021, 1, 1),
      to: day(2022, 1, 1),
      value: -3,
      source: "http://example.org/",
      note: "draft",
    },
  ]);
});

test("the shipped figures name an address", () => {
  expect(LOADS.length).toBeGreaterThan(20);
  for (const { source } of LOADS) expect(source).toMatch(/^https?:\/\/\S+$/u);
});

test.each([
  [1, "weather", 'kind "weather"'],
  [2, "2021-1-1", 'date "2021-1-1"'],
  [3, "2020-01-01", "period 2021-01-01 to 2020-01-01"],
  [4, "", "no number"],
  [4, "three", "no number"],
  [5, "TWh", "energy_intensity_target in TWh"],
])("cell %i as %s is named with its line", (cell, text, reason) => {
  expect(() => loadsFrom(changed(cell, text))).toThrow(/loads\.csv:2/u);
  expect(() => loadsFrom(changed(cell, text))).toThrow(reason);
});
