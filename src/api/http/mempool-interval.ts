import {
  type UnixSeconds,
  civilFromDays,
  dayOf,
  daysFromCivil,
  startOfDay,
  unixSeconds,
} from "../../base/index.ts";

/** Lengths of time that mempool's routes take. Source: mempool, REST documentation. */
export const MEMPOOL_INTERVALS = [
  "24h",
  "3d",
  "1w",
  "1m",
  "3m",
  "6m",
  "1y",
  "2y",
  "3y",
  "4y",
  "all",
] as const;
export type MempoolInterval = (typeof MEMPOOL_INTERVALS)[number];

const DAYS: Readonly<Record<string, number>> = { "24h": 1, "3d": 3, "1w": 7 };
const MONTHS: Readonly<Record<string, number>> = { m: 1, y: 12 };
const MONTHS_OF_A_YEAR = 12;

/** Where an interval up to `now` begins; months are those of the calendar, as in mempool's database. */
export function intervalStart(interval: MempoolInterval, now: UnixSeconds): UnixSeconds {
  if (interval === "all") return unixSeconds(-Infinity);
  const days = DAYS[interval];
  if (days !== undefined) return unixSeconds(now - 86_400 * days);
  const months = Number(interval.slice(0, -1)) * (MONTHS[interval.slice(-1)] ?? NaN);
  return monthsBefore(now, months);
}

/** The same day and time of day some months before, or the last day of a month that is shorter. */
function monthsBefore(now: UnixSeconds, months: number): UnixSeconds {
  const { year, month, day } = civilFromDays(dayOf(now));
  const count = MONTHS_OF_A_YEAR * year + (month - 1) - months;
  const first = { year: Math.floor(count / MONTHS_OF_A_YEAR), month: (count % 12) + 1, day: 1 };
  const next = { year: Math.floor((count + 1) / MONTHS_OF_A_YEAR), month: ((count + 1) % 12) + 1 };
  const length = daysFromCivil({ ...next, day: 1 }) - daysFromCivil(first);
  const sameDay = daysFromCivil({ ...first, day: Math.min(day, length) });
  return unixSeconds(startOfDay(sameDay) + (now - startOfDay(dayOf(now))));
}
