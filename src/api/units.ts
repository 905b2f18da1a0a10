import {
  type Estimate,
  type UnixDay,
  type UnixSeconds,
  formatDate,
  formatTime,
  hashesPerSecond,
  mapEstimate,
  startOfDay,
  toExahashesPerSecond,
} from "../base/index.ts";

/** A hashrate in H/s as one in EH/s. */
export function inExahashes(estimate: Estimate): Estimate {
  return mapEstimate(estimate, (rate) => toExahashesPerSecond(hashesPerSecond(rate)));
}

/** A UTC day as YYYY-MM-DD. */
export function dayText(day: UnixDay): string {
  return formatDate(startOfDay(day));
}

/** An instant as ISO 8601 in UTC; null stays null. */
export function isoTime(time: UnixSeconds): string;
export function isoTime(time: UnixSeconds | null): string | null;
export function isoTime(time: UnixSeconds | null): string | null {
  return time === null ? null : formatTime(time);
}
