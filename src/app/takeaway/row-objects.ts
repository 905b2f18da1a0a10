import type { Cell } from "../../report/index.ts";

/** Rows as objects whose keys are the columns. */
export function rowObjects(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): Readonly<Record<string, Cell>>[] {
  return rows.map((row) =>
    Object.fromEntries(header.map((column, index) => [column, knownCell(row[index])])),
  );
}

/** A cell of a table; a number that is not finite counts as missing. */
export function knownCell(cell: Cell | undefined): Cell {
  if (cell === undefined) return null;
  return typeof cell === "number" && !Number.isFinite(cell) ? null : cell;
}
