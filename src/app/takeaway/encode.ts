import { type Cell, toCsv } from "../../report/index.ts";
import type { Workspace } from "../workspace.ts";
import { parquetOf } from "./parquet.ts";
import { rowObjects } from "./row-objects.ts";
import type { Takeaway } from "./takeaway.ts";

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
