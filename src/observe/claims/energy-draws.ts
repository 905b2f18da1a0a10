import {
  type DaySpan,
  SECONDS_PER_DAY,
  type UnixDay,
  type UnixSeconds,
  startOfDay,
  toGigawatts,
} from "../../base/index.ts";
import {
  COUNTRIES,
  JOULES_PER_TERAWATT_HOUR,
  MAP_PLACES,
  type NetworkPower,
  PROVINCES,
  carbonOfDays,
  energyDraws,
  networkPower,
  placeMap,
  shareDraws,
  sumOverPlaces,
} from "../../energy/index.ts";
import type { FactRecord } from "../../record/index.ts";
import { pricedDays } from "../network-days.ts";
import { powerInputs } from "../power-inputs.ts";
import type { Timeline } from "../timeline.ts";

/** Draws of everything uncertain; draw k is that of `hashfall energy` with this seed. */
export const CLAIM_DRAWS = { seed: 1, draws: 400 } as const;

const KILOGRAMS_PER_MEGATONNE = 1e9;
const NETWORK = "network";

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
    const { from, to } = pricedDays(this.timeline, this.record.market);
    return { from: startOfDay(from), to: startOfDay(to) };
  }

  /** Whether a day is one of those, or the one after them. */
  covers(day: UnixDay): boolean {
    const { from, to } = pricedDays(this.timeline, this.record.market);
    return day >= from && day <= to;
  }

  /** Energy of the network over days [from, to), TWh, by draw; NaN where the record lacks a day. */
  networkEnergy({ from, to }: DaySpan): Float64Array {
    return energyDraws(this.drawn(), from, to);
  }

  /** Energy and emissions over days [from, to) by place; null while no share was public. */
  byPlace(span: DaySpan): PlaceSums | null {
    const key = `${span.from}-${span.to}`;
    const known = this.sums.get(key);
    if (known !== undefined) return known;
    const sums = this.sumsOf(span);
    this.sums.set(key, sums);
    return sums;
  }

  private sumsOf({ from, to }: DaySpan): PlaceSums | null {
    const { seed } = CLAIM_DRAWS;
    const facts = this.record.energy;
    const answer = carbonOfDays({ facts, seed, power: this.drawn(), from, to });
    if (answer === null) return null;
    const { power_W, renewable_W, emissions_kg_s } = answer.columns;
    const time = SECONDS_PER_DAY * (to - from);
    return {
      energy_TWh: power_W.map((power) => (power * time) / JOULES_PER_TERAWATT_HOUR),
      renewable_TWh: renewable_W.map((power) => (power * time) / JOULES_PER_TERAWATT_HOUR),
      emissions_Mt: emissions_kg_s.map((rate) => (rate * time) / KILOGRAMS_PER_MEGATONNE),
    };
  }

  private drawn(): NetworkPower {
    this.power ??= networkPower(powerInputs(this.timeline, this.record), CLAIM_DRAWS);
    return this.power;
  }

  /** Shares of all places on a day, laid out as `PlaceSums`; null while no share was public. */
  shares(day: UnixDay): Float64Array | null {
    const map = placeMap(this.record.energy, day);
    return map === null ? null : shareDraws(map, CLAIM_DRAWS.draws, CLAIM_DRAWS.seed);
  }
}

/** One value for each draw: the sum over a place, or over all of them for the network. */
export function drawsOf(byPlace: Float64Array, place: string): Float64Array {
  return sumOverPlaces(byPlace, (own) => isWithin(own, place));
}

/** Those that a place is ranked among: a province among provinces and the other countries. */
export function rivalsOf(place: string): readonly string[] {
  return place.includes("/") ? RANKED_PLACES : RANKED_COUNTRIES;
}

/** Mean power of a span, GW, from its energy in TWh. */
export function meanGigawatts(energy: number, { from, to }: DaySpan): number {
  return toGigawatts((energy * JOULES_PER_TERAWATT_HOUR) / (SECONDS_PER_DAY * (to - from)));
}

function isWithin(place: string, whole: string): boolean {
  return whole === NETWORK || place === whole || place.startsWith(`${whole}/`);
}
