import type { Database } from "./database.ts";

/** How far a source was read. */
export interface Cursor {
  /** In the source's own words; null where it has none. */
  readonly position: string | null;
  /** Height of the best chain up to which it was read to its end. */
  readonly readTo: number;
}

/** Where a source of a label was left; at the first block where it was never read. */
export async function readCursor(database: Database, source: string): Promise<Cursor> {
  const sql = "select position, read_to_height from cursors where source = ?";
  const [row] = await database.rows(sql, [source]);
  const position = row?.["position"] ?? null;
  return {
    position: position === null ? null : String(position),
    readTo: Number(row?.["read_to_height"] ?? 0),
  };
}

/** Notes where a source was left, in the transaction that is open. */
export async function writeCursor(
  database: Database,
  source: string,
  { position, readTo }: Cursor,
): Promise<void> {
  await database.run("delete from cursors where source = ?", [source]);
  await database.run("insert into cursors values (?, ?, ?)", [source, position, readTo]);
}
