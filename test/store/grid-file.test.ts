import { expect, test } from "vitest";
import { MAP_PLACES } from "../../src/energy/index.ts";
import { GRID_COLUMNS, gridsFrom } from "../../src/store/grid-file.ts";
import { tableRows } from "./table-rows.ts";

const rows = tableRows("grids.csv", GRID_COLUMNS);
const ROW = "KZ,2020,coal,67.681,%,https://example.org,CC BY 4.0,note";

test("grids of the record: each figure with an address and a licence", () => {
  const grids = gridsFrom(rows);
  expect(grids.length).toBe(192);
  for (const { source, licence, place } of grids) {
    expect(source).toMatch(/^https?:\/\//u);
    expect(licence.length).toBeGreaterThan(2);
    expect([...MAP_PLACES, "CN", "world"]).toContain(place);
  }
});

test("the sources of a grid are all of it, within rounding and what no row names", () => {
  const sources = new Set(["coal", "gas", "oil", "nuclear", "hydro", "solar", "wind"]);
  const sums = new Map<string, number>();
  for (const { place, kind, value } of gridsFrom(rows)) {
    if (sources.has(kind)) sums.set(place, (sums.get(place) ?? 0) + value);
  }
  expect(sums.size).toBe(13);
  for (const [place, sum] of sums) {
    expect(sum, place).toBeGreaterThan(90);
    expect(sum, place).toBeLessThan(100.1);
  }
});

test("a row is read as it stands", () => {
  expect(gridsFrom([ROW.split(",")])).toEqual([
    {
      place: "KZ",
      year: 2020,
      kind: "coal",
      value: 67.681,
      source: "https://example.org",
      licence: "CC BY 4.0",
      note: "note",
    },
  ]);
});

test.each([
  ["2020", "20"],
  ["coal", "peat"],
  [",%,", ",g/kWh,"],
  ["67.681", "167"],
])("%s cannot be %s", (good, wrong) => {
  expect(() => gridsFrom([ROW.replace(good, wrong).split(",")])).toThrow(
    expect.objectContaining({ code: "record.damaged" }),
  );
});
