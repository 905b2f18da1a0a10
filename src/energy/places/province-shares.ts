import { type UnixDay, civilFromDays, daysFromCivil } from "../../base/index.ts";
import type { HashrateShare } from "./hashrate-share.ts";
import { PROVINCES } from "./map-places.ts";
import { BAN, HIDDEN_SEASON, PROVINCE_SPREADS, WET_SEASON, WET_WEIGHTS } from "./share-priors.ts";

/** Parts of provinces in China's hashrate, in the order of `PROVINCES`; they add up to 1. */
export interface ProvinceShares {
  readonly shares: Float64Array;
  /** Deviation of the logarithm of each. */
  readonly spread: number;
}

/**
 * Part of China's hashrate in each province: between the published dry and wet season,
 *
 *   ln share = (1 − w) ln dry + w ln wet,  scaled to 1,  w = `wetness` of the day
 *
 * All of it is in `CN/other` while nothing is published.
 */
export function provincesOn(shares: readonly HashrateShare[], day: UnixDay): ProvinceShares {
  const [dry, wet] = seasonsOf(shares);
  if (dry === null) {
    return {
      shares: Float64Array.from(PROVINCES, (province) => isRest(province)),
      spread: PROVINCE_SPREADS.hidden,
    };
  }
  if (wet === null) {
    const spread = day >= BAN ? PROVINCE_SPREADS.hidden : PROVINCE_SPREADS.oneSeason;
    return { shares: dry, spread };
  }
  const season = day >= BAN ? HIDDEN_SEASON : wetness(day);
  const mixed = dry.map((share, at) => share ** (1 - season) * (wet[at] ?? 0) ** season);
  const total = mixed.reduce((sum, share) => sum + share, 0);
  const spread = day >= BAN ? PROVINCE_SPREADS.hidden : PROVINCE_SPREADS.known;
  return { shares: mixed.map((share) => share / total), spread };
}

/** How far the move to the water has come on a day: `WET_SEASON` between the middles of months. */
export function wetness(day: UnixDay): number {
  return betweenMonths(WET_SEASON, day);
}

/** A value of each calendar month, on straight lines between their middles (the 15th). */
export function betweenMonths(months: readonly number[], day: UnixDay): number {
  const { year, month } = civilFromDays(day);
  const first = day < middleOf(year, month) ? month - 1 : month;
  const [from, to] = [middleOf(year, first), middleOf(year, first + 1)];
  const part = (day - from) / (to - from);
  return (1 - part) * (months[(first + 11) % 12] ?? 0) + part * (months[first % 12] ?? 0);
}

/** The 15th of a month; months 0 and 13 belong to the years beside. */
function middleOf(year: number, month: number): UnixDay {
  if (month < 1) return daysFromCivil({ year: year - 1, month: 12, day: 15 });
  if (month > 12) return daysFromCivil({ year: year + 1, month: 1, day: 15 });
  return daysFromCivil({ year, month, day: 15 });
}

type Season = Float64Array | null;

/**
 * Shares of the first and of the last month that has figures of provinces: the dry and the wet one.
 *
 * A figure of China is used before one of the world over China's. Provinces without a figure in the
 * second month share what is left by their weight in the first times `WET_WEIGHTS`.
 */
function seasonsOf(shares: readonly HashrateShare[]): readonly [dry: Season, wet: Season] {
  const own = shares.filter(({ place }) => place.startsWith("CN/"));
  const days = own.map(({ day }) => day).toSorted((a, b) => a - b);
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [null, null];
  const dry = seasonOf(shares, first, null);
  return [dry, last === first ? null : seasonOf(shares, last, dry)];
}

function seasonOf(shares: readonly HashrateShare[], day: UnixDay, keep: Season): Float64Array {
  const here = shares.filter((share) => share.day === day);
  const china = here.find(({ place, of }) => place === "CN" && of === "world")?.share ?? 1;
  const stated = PROVINCES.map((province) => {
    const own = here.filter(({ place }) => place === province);
    const ofChina = own.find(({ of }) => of === "CN")?.share;
    const ofWorld = own.find(({ of }) => of === "world")?.share;
    return ofChina ?? (ofWorld === undefined ? undefined : ofWorld / china);
  });
  const left = 1 - stated.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const weights = stated.map((share, at) => {
    if (share !== undefined) return 0;
    const province = PROVINCES[at] ?? "";
    return keep === null ? isRest(province) : (keep[at] ?? 0) * (WET_WEIGHTS[province] ?? 1);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from(stated, (share, at) => share ?? ((weights[at] ?? 0) * left) / total);
}

function isRest(province: string): number {
  return province === "CN/other" ? 1 : 0;
}
