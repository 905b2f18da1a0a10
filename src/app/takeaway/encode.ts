import { parquetWriteBuffer } from "hyparquet-writer";
import { type Cell, toCsv } from "../../report/index.ts";
import type { Workspace } from "../workspace.ts";
import type { Takeaway, TakeawayColumn } from "./takeaway.ts";

/** In what a table can be taken away. */
export const TAKEAWAY_FORMATS = ["csv", "parquet", "json"] as const;
export type TakeawayFormat = (typeof TAKEAWAY_FORMATS)[number];

/** A table written out, and how many rows it has. */
export interface TakenTable {
  readonly content: string | Uint8Array;
  readonly rows: number;
}

/**
 * Writes a table: CSV after RFC 4180, Parquet with typed columns, or JSON as one object a row. A cell
 * that is missing is empty, null or `null`; a number that is not finite counts as missing.
 */
export function takeTable(
  table: Takeaway,
  workspace: Workspace,
  format: TakeawayFormat,
): TakenTable {
  const rows = table.rows(workspace);
  const content = contentOf(table, rows, format);
  return { content, rows: rows.length };
}

function contentOf(
  { name, columns }: Takeaway,
  rows: readonly (readonly Cell[])[],
  format: TakeawayFormat,
): string | Uint8Array {
  const header = columns.map((column) => column.name);
  switch (format) {
    case "csv":
      return toCsv({ name, title: "", header, rows });
    case "json":
      return `${JSON.stringify(rowObjects(header, rows))}\n`;
    case "parquet":
      return parquetOf(columns, rows);
  }
}

/** Rows as objects whose keys are the columns. */
export function rowObjects(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): Readonly<Record<string, Cell>>[] {
  return rows.map((row) =>
    Object.fromEntries(header.map((column, index) => [column, known(row[index])])),
  );
}

function parquetOf(
  columns: readonly TakeawayColumn[],
  rows: readonly (readonly Cell[])[],
): Uint8Array {
  const content = parquetWriteBuffer({
    columnData: columns.map(({ name, type }, index) => ({
      name,
      data: rows.map((row) => typed(known(row[index]), type)),
      type: PARQUET_TYPES[type],
      nullable: true,
    })),
    createdBy: "hashfall",
  });
  return new Uint8Array(content);
}

const PARQUET_TYPES = { number: "DOUBLE", integer: "INT64", text: "STRING" } as const;

function typed(cell: Cell, type: TakeawayColumn["type"]): string | number | bigint | null {
  return type === "integer" && typeof cell === "number" ? BigInt(cell) : cell;
}

function known(cell: Cell | undefined): Cell {
  if (cell === undefined) return null;
  return typeof cell === "number" && !Number.isFinite(cell) ? null : cell;
}
