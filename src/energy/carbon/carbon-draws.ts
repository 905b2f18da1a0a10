import {
  DAYS_PER_YEAR,
  type Estimate,
  Random,
  SECONDS_PER_DAY,
  type UnixDay,
} from "../../base/index.ts";
import { estimateOfSample, normalDraw } from "../../statistics/index.ts";
import { priorValue } from "../fleet/prior.ts";
import { MAP_PLACES } from "../places/map-places.ts";
import {
  type PlaceFacts,
  type PlaceMapOptions,
  placeMap,
  placeShares,
} from "../places/place-map.ts";
import { sumOverPlaces } from "../places/place-sums.ts";
import { EMBODIED_PRIORS } from "./carbon-priors.ts";
import type { GridFact } from "./grid-fact.ts";
import { drawFactors, miningMixes } from "./mining-factors.ts";

/** Joules in a kWh times grams in a kg: watts × g/kWh over this are kg/s. */
const WATT_GRAMS_PER_KWH = 3.6e9;
const KILOGRAMS_PER_MEGATONNE = 1e9;

/** Facts that carbon is reckoned from. */
export interface CarbonFacts extends PlaceFacts {
  readonly grids: readonly GridFact[];
}

export interface CarbonBasis {
  readonly facts: CarbonFacts;
  /** Integer from 0 to 2^53 − 1. */
  readonly seed: number;
  readonly map?: PlaceMapOptions;
}

/** Days that have one map and one set of factors. */
export interface Stretch {
  /** Whose map and factors they are. */
  readonly day: UnixDay;
  readonly days: number;
  /** Mean power of the network, one value for each draw, W. */
  readonly power_W: Float64Array;
}

/** Means over the days, by place: place p of draw k at k × `MAP_PLACES`.length + p. */
export interface CarbonColumns {
  readonly draws: number;
  readonly power_W: Float64Array;
  readonly emissions_kg_s: Float64Array;
  /** By the plants that follow the load. */
  readonly marginal_kg_s: Float64Array;
  readonly renewable_W: Float64Array;
  /** Of making the machines, of all places together, one for each draw. */
  readonly embodied_kg_s: Float64Array;
}

export interface PlaceCarbon {
  readonly place: string;
  readonly share: Estimate;
  readonly power_GW: Estimate;
  readonly emissions_Mt_y: Estimate;
  readonly intensity_g_kWh: Estimate;
  readonly renewable_pct: Estimate;
}

export interface CarbonAnswer {
  readonly places: readonly PlaceCarbon[];
  /** Of the power that runs; making of machines apart. */
  readonly emissions_Mt_y: Estimate;
  readonly marginal_Mt_y: Estimate;
  readonly embodied_Mt_y: Estimate;
  readonly intensity_g_kWh: Estimate;
  readonly marginal_g_kWh: Estimate;
  readonly renewable_pct: Estimate;
  readonly columns: CarbonColumns;
}

/** Carbon of some stretches, as it would be over so many days; null while no share was public. */
export function carbonDraws(
  basis: CarbonBasis,
  stretches: readonly Stretch[],
  days: number = DAYS_PER_YEAR,
): CarbonAnswer | null {
  const columns = emptyColumns(stretches[0]?.power_W.length ?? 0);
  const length = stretches.reduce((sum, stretch) => sum + stretch.days, 0);
  for (const stretch of stretches) {
    if (!addStretch(columns, basis, stretch, stretch.days / length)) return null;
  }
  embody(columns, basis.seed);
  return answerOf(columns, (SECONDS_PER_DAY * days) / KILOGRAMS_PER_MEGATONNE);
}

/** Adds a part of the days to the means; false while no share was public. */
function addStretch(
  columns: CarbonColumns,
  { facts, seed, map: options }: CarbonBasis,
  { day, power_W }: Stretch,
  part: number,
): boolean {
  const map = placeMap(facts, day, options);
  if (map === null) return false;
  const mixes = miningMixes(facts.grids, day);
  for (let member = 0; member < columns.draws; member += 1) {
    const shares = placeShares(map, seed, member);
    const factors = drawFactors(mixes, seed, member);
    const network = (power_W[member] ?? NaN) * part;
    for (let at = 0; at < MAP_PLACES.length; at += 1) {
      const cell = member * MAP_PLACES.length + at;
      const power = network * (shares[at] ?? 0);
      add(columns.power_W, cell, power);
      add(columns.emissions_kg_s, cell, (power * (factors.average[at] ?? 0)) / WATT_GRAMS_PER_KWH);
      add(columns.marginal_kg_s, cell, (power * (factors.marginal[at] ?? 0)) / WATT_GRAMS_PER_KWH);
      add(columns.renewable_W, cell, power * (factors.renewable[at] ?? 0));
    }
  }
  return true;
}

function add(column: Float64Array, cell: number, value: number): void {
  column[cell] = (column[cell] ?? 0) + value;
}

/** Making the machines that draw the power, spread over their life. */
function embody(columns: CarbonColumns, seed: number): void {
  const { making, life } = EMBODIED_PRIORS;
  for (const [member, power] of all(columns.power_W).entries()) {
    const random = Random.stream(seed, member, "carbon.making");
    const made = priorValue(making.law, normalDraw(random));
    const years = priorValue(life.law, normalDraw(random));
    const seconds = years * DAYS_PER_YEAR * SECONDS_PER_DAY;
    columns.embodied_kg_s[member] = ((power / 1000) * made) / seconds;
  }
}

/** `megatonnes`: of a kg/s over the time asked for. */
function answerOf(columns: CarbonColumns, megatonnes: number): CarbonAnswer {
  const power = all(columns.power_W);
  const emissions = all(columns.emissions_kg_s);
  const marginal = all(columns.marginal_kg_s);
  const perPower = (values: Float64Array, factor: number): Estimate =>
    estimateOfSample(values.map((value, draw) => (value / (power[draw] ?? NaN)) * factor));
  return {
    places: MAP_PLACES.map((_, at) => placeAnswer(columns, at, { network: power, megatonnes })),
    emissions_Mt_y: times(emissions, megatonnes),
    marginal_Mt_y: times(marginal, megatonnes),
    embodied_Mt_y: times(columns.embodied_kg_s, megatonnes),
    intensity_g_kWh: perPower(emissions, WATT_GRAMS_PER_KWH),
    marginal_g_kWh: perPower(marginal, WATT_GRAMS_PER_KWH),
    renewable_pct: perPower(all(columns.renewable_W), 100),
    columns,
  };
}

/** Of all places together in each draw. */
function all(column: Float64Array): Float64Array {
  return sumOverPlaces(column, () => true);
}

function times(values: Float64Array, factor: number): Estimate {
  return estimateOfSample(values.map((value) => value * factor));
}

interface Whole {
  /** Of all places in each draw, W. */
  readonly network: Float64Array;
  readonly megatonnes: number;
}

function placeAnswer(
  columns: CarbonColumns,
  at: number,
  { network, megatonnes }: Whole,
): PlaceCarbon {
  const count = MAP_PLACES.length;
  const estimateOf = (value: (cell: number, member: number) => number): Estimate =>
    estimateOfSample(
      Float64Array.from({ length: columns.draws }, (_, member) =>
        value(member * count + at, member),
      ),
    );
  const power = (cell: number): number => columns.power_W[cell] ?? NaN;
  // A draw may leave a place nothing; its intensity is then that of no power, 0.
  const over = (column: Float64Array, cell: number): number =>
    power(cell) > 0 ? (column[cell] ?? NaN) / power(cell) : 0;
  return {
    place: MAP_PLACES[at] ?? "",
    share: estimateOf((cell, member) => power(cell) / (network[member] ?? NaN)),
    power_GW: estimateOf((cell) => power(cell) / 1e9),
    emissions_Mt_y: estimateOf((cell) => (columns.emissions_kg_s[cell] ?? NaN) * megatonnes),
    intensity_g_kWh: estimateOf((cell) => over(columns.emissions_kg_s, cell) * WATT_GRAMS_PER_KWH),
    renewable_pct: estimateOf((cell) => over(columns.renewable_W, cell) * 100),
  };
}

function emptyColumns(draws: number): CarbonColumns {
  const column = (): Float64Array => new Float64Array(draws * MAP_PLACES.length);
  return {
    draws,
    power_W: column(),
    emissions_kg_s: column(),
    marginal_kg_s: column(),
    renewable_W: column(),
    embodied_kg_s: new Float64Array(draws),
  };
}
