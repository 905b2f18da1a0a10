import { parquetReadObjects } from "hyparquet";
import { parseTime } from "../../../src/base/index.ts";
import { describe, expect, test } from "vitest";
import { TAKEAWAYS, TAKEAWAY_FORMATS, takeTable } from "../../../src/app/takeaway/index.ts";
import { openWorkspace } from "../../../src/app/index.ts";
import { ROOT } from "../../shipped.ts";

const workspace = await openWorkspace({ record: `${ROOT}data` });
const small = TAKEAWAYS.filter(({ name }) => name !== "blocks");

describe.each(small.map((table) => [table.name, table] as const))("%s", (_name, table) => {
  test("has the same rows in every form", async () => {
    const csv = takeTable(table, workspace, "csv");
    const json: readonly Readonly<Record<string, unknown>>[] = JSON.parse(
      String(takeTable(table, workspace, "json").content),
    );
    const parquet = takeTable(table, workspace, "parquet");
    const read = await parquetReadObjects({ file: bufferOf(parquet.content) });
    expect(json).toHaveLength(csv.rows);
    expect(read.map(plain)).toEqual(json);
    const header = String(csv.content).split("\r\n", 1)[0]?.split(",");
    expect(header).toEqual(table.columns.map(({ name }) => name));
  });

  test("names a file of the record, or how it was worked out", () => {
    const { file, method } = table;
    expect(file === null).toBe(method !== null);
    expect([null, ...workspace.record.files.map(({ path }) => path)]).toContain(file);
  });

  test("has a unit or a meaning for each column, and a title in both languages", () => {
    for (const { name, unit } of table.columns) expect(unit, name).not.toBe("");
    expect(table.title.zh).toMatch(/\p{Script=Han}/u);
  });
});

test.each(TAKEAWAY_FORMATS)(
  "a table is the same bytes each time that it is written as %s",
  (format) => {
    for (const table of ["orders", "market"].map(named)) {
      const once = takeTable(table, workspace, format);
      expect(takeTable(table, workspace, format)).toEqual(once);
    }
  },
);

test("the row of a date holds what the record measures there", () => {
  const rows: readonly Readonly<Record<string, unknown>>[] = JSON.parse(
    String(takeTable(named("hashrate"), workspace, "json").content),
  );
  const row = rows.find((known) => known["window_end_utc"] === "2021-07-04T00:00:00Z");
  expect(row?.["blocks"]).toBe(workspace.timeline.count(at("2021-06-27"), at("2021-07-04")));
  expect(Number(row?.["hashrate_EH_s"])).toBeGreaterThan(Number(row?.["hashrate_EH_s_lo95"]));
});

test("blocks hold the whole chain of the record, one row a height", () => {
  const rows = named("blocks").rows(workspace);
  const { firstHeight, time } = workspace.record.blocks;
  expect(rows).toHaveLength(time.length);
  expect(rows.at(-1)?.[0]).toBe(firstHeight + time.length - 1);
});

function named(name: string): (typeof TAKEAWAYS)[number] {
  const found = TAKEAWAYS.find((table) => table.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

function at(day: string): ReturnType<typeof parseTime> {
  return parseTime(day, "day");
}

function bufferOf(content: string | Uint8Array): ArrayBuffer {
  if (typeof content === "string") throw new TypeError("text is no Parquet");
  const copy = new ArrayBuffer(content.byteLength);
  new Uint8Array(copy).set(content);
  return copy;
}

/** Parquet's whole numbers come as bigint. */
function plain(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([key, cell]) => [key, typeof cell === "bigint" ? Number(cell) : cell]),
  );
}
