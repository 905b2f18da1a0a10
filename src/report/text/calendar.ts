import {
  SECONDS_PER_DAY,
  type UnixSeconds,
  civilFromDays,
  dayOf,
  unixSeconds,
} from "../../base/index.ts";
import type { Language } from "./language.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** China has one time zone and no summer time. */
const CHINA_OFFSET = 8 * 3600;

/** `June`, `6月`; shortened to three letters when asked. */
export function formatMonth(month: number, language: Language, short = false): string {
  if (language === "zh") return `${month}月`;
  const name = MONTHS[month - 1] ?? "";
  return short && name.length > 4 ? name.slice(0, 3) : name;
}

/** Day of an instant in UTC, without its year: `20 June`, `6月20日`. */
export function formatDay(time: UnixSeconds, language: Language, short = false): string {
  const { month, day } = civilFromDays(dayOf(time));
  if (language === "zh") return `${month}月${day}日`;
  return `${day} ${formatMonth(month, "en", short)}`;
}

/** Day with its year: `20 June 2021`, `2021年6月20日`. */
export function formatFullDay(time: UnixSeconds, language: Language): string {
  const { year } = civilFromDays(dayOf(time));
  const day = formatDay(time, language);
  return language === "zh" ? `${year}年${day}` : `${day} ${year}`;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Time of day in UTC to the minute: `04:00`. */
function formatClock(time: UnixSeconds): string {
  const minutes = Math.floor((time - dayOf(time) * SECONDS_PER_DAY) / 60);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `20 June, 04:00 UTC`, `6月20日04:00 UTC`. */
export function formatInstant(time: UnixSeconds, language: Language): string {
  const day = formatDay(time, language);
  return language === "zh" ? `${day}${formatClock(time)} UTC` : `${day}, ${formatClock(time)} UTC`;
}

/** An instant on a Chinese clock, read off as if it were UTC. */
export function onChineseClock(time: UnixSeconds): UnixSeconds {
  return unixSeconds(time + CHINA_OFFSET);
}

/** Day and time of day, no zone: `20 June 00:00`, `6月20日00:00`. */
export function formatDayAndClock(time: UnixSeconds, language: Language, short = false): string {
  const day = formatDay(time, language, short);
  return language === "zh" ? `${day}${formatClock(time)}` : `${day} ${formatClock(time)}`;
}

/** An instant on a Chinese clock: `20 June 00:00`, `6月20日00:00`. */
export function formatChina(time: UnixSeconds, language: Language, short = false): string {
  return formatDayAndClock(onChineseClock(time), language, short);
}
