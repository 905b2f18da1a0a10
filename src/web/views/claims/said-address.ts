import { SAID_QUANTITIES, type SaidClaim } from "../../../observe/index.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** Parts of a claim that the reader corrected stand in the address beside the sentence. */
const CORRECTIONS = ["what", "pool", "place", "value", "hours", "first", "end"] as const;

/** Leaves no correction of another sentence standing. */
export const NO_CORRECTIONS: Query = Object.fromEntries(
  CORRECTIONS.map((name) => [name, undefined]),
);

/** What the sentence says, with what the reader corrected. */
export function corrected(read: SaidClaim, query: Query): SaidClaim {
  const { pool, place, value, hours } = query;
  const what = SAID_QUANTITIES.find((known) => known === query["what"]) ?? read.what;
  return {
    what,
    pool: pool ?? read.pool,
    place: place === "network" ? null : (place ?? read.place),
    value: numberOf(value) ?? read.value,
    bound: read.bound,
    days: daysOf(read, query),
    window_h: numberOf(hours) ?? read.window_h,
  };
}

function daysOf({ days }: SaidClaim, { first, end }: Query): SaidClaim["days"] {
  const from = dateOf(first) ?? days?.from ?? null;
  const to = dateOf(end) ?? days?.to ?? null;
  return from === null || to === null || from >= to ? null : { from, to };
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function dateOf(text: string | undefined): string | null {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(text) ? text : null;
}
