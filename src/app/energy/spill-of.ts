import {
  type UnixDay,
  civilFromDays,
  formatDate,
  invalidInput,
  startOfDay,
} from "../../base/index.ts";
import {
  type NetworkPower,
  type SpillAnswer,
  WATER_PRIORS,
  closingIn,
  spillAnswer,
  spillBasis,
} from "../../energy/index.ts";
import type { Workspace } from "../workspace.ts";
import { miningPower } from "./mining-power.ts";
import { type DaySpan, type DrawChoice, pricedDays } from "./required.ts";

interface SpillRequest extends DrawChoice {
  readonly place: string;
  readonly span: DaySpan;
  /** Where it is left out, the day that the mines of the place closed in that year. */
  readonly closing: UnixDay | undefined;
  /** As for `miningPower`. */
  readonly power?: NetworkPower;
}

/**
 * What the mines of a place do to its spilled water.
 *
 * @throws HashfallError `input.invalid` for a place or a year whose water nothing is known of, or where
 * no mines closed and no day is given.
 */
export function spillOf(workspace: Workspace, request: SpillRequest): SpillAnswer {
  const answer = spillIfKnown(workspace, request);
  if (answer !== null) return answer;
  const { place, span } = request;
  const { year } = civilFromDays(span.from);
  const reason = `no figure on record says what ${place} spilled in ${year} or in the years before`;
  throw invalidInput("--from", reason, "ask for another year; with --as-of, for a later day");
}

/** As `spillOf`; null where no figure that was public says what the place spilled. */
export function spillIfKnown(workspace: Workspace, request: SpillRequest): SpillAnswer | null {
  const { place, span, seed } = request;
  if (!Object.hasOwn(WATER_PRIORS, place)) {
    const places = Object.keys(WATER_PRIORS).join(", ");
    throw invalidInput("--place", `nothing is known of the water of "${place}"`, `try ${places}`);
  }
  const { year } = civilFromDays(span.from);
  const { energy } = workspace.record;
  const knownBy = pricedDays(workspace).to;
  const mining = miningPower(workspace, { ...request, year });
  if (spillBasis(energy.waters, { place, year, knownBy }) === null) return null;
  const closing = closingOf(request, year);
  return spillAnswer(energy, { place, ...span, mining, seed, knownBy, closing });
}

/** The day given, or that of the record, if mines are open for a part of the year before it. */
function closingOf({ place, span, closing }: SpillRequest, year: number): UnixDay {
  const day = closing ?? closingIn(place, year);
  const days = `a day from ${year}-01-01 to ${formatDate(startOfDay(span.to))}`;
  if (day === undefined) {
    const reason = `no mines of ${place} are known to have closed in ${year}`;
    throw invalidInput("--closing", reason, `give ${days}`);
  }
  if (civilFromDays(day).year === year && day <= span.to) return day;
  const reason = `${formatDate(startOfDay(day))} lies outside the days asked for, or their year`;
  throw invalidInput("--closing", reason, `give ${days}`);
}
