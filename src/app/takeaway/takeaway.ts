import type { Bilingual } from "../../policy/index.ts";
import type { Cell } from "../../report/index.ts";
import type { Workspace } from "../workspace.ts";

/** A column of a table that can be taken away. */
export interface TakeawayColumn {
  readonly name: string;
  /** Unit, or what stands in it. */
  readonly unit: string;
  /** What its cells are, which decides the type in Parquet; text unless said. */
  readonly type: "number" | "integer" | "text";
}

/** A table that can be taken away: one of the record's, or one worked out from it. */
export interface Takeaway {
  readonly name: string;
  readonly title: Bilingual;
  /** The record's file it stands in, which names source and licence; null for what is worked out. */
  readonly file: string | null;
  /** How it is worked out; null for a table of the record. */
  readonly method: string | null;
  readonly columns: readonly TakeawayColumn[];
  /** In the order of the columns. */
  readonly rows: (workspace: Workspace) => readonly (readonly Cell[])[];
}

/** A column and its cell in a row. */
type ColumnOf<T> = readonly [
  name: string,
  unit: string,
  cell: (row: T) => Cell,
  type?: TakeawayColumn["type"],
];

interface TakeawayOptions<T> {
  readonly name: string;
  readonly title: Bilingual;
  readonly file?: string;
  readonly method?: string;
  readonly columns: readonly ColumnOf<T>[];
  readonly rows: (workspace: Workspace) => readonly T[];
}

/** Builds a table from its columns; numbers unless a column says otherwise. */
export function takeaway<T>(options: TakeawayOptions<T>): Takeaway {
  const { name, title, file = null, method = null, columns, rows } = options;
  return {
    name,
    title,
    file,
    method,
    columns: columns.map(([column, unit, , type = "number"]) => ({ name: column, unit, type })),
    rows: (workspace) => rows(workspace).map((row) => columns.map(([, , cell]) => cell(row))),
  };
}
