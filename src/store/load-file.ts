import { LOAD_UNITS, type LoadFact, type LoadKind } from "../energy/index.ts";
import { bad } from "./csv-file.ts";
import { placeIn, plausibleIn } from "./fact-bounds.ts";
import { periodIn } from "./fact-period.ts";

const NAME = "loads.csv";

export const LOAD_COLUMNS = [
  "place",
  "kind",
  "from",
  "to",
  "value",
  "unit",
  "source",
  "note",
] as const;

/** Published figures of places' load, economy and targets. */
export function loadsFrom(rows: readonly (readonly string[])[]): LoadFact[] {
  return rows.map((cells, row) => {
    const [place = "", kind = "", from = "", to = "", value = "", unit = "", ...rest] = cells;
    const [source = "", note = ""] = rest;
    if (!isLoadKind(kind)) throw bad(NAME, row + 2, `kind "${kind}"`);
    if (unit !== LOAD_UNITS[kind]) throw bad(NAME, row + 2, `${kind} in ${unit}`);
    const period = periodIn(NAME, row, [from, to]);
    return {
      place: placeIn(NAME, row, place),
      kind,
      from: period.from,
      to: period.to,
      value: plausibleIn(NAME, row, [signedIn(row, value), unit]),
      source,
      note,
    };
  });
}

function isLoadKind(text: string): text is LoadKind {
  return Object.hasOwn(LOAD_UNITS, text);
}

/** Changes and targets may be below zero. */
function signedIn(row: number, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw bad(NAME, row + 2, `"${text}" is no number`);
}
