import {
  type HashfallError,
  type UnixDay,
  civilFromDays,
  invalidInput,
  monthOf,
  toMegawatts,
  unixDay,
} from "../../base/index.ts";
import {
  type NetworkPower,
  type PlaceMap,
  closingIn,
  meanPower,
  networkPower,
  placeMap,
  shareDraws,
  sumOverPlaces,
} from "../../energy/index.ts";
import { powerInputs } from "../../observe/index.ts";
import type { Workspace } from "../workspace.ts";
import { calendarYear } from "./network-energy.ts";
import {
  type DaySpan,
  type DrawChoice,
  pricedDays,
  requireMainnet,
  uncoveredDays,
} from "./required.ts";

/** Days either side of the middle of a month. */
const HALF_MONTH = 15;
/** A year back stands the season that the closing cut short. */
const DAYS_OF_YEAR = 365;

interface MiningQuestion extends DrawChoice {
  readonly place: string;
  readonly year: number;
  /** Drawn already with the same seed and draws, from `firstDayNeeded` on at the latest. */
  readonly power?: NetworkPower;
}

/** First day of the network's power that the months of a year may be held at. */
export function firstDayNeeded(year: number): UnixDay {
  return unixDay(calendarYear(year).from - 2 * HALF_MONTH);
}

/**
 * Power of the mines of a place in each month of a year had none been closed, MW: twelve months, one
 * entry a draw.
 *
 *   power = network's power × the place's share
 *
 * From the month of a closing on both are held as they were in the month before it, when the network
 * still had its mines, and the season inside China is that of the year before. A month that the
 * record does not hold repeats the last thirty days of it.
 *
 * @throws HashfallError `record.uncovered` where the record holds no day of the year, `input.invalid`
 * while no map was public.
 */
export function miningPower(workspace: Workspace, question: MiningQuestion): Float64Array[] {
  const { record } = workspace;
  const { place, year, seed, draws } = question;
  const covered = requireYear(workspace, year);
  const power = question.power ?? drawnFor(workspace, question);
  const mapOn = (day: UnixDay): PlaceMap | null => placeMap(record.energy, day);
  const held = heldDay(place, year);
  const months: Float64Array[] = [];
  for (let month = 0; month < 12; month += 1) {
    const span = monthOf(year, month);
    const middle = unixDay(span.from + HALF_MONTH - 1);
    const isHeld = held !== null && middle > held;
    const days = isHeld ? around(held) : span;
    const map = isHeld
      ? withProvinces(mapOn(held), mapOn(unixDay(middle - DAYS_OF_YEAR)))
      : mapOn(middle);
    if (map === null) throw noMap();
    const means = meanPower(power, within(power, days));
    if (!means.every(Number.isFinite)) throw uncoveredDays(days, "--from", covered);
    months.push(partOf(means, shareDraws(map, draws, seed), place));
  }
  return months;
}

/** Nothing was public of where the machines are. */
function noMap(): HashfallError {
  const reason = "nothing was public then of where the machines are";
  return invalidInput("--as-of", reason, "leave it out, or give 2020-05-11 or later");
}

/** Days of the record, one of the year's at least among them. */
function requireYear(workspace: Workspace, year: number): DaySpan {
  requireMainnet(workspace.record);
  const span = calendarYear(year);
  const covered = pricedDays(workspace);
  if (span.from < covered.from || span.from >= covered.to)
    throw uncoveredDays(span, "--from", covered);
  return covered;
}

function drawnFor(
  { timeline, record }: Workspace,
  { year, seed, draws }: MiningQuestion,
): NetworkPower {
  const from = firstDayNeeded(year);
  return networkPower(powerInputs(timeline, record), { seed, draws, from });
}

/** Power of the place in each draw, MW, from the network's in W and all shares. */
function partOf(means: Float64Array, shares: Float64Array, place: string): Float64Array {
  const own = sumOverPlaces(shares, (name) => name === place);
  return means.map((power, draw) => toMegawatts(power * (own[draw] ?? NaN)));
}

/** Middle of the month before that of a closing within the year; null where none closed. */
function heldDay(place: string, year: number): UnixDay | null {
  const closed = closingIn(place, year);
  if (closed === undefined) return null;
  const { month } = civilFromDays(unixDay(closed - 1));
  return unixDay(monthOf(year, month - 2).from + HALF_MONTH - 1);
}

function around(day: UnixDay): DaySpan {
  return { from: unixDay(day - HALF_MONTH), to: unixDay(day + HALF_MONTH) };
}

/** The days, or the last thirty that the power holds where it ends before them. */
function within(power: NetworkPower, { from, to }: DaySpan): DaySpan {
  const last = unixDay(power.firstDay + power.days);
  return to <= last ? { from, to } : { from: unixDay(last - 2 * HALF_MONTH), to: last };
}

/** The countries of one map with the provinces of another. */
function withProvinces(countries: PlaceMap | null, season: PlaceMap | null): PlaceMap | null {
  if (countries === null || season === null) return null;
  const { provinces, provinceSpread } = season;
  return { ...countries, provinces, provinceSpread };
}
