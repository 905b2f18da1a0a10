import { DAYS_PER_YEAR, type UnixDay } from "../../base/index.ts";
import type { HashrateShare } from "./hashrate-share.ts";
import { COUNTRIES } from "./map-places.ts";
import {
  FADE_MONTHS,
  LONGEST_GAP,
  MONTHLY_VARIANCE,
  SHARE_BEHIND_ZERO,
  UNNAMED_SHARE,
  ZERO_SPREAD,
} from "./share-priors.ts";

const DAYS_PER_MONTH: number = DAYS_PER_YEAR / 12;
/** Weight of a place of which nothing is known yet; keeps logarithms finite. */
const NOTHING = 1e-12;

/** A figure of one country. */
interface Point {
  readonly day: UnixDay;
  readonly share: number;
  /** Stands for a zero that was reported. */
  readonly isReplaced: boolean;
}

/** Shares of all countries in one month; they add up to 1. */
interface Composition {
  readonly day: UnixDay;
  readonly shares: Float64Array;
  readonly zeroSpread: number;
}

/** What is published of countries, ready to be read at any day. */
export interface CountryTable {
  readonly points: readonly (readonly Point[])[];
  readonly months: readonly Composition[];
}

/** Shares on a day, with the deviation of their logarithms; both in the order of `COUNTRIES`. */
export interface CountryShares {
  readonly shares: Float64Array;
  readonly spreads: Float64Array;
}

/**
 * Whole compositions of every month that has a figure.
 *
 *   share = figure where there is one, else guess × (1 − Σ figures) / Σ guesses of the others
 *
 * What hides behind a zero is taken from all others alike.
 *
 * The guess lies between the country's own figures on a logarithmic scale, is its last figure after
 * them, and fades before the first.
 *
 * @param behindZeros whether a zero is taken as reporting and replaced.
 */
export function countryTable(shares: readonly HashrateShare[], behindZeros: boolean): CountryTable {
  const points = COUNTRIES.map((country) => pointsOf(shares, country, behindZeros));
  const days = [...new Set(points.flat().map(({ day }) => day))].toSorted((a, b) => a - b);
  return { points, months: days.map((day) => compositionOf(points, day)) };
}

function pointsOf(
  shares: readonly HashrateShare[],
  country: string,
  behindZeros: boolean,
): Point[] {
  const own = shares
    .filter(({ place, of }) => place === country && of === "world")
    .toSorted((a, b) => a.day - b.day);
  const seen = own.filter(({ share }) => share > 0);
  return own.map(({ day, share, isBound }) => {
    if (share > 0 || !behindZeros) {
      return { day, share: isBound ? share / 2 : share, isReplaced: false };
    }
    const near = seen.find((other) => other.day > day) ?? seen.at(-1);
    return { day, share: SHARE_BEHIND_ZERO * (near?.share ?? 0), isReplaced: true };
  });
}

function compositionOf(points: readonly (readonly Point[])[], day: UnixDay): Composition {
  const stated = points.map((own) => own.find((point) => point.day === day));
  const hidden = stated.find((point) => point?.isReplaced === true)?.share ?? 0;
  const sum = stated.reduce((total, point) => total + seenShare(point), 0);
  const guesses = points.map((own, at) => {
    if (stated[at] !== undefined) return 0;
    return COUNTRIES[at] === "other" ? UNNAMED_SHARE : guessOf(own, day);
  });
  const guessed = guesses.reduce((total, guess) => total + guess, 0);
  const scale = Math.max(1 - sum, NOTHING) / guessed;
  const listed = Float64Array.from(stated, (point, at) =>
    point === undefined ? (guesses[at] ?? 0) * scale : seenShare(point),
  );
  const total = totalOf(listed);
  const shares = listed.map((share, at) =>
    stated[at]?.isReplaced === true ? hidden : (share / total) * (1 - hidden),
  );
  return { day, shares, zeroSpread: hidden > 0 ? ZERO_SPREAD : 0 };
}

/** What the source saw: nothing behind a zero, so that its other figures are parts of the rest. */
function seenShare(point: Point | undefined): number {
  return point === undefined || point.isReplaced ? 0 : point.share;
}

function guessOf(points: readonly Point[], day: UnixDay): number {
  const before = points.findLast((point) => point.day < day);
  const after = points.find((point) => point.day > day);
  if (before === undefined && after === undefined) return NOTHING;
  if (after === undefined) return before?.share ?? 0;
  if (before === undefined) {
    return after.share * Math.exp(-monthsBetween(day, after.day) / FADE_MONTHS);
  }
  const part = (day - before.day) / (after.day - before.day);
  return Math.max(before.share ** (1 - part) * after.share ** part, NOTHING);
}

/**
 * Shares on a day, between the months around it: ln share on a straight line, then scaled to 1.
 *
 * The variance of ln share grows with the months since the country's last figure and until its next,
 * as of a random walk that is tied down at both: variance × a b / (a + b).
 */
export function countriesOn(table: CountryTable, day: UnixDay): CountryShares {
  const [before, after, part] = monthsAround(table.months, day);
  const mixed = before.shares.map((share, at) =>
    Math.exp(
      (1 - part) * Math.log(Math.max(share, NOTHING)) +
        part * Math.log(Math.max(after.shares[at] ?? 0, NOTHING)),
    ),
  );
  const zero = (1 - part) * before.zeroSpread + part * after.zeroSpread;
  const spreads = Float64Array.from(table.points, (own, at) =>
    Math.hypot(
      Math.sqrt(MONTHLY_VARIANCE * gapOf(at === COUNTRIES.length - 1 ? table.months : own, day)),
      at === 0 ? zero : 0,
    ),
  );
  const total = totalOf(mixed);
  return { shares: mixed.map((share) => share / total), spreads };
}

/** Shares on a day by straight lines between the months, as a chart of them draws it. */
export function publishedCountriesOn(table: CountryTable, day: UnixDay): Float64Array {
  const [before, after, part] = monthsAround(table.months, day);
  return before.shares.map((share, at) => (1 - part) * share + part * (after.shares[at] ?? 0));
}

function monthsAround(
  months: readonly Composition[],
  day: UnixDay,
): [before: Composition, after: Composition, part: number] {
  const empty: Composition = { day, shares: new Float64Array(COUNTRIES.length), zeroSpread: 0 };
  const after = months.find((month) => month.day >= day) ?? months.at(-1) ?? empty;
  const before = months.findLast((month) => month.day <= day) ?? after;
  const span = after.day - before.day;
  return [before, after, span > 0 ? (day - before.day) / span : 0];
}

/** Months that count as without a figure. */
function gapOf(points: readonly { readonly day: UnixDay }[], day: UnixDay): number {
  const before = points.findLast((point) => point.day <= day);
  const after = points.find((point) => point.day >= day);
  const [a, b] = [
    before === undefined ? Infinity : monthsBetween(before.day, day),
    after === undefined ? Infinity : monthsBetween(day, after.day),
  ];
  if (a === 0 || b === 0) return 0;
  return Math.min(1 / (1 / a + 1 / b), LONGEST_GAP);
}

function monthsBetween(from: UnixDay, to: UnixDay): number {
  return (to - from) / DAYS_PER_MONTH;
}

function totalOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
