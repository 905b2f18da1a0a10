import {
  type Estimate,
  civilFromDays,
  daysFromCivil,
  mapEstimate,
  startOfDay,
  toGigawatts,
  unixDay,
} from "../../base/index.ts";
import type { Days } from "../energy-story.ts";
import type { StudyData } from "../study-data.ts";
import { formatDay, formatMonth } from "./calendar.ts";
import { ENERGY_MESSAGES as TEXT } from "./energy-messages.ts";
import { formatEstimate, formatInterval, formatNumber, formatSigned, withUnit } from "./format.ts";
import { type Language, say } from "./language.ts";

/** Watts as GW, the estimate's shape kept. */
export function inGigawatts(estimate: Estimate): Estimate {
  return mapEstimate(estimate, toGigawatts);
}

/** A power with interval and unit: `8.0 [6.3, 9.8] GW`. */
function formatGigawatts(estimate: Estimate): string {
  return withUnit(formatEstimate(inGigawatts(estimate), 1), "GW", "en");
}

/** GWh as TWh with interval and unit: `4.2 [1.2, 8.0] TWh`. */
function formatTerawattHours(energy_GWh: Estimate): string {
  return withUnit(formatEstimate(inTerawattHours(energy_GWh), 1), "TWh", "en");
}

/** GWh as TWh. */
export function inTerawattHours(energy_GWh: Estimate): Estimate {
  return mapEstimate(energy_GWh, (value) => value / 1e3);
}

/** A share in per cent with its interval: `30 % [8, 68]`. */
export function formatShare(percent: Estimate, language: Language): string {
  return `${withUnit(formatNumber(percent.value), "%", language)} ${formatInterval(percent, 0)}`;
}

/** A change with signs at all three numbers: `−2 [−69, +67]`. */
export function formatShift({ value, lo95, hi95 }: Estimate, digits: number): string {
  const [middle, low, high] = [value, lo95, hi95].map((number) => formatSigned(number, digits));
  return `${middle} [${low}, ${high}]`;
}

/** Days without their year: a month by its name, else `12–18 June`, `20 June – 30 November`. */
export function formatDays({ from, to }: Days, language: Language): string {
  const [first, last] = [startOfDay(from), startOfDay(unixDay(to - 1))];
  const start = civilFromDays(from);
  if (daysFromCivil({ ...start, day: 1 }) === from && isNextMonth(from, to)) {
    return formatMonth(start.month, language);
  }
  const { month, day } = civilFromDays(unixDay(to - 1));
  if (month !== start.month) return `${formatDay(first, language)} – ${formatDay(last, language)}`;
  if (language === "zh") return `${month}月${start.day}–${day}日`;
  return `${start.day}–${formatDay(last, language)}`;
}

function isNextMonth(from: Days["from"], to: Days["to"]): boolean {
  const { year, month } = civilFromDays(from);
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return daysFromCivil({ ...next, day: 1 }) === to;
}

/** A month with its year: `August 2021`, `2021年8月`. */
export function formatMonthOf(day: Days["from"], language: Language): string {
  const { year, month } = civilFromDays(day);
  const name = formatMonth(month, language);
  return language === "zh" ? `${year}年${name}` : `${name} ${year}`;
}

/** Power on both sides of the cut, and what was lost. */
export function powerFinding({ energy: { around } }: StudyData, language: Language): string {
  return say(TEXT.powerFinding, language, {
    before: formatGigawatts(around.powerBefore),
    after: formatGigawatts(around.powerAfter),
    fall: formatGigawatts(around.fall),
  });
}

/** Power of the highest and of the lowest week. */
export function extremesFinding({ energy: { extremes } }: StudyData, language: Language): string {
  const lastOf = ({ to }: Days): string => formatDay(startOfDay(unixDay(to - 1)), language);
  return say(TEXT.powerExtremes, language, {
    peakDay: lastOf(extremes.before),
    troughDay: lastOf(extremes.after),
    peak: formatGigawatts(extremes.powerBefore),
    trough: formatGigawatts(extremes.powerAfter),
    fall: formatGigawatts(extremes.fall),
  });
}

/** The fall of power between the fortnights: `2.5 [1.9, 3.2] GW`. */
export function lostPower({ energy: { around } }: StudyData): string {
  return formatGigawatts(around.fall);
}

/** What closing spilled again and its part of all that was spilled; null where it is not known. */
export function spilledAgain(
  { energy: { water } }: StudyData,
  language: Language,
): { readonly again: string; readonly share: string } | null {
  if (water === null) return null;
  return {
    again: formatTerawattHours(water.answer.total.spilled_again_GWh),
    share: formatShare(water.again_pct, language),
  };
}

/** What closing the mines did to the water. */
export function spillFinding(data: StudyData, language: Language): string {
  const spilled = spilledAgain(data, language);
  const { water } = data.energy;
  if (spilled === null || water === null) return "";
  const { month } = civilFromDays(unixDay(water.to - 1));
  return say(TEXT.spillFinding, language, { ...spilled, month: formatMonth(month, language) });
}

/** Which way the renewable share and the intensity went, where an interval tells. */
export function carbonFinding(data: StudyData, language: Language): string {
  const { move } = data.energy;
  if (move === null) return "";
  const { published, mixYear, moved } = data.plan.energy;
  const { before, after, change, roseIn } = move.leakage.corrected;
  const [from, to] = published.renewable_pct;
  const fall = mirrored(change.renewable_pct);
  const renewable = say(fall.lo95 > 0 ? TEXT.renewableFell : TEXT.renewableOpen, language, {
    publisher: published.publisher,
    before: formatNumber(from, 1),
    after: formatNumber(to, 1),
    fall: formatEstimate(fall, 1),
    own: formatShare(before.renewable_pct, language),
    ownAfter: formatShare(after.renewable_pct, language),
    year: mixYear,
    month: formatMonthOf(moved.from, language),
  });
  const { lo95, hi95 } = change.intensity_g_kWh;
  const told = lo95 > 0 || hi95 < 0;
  const intensity = say(told ? TEXT.intensityTold : TEXT.intensityOpen, language, {
    change: formatShift(change.intensity_g_kWh, 0),
    rose: withUnit(formatNumber(100 * roseIn), "%", language),
  });
  return [renewable, intensity].join(language === "en" ? " " : "");
}

/** A change as a fall. */
function mirrored({ value, lo50, hi50, lo80, hi80, lo95, hi95 }: Estimate): Estimate {
  return {
    value: -value,
    lo50: -hi50,
    hi50: -lo50,
    lo80: -hi80,
    hi80: -lo80,
    lo95: -hi95,
    hi95: -lo95,
  };
}
