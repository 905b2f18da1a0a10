import { Random, type UnixDay } from "../../base/index.ts";
import { betaDraw, betaQuantile, gammaDraw, normalDraw } from "../../statistics/index.ts";
import { countriesOn, countryTable, publishedCountriesOn } from "./country-shares.ts";
import type { HashrateShare } from "./hashrate-share.ts";
import { COUNTRIES, MAP_PLACES, PROVINCES } from "./map-places.ts";
import { provincesOn } from "./province-shares.ts";
import { HIDDEN_SHARES, PROXY_SHARE, SAMPLE_WEIGHT } from "./share-priors.ts";

/** Countries that stand for the foreign addresses of miners elsewhere. */
const PROXIES: readonly boolean[] = COUNTRIES.map((place) => place === "DE" || place === "IE");

/** Median of what is elsewhere behind foreign addresses. */
const MEDIAN_PROXIES: number = betaQuantile(PROXY_SHARE.first, PROXY_SHARE.second, 0.5);

export interface PlaceMapOptions {
  /** Only figures that were public on this day are used. */
  readonly knownBy?: UnixDay;
  /** `published` takes the figures as they stand, China's zero included, and has no error. */
  readonly kind?: "corrected" | "published";
}

/** Where the hashrate is on a day. */
export interface PlaceMap {
  readonly day: UnixDay;
  readonly kind: "corrected" | "published";
  /** In the order of `MAP_PLACES`; they add up to 1. Medians before scaling, if corrected. */
  readonly shares: Float64Array;
  /** In the order of `COUNTRIES`, with the deviation of the logarithms. */
  readonly countries: Float64Array;
  readonly countrySpreads: Float64Array;
  /** Within China, in the order of `PROVINCES`. */
  readonly provinces: Float64Array;
  readonly provinceSpread: number;
  /** Deviation of the logarithm of China's odds for what is hidden. */
  readonly hiddenSpread: number;
}

/** Facts that a map is made of. */
export interface PlaceFacts {
  readonly shares: readonly HashrateShare[];
}

/**
 * Map of a day; null while no share was public.
 *
 * The corrected map takes hashrate out of Germany and Ireland (foreign addresses), raises China's odds
 * by e^bias and does not believe a zero. `docs/methods/places.md` says on what grounds.
 */
export function placeMap(
  facts: PlaceFacts,
  day: UnixDay,
  { knownBy, kind = "corrected" }: PlaceMapOptions = {},
): PlaceMap | null {
  const shares = facts.shares.filter(
    ({ published }) => knownBy === undefined || published <= knownBy,
  );
  const table = countryTable(shares, kind === "corrected");
  if (table.months.length === 0) return null;
  const { shares: provinces, spread: provinceSpread } = provincesOn(shares, day);
  if (kind === "published") {
    const countries = publishedCountriesOn(table, day);
    return {
      day,
      kind,
      countries,
      provinces,
      provinceSpread: 0,
      hiddenSpread: 0,
      countrySpreads: new Float64Array(COUNTRIES.length),
      shares: wholeMap(countries, provinces),
    };
  }
  const { shares: listed, spreads: countrySpreads } = countriesOn(table, day);
  const hidden = hiddenOn(day);
  const countries = corrected(listed, hidden.mean);
  return {
    day,
    kind,
    countries,
    countrySpreads,
    provinces,
    provinceSpread,
    hiddenSpread: hidden.deviation,
    shares: wholeMap(countries, provinces),
  };
}

/**
 * One draw of the shares, in the order of `MAP_PLACES`; they add up to exactly 1.
 *
 * Neighbouring days have neighbouring draws: what is unknown of the sample, the hidden and the
 * provinces stays the same through time. Each place has its own stream, for the law of a share may
 * take another count of random numbers when its mean changes.
 */
export function placeShares(map: PlaceMap, seed: number, member: number): Float64Array {
  if (map.kind === "published") return map.shares;
  const stream = (what: string): Random => Random.stream(seed, member, `places.${what}`);
  const hidden = map.hiddenSpread * normalDraw(stream("hidden"));
  const proxies = betaDraw(stream("proxies"), PROXY_SHARE.first, PROXY_SHARE.second);
  const seen = Math.log((1 - proxies) / (1 - MEDIAN_PROXIES));
  const streams = COUNTRIES.map(stream);
  const countries = map.countries.slice();
  for (const [at, random] of streams.entries()) {
    const bias = at === 0 ? hidden : isProxy(at) ? seen : 0;
    const error = (map.countrySpreads[at] ?? 0) * normalDraw(random) + bias;
    countries[at] = (countries[at] ?? 0) * Math.exp(error);
  }
  const provinces = map.provinces.slice();
  for (const [at, province] of PROVINCES.entries()) {
    const error = map.provinceSpread * normalDraw(stream(province));
    provinces[at] = (provinces[at] ?? 0) * Math.exp(error);
  }
  scale(countries);
  resample(countries, streams);
  scale(provinces);
  return wholeMap(countries, provinces);
}

/** Draws of a map: share of place p in draw k at k × `MAP_PLACES`.length + p. */
export function shareDraws(map: PlaceMap, draws: number, seed: number): Float64Array {
  const count = MAP_PLACES.length;
  const all = new Float64Array(draws * count);
  for (let member = 0; member < draws; member += 1) {
    all.set(placeShares(map, seed, member), member * count);
  }
  return all;
}

/** Draws from the Dirichlet law with these means: what a sample of miners leaves open. */
function resample(means: Float64Array, streams: readonly Random[]): void {
  for (const [at, random] of streams.entries()) {
    const mean = means[at] ?? 0;
    if (mean > 0) means[at] = gammaDraw(random, SAMPLE_WEIGHT * mean);
  }
  scale(means);
}

/** Medians of the corrections applied to listed shares. */
function corrected(listed: Float64Array, hidden: number): Float64Array {
  const shares = listed.map((share, at) => {
    if (at === 0) return share * Math.exp(hidden);
    return isProxy(at) ? share * (1 - MEDIAN_PROXIES) : share;
  });
  scale(shares);
  return shares;
}

function isProxy(at: number): boolean {
  return PROXIES[at] === true;
}

/** Provinces and the other countries; the last place takes what is left of 1. */
function wholeMap(countries: Float64Array, provinces: Float64Array): Float64Array {
  const shares = new Float64Array(MAP_PLACES.length);
  let sum = 0;
  for (let at = 0; at < MAP_PLACES.length - 1; at += 1) {
    const share =
      at < PROVINCES.length
        ? (countries[0] ?? 0) * (provinces[at] ?? 0)
        : (countries[at - PROVINCES.length + 1] ?? 0);
    shares[at] = share;
    sum += share;
  }
  shares[MAP_PLACES.length - 1] = Math.max(1 - sum, 0);
  return shares;
}

function hiddenOn(day: UnixDay): { readonly mean: number; readonly deviation: number } {
  const after = HIDDEN_SHARES.find(({ from }) => from > day) ?? HIDDEN_SHARES.at(-1);
  const before = HIDDEN_SHARES.findLast(({ from }) => from <= day) ?? HIDDEN_SHARES[0];
  if (before === undefined || after === undefined) return { mean: 0, deviation: 0 };
  const span = after.from - before.from;
  const part = span > 0 ? (day - before.from) / span : 0;
  return {
    mean: (1 - part) * before.mean + part * after.mean,
    deviation: (1 - part) * before.deviation + part * after.deviation,
  };
}

/** Divides values by their sum. */
function scale(values: Float64Array): void {
  let total = 0;
  for (const value of values) total += value;
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / total;
}
