import { GRID_UNITS, type GridFact, type GridKind } from "../energy/index.ts";
import { bad, numberIn } from "./csv-file.ts";
import { placeIn, plausibleIn } from "./fact-bounds.ts";

const NAME = "grids.csv";

export const GRID_COLUMNS = [
  "place",
  "year",
  "kind",
  "value",
  "unit",
  "source",
  "licence",
  "note",
] as const;

/** Published figures of grids. */
export function gridsFrom(rows: readonly (readonly string[])[]): GridFact[] {
  return rows.map((cells, row) => gridFrom(cells, row));
}

function gridFrom(cells: readonly string[], row: number): GridFact {
  const text = (name: (typeof GRID_COLUMNS)[number]): string =>
    cells[GRID_COLUMNS.indexOf(name)] ?? "";
  const [kind, unit, year] = [text("kind"), text("unit"), text("year")];
  if (!isGridKind(kind)) throw bad(NAME, row + 2, `kind "${kind}"`);
  if (unit !== GRID_UNITS[kind]) throw bad(NAME, row + 2, `${kind} in ${unit}`);
  if (!/^\d{4}$/u.test(year)) throw bad(NAME, row + 2, `year "${year}"`);
  const value = plausibleIn(NAME, row, [numberIn(NAME, row, text("value")), unit]);
  return {
    place: placeIn(NAME, row, text("place")),
    year: Number(year),
    kind,
    value,
    source: text("source"),
    licence: text("licence"),
    note: text("note"),
  };
}

function isGridKind(text: string): text is GridKind {
  return Object.hasOwn(GRID_UNITS, text);
}
