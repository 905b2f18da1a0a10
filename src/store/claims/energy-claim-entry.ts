import { z } from "zod";
import { type UnixSeconds, dayOf, unixDay } from "../../base/index.ts";
import {
  type Assertion,
  CLAIM_PLACES,
  ENERGY_UNITS,
  type EnergyClaim,
  type EnergyQuantity,
} from "../../observe/index.ts";

/** Days that a power "on a day" is the mean of, up to that day, as in `hashfall energy --at`. */
const DAYS_OF_POWER = 7;
/** More places than the map has. */
const LAST_RANK = 100;

/** The network or a place of the map; a hyphen may stand for the space of a name. */
export const place: z.ZodType<string> = z
  .string()
  .transform((text) => text.replaceAll("-", " "))
  .refine((text) => CLAIM_PLACES.includes(text), `not one of ${CLAIM_PLACES.join(", ")}`);
export const placeOfMap: z.ZodType<string> = place.refine(
  (text) => text !== "network",
  "a country or a province is needed",
);
export const perCent: z.ZodType<number> = z.number().min(0).max(100);
export const rank: z.ZodType<number> = z.int().min(1).max(LAST_RANK);

interface QuantityEntry {
  readonly what: EnergyQuantity;
  readonly where: string;
  readonly from?: UnixSeconds | undefined;
  readonly when: UnixSeconds;
  readonly value: number;
  readonly bound?: "upper" | "lower" | undefined;
}

interface RankEntry {
  readonly what: "place-rank";
  readonly where: string;
  readonly when: UnixSeconds;
  readonly value: number;
}

/** What a claim of power, energy, carbon or place says in a file, checked. */
export type EnergyEntry = QuantityEntry | RankEntry;

export function isEnergyEntry<E extends { readonly what: string }>(
  entry: E,
): entry is Extract<E, EnergyEntry> {
  return entry.what === "place-rank" || entry.what in ENERGY_UNITS;
}

export function toEnergyAssertion(entry: EnergyEntry): Assertion {
  if (entry.what === "place-rank") {
    return { what: entry.what, place: entry.where, day: dayOf(entry.when), rank: entry.value };
  }
  return {
    what: entry.what,
    place: entry.where,
    ...daysOf(entry),
    value: entry.value,
    bound: entry.bound ?? null,
  };
}

/** Days [from, to): those given, the day of a share, or the week up to the day. */
function daysOf({ what, from, when }: QuantityEntry): Pick<EnergyClaim, "from" | "to"> {
  const day = dayOf(when);
  if (from !== undefined) return { from: dayOf(from), to: day };
  const length = what === "place-share" ? 1 : DAYS_OF_POWER;
  return { from: unixDay(day - length + 1), to: unixDay(day + 1) };
}
