import {
  DAYS_PER_YEAR,
  HashfallError,
  SECONDS_PER_DAY,
  type UnixDay,
  civilFromDays,
  dayOf,
  monthOf,
  monthParts,
  startOfDay,
  toGigawatts,
  unixDay,
  unixSeconds,
} from "../base/index.ts";
import {
  CAMBRIDGE_PRICE,
  type CarbonAnswer,
  type NetworkPower,
  PROVINCES,
  carbonOfDays,
  leakage,
  mapDay,
  meanPower,
  networkPower,
  sumOverPlaces,
} from "../energy/index.ts";
import { CLAIM_DRAWS, Timeline, powerAsCambridge, powerInputs } from "../observe/index.ts";
import { recordAsOf } from "../record/index.ts";
import type {
  Days,
  EnergyStory,
  MoveStory,
  PlacesStory,
  PowerFall,
  PowerOfDay,
  StudyPlan,
  WaterStory,
} from "../report/index.ts";
import { estimateOfSample } from "../statistics/index.ts";
import { firstDayNeeded } from "./energy/mining-power.ts";
import { calendarYear, weekTo } from "./energy/network-energy.ts";
import { spillIfKnown } from "./energy/spill-of.ts";
import type { Workspace } from "./workspace.ts";

/** Of a kg/s. */
const MEGATONNES_PER_YEAR: number = (SECONDS_PER_DAY * DAYS_PER_YEAR) / 1e9;
const FORTNIGHT = 14;
const WEEK = 7;

/** Power, water, places and carbon of a study, all from one set of draws. */
export function studyEnergy(whole: Workspace, plan: StudyPlan): EnergyStory {
  const workspace = withBlocksUntil(whole, lastDay(plan));
  const { year } = civilFromDays(plan.energy.water.from);
  const from = unixDay(Math.min(weekTo(dayOf(plan.from)).from, firstDayNeeded(year)));
  const power = networkPower(powerInputs(workspace.timeline, workspace.record), {
    ...CLAIM_DRAWS,
    from,
  });
  const series = powerSeries(workspace, power, plan);
  return {
    ...CLAIM_DRAWS,
    power: series,
    around: powerFall(power, aroundMoment(plan)),
    extremes: powerFall(power, extremeWeeks(series, plan)),
    water: waterStory(workspace, power, plan),
    move: moveStory(workspace, power, plan),
  };
}

/** The day after the last that any part of the story needs blocks of. */
function lastDay({ to, energy }: StudyPlan): UnixDay {
  const { year } = civilFromDays(energy.water.from);
  return unixDay(Math.max(dayOf(to), energy.moved.to, calendarYear(year).to));
}

/**
 * The workspace without the blocks from a day on: no later block changes a day before it, and the
 * walk of the fleet ends sooner. What was published later stays known.
 */
function withBlocksUntil({ record, timeline, ...rest }: Workspace, day: UnixDay): Workspace {
  const until = unixSeconds(Math.min(startOfDay(unixDay(day + 1)), timeline.span.to));
  const { blocks } = recordAsOf(record, until);
  return { ...rest, record: { ...record, blocks }, timeline: new Timeline(blocks, until) };
}

/** The mean of the seven days up to each day of the study, ours and Cambridge's. */
function powerSeries(
  { timeline, record }: Workspace,
  power: NetworkPower,
  plan: StudyPlan,
): PowerOfDay[] {
  const bounds = powerAsCambridge(timeline, record, {
    version: "1.4",
    price_USD_kWh: CAMBRIDGE_PRICE,
  });
  const [first, end] = [dayOf(plan.from), dayOf(plan.to)];
  return Array.from({ length: end - first }, (_, index) => {
    const day = unixDay(first + index);
    const [lower, best, upper] = [bounds.lower, bounds.best, bounds.upper].map(
      (column) => column[day - bounds.firstDay] ?? NaN,
    );
    return {
      day,
      own: estimateOfSample(meanPower(power, weekTo(day))),
      cambridge: knownBounds(lower, best, upper),
    };
  });
}

function knownBounds(lower = NaN, best = NaN, upper = NaN): PowerOfDay["cambridge"] {
  return [lower, best, upper].every(Number.isFinite) ? { lower, best, upper } : null;
}

type Stretches = Pick<PowerFall, "before" | "after">;

/** What fell between two stretches, within each draw. */
function powerFall(power: NetworkPower, { before, after }: Stretches): PowerFall {
  const first = meanPower(power, before);
  const second = meanPower(power, after);
  return {
    before,
    after,
    powerBefore: estimateOfSample(first),
    powerAfter: estimateOfSample(second),
    fall: estimateOfSample(first.map((value, draw) => value - (second[draw] ?? NaN))),
  };
}

/** Fourteen whole days on each side of the day of the cut. */
function aroundMoment({ moment }: StudyPlan): Stretches {
  const day = dayOf(moment);
  return {
    before: { from: unixDay(day - FORTNIGHT), to: day },
    after: { from: unixDay(day + 1), to: unixDay(day + 1 + FORTNIGHT) },
  };
}

/**
 * The week of the highest median before the day of the cut, that of the lowest after it. The two
 * weeks are the same for every draw; the text says that they were chosen by their medians.
 */
function extremeWeeks(series: readonly PowerOfDay[], { moment }: StudyPlan): Stretches {
  const cut = dayOf(moment);
  const rising = series.toSorted((a, b) => a.own.value - b.own.value);
  const highest = rising.findLast(({ day }) => day < cut);
  const lowest = rising.find(({ day }) => day >= cut + WEEK);
  if (highest === undefined || lowest === undefined) {
    throw new HashfallError("input.invalid", "a study needs a week on each side of its moment");
  }
  return { before: weekTo(highest.day), after: weekTo(lowest.day) };
}

/** Null where no figure that was public says what the place spilled, or its days have no price. */
function waterStory(
  workspace: Workspace,
  power: NetworkPower,
  { energy: { water } }: StudyPlan,
): WaterStory | null {
  const { place, from, to } = water;
  const question = { ...CLAIM_DRAWS, place, span: { from, to }, power, closing: undefined };
  const answer = unlessUncovered(() => spillIfKnown(workspace, question));
  if (answer === null) return null;
  const { again, closed } = answer.draws;
  const shares = again.map((value, draw) => (100 * value) / (closed[draw] ?? NaN));
  return { from, to, answer, again_pct: estimateOfSample(shares) };
}

function unlessUncovered<T>(tell: () => T): T | null {
  try {
    return tell();
  } catch (error) {
    if (error instanceof HashfallError && error.code === "record.uncovered") return null;
    throw error;
  }
}

/** The week before the moment and the days after the move; null where the record ends before. */
function moveStory(
  workspace: Workspace,
  power: NetworkPower,
  { moment, energy }: StudyPlan,
): MoveStory | null {
  const { record, timeline } = workspace;
  if (timeline.span.to < startOfDay(energy.moved.to)) return null;
  const day = dayOf(moment);
  const before = placesOf(workspace, power, { from: unixDay(day - WEEK), to: day });
  const after = placesOf(workspace, power, energy.moved);
  const moved = civilFromDays(energy.moved.from);
  const mixes = leakage({
    facts: record.energy,
    before: monthParts(calendarYear(energy.mixYear)).map(mapDay),
    after: monthParts(monthOf(moved.year, moved.month - 1)).map(mapDay),
    ...CLAIM_DRAWS,
  });
  if (before === null || after === null || mixes === null) return null;
  return { before, after, leakage: mixes };
}

/** Null while no share of any place was public. */
function placesOf({ record }: Workspace, power: NetworkPower, span: Days): PlacesStory | null {
  const means = meanPower(power, span);
  const { seed } = CLAIM_DRAWS;
  const carbon = carbonOfDays({ facts: record.energy, seed, power, ...span });
  if (carbon === null) return null;
  return {
    from: span.from,
    to: span.to,
    power_GW: estimateOfSample(means.map(toGigawatts)),
    emissions_Mt_y: carbon.emissions_Mt_y,
    places: carbon.places,
    china: chinaOf(carbon, means),
  };
}

/** All provinces together, within each draw. */
function chinaOf({ columns }: CarbonAnswer, network: Float64Array): PlacesStory["china"] {
  const power = sumOverPlaces(columns.power_W, isChina);
  const emissions = sumOverPlaces(columns.emissions_kg_s, isChina);
  return {
    share: estimateOfSample(power.map((value, draw) => value / (network[draw] ?? NaN))),
    power_GW: estimateOfSample(power.map(toGigawatts)),
    emissions_Mt_y: estimateOfSample(emissions.map((value) => value * MEGATONNES_PER_YEAR)),
  };
}

const isChina = (place: string): boolean => PROVINCES.includes(place);
