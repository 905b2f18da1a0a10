/** A cell: text, a number in the unit of its column, or nothing. */
export type Cell = string | number | null;

/** A table of a study; the header names are those of its CSV and carry the units. */
export interface StudyTable {
  readonly name: string;
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A table as CSV (RFC 4180): CRLF, fields quoted where needed; a missing value is empty. */
export function toCsv({ header, rows }: StudyTable): string {
  return [header, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/** No number of a study is infinite in a file: an unbounded end is left empty. */
function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  // A spreadsheet would run a text that begins like a formula.
  const text = /^[=+\-@\t]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
