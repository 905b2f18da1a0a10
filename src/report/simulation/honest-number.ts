import type { Estimate } from "../../base/index.ts";
import { formatNumber, formatSigned } from "../text/format.ts";

/** Digits of a number whose band has no width. */
const EXACT_DIGITS = 4;

/** The last place that a number is given to, as a power of ten. */
export type Place = number;

/**
 * Place to which a value with a band is given: the second digit of the band's width.
 *
 *   place = ⌊log10(hi − lo)⌋ − 1
 *
 * A band of no width leaves four digits of the value.
 */
export function placeOf(value: number, [low, high]: readonly [number, number]): Place {
  const width = Math.abs(high - low);
  if (width > Math.abs(value) * 1e-6 && Number.isFinite(width)) {
    return Math.floor(Math.log10(width)) - 1;
  }
  return value === 0 || !Number.isFinite(value)
    ? 0
    : Math.floor(Math.log10(Math.abs(value))) + 1 - EXACT_DIGITS;
}

/** One place for several numbers that stand together. */
export function middlePlace(places: readonly Place[]): Place {
  const sorted = places.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A number rounded to a place: `2,710` to the tens, `0.30` to the hundredths. */
export function atPlace(value: number, place: Place): string {
  return formatNumber(rounded(value, place), Math.max(0, -place));
}

/** A value with its 95 % interval, all to the place that the interval leaves: `72.5 [65.4, 74.0]`. */
export function honestEstimate({
  value,
  lo95,
  hi95,
}: Pick<Estimate, "value" | "lo95" | "hi95">): string {
  const place = placeOf(value, [lo95, hi95]);
  return `${atPlace(value, place)} [${atPlace(lo95, place)}, ${atPlace(hi95, place)}]`;
}

/** As `atPlace`, with a plus sign before a rise. */
export function signedAtPlace(value: number, place: Place): string {
  return formatSigned(rounded(value, place), Math.max(0, -place));
}

function rounded(value: number, place: Place): number {
  if (place <= 0 || !Number.isFinite(value)) return value;
  const unit = 10 ** place;
  return Math.round(value / unit) * unit;
}
