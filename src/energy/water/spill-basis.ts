import { type UnixDay, civilFromDays } from "../../base/index.ts";
import type { WaterFact } from "./water-fact.ts";

/** Days that a figure must cover to stand for its year. */
const HALF_YEAR = 180;
/** A year, less what calendars differ by. */
const WHOLE_YEAR = 360;
/** Years without which a law of years is not drawn. */
const FEWEST_YEARS = 5;

/** What the spill of a year is known from. */
export type SpillBasis =
  /** A figure of the year, or of most of it. */
  | { readonly kind: "measured"; readonly fact: WaterFact }
  /** A bound of the year's figure. */
  | { readonly kind: "at-most"; readonly fact: WaterFact }
  /** The figures of years before. */
  | { readonly kind: "predicted"; readonly facts: readonly WaterFact[] };

/**
 * What was known on a day of the spill of a year; null where nothing stands for it.
 *
 * The longest figure within the year; else a bound; else the whole years before it, five at least and
 * one of them within two years: lines are built, and older years alone say little.
 */
export function spillBasis(
  waters: readonly WaterFact[],
  { place, year, knownBy }: Readonly<{ place: string; year: number; knownBy: UnixDay }>,
): SpillBasis | null {
  const known = waters.filter((fact) => fact.place === place && fact.published <= knownBy);
  const within = known
    .filter((fact) => yearOf(fact) === year && fact.to - fact.from >= HALF_YEAR)
    .toSorted((a, b) => b.to - b.from - (a.to - a.from));
  const measured = within.find(({ kind }) => kind === "spill");
  if (measured !== undefined) return { kind: "measured", fact: measured };
  const bound = within.find(({ kind }) => kind === "spill_at_most");
  if (bound !== undefined) return { kind: "at-most", fact: bound };
  const facts = known.filter(
    (fact) => fact.kind === "spill" && fact.to - fact.from >= WHOLE_YEAR && yearOf(fact) < year,
  );
  if (facts.length < FEWEST_YEARS || !facts.some((fact) => yearOf(fact) >= year - 2)) return null;
  return { kind: "predicted", facts };
}

function yearOf({ from }: WaterFact): number {
  return civilFromDays(from).year;
}
