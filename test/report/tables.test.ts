import * as fc from "fast-check";
import { expect, test } from "vitest";
import { studyTables, toCsv } from "../../src/report/index.ts";
import { study } from "./study.ts";

/** A reader of RFC 4180, written apart from the writer. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu;
  let row: string[] = [];
  for (const [, quoted, plain = "", end] of csv.matchAll(pattern)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const guarded = (cell: string): string => (/^[=+\-@\t]/u.test(cell) ? `'${cell}` : cell);

test("whatever a cell says, a reader of its CSV reads the same, but never a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1 }), (rows) => {
      const csv = toCsv({ name: "any", title: "any", header: ["a", "b"], rows });
      expect(parse(csv)).toEqual([["a", "b"], ...rows.map((row) => row.map(guarded))]);
    }),
  );
});

test("every table has a row of as many cells as its header names, and no number without value", () => {
  for (const language of ["en", "zh"] as const) {
    for (const table of studyTables(study, language)) {
      const [header, ...rows] = parse(toCsv(table));
      expect(header).toEqual(table.header);
      expect(rows.length).toBe(table.rows.length);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row.length, table.name).toBe(table.header.length);
      expect(toCsv(table)).not.toMatch(/NaN|undefined|Infinity/u);
    }
  }
});

const headers = (language: "en" | "zh"): (readonly string[])[] =>
  studyTables(study, language).map(({ header }) => header);

test("column names carry their units and are the same in both languages", () => {
  expect(headers("zh")).toEqual(headers("en"));
  expect(headers("en")[0]).toContain("hashrate_lo95_EH_s");
});
