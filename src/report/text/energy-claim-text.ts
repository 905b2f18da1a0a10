import {
  type Estimate,
  type UnixDay,
  civilFromDays,
  daysFromCivil,
  startOfDay,
  unixDay,
} from "../../base/index.ts";
import { placeTitle } from "../../policy/index.ts";
import {
  ENERGY_UNITS,
  type EnergyClaim,
  type EnergyEvidence,
  type EnergyQuantity,
  type Evidence,
  type PlaceRankClaim,
} from "../../observe/index.ts";
import type { Bilingual } from "../../policy/index.ts";
import { formatFullDay, formatMonth } from "./calendar.ts";
import { ENERGY_CLAIM_MESSAGES as TEXT } from "./energy-claim-messages.ts";
import { formatEstimate, formatInterval, formatNumber, withUnit } from "./format.ts";
import { type Language, say } from "./language.ts";

type RankEvidence = Extract<Evidence, { what: "place-rank" }>;

/** Places whose English names take an article. */
const ARTICLES: ReadonlySet<string> = new Set(["US", "AE"]);
const DAYS_PER_WEEK = 7;
const MOST_DECIMALS = 2;
/** Below this part of the draws a decimal is shown. */
const SMALL_PART = 0.1;

/** The value that a claim of power, energy or carbon states: `104 TWh`, `at most 338 TWh`. */
export function energyValue(claim: EnergyClaim, language: Language): string {
  const claimed = plainValue(claim, language);
  if (claim.bound === null) return claimed;
  return say(claim.bound === "upper" ? TEXT.atMost : TEXT.atLeast, language, { claimed });
}

/** The rank that a claim states. */
export function rankValue({ rank }: PlaceRankClaim, language: Language): string {
  return say(TEXT.rankValue, language, { rank });
}

/** Our own estimate, with interval and unit, and that it is one. */
export function energyFigure({ what, estimate }: EnergyEvidence, language: Language): string {
  return say(TEXT.estimated, language, { figure: figure(what, estimate, language) });
}

/** How sure the claimed rank is. */
export function rankFigure(
  evidence: RankEvidence,
  { rank }: PlaceRankClaim,
  language: Language,
): string {
  return say(TEXT.rankFigure, language, { rank, part: partText(evidence.probability, language) });
}

/** Our own estimate beside the value claimed and, for a place, the whole world's. */
export function energyReason(
  { what, estimate, whole, isNearThreshold }: EnergyEvidence,
  claim: EnergyClaim,
  language: Language,
): string {
  return say(TEXT.found, language, {
    subject: subjectOf(claim, language),
    period: periodOf(claim, language),
    estimate: figure(what, estimate, language),
    compared: comparison(estimate, claim, language),
    whole: whole === null ? "" : wholeText(whole, claim, language),
    near: isNearThreshold ? say(TEXT.near, language) : "",
  });
}

/** How often a place has the rank claimed, which it has most often, and who comes first. */
export function rankReason(
  { probability, byRank, share, first, isNearThreshold }: RankEvidence,
  { place, day, rank }: PlaceRankClaim,
  language: Language,
): string {
  const most = Math.max(...byRank);
  const mode = byRank.indexOf(most) + 1;
  return say(TEXT.rankFound, language, {
    day: formatFullDay(startOfDay(day), language),
    place: placeName(place, language),
    rank,
    part: partText(probability, language),
    share: figure("place-share", share, language),
    mode:
      mode === rank
        ? ""
        : say(TEXT.rankMode, language, { rank: mode, part: partText(most, language) }),
    first:
      first.place === place
        ? ""
        : say(TEXT.rankFirst, language, {
            place: placeName(first.place, language),
            part: partText(first.probability, language),
          }),
    near: isNearThreshold ? say(TEXT.near, language) : "",
  });
}

function plainValue({ what, value }: EnergyClaim, language: Language): string {
  const decimals = String(value).split(".")[1]?.length ?? 0;
  return withUnit(
    formatNumber(value, Math.min(decimals, MOST_DECIMALS)),
    ENERGY_UNITS[what],
    language,
  );
}

function figure(what: EnergyQuantity, estimate: Estimate, language: Language): string {
  const unit = ENERGY_UNITS[what];
  const digits = digitsOf(what);
  if (unit !== "%") return withUnit(formatEstimate(estimate, digits), unit, language);
  const value = withUnit(formatNumber(estimate.value, digits), unit, language);
  return `${value} ${formatInterval(estimate, digits)}`;
}

const digitsOf = (what: EnergyQuantity): number => (what === "power" ? 2 : 1);

function partText(part: number, language: Language): string {
  return withUnit(formatNumber(100 * part, part < SMALL_PART ? 1 : 0), "%", language);
}

/** A place's name within a sentence. */
function placeName(place: string, language: Language): string {
  const title = placeTitle(place)[language];
  return language === "en" && ARTICLES.has(place) ? `the ${title}` : title;
}

function subjectOf({ what, place }: EnergyClaim, language: Language): string {
  const name = placeName(place, language);
  if (what === "place-share") return say(TEXT.share, language, { place: name });
  const who =
    place === "network"
      ? say(TEXT.network, language)
      : say(TEXT.miningIn, language, { place: name });
  return say(TEXT[what], language, { who });
}

/** Days [from, to) in the words people use: a year, years, a month, a day, a week, two dates. */
function periodOf({ what, from, to }: EnergyClaim, language: Language): string {
  const [start, end] = [civilFromDays(from), civilFromDays(to)];
  const last = unixDay(to - 1);
  if (from === yearStart(start.year) && to === yearStart(end.year)) {
    if (end.year === start.year + 1) return say(TEXT.inYear, language, { year: start.year });
    return say(TEXT.inYears, language, { first: start.year, last: end.year - 1 });
  }
  if (start.day === 1 && to === nextMonth(start)) {
    const month = formatMonth(start.month, language);
    return say(TEXT.inMonth, language, { month, year: start.year });
  }
  const dayText = (day: UnixDay): string => formatFullDay(startOfDay(day), language);
  if (what === "place-share") return say(TEXT.onDay, language, { day: dayText(last) });
  if (to - from === DAYS_PER_WEEK) return say(TEXT.inWeek, language, { day: dayText(last) });
  return say(TEXT.fromTo, language, { first: dayText(from), last: dayText(last) });
}

function yearStart(year: number): UnixDay {
  return daysFromCivil({ year, month: 1, day: 1 });
}

function nextMonth({ year, month }: { readonly year: number; readonly month: number }): UnixDay {
  return month === 12 ? yearStart(year + 1) : daysFromCivil({ year, month: month + 1, day: 1 });
}

function comparison(estimate: Estimate, claim: EnergyClaim, language: Language): string {
  const claimed = plainValue(claim, language);
  if (claim.bound !== null) return say(boundMessage(estimate, claim), language, { claimed });
  const { value } = claim;
  if (value > estimate.hi95) {
    return say(TEXT.isAbove, language, { claimed, gap: gapText(claim, estimate.hi95, language) });
  }
  if (value < estimate.lo95) {
    return say(TEXT.isBelow, language, { claimed, gap: gapText(claim, estimate.lo95, language) });
  }
  return say(TEXT.holds, language, { claimed });
}

function boundMessage({ lo95, hi95 }: Estimate, { value, bound }: EnergyClaim): Bilingual {
  const isUpper = bound === "upper";
  if (hi95 <= value) return isUpper ? TEXT.staysBelow : TEXT.missesLeast;
  if (lo95 >= value) return isUpper ? TEXT.exceedsMost : TEXT.staysAbove;
  return TEXT.onBothSides;
}

/** How far a value lies beyond an end of the interval, and for amounts what part of that end. */
function gapText({ what, value }: EnergyClaim, end: number, language: Language): string {
  const unit = ENERGY_UNITS[what];
  const n = formatNumber(Math.abs(value - end), digitsOf(what));
  if (unit === "%") return say(TEXT.points, language, { n });
  const part = withUnit(formatNumber((100 * Math.abs(value - end)) / end), "%", language);
  return say(TEXT.relative, language, { gap: withUnit(n, unit, language), part });
}

function wholeText(whole: Estimate, claim: EnergyClaim, language: Language): string {
  const isLess = ENERGY_UNITS[claim.what] !== "%" && whole.hi95 < claim.value;
  return say(isLess ? TEXT.wholeIsLess : TEXT.whole, language, {
    whole: figure(claim.what, whole, language),
    claimed: plainValue(claim, language),
  });
}
