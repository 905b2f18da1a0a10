import {
  type Estimate,
  type UnixSeconds,
  formatTime,
  hashesPerSecond,
  mapEstimate,
  toExahashesPerSecond,
} from "../base/index.ts";

/** A hashrate in H/s as one in EH/s. */
export function inExahashes(estimate: Estimate): Estimate {
  return mapEstimate(estimate, (rate) => toExahashesPerSecond(hashesPerSecond(rate)));
}

/** An instant as ISO 8601 in UTC; null stays null. */
export function isoTime(time: UnixSeconds): string;
export function isoTime(time: UnixSeconds | null): string | null;
export function isoTime(time: UnixSeconds | null): string | null {
  return time === null ? null : formatTime(time);
}
