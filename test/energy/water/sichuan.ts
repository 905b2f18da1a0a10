import { readFileSync } from "node:fs";
import { Random, type UnixDay, daysFromCivil } from "../../../src/base/index.ts";
import type { WaterFact } from "../../../src/energy/index.ts";
import { normalDraw } from "../../../src/statistics/index.ts";
import { csvRows } from "../../../src/store/csv-file.ts";
import { WATER_COLUMNS, watersFrom } from "../../../src/store/water-file.ts";

/** The record's figures of water, as kept by hand. */
export const WATERS: readonly WaterFact[] = watersFrom(
  csvRows(
    "water.csv",
    readFileSync(new URL("../../../scripts/build-record/energy/water.csv", import.meta.url)),
    WATER_COLUMNS,
  ),
);

const DRAWS = 2_000;

/**
 * Mines of a place, MW, the same in all months: lognormal.
 *
 * Sichuan 2,900, spread 0.35: 26.5 % of 11 GW, as in `scenarios/worlds/2021-04.yaml`. Yunnan 770, 0.4:
 * 7 % of it.
 */
export function mines(median: number, spread: number): Float64Array[] {
  const powers = Float64Array.from(
    { length: DRAWS },
    (_, draw) => median * Math.exp(spread * normalDraw(Random.stream(5, draw, "mines"))),
  );
  return Array.from({ length: 12 }, () => powers);
}

export function day(year: number, month: number, date: number): UnixDay {
  return daysFromCivil({ year, month, day: date });
}
