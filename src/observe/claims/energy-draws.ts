import {
  SECONDS_PER_DAY,
  type UnixDay,
  type UnixSeconds,
  civilFromDays,
  daysFromCivil,
  startOfDay,
  unixDay,
  unixSeconds,
} from "../../base/index.ts";
import {
  type CarbonColumns,
  COUNTRIES,
  MAP_PLACES,
  type NetworkPower,
  PROVINCES,
  carbonDraws,
  energyDraws,
  networkPower,
  placeMap,
  shareDraws,
} from "../../energy/index.ts";
import type { FactRecord } from "../../record/index.ts";
import { powerInputs } from "../power-inputs.ts";
import type { Timeline } from "../timeline.ts";

/** Draws of everything uncertain; draw k is that of `hashfall energy` with this seed. */
export const CLAIM_DRAWS = { seed: 1, draws: 400 } as const;

const HOURS_PER_DAY = 24;
const WATTS_PER_TERAWATT = 1e12;
const WATTS_PER_GIGAWATT = 1e9;
const KILOGRAMS_PER_MEGATONNE = 1e9;
const NETWORK = "network";

/** Days [from, to). */
interface Span {
  readonly from: UnixDay;
  readonly to: UnixDay;
}

/** Sums over some days by place: place p of draw k at k × `MAP_PLACES`.length + p. */
interface PlaceSums {
  readonly energy_TWh: Float64Array;
  readonly renewable_TWh: Float64Array;
  readonly emissions_Mt: Float64Array;
}

const isNamed = (place: string): boolean => place !== "other" && !place.endsWith("/other");

/** Countries and provinces that are compared with each other: those of the map with a name. */
const RANKED_COUNTRIES: readonly string[] = COUNTRIES.filter(isNamed);
const RANKED_PLACES: readonly string[] = MAP_PLACES.filter(isNamed);

/** What a claim of power, energy, carbon or place may be about. */
export const CLAIM_PLACES: readonly string[] = [
  NETWORK,
  ...RANKED_COUNTRIES,
  ...PROVINCES.filter(isNamed),
];

/**
 * Draws that the claims of one audit share. Each part is made when a claim first asks for it, and
 * kept: a file without such claims costs nothing.
 */
export class EnergyDraws {
  private readonly timeline: Timeline;
  private readonly record: FactRecord;
  private power: NetworkPower | null = null;
  private readonly sums = new Map<string, PlaceSums | null>();

  constructor(timeline: Timeline, record: FactRecord) {
    this.timeline = timeline;
    this.record = record;
  }

  /** The days that can be judged: those with blocks or epochs, price and fees. */
  get span(): { readonly from: UnixSeconds; readonly to: UnixSeconds } {
    const { firstDay, priceUsd } = this.record.market;
    const first = priceUsd.findIndex((price) => !Number.isNaN(price));
    const last = priceUsd.findLastIndex((price) => !Number.isNaN(price));
    const end = startOfDay(unixDay(firstDay + last + 1));
    return {
      from: startOfDay(unixDay(firstDay + Math.max(first, 0))),
      to: unixSeconds(Math.min(end, this.timeline.span.to)),
    };
  }

  /** Whether a day has begun, and not after the end of the record. */
  covers(day: UnixDay): boolean {
    const { from, to } = this.span;
    return startOfDay(day) >= from && startOfDay(day) <= to;
  }

  /** Energy of the network over days [from, to), TWh, by draw; NaN where the record lacks a day. */
  networkEnergy({ from, to }: Span): Float64Array {
    this.power ??= networkPower(powerInputs(this.timeline, this.record), CLAIM_DRAWS);
    return energyDraws(this.power, from, to);
  }

  /**
   * Energy and emissions over days [from, to) by place; null while no share was public.
   *
   * A month, or what the span has of one, is taken at the shares and factors of its middle day.
   */
  byPlace(span: Span): PlaceSums | null {
    const key = `${span.from}-${span.to}`;
    const known = this.sums.get(key);
    if (known !== undefined) return known;
    const sums = this.sumMonths(span);
    this.sums.set(key, sums);
    return sums;
  }

  private sumMonths(span: Span): PlaceSums | null {
    const count = CLAIM_DRAWS.draws * MAP_PLACES.length;
    const sums: PlaceSums = {
      energy_TWh: new Float64Array(count),
      renewable_TWh: new Float64Array(count),
      emissions_Mt: new Float64Array(count),
    };
    for (const month of monthsOf(span)) {
      const hours = HOURS_PER_DAY * (month.to - month.from);
      const power_W = this.networkEnergy(month).map((energy) => inWatts(energy, hours));
      const day = unixDay(Math.floor((month.from + month.to) / 2));
      const { seed } = CLAIM_DRAWS;
      const answer = carbonDraws({ facts: this.record.energy, day, power_W, seed });
      if (answer === null) return null;
      addMonth(sums, answer.columns, month);
    }
    return sums;
  }

  /** Shares of all places on a day, laid out as `PlaceSums`; null while no share was public. */
  shares(day: UnixDay): Float64Array | null {
    const map = placeMap(this.record.energy, day);
    return map === null ? null : shareDraws(map, CLAIM_DRAWS.draws, CLAIM_DRAWS.seed);
  }
}

/** One value for each draw: the sum over a place, or over all of them for the network. */
export function drawsOf(byPlace: Float64Array, place: string): Float64Array {
  const rows = [...MAP_PLACES.keys()].filter((row) => isWithin(MAP_PLACES[row] ?? "", place));
  const count = MAP_PLACES.length;
  return Float64Array.from({ length: byPlace.length / count }, (_, draw) => {
    let sum = 0;
    for (const row of rows) sum += byPlace[draw * count + row] ?? NaN;
    return sum;
  });
}

/** Those that a place is ranked among: a province among provinces and the other countries. */
export function rivalsOf(place: string): readonly string[] {
  return place.includes("/") ? RANKED_PLACES : RANKED_COUNTRIES;
}

/** Mean power of a span, GW, from its energy in TWh. */
export function meanGigawatts(energy: number, { from, to }: Span): number {
  return inWatts(energy, HOURS_PER_DAY * (to - from)) / WATTS_PER_GIGAWATT;
}

function isWithin(place: string, whole: string): boolean {
  return whole === NETWORK || place === whole || place.startsWith(`${whole}/`);
}

function inWatts(energy: number, hours: number): number {
  return (energy * WATTS_PER_TERAWATT) / hours;
}

/** A span cut where months begin. */
function monthsOf({ from, to }: Span): Span[] {
  const months: Span[] = [];
  for (let start = from; start < to; ) {
    const { year, month } = civilFromDays(start);
    const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
    const end = unixDay(Math.min(daysFromCivil({ ...next, day: 1 }), to));
    months.push({ from: start, to: end });
    start = end;
  }
  return months;
}

function addMonth(sums: PlaceSums, columns: CarbonColumns, { from, to }: Span): void {
  const hours = HOURS_PER_DAY * (to - from);
  const seconds = SECONDS_PER_DAY * (to - from);
  add(sums.energy_TWh, columns.power_W, hours / WATTS_PER_TERAWATT);
  add(sums.renewable_TWh, columns.renewable_W, hours / WATTS_PER_TERAWATT);
  add(sums.emissions_Mt, columns.emissions_kg_s, seconds / KILOGRAMS_PER_MEGATONNE);
}

function add(sums: Float64Array, values: Float64Array, factor: number): void {
  for (const [cell, value] of values.entries()) sums[cell] = (sums[cell] ?? 0) + value * factor;
}
