import {
  type DaySpan,
  HashfallError,
  formatDate,
  invalidInput,
  startOfDay,
  unixDay,
} from "../../base/index.ts";
import { pricedDays as pricedDaysOf } from "../../observe/index.ts";
import type { FactRecord } from "../../record/index.ts";
import type { Workspace } from "../workspace.ts";

const DAYS_OF_YEAR = 365;

export type { DaySpan };

export interface DrawChoice {
  readonly seed: number;
  readonly draws: number;
}

/** Whether days are a calendar year; those of `energy` are one or a week. */
export function isYear({ from, to }: DaySpan): boolean {
  return to - from >= DAYS_OF_YEAR;
}

/** The option that such days were asked for with. */
export function optionOf(span: DaySpan): string {
  return isYear(span) ? "--year" : "--at";
}

/** @throws HashfallError `input.invalid` for a network whose coins pay for no power. */
export function requireMainnet({ network }: FactRecord): void {
  if (network === "mainnet") return;
  const remedy = "ask about mainnet, without --network or with another --data";
  throw invalidInput("--network", `power is estimated for mainnet, not for ${network}`, remedy);
}

/** Full days with blocks and a price. */
export function pricedDays({ record, timeline }: Workspace): DaySpan {
  return pricedDaysOf(timeline, record.market);
}

/**
 * Days before the record's first price and after its last are refused: nobody knows which machines
 * paid for their power then.
 *
 * @throws HashfallError `record.uncovered`
 */
export function requirePrices(workspace: Workspace, span: DaySpan, option: string): void {
  const priced = pricedDays(workspace);
  if (span.from < priced.from || span.to > priced.to) throw uncoveredDays(span, option, priced);
}

/** The record does not hold all of some days, with price and fees; `covered`: those it does. */
export function uncoveredDays(span: DaySpan, option: string, covered: DaySpan): HashfallError {
  const reason = `the record does not hold every day of ${daysText(span)} with its price`;
  const remedy =
    covered.from < covered.to
      ? `choose ${choiceWithin(span, option, covered)}`
      : `give an --as-of after ${formatDate(startOfDay(covered.from))}`;
  return new HashfallError("record.uncovered", reason, {
    problems: [{ path: option, reason, remedy }],
  });
}

/** What to ask for instead: the last of such days, where one day is asked with those before it. */
function choiceWithin(span: DaySpan, option: string, covered: DaySpan): string {
  if (option !== "--at") return `days within ${daysText(covered)}`;
  const first = unixDay(covered.from + span.to - span.from - 1);
  return `a day within ${daysText({ from: first, to: covered.to })}`;
}

/** First and last day. */
function daysText({ from, to }: DaySpan): string {
  const [first, last] = [from, unixDay(to - 1)].map((day) => formatDate(startOfDay(day)));
  return `${first} to ${last}`;
}
