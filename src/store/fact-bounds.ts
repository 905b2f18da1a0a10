import { MAP_PLACES } from "../energy/index.ts";
import { bad } from "./csv-file.ts";

/** Places that tables of energy may name: those of the map, and what some figures are of. */
const PLACES: ReadonlySet<string> = new Set([
  ...MAP_PLACES,
  "CN",
  "CN/Beijing",
  "CN/Sichuan/Ganzi",
  "world",
]);

/**
 * What no figure of a country or province passes, by unit; own judgement, two to ten times the largest
 * on record, so that a slipped decimal point or a wrong unit is seen.
 */
const MOST: Readonly<Record<string, number>> = {
  "%": 100,
  GW: 500,
  TWh: 2_000,
  Mtce: 100,
  "bn CNY": 20_000,
  "USD/MWh": 300,
  "g/kWh": 1_500,
  yes: 1,
};

/** A place that a table of energy may be about; `row` counts from 0, below the header. */
export function placeIn(name: string, row: number, text: string): string {
  if (PLACES.has(text)) return text;
  throw bad(name, row + 2, `unknown place "${text}"`);
}

/** A value that its unit allows. */
export function plausibleIn(name: string, row: number, [value, unit]: [number, string]): number {
  const most = MOST[unit] ?? NaN;
  if (Math.abs(value) <= most) return value;
  throw bad(name, row + 2, `${value} ${unit}, more than ${most} ${unit}`);
}
