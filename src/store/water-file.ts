import { WATER_UNITS, type WaterFact, type WaterKind } from "../energy/index.ts";
import { bad, numberIn } from "./csv-file.ts";
import { placeIn, plausibleIn } from "./fact-bounds.ts";
import { dayIn, periodIn } from "./fact-period.ts";

const NAME = "water.csv";

export const WATER_COLUMNS = [
  "place",
  "kind",
  "from",
  "to",
  "value",
  "unit",
  "published",
  "source",
  "note",
] as const;

/** Published figures of places' water. */
export function watersFrom(rows: readonly (readonly string[])[]): WaterFact[] {
  return rows.map((cells, row) => {
    const [place = "", kind = "", from = "", to = "", value = "", unit = "", ...rest] = cells;
    const [published = "", source = "", note = ""] = rest;
    if (!isWaterKind(kind)) throw bad(NAME, row + 2, `kind "${kind}"`);
    if (unit !== WATER_UNITS[kind]) throw bad(NAME, row + 2, `${kind} in ${unit}`);
    const period = periodIn(NAME, row, [from, to]);
    return {
      place: placeIn(NAME, row, place),
      kind,
      from: period.from,
      to: period.to,
      value: plausibleIn(NAME, row, [numberIn(NAME, row, value), unit]),
      published: dayIn(NAME, row, published),
      source,
      note,
    };
  });
}

function isWaterKind(text: string): text is WaterKind {
  return Object.hasOwn(WATER_UNITS, text);
}
