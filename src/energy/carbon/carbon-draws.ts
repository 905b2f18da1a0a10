import {
  DAYS_PER_YEAR,
  type Estimate,
  HashfallError,
  Random,
  SECONDS_PER_DAY,
  type UnixDay,
  daysFromCivil,
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
import { EMBODIED_PRIORS } from "./carbon-priors.ts";
import type { GridFact } from "./grid-fact.ts";
import { drawFactors, miningMixes } from "./mining-factors.ts";

/** Joules in a kWh times grams in a kg: watts × g/kWh over this are kg/s. */
const WATT_GRAMS_PER_KWH = 3.6e9;
/** Mt in a year of a kg/s. */
const MEGATONNES_PER_YEAR: number = (SECONDS_PER_DAY * DAYS_PER_YEAR) / 1e9;

/** Facts that carbon is reckoned from. */
export interface CarbonFacts extends PlaceFacts {
  readonly grids: readonly GridFact[];
}

export interface CarbonQuestion {
  readonly facts: CarbonFacts;
  readonly day: UnixDay;
  /** Power of the network, one value for each draw, W. */
  readonly power_W: Float64Array;
  /** Integer from 0 to 2^53 − 1. */
  readonly seed: number;
  readonly map?: PlaceMapOptions;
}

export interface CarbonYearQuestion extends Omit<CarbonQuestion, "day" | "power_W"> {
  readonly year: number;
  /** Mean power of each of the 12 months, one value for each draw, W. */
  readonly power_W: readonly Float64Array[];
}

/** Draws by place: place p of draw k at k × `MAP_PLACES`.length + p. */
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

/** Carbon of a day's power, at that rate for a year; null while no share was public. */
export function carbonDraws({ day, power_W, ...rest }: CarbonQuestion): CarbonAnswer | null {
  return carbonOf(rest, [{ day, power: power_W }]);
}

/** Carbon of a year: mean of 12 days, each in the middle of its month; null as above. */
export function carbonYear({ year, power_W, ...rest }: CarbonYearQuestion): CarbonAnswer | null {
  if (power_W.length !== 12) {
    throw new HashfallError("number.domain", `power of ${power_W.length} months, not of 12`);
  }
  const days = power_W.map((power, at) => ({
    day: daysFromCivil({ year, month: at + 1, day: 15 }),
    power,
  }));
  return carbonOf(rest, days);
}

type Basis = Pick<CarbonQuestion, "facts" | "seed" | "map">;

interface DayPower {
  readonly day: UnixDay;
  readonly power: Float64Array;
}

function carbonOf(basis: Basis, days: readonly DayPower[]): CarbonAnswer | null {
  const columns = emptyColumns(days[0]?.power.length ?? 0);
  for (const own of days) {
    if (!addDay(columns, basis, own, days.length)) return null;
  }
  embody(columns, basis.seed);
  return answerOf(columns);
}

/** Adds one of `count` days to the means; false while no share was public. */
function addDay(columns: CarbonColumns, basis: Basis, own: DayPower, count: number): boolean {
  const { facts, seed } = basis;
  const map = placeMap(facts, own.day, basis.map);
  if (map === null) return false;
  const mixes = miningMixes(facts.grids, own.day);
  for (let member = 0; member < columns.draws; member += 1) {
    const shares = placeShares(map, Random.stream(seed, member, "places"));
    const factors = drawFactors(mixes, seed, member);
    const network = (own.power[member] ?? NaN) / count;
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
  for (let member = 0; member < columns.draws; member += 1) {
    const random = Random.stream(seed, member, "carbon.making");
    const made = priorValue(making.law, normalDraw(random));
    const years = priorValue(life.law, normalDraw(random));
    const power = totalOf(columns.power_W, member);
    const seconds = years * DAYS_PER_YEAR * SECONDS_PER_DAY;
    columns.embodied_kg_s[member] = ((power / 1000) * made) / seconds;
  }
}

function answerOf(columns: CarbonColumns): CarbonAnswer {
  const { draws, power_W, emissions_kg_s, marginal_kg_s, renewable_W } = columns;
  const estimateOf = (value: (member: number) => number): Estimate =>
    estimateOfSample(Float64Array.from({ length: draws }, (_, member) => value(member)));
  const totals = [power_W, emissions_kg_s, marginal_kg_s, renewable_W].map((column) =>
    Float64Array.from({ length: draws }, (_, member) => totalOf(column, member)),
  );
  const [power, emissions, marginal, renewable] = totals;
  const ratio = (over?: Float64Array): ((member: number) => number) => {
    return (member) => (over?.[member] ?? NaN) / (power?.[member] ?? NaN);
  };
  const yearly = (of?: Float64Array): Estimate =>
    estimateOf((member) => (of?.[member] ?? NaN) * MEGATONNES_PER_YEAR);
  return {
    places: MAP_PLACES.map((place, at) => placeAnswer(columns, place, at, power)),
    emissions_Mt_y: yearly(emissions),
    marginal_Mt_y: yearly(marginal),
    embodied_Mt_y: yearly(columns.embodied_kg_s),
    intensity_g_kWh: estimateOf((member) => ratio(emissions)(member) * WATT_GRAMS_PER_KWH),
    marginal_g_kWh: estimateOf((member) => ratio(marginal)(member) * WATT_GRAMS_PER_KWH),
    renewable_pct: estimateOf((member) => ratio(renewable)(member) * 100),
    columns,
  };
}

function placeAnswer(
  columns: CarbonColumns,
  place: string,
  at: number,
  network: Float64Array | undefined,
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
    place,
    share: estimateOf((cell, member) => power(cell) / (network?.[member] ?? NaN)),
    power_GW: estimateOf((cell) => power(cell) / 1e9),
    emissions_Mt_y: estimateOf(
      (cell) => (columns.emissions_kg_s[cell] ?? NaN) * MEGATONNES_PER_YEAR,
    ),
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

/** Sum over the places of one draw. */
function totalOf(column: Float64Array, member: number): number {
  let sum = 0;
  const from = member * MAP_PLACES.length;
  for (let at = 0; at < MAP_PLACES.length; at += 1) sum += column[from + at] ?? NaN;
  return sum;
}
