import { type UnixDay, unixDay } from "./quantity.ts";
import { civilFromDays, daysFromCivil } from "./time.ts";

/** Days [from, to). */
export interface DaySpan {
  readonly from: UnixDay;
  readonly to: UnixDay;
}

/** The days of one calendar month within a span. */
export interface MonthPart extends DaySpan {
  /** Calendar month, 0 for January. */
  readonly month: number;
  readonly whole: DaySpan;
}

/** Days of a month, 0 for January. */
export function monthOf(year: number, month: number): DaySpan {
  const next = month === 11 ? { year: year + 1, month: 1 } : { year, month: month + 2 };
  return {
    from: daysFromCivil({ year, month: month + 1, day: 1 }),
    to: daysFromCivil({ ...next, day: 1 }),
  };
}

/** The calendar months of a span, the first and the last cut where it begins and ends. */
export function monthParts({ from, to }: DaySpan): MonthPart[] {
  const parts: MonthPart[] = [];
  let start = from;
  while (start < to) {
    const { year, month } = civilFromDays(start);
    const whole = monthOf(year, month - 1);
    const end = unixDay(Math.min(whole.to, to));
    parts.push({ from: start, to: end, month: month - 1, whole });
    start = end;
  }
  return parts;
}

/** The day in the middle of a span; of an even number of days the later of the two. */
export function middleDay({ from, to }: DaySpan): UnixDay {
  return unixDay(Math.floor((from + to) / 2));
}
