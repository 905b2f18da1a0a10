import { CAMBRIDGE_FACTORS, type PowerSource } from "./cambridge-factors.ts";
import type { GridFact, GridKind } from "./grid-fact.ts";

/** The grid of a place in a year. */
export interface Grid {
  /** Part of generation from renewables, 0 to 1. */
  readonly renewable: number;
  /** What is not renewable, nuclear included, over its life, g/kWh: by the data set of the mix. */
  readonly rest: number;
  /** Factor on it by the newest data set, Ember's, at the same renewable share. */
  readonly newer: number;
  /** Plants that follow the load, g/kWh. */
  readonly marginal: number;
}

/** How a mean kWh of a grid was made. */
export interface GridMean {
  readonly renewable: number;
  /** g/kWh. */
  readonly average: number;
}

const RENEWABLE_FACTOR: number = CAMBRIDGE_FACTORS.hydro;
/** Last year of the data set that has mixes. */
const LAST_MIX = 2021;
const FOSSIL: readonly GridKind[] = ["coal", "gas", "oil"];
const SOURCES: readonly Exclude<PowerSource, "other">[] = [
  "coal",
  "gas",
  "oil",
  "nuclear",
  "hydro",
  "solar",
  "wind",
];
/** Where a grid is all renewable, what would come beside it. */
const REST_OF_NOTHING: number = CAMBRIDGE_FACTORS.gas;

/**
 * Grid of a place of the map in a year, by the figures of the year nearest to it.
 *
 *   rest = (average − renewable × 21) / (1 − renewable)
 *
 * The official factors of Chinese provinces count the stack only and give no mix. Their part of coal
 * is the factor over that of China's fossil plants, the rest of them is renewable.
 */
export function gridOf(grids: readonly GridFact[], place: string, year: number): Grid {
  const own = figure(grids, place, "average", year);
  if (place.startsWith("CN/") && own !== undefined) {
    const rest = chinaFossilFactor(grids);
    const renewable = Math.max(1 - own / rest, 0);
    return { renewable, rest, newer: 1, marginal: marginalOf(grids, place, rest) };
  }
  const from = tablePlace(place);
  const average = figure(grids, from, "average", Math.min(year, LAST_MIX)) ?? NaN;
  const renewable = (figure(grids, from, "renewable", year) ?? NaN) / 100;
  const rest = restOf(average, renewable);
  const newest = restOf(figure(grids, from, "average", Infinity) ?? NaN, renewable);
  return { renewable, rest, newer: newest / rest, marginal: marginalOf(grids, place, rest) };
}

/** What is not renewable, for a mean kWh of this average. */
function restOf(average: number, renewable: number): number {
  if (renewable > 0.99) return REST_OF_NOTHING;
  return (average - renewable * RENEWABLE_FACTOR) / (1 - renewable);
}

/** A grid's mean kWh by the newest data set. */
export function meanOfGrid({ renewable, rest, newer }: Grid): GridMean {
  const average = renewable * RENEWABLE_FACTOR + (1 - renewable) * rest * newer;
  return { renewable, average };
}

/** Of China's fossil plants in 2020, g/kWh: its average without the rest, over their part. */
function chinaFossilFactor(grids: readonly GridFact[]): number {
  const fossil = FOSSIL.reduce((sum, kind) => sum + (figure(grids, "CN", kind, 2020) ?? NaN), 0);
  const average = figure(grids, "CN", "average", 2020) ?? NaN;
  return (average - (1 - fossil / 100) * RENEWABLE_FACTOR) / (fossil / 100);
}

function marginalOf(grids: readonly GridFact[], place: string, rest: number): number {
  const own = figure(grids, place, "marginal", LAST_MIX);
  return own ?? figure(grids, tablePlace(place), "marginal", LAST_MIX) ?? rest;
}

/** A place without a row of its own reads that of the country, or of the world. */
function tablePlace(place: string): string {
  if (place.startsWith("CN/")) return "CN";
  return place === "other" ? "world" : place;
}

/**
 * Emissions of a place's mix by one table of factors for all places, g/kWh, as Cambridge reckons.
 *
 * The mix is that of 2020; Germany, Ireland and the rest of the world have the world's, as Cambridge
 * has it, and a province of China coal and hydro.
 */
export function mixGrid(grids: readonly GridFact[], place: string): GridMean {
  const isWorlds = place === "DE" || place === "IE" || place === "other";
  const from = isWorlds ? "world" : place;
  if (place.startsWith("CN/") && figure(grids, place, "average", 2021) !== undefined) {
    const { renewable } = gridOf(grids, place, 2021);
    const { coal, hydro } = CAMBRIDGE_FACTORS;
    return { renewable, average: renewable * hydro + (1 - renewable) * coal };
  }
  const table = tablePlace(from);
  let [average, named] = [0, 0];
  for (const source of SOURCES) {
    const part = (figure(grids, table, source, 2020) ?? NaN) / 100;
    average += part * CAMBRIDGE_FACTORS[source];
    named += part;
  }
  average += Math.max(1 - named, 0) * CAMBRIDGE_FACTORS.other;
  return { average, renewable: (figure(grids, table, "renewable", 2020) ?? NaN) / 100 };
}

function figure(
  grids: readonly GridFact[],
  place: string,
  kind: GridKind,
  year: number,
): number | undefined {
  let nearest: GridFact | undefined;
  for (const fact of grids) {
    if (fact.place !== place || fact.kind !== kind) continue;
    if (nearest === undefined || isNearer(fact.year, nearest.year, year)) nearest = fact;
  }
  return nearest?.value;
}

/** Whether one year is nearer to a third than another; to Infinity, the later one is. */
function isNearer(one: number, other: number, to: number): boolean {
  if (to === Infinity) return one > other;
  return Math.abs(one - to) < Math.abs(other - to);
}
