import { type Estimate, type UnixDay, civilFromDays } from "../../base/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import { MAP_PLACES } from "../places/map-places.ts";
import { type PlaceMapOptions, placeMap, placeShares } from "../places/place-map.ts";
import type { CarbonFacts } from "./carbon-draws.ts";
import { gridOf, meanOfGrid, mixGrid } from "./grid-table.ts";
import { drawFactors, miningMixes } from "./mining-factors.ts";

/** How a mean kWh of mining was made. */
export interface MapCarbon {
  readonly intensity_g_kWh: number;
  readonly renewable_pct: number;
}

/** The same with what is unknown of shares, mixes and factors. */
export interface MapCarbonEstimate {
  readonly intensity_g_kWh: Estimate;
  readonly renewable_pct: Estimate;
}

export interface LeakageQuestion {
  readonly facts: CarbonFacts;
  readonly before: readonly UnixDay[];
  readonly after: readonly UnixDay[];
  readonly draws: number;
  /** Integer from 0 to 2^53 − 1. */
  readonly seed: number;
  readonly knownBy?: UnixDay;
}

/** A published map read with one set of factors. */
export interface PublishedMove {
  readonly before: MapCarbon;
  readonly after: MapCarbon;
}

/** What a move of machines did to a mean kWh: on the map as published, and on ours. */
export interface Leakage {
  readonly published: Readonly<Record<FactorSet, PublishedMove>>;
  readonly corrected: {
    readonly before: MapCarbonEstimate;
    readonly after: MapCarbonEstimate;
    /** After less before, within each draw. */
    readonly change: MapCarbonEstimate;
    /** Part of the draws in which the intensity rose. */
    readonly roseIn: number;
  };
}

/**
 * Factors for a published map: `national` are those of each grid (Ember, China's ministry),
 * `cambridge` one for each fuel in all places.
 */
export type FactorSet = "national" | "cambridge";

/**
 * Mean over days of the published shares × each place's grid, as Cambridge and others reckon; null
 * while no share was public.
 */
export function publishedCarbon(
  facts: CarbonFacts,
  days: readonly UnixDay[],
  factors: FactorSet,
  knownBy?: UnixDay,
): MapCarbon | null {
  let [intensity, renewable] = [0, 0];
  for (const day of days) {
    const map = placeMap(facts, day, mapOptions("published", knownBy));
    if (map === null) return null;
    const { year } = civilFromDays(day);
    for (const [at, place] of MAP_PLACES.entries()) {
      const grid =
        factors === "cambridge"
          ? mixGrid(facts.grids, place)
          : meanOfGrid(gridOf(facts.grids, place, year));
      const part = (map.shares[at] ?? 0) / days.length;
      intensity += part * grid.average;
      renewable += part * grid.renewable;
    }
  }
  return { intensity_g_kWh: intensity, renewable_pct: 100 * renewable };
}

/** Intensity and renewable share before and after machines moved; null while no share was public. */
export function leakage(question: LeakageQuestion): Leakage | null {
  const national = publishedMove(question, "national");
  const cambridge = publishedMove(question, "cambridge");
  const first = drawnCarbon(question, question.before);
  const second = drawnCarbon(question, question.after);
  if (national === null || cambridge === null || first === null || second === null) return null;
  const change: Columns = {
    intensity: second.intensity.map((value, member) => value - (first.intensity[member] ?? NaN)),
    renewable: second.renewable.map((value, member) => value - (first.renewable[member] ?? NaN)),
  };
  return {
    published: { national, cambridge },
    corrected: {
      before: estimatesOf(first),
      after: estimatesOf(second),
      change: estimatesOf(change),
      roseIn: change.intensity.filter((value) => value > 0).length / question.draws,
    },
  };
}

function publishedMove(question: LeakageQuestion, factors: FactorSet): PublishedMove | null {
  const { facts, knownBy } = question;
  const before = publishedCarbon(facts, question.before, factors, knownBy);
  const after = publishedCarbon(facts, question.after, factors, knownBy);
  return before === null || after === null ? null : { before, after };
}

/** One value for each draw. */
interface Columns {
  readonly intensity: Float64Array;
  readonly renewable: Float64Array;
}

function drawnCarbon(question: LeakageQuestion, days: readonly UnixDay[]): Columns | null {
  const { facts, seed, draws } = question;
  const columns: Columns = {
    intensity: new Float64Array(draws),
    renewable: new Float64Array(draws),
  };
  for (const day of days) {
    const map = placeMap(facts, day, mapOptions("corrected", question.knownBy));
    if (map === null) return null;
    const mixes = miningMixes(facts.grids, day);
    for (let member = 0; member < draws; member += 1) {
      const shares = placeShares(map, seed, member);
      const { average, renewable } = drawFactors(mixes, seed, member);
      const own = dot(shares, average) / days.length;
      const green = (100 * dot(shares, renewable)) / days.length;
      columns.intensity[member] = (columns.intensity[member] ?? 0) + own;
      columns.renewable[member] = (columns.renewable[member] ?? 0) + green;
    }
  }
  return columns;
}

function mapOptions(kind: "corrected" | "published", knownBy?: UnixDay): PlaceMapOptions {
  return knownBy === undefined ? { kind } : { kind, knownBy };
}

function estimatesOf({ intensity, renewable }: Columns): MapCarbonEstimate {
  return {
    intensity_g_kWh: estimateOfSample(intensity),
    renewable_pct: estimateOfSample(renewable),
  };
}

function dot(left: Float64Array, right: Float64Array): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}
