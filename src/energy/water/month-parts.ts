import { type UnixDay, civilFromDays, daysFromCivil, unixDay } from "../../base/index.ts";

/** The days of one calendar month within a span. */
export interface MonthPart {
  /** First day. */
  readonly from: UnixDay;
  readonly days: number;
  /** Calendar month, 0 for January. */
  readonly month: number;
  /** First day of the whole month, and its length. */
  readonly start: UnixDay;
  readonly monthDays: number;
}

/** The calendar months of a span, the first and the last cut where it begins and ends. */
export function monthParts(from: UnixDay, to: UnixDay): MonthPart[] {
  const parts: MonthPart[] = [];
  let at = from;
  while (at < to) {
    const { year, month } = civilFromDays(at);
    const start = daysFromCivil({ year, month, day: 1 });
    const next = monthAfter(start);
    const end = unixDay(Math.min(next, to));
    parts.push({ from: at, days: end - at, month: month - 1, start, monthDays: next - start });
    at = end;
  }
  return parts;
}

function monthAfter(start: UnixDay): UnixDay {
  const { year, month } = civilFromDays(unixDay(start + 31));
  return daysFromCivil({ year, month, day: 1 });
}
