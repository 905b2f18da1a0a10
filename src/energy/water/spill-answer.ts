import { type Estimate, type UnixDay, civilFromDays, unixDay } from "../../base/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import { type MonthBalance, type MonthWater, spillOf } from "./spill-balance.ts";
import type { SpillBasis } from "./spill-basis.ts";
import { type SpillDraws, type SpillQuestion, spillDraws } from "./spill-draws.ts";
import { type SpillWorth, spillWorth } from "./spill-worth.ts";
import type { WaterDraw } from "./water-draw.ts";
import type { WaterFact } from "./water-fact.ts";
import { closingIn } from "./water-priors.ts";

/** What the record knows of water; `EnergyFacts` is one. */
export interface WaterFacts {
  readonly waters: readonly WaterFact[];
}

/** Water of one stretch, in energy. */
export interface SpillEstimates {
  /** Beyond load and lines, before any mine. */
  readonly surplus_GWh: Estimate;
  /** Of it, by the mines, had none been closed. */
  readonly absorbed_GWh: Estimate;
  /** The rest: what is spilled while the mines run. */
  readonly spilled_GWh: Estimate;
  /** Spilled if the place had no mine at all: the surplus. */
  readonly spilled_without_mining_GWh: Estimate;
  /** What closing them spills again: absorbed by those that close, from the closing on. */
  readonly spilled_again_GWh: Estimate;
  /** What is spilled if they close then: the spill with mines and what comes on top. */
  readonly spilled_closed_GWh: Estimate;
}

export interface SpillMonth extends SpillEstimates {
  /** First day of the stretch; the month's first, but where the question begins later. */
  readonly month: UnixDay;
}

/** What all mines of the place would have drawn over the period, and on which water. */
export interface MiningSplit {
  readonly mining_GWh: Estimate;
  /** Shares of it: on water that would be spilled, on hydro that others would buy, on other power. */
  readonly surplus_pct: Estimate;
  readonly contracted_pct: Estimate;
  readonly other_pct: Estimate;
}

export interface SpillAnswer {
  readonly place: string;
  readonly basis: SpillBasis;
  readonly closing: UnixDay;
  /** Whether mines are on record as closed that day, or are only taken to close then. */
  readonly closingIs: "recorded" | "assumed";
  readonly months: readonly SpillMonth[];
  readonly total: SpillEstimates;
  readonly split: MiningSplit;
  /** What closing spilled again was worth; null without a price of the place. */
  readonly worth: SpillWorth | null;
  /** Draws of the totals, GWh, for those who go on reckoning. */
  readonly draws: Readonly<
    Record<"surplus" | "absorbed" | "spilled" | "again" | "closed", Float64Array>
  >;
}

/**
 * What the mines of a place do to its spilled water, by month: with them, without, and after they close.
 *
 * Answers the question of 2 June 2021. Null where nothing is known of the place's water in the year.
 */
export function spillAnswer({ waters }: WaterFacts, question: SpillQuestion): SpillAnswer | null {
  const drawn = spillDraws(waters, question);
  if (drawn === null) return null;
  const balances = spillOf(drawn.months);
  const again = balances.map((balance, index) => spilledAgain(drawn, balance, index));
  const total = {
    surplus_GWh: sum(balances.map(({ surplus_GWh }) => surplus_GWh)),
    absorbed_GWh: sum(balances.map(({ absorbed_GWh }) => absorbed_GWh)),
    spilled_GWh: sum(balances.map(({ spilled_GWh }) => spilled_GWh)),
  };
  const draws = {
    surplus: total.surplus_GWh,
    absorbed: total.absorbed_GWh,
    spilled: total.spilled_GWh,
    again: sum(again),
    closed: sum([total.spilled_GWh, ...again]),
  };
  return {
    place: question.place,
    basis: drawn.basis,
    closing: question.closing,
    closingIs: isRecorded(question) ? "recorded" : "assumed",
    months: balances.map((balance, index) =>
      Object.assign({ month: balance.month }, estimates(balance, again[index])),
    ),
    total: estimates(total, draws.again),
    split: miningSplit(drawn, question, draws.absorbed),
    worth: spillWorth(waters, question, draws.again),
    draws,
  };
}

function isRecorded({ place, closing, knownBy = unixDay(Infinity) }: SpillQuestion): boolean {
  return closing <= knownBy && closing === closingIn(place, civilFromDays(closing).year);
}

/**
 * Absorbed by those that close, in the part of a stretch after the closing, GWh.
 *
 *   again = (absorbed − min(surplus, left × mining)) × hours after the closing / hours
 */
function spilledAgain(drawn: SpillDraws, balance: MonthBalance, index: number): Float64Array {
  const stretch = drawn.months[index];
  if (stretch === undefined) return new Float64Array(drawn.draws.length).fill(NaN);
  const after = shareAfter(stretch, drawn.closing);
  return balance.absorbed_GWh.map((absorbed, draw) => {
    const surplus = balance.surplus_GWh[draw] ?? NaN;
    const left = drawn.draws[draw]?.left ?? NaN;
    const wanted = ((stretch.mining_MW[draw] ?? NaN) * stretch.hours) / 1000;
    return (absorbed - Math.min(surplus, left * wanted)) * after;
  });
}

function shareAfter({ month, hours }: MonthWater, closing: UnixDay): number {
  const days = hours / 24;
  return Math.min(Math.max((month + days - closing) / days, 0), 1);
}

function estimates(
  balance: Omit<MonthBalance, "month">,
  again: Float64Array = new Float64Array(balance.surplus_GWh.length),
): SpillEstimates {
  const surplus = estimateOfSample(balance.surplus_GWh);
  return {
    surplus_GWh: surplus,
    absorbed_GWh: estimateOfSample(balance.absorbed_GWh),
    spilled_GWh: estimateOfSample(balance.spilled_GWh),
    spilled_without_mining_GWh: surplus,
    spilled_again_GWh: estimateOfSample(again),
    spilled_closed_GWh: estimateOfSample(sum([balance.spilled_GWh, again])),
  };
}

function miningSplit(
  { months, draws }: SpillDraws,
  { mining }: SpillQuestion,
  absorbed: Float64Array,
): MiningSplit {
  const hours = new Float64Array(12);
  for (const stretch of months) hours[civilFromDays(stretch.month).month - 1] = stretch.hours;
  const all = Float64Array.from(absorbed, (_, draw) =>
    hours.reduce((total, span, month) => total + (span * (mining[month]?.[draw] ?? NaN)) / 1000, 0),
  );
  const percent = (part: (draw: WaterDraw, index: number) => number): Estimate =>
    estimateOfSample(Float64Array.from(draws, (draw, index) => 100 * part(draw, index)));
  const surplusShare = (index: number): number => (absorbed[index] ?? NaN) / (all[index] ?? NaN);
  return {
    mining_GWh: estimateOfSample(all),
    surplus_pct: percent((_, index) => surplusShare(index)),
    contracted_pct: percent(({ hydroShare }, index) => hydroShare - surplusShare(index)),
    other_pct: percent(({ hydroShare }) => 1 - hydroShare),
  };
}

function sum(columns: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(0), ...rest] = columns;
  return first.map((value, draw) =>
    rest.reduce((total, column) => total + (column[draw] ?? NaN), value),
  );
}
