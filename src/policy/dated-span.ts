import {
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  type UnixSeconds,
  civilFromDays,
  dayOf,
  daysFromCivil,
  startOfDay,
  unixSeconds,
} from "../base/index.ts";
import type { Precision } from "./order.ts";

/** Between these an instant lies of which only the hour, the day, the month… is known. */
export interface DatedSpan {
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
}

const MONTHS_OF_SEASON = 3;
const MONTHS_OF_YEAR = 12;

/**
 * What a date that stands in the record leaves open. An hour and a day begin at the instant given,
 * which may be a local midnight; a month, a season and a year are those of the calendar in UTC.
 */
export function datedSpan(at: UnixSeconds, precision: Precision): DatedSpan {
  switch (precision) {
    case "hour":
      return { from: at, to: unixSeconds(at + SECONDS_PER_HOUR) };
    case "day":
      return { from: at, to: unixSeconds(at + SECONDS_PER_DAY) };
    case "month":
      return monthsFrom(at, 1);
    case "season":
      return monthsFrom(at, MONTHS_OF_SEASON);
    case "year":
      return yearOf(at);
  }
}

/**
 * An instant whose day in UTC is that of a date known by the day or longer: what only the place's
 * calendar gives stands in the record as its local midnight, and the noon after it has its date.
 */
export function noonOf(at: UnixSeconds): UnixSeconds {
  return unixSeconds(at + SECONDS_PER_DAY / 2);
}

function monthsFrom(at: UnixSeconds, count: number): DatedSpan {
  const { year, month } = civilFromDays(dayOf(at));
  const from = daysFromCivil({ year, month, day: 1 });
  const end = month - 1 + count;
  const to = daysFromCivil({
    year: year + Math.floor(end / MONTHS_OF_YEAR),
    month: (end % MONTHS_OF_YEAR) + 1,
    day: 1,
  });
  return { from: startOfDay(from), to: startOfDay(to) };
}

function yearOf(at: UnixSeconds): DatedSpan {
  const { year } = civilFromDays(dayOf(at));
  return {
    from: startOfDay(daysFromCivil({ year, month: 1, day: 1 })),
    to: startOfDay(daysFromCivil({ year: year + 1, month: 1, day: 1 })),
  };
}
