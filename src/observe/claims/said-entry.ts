import { SECONDS_PER_HOUR, formatTime, parseTime, unixSeconds } from "../../base/index.ts";
import type { SaidDays } from "./sentence-dates.ts";
import type { SaidClaim, SaidQuantity } from "./sentence.ts";

/** What a claim still needs before it can be judged. */
export type MissingPart = "what" | "value" | "days" | "pool" | "place";

/** Length of time where a sentence gives none, hours. */
export const USUAL_WINDOW_H = 24;
const LEVEL_WINDOWS: readonly string[] = ["24h", "7d", "14d"];

/** Parts without which the claim cannot be judged, in the order in which they are asked for. */
export function missingParts({
  what,
  value,
  days,
  pool,
  place,
}: SaidClaim): readonly MissingPart[] {
  const missing: MissingPart[] = [];
  if (what === null) missing.push("what");
  if (value === null) missing.push("value");
  if (days === null) missing.push("days");
  if (what === "pool-change" && pool === null) missing.push("pool");
  if (what === "place-share" && place === null) missing.push("place");
  return missing;
}

/**
 * The claim as an entry of a file of claims; null while a part is missing.
 *
 * A change is that of the length of time up to the end of the day against as much before it; a hashrate
 * is that at the end of the day.
 */
export function saidEntry(said: SaidClaim): object | null {
  const { what, value, days } = said;
  if (what === null || value === null || days === null || missingParts(said).length > 0)
    return null;
  const head = {
    id: "said",
    what,
    where: whereOf(said),
    value,
    says: "-",
    source: { publisher: "-", published: "-", title: "-" },
  };
  return Object.assign(head, measureOf(what, said, days));
}

function whereOf({ what, place }: SaidClaim): string {
  return what !== null && OF_PLACE.has(what) ? (place ?? "network") : "network";
}

const OF_PLACE: ReadonlySet<SaidQuantity> = new Set([
  "power",
  "energy",
  "emissions",
  "renewable",
  "place-share",
]);

/** Whether a quantity can be that of a country or province. */
export function isOfPlace(what: SaidQuantity): boolean {
  return OF_PLACE.has(what);
}

function measureOf(what: SaidQuantity, said: SaidClaim, { from, to }: SaidDays): object {
  const window_h = said.window_h ?? USUAL_WINDOW_H;
  const bound = said.bound === null ? {} : { bound: said.bound };
  switch (what) {
    case "hashrate":
      return {
        when: to,
        unit: "EH/s",
        measured_by: { windows: said.window_h === null ? LEVEL_WINDOWS : [`${window_h}h`] },
      };
    case "hashrate-change":
      return {
        from: hoursBefore(to, window_h),
        when: to,
        unit: "%",
        measured_by: { windows: [`${window_h}h`] },
      };
    case "pool-change":
      return { pool: said.pool, when: to, unit: "%", measured_by: { window: `${window_h}h` } };
    case "power":
      return { when: from, unit: "GW", ...bound };
    case "energy":
      return { from, when: to, unit: "TWh", ...bound };
    case "emissions":
      return { from, when: to, unit: "Mt", ...bound };
    case "renewable":
      return { from, when: to, unit: "%", ...bound };
    case "place-share":
      return { when: from, unit: "%", ...bound };
  }
}

function hoursBefore(date: string, hours: number): string {
  return formatTime(unixSeconds(parseTime(date, "date") - hours * SECONDS_PER_HOUR));
}
