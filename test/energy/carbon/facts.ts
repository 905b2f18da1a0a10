import { type UnixDay, daysFromCivil } from "../../../src/base/index.ts";
import type { CarbonFacts } from "../../../src/energy/index.ts";
import { tableRows } from "../../store/table-rows.ts";
import { GRID_COLUMNS, gridsFrom } from "../../../src/store/grid-file.ts";
import { SHARE_COLUMNS, sharesFrom } from "../../../src/store/share-file.ts";

/** The record's shares and grids, as kept by hand. */
export const FACTS: CarbonFacts = {
  shares: sharesFrom(tableRows("hashrate-shares.csv", SHARE_COLUMNS)),
  grids: gridsFrom(tableRows("grids.csv", GRID_COLUMNS)),
};

export function day(year: number, month: number, date = 15): UnixDay {
  return daysFromCivil({ year, month, day: date });
}

/** Middles of a year's months. */
export function months(year: number): UnixDay[] {
  return Array.from({ length: 12 }, (_, at) => day(year, at + 1));
}
