import { invalidInput } from "./error.ts";
import {
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  type Seconds,
  type UnixDay,
  type UnixSeconds,
  dayOf,
  seconds,
  unixDay,
  unixSeconds,
} from "./quantity.ts";

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.0+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/u;
const TIME_REMEDY = "give a date (2021-06-20) or a time with offset (2021-06-20T04:00Z)";
/** From −12:00 to +14:00, the offsets in use. */
const OFFSET = /^(?:Z|[+-](?:0\d|1[0-3]):?[0-5]\d|\+14:?00)$/u;
const WINDOW = /^(\d+(?:\.\d+)?)(h|d|w)$/u;
const WINDOW_SECONDS: Readonly<Record<string, number>> = {
  h: SECONDS_PER_HOUR,
  d: SECONDS_PER_DAY,
  w: 7 * SECONDS_PER_DAY,
};

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Days since 1970-01-01 of a proleptic Gregorian date.
 *
 * Counts from 1 March, so that the leap day is the last of its year.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
 */
export function daysFromCivil({ year, month, day }: CivilDate): UnixDay {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return unixDay(era * 146_097 + dayOfEra - 719_468);
}

/** Inverse of `daysFromCivil`. Source: as there, `civil_from_days`. */
export function civilFromDays(days: UnixDay): CivilDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/**
 * Instant named by an ISO 8601 text. A date alone is 00:00Z; a time of day needs its offset.
 * Of a second only zeros may stand behind the point, as programs write them.
 *
 * @throws HashfallError `input.invalid` naming `path` when the text is no such instant.
 */
export function parseTime(text: string, path: string): UnixSeconds {
  const match = TIME.exec(text.trim());
  if (match === null) throw invalidInput(path, `"${text}" is not a date or time`, TIME_REMEDY);
  const [, year, month, day, hour, minute, second = "0", offset] = match;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const dayNumber = daysFromCivil(date);
  const back = civilFromDays(dayNumber);
  if (back.month !== date.month || back.day !== date.day) {
    throw invalidInput(path, `"${text}" is not a day of the calendar`, TIME_REMEDY);
  }
  const midnight = dayNumber * SECONDS_PER_DAY;
  if (hour === undefined || minute === undefined) return unixSeconds(midnight);
  if (offset === undefined) {
    throw invalidInput(path, `"${text}" has a time of day without an offset`, TIME_REMEDY);
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw invalidInput(path, `"${text}" is not a time of day`, TIME_REMEDY);
  }
  if (!OFFSET.test(offset)) {
    throw invalidInput(path, `"${offset}" is not an offset from UTC`, TIME_REMEDY);
  }
  const local = midnight + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return unixSeconds(local - offsetSeconds(offset));
}

function offsetSeconds(offset: string): number {
  if (offset === "Z") return 0;
  const digits = offset.replace(":", "");
  const sign = digits.startsWith("-") ? -1 : 1;
  return sign * (Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60);
}

/**
 * Length of a window such as `24h`, `7d`, `2w`; from one hour to ten years.
 *
 * @throws HashfallError `input.invalid` naming `path`.
 */
export function parseWindow(text: string, path: string): Seconds {
  const match = WINDOW.exec(text.trim());
  const length = match === null ? NaN : Number(match[1]) * (WINDOW_SECONDS[match[2] ?? ""] ?? NaN);
  if (!(length >= SECONDS_PER_HOUR && length <= 3653 * SECONDS_PER_DAY)) {
    throw invalidInput(
      path,
      `"${text}" is not a window from 1h to 3653d`,
      "give hours, days or weeks, such as 24h, 7d or 2w",
    );
  }
  return seconds(length);
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Calendar date of an instant in UTC: `2021-06-20`. */
export function formatDate(time: UnixSeconds): string {
  const { year, month, day } = civilFromDays(dayOf(time));
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** An instant in UTC to the second: `2021-06-20T04:00:00Z`. Fractions are dropped. */
export function formatTime(time: UnixSeconds): string {
  const inDay = Math.floor(time) - dayOf(time) * SECONDS_PER_DAY;
  const hour = Math.floor(inDay / 3600);
  const minute = Math.floor((inDay % 3600) / 60);
  return `${formatDate(time)}T${two(hour)}:${two(minute)}:${two(inDay % 60)}Z`;
}

/** A window as people write it: `24h`, `7d`, `36h`. Whole days from three days on. */
export function formatWindow(span: Seconds): string {
  const inHours = span / SECONDS_PER_HOUR;
  return inHours >= 72 && inHours % 24 === 0 ? `${inHours / 24}d` : `${inHours}h`;
}
