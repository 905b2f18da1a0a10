import {
  type MonthPart,
  Random,
  type UnixDay,
  civilFromDays,
  invalidInput,
  monthParts,
  unixDay,
} from "../../base/index.ts";
import type { MonthWater } from "./spill-balance.ts";
import { type SpillBasis, spillBasis } from "./spill-basis.ts";
import { type WaterDraw, drawWater } from "./water-draw.ts";
import type { WaterFact } from "./water-fact.ts";
import { WATER_PRIORS, closingIn } from "./water-priors.ts";

export interface SpillQuestion {
  /** As in scenarios: `CN/Sichuan`. */
  readonly place: string;
  /** First day, and the day after the last, within one year. */
  readonly from: UnixDay;
  readonly to: UnixDay;
  /** Mean power of the place's mines had none been closed, MW: twelve months, one entry a draw. */
  readonly mining: readonly Float64Array[];
  readonly seed: number;
  /** Nothing published or done later counts; all counts where it is absent. */
  readonly knownBy?: UnixDay;
  /** When the mines close; where nobody closes any, the day after the last. */
  readonly closing: UnixDay;
}

/** Surplus and mines of each stretch of a question, in draws. */
export interface SpillDraws {
  readonly basis: SpillBasis;
  readonly closing: UnixDay;
  readonly draws: readonly WaterDraw[];
  /** `mining_MW`: what the mines would take of such water, had none been closed. */
  readonly months: readonly MonthWater[];
}

/**
 * Surplus water of a place before any mine.
 *
 *   surplus = spilled + absorbed
 *
 * Spilled is what was published, spread over the months, with what nobody published; absorbed is what
 * the mines that then ran took of it: all until the closing, the rest after. Where only years before
 * are known, an unknown part of the mines, between none and all, is behind their figures.
 *
 * Null where nothing is known of the place's water in the year.
 */
export function spillDraws(
  waters: readonly WaterFact[],
  question: SpillQuestion,
): SpillDraws | null {
  const { place, from, to, mining, seed, knownBy = unixDay(Infinity) } = question;
  const { year } = civilFromDays(from);
  requireSound(question, year);
  const prior = WATER_PRIORS[place];
  const basis = spillBasis(waters, { place, year, knownBy });
  if (prior === undefined || basis === null) return null;
  const draws = Array.from({ length: mining[0]?.length ?? 0 }, (_, draw) =>
    drawWater(Random.stream(seed, draw, `water ${place}`), prior, basis),
  );
  const closed = closingIn(place, year);
  const months = monthParts({ from, to }).map((part) => {
    const mining_MW = draws.map(
      (water, draw) => at(mining[part.month], draw) * at(water.onSurplus, part.month),
    );
    const open = openShare(part, closed);
    const surplus_MW = draws.map((water, draw) => {
      const running =
        basis.kind === "predicted" ? water.earlierMines : open + (1 - open) * water.left;
      return spilledPower(water, part) + at(mining_MW, draw) * running;
    });
    return {
      month: part.from,
      hours: (part.to - part.from) * 24,
      surplus_MW: Float64Array.from(surplus_MW),
      mining_MW: Float64Array.from(mining_MW),
    };
  });
  return { basis, closing: question.closing, draws, months };
}

/** Part of the whole calendar month that lies before the closing. */
function openShare({ whole }: MonthPart, closed: UnixDay | undefined): number {
  if (closed === undefined) return 1;
  return Math.min(Math.max((closed - whole.from) / (whole.to - whole.from), 0), 1);
}

/** Mean power spilled in a month, MW. */
function spilledPower({ spill_TWh }: WaterDraw, { month, whole }: MonthPart): number {
  return (at(spill_TWh, month) * 1e6) / ((whole.to - whole.from) * 24);
}

function at(values: ArrayLike<number> | undefined, index: number): number {
  return values?.[index] ?? NaN;
}

function requireSound({ from, to, mining }: SpillQuestion, year: number): void {
  if (to <= from || civilFromDays(unixDay(to - 1)).year !== year) {
    throw invalidInput(
      "to",
      "the period is empty or leaves the year it begins in",
      "ask for one year, or for a part of one, at a time",
    );
  }
  const draws = mining[0]?.length ?? 0;
  if (mining.length === 12 && draws > 0 && mining.every(({ length }) => length === draws)) return;
  throw invalidInput(
    "mining",
    `${mining.length} months, of ${draws} draws the first`,
    "give twelve months of one number of draws, at least one",
  );
}
