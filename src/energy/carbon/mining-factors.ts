import { Random, type UnixDay, civilFromDays } from "../../base/index.ts";
import { betaDraw, normalDraw } from "../../statistics/index.ts";
import { MAP_PLACES } from "../places/map-places.ts";
import { betweenMonths, wetness } from "../places/province-shares.ts";
import { WATER_PRIORS } from "../water/water-priors.ts";
import { CAMBRIDGE_FACTORS } from "./cambridge-factors.ts";
import { FACTOR_SPREADS, MINING_MIXES } from "./carbon-priors.ts";
import type { GridFact } from "./grid-fact.ts";
import { gridOf } from "./grid-table.ts";

/** What a place gives to a draw on a day. */
export interface PlaceMix {
  /** Log-odds of the renewable share of mining, its median. */
  readonly logOdds: number;
  readonly spread: number;
  /** Of what is not renewable, median, g/kWh, with the deviation of its logarithm. */
  readonly rest: number;
  readonly restSpread: number;
  /** Of the plants that follow the load, g/kWh. */
  readonly marginal: number;
  /** Shape of the part of mining that takes spilled water at the height of the season, and the season. */
  readonly reach: readonly [first: number, second: number] | null;
  readonly season: number;
}

/** One draw of a place: g/kWh, and the renewable share. */
export interface PlaceFactors {
  readonly average: Float64Array;
  readonly marginal: Float64Array;
  readonly renewable: Float64Array;
}

/**
 * Mixes of all places of the map on a day, in their order.
 *
 * Two data sets give the factors of grids; the median lies between them, and half of what parts them
 * is added to the spread.
 */
export function miningMixes(grids: readonly GridFact[], day: UnixDay): PlaceMix[] {
  return MAP_PLACES.map((place) => mixOf(grids, place, day));
}

function mixOf(grids: readonly GridFact[], place: string, day: UnixDay): PlaceMix {
  const grid = gridOf(grids, place, civilFromDays(day).year);
  const prior = MINING_MIXES[place] ?? { premium: 0, spread: 0.7 };
  const water = WATER_PRIORS[place];
  const dry = logit(grid.renewable) + prior.premium;
  const mix = {
    spread: prior.spread,
    rest: grid.rest * Math.sqrt(grid.newer),
    restSpread: Math.hypot(FACTOR_SPREADS.place, Math.log(grid.newer) / 2),
    marginal: grid.marginal,
  };
  if (water === undefined) return { ...mix, logOdds: dry, reach: null, season: 0 };
  const wet = Math.max(logit(water.hydroShare.mean), dry);
  const { mean, n } = water.reach;
  return {
    ...mix,
    logOdds: dry + (wet - dry) * wetness(day),
    reach: [mean * n, (1 - mean) * n],
    season: betweenMonths(water.profile, day) / Math.max(...water.profile),
  };
}

/**
 * Factors of all places in one draw.
 *
 *   renewable = logistic(log-odds + spread z)
 *   average   = renewable × 21 + (1 − renewable) × rest × e^error
 *   marginal  = marginal × e^error × (1 − reach × season)
 *
 * The last bracket is the part of the power that is not water otherwise spilled, whose use adds
 * nothing. Draw k is the same on every day: what is unknown of a place stays so.
 */
export function drawFactors(
  mixes: readonly PlaceMix[],
  seed: number,
  member: number,
): PlaceFactors {
  const random = Random.stream(seed, member, "carbon.mix");
  const common = FACTOR_SPREADS.allPlaces * normalDraw(random);
  const factors: PlaceFactors = {
    average: new Float64Array(mixes.length),
    marginal: new Float64Array(mixes.length),
    renewable: new Float64Array(mixes.length),
  };
  for (const [at, mix] of mixes.entries()) {
    const renewable = logistic(mix.logOdds + mix.spread * normalDraw(random));
    const rest = mix.rest * Math.exp(common + mix.restSpread * normalDraw(random));
    const margin = mix.marginal * Math.exp(FACTOR_SPREADS.marginal * normalDraw(random));
    const reach = mix.reach === null ? 0 : betaDraw(random, mix.reach[0], mix.reach[1]);
    factors.renewable[at] = renewable;
    factors.average[at] = renewable * CAMBRIDGE_FACTORS.hydro + (1 - renewable) * rest;
    factors.marginal[at] = margin * (1 - reach * mix.season);
  }
  return factors;
}

/** Log-odds; shares within a thousandth of 0 or 1 count as that far from it. */
function logit(share: number): number {
  const inside = Math.min(Math.max(share, 0.001), 0.999);
  return Math.log(inside / (1 - inside));
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
