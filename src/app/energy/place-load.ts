import {
  type DaySpan,
  type Estimate,
  type UnixDay,
  civilFromDays,
  invalidInput,
  monthParts,
  unixDay,
} from "../../base/index.ts";
import {
  type CoalConvention,
  type DualControl,
  type DualControlAnswer,
  type LoadFact,
  type LoadKind,
  type LoadShare,
  type SupplyCheck,
  MAP_PLACES,
  WATER_PRIORS,
  closingIn,
  dualControl,
  loadOn,
  loadShare,
  spillAnswer,
  supplyCheck,
} from "../../energy/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import type { Workspace } from "../workspace.ts";
import { miningPower } from "./mining-power.ts";
import { calendarYear } from "./network-energy.ts";
import type { DrawChoice } from "./required.ts";

interface PlaceLoadQuestion extends DrawChoice {
  readonly place: string;
  readonly span: DaySpan;
}

/** The same targets under one way of counting a kilowatt-hour as coal. */
interface TargetsOf {
  readonly convention: CoalConvention;
  readonly answer: DualControlAnswer;
}

/** Mines of a place against its load, its targets for energy and its supply. */
export interface PlaceLoad {
  /** Mean power of the mines over the days, had none been closed, GW. */
  readonly mining: Estimate;
  /** When the mines of the place closed in that year; null where none are known to have. */
  readonly closed: UnixDay | null;
  readonly shares: readonly LoadShare[];
  readonly targets: readonly TargetsOf[];
  readonly supply: SupplyCheck;
  /** Published cuts of power within the days. */
  readonly cuts: readonly LoadFact[];
}

const SHARE_KINDS = ["consumption", "peak_load"] as const;
const MW_PER_GW = 1e3;
const CONVENTIONS = ["coal", "calorific"] as const;

/** @throws HashfallError `input.invalid` for a place that the map does not have. */
export function placeLoad(workspace: Workspace, question: PlaceLoadQuestion): PlaceLoad {
  const { place, span, seed, draws } = question;
  if (!MAP_PLACES.includes(place)) {
    throw invalidInput("--place", `"${place}" is not on the map`, `try ${MAP_PLACES.join(", ")}`);
  }
  const { loads } = workspace.record.energy;
  const { year, month } = civilFromDays(span.from);
  const months = miningPower(workspace, { place, year, seed, draws });
  const whole = calendarYear(year);
  const shares = SHARE_KINDS.flatMap((kind) => {
    const load = loadOn(loads, place, kind, span.from);
    if (load === null) return [];
    const atPeak = months[month - 1] ?? new Float64Array(draws);
    return [loadShare(load, kind === "peak_load" ? atPeak : meanOver(months, load, whole))];
  });
  const targets = targetsOf(loads, place, span.from);
  const before = span.from > whole.from ? { from: whole.from, to: span.from } : span;
  const mining_MW = meanOver(months, before, whole);
  const closedShare = (whole.to - span.from) / (whole.to - whole.from);
  const cuts = loads.filter(
    (load) =>
      load.place === place &&
      load.kind === "rationing" &&
      load.from < span.to &&
      load.to > span.from,
  );
  return {
    mining: estimateOfSample(meanOver(months, span, whole).map((power) => power / MW_PER_GW)),
    closed: closingIn(place, year) ?? null,
    shares,
    targets:
      targets === null
        ? []
        : CONVENTIONS.map((convention) => ({
            convention,
            answer: dualControl({ targets, mining_MW, closedShare, convention, seed }),
          })),
    supply: supplyCheck({
      rationed: cuts.length > 0 ? true : null,
      spilled_GWh: spilledIn(workspace, question, months),
      consumption_GWh: consumptionIn(loads, place, span),
    }),
    cuts,
  };
}

/** Mean power over the days of a span that lie in the year of the months, in draws, MW. */
function meanOver(months: readonly Float64Array[], span: DaySpan, year: DaySpan): Float64Array {
  const from = unixDay(Math.max(span.from, year.from));
  const to = unixDay(Math.min(span.to, year.to));
  const mean = new Float64Array(months[0]?.length ?? 0);
  for (const part of monthParts({ from, to })) {
    const weight = (part.to - part.from) / (to - from);
    const powers = months[part.month];
    for (const draw of mean.keys())
      mean[draw] = (mean[draw] ?? 0) + weight * (powers?.[draw] ?? NaN);
  }
  return mean;
}

/** Targets of the year of a day; null where one of them is not published. */
function targetsOf(loads: readonly LoadFact[], place: string, day: UnixDay): DualControl | null {
  const of = (kind: LoadKind): number => loadOn(loads, place, kind, day)?.value ?? NaN;
  const targets = {
    intensityTarget: of("energy_intensity_target") / 100,
    totalTarget: of("energy_total_target") / 100,
    increase_Mtce: of("energy_increase_target"),
    grossProductGrowth: of("gdp_growth") / 100,
  };
  return Object.values(targets).every(Number.isFinite) ? targets : null;
}

/** Spilled with the mines closed if and when they were; null where nothing is known of the water. */
function spilledIn(
  { record }: Workspace,
  { place, span, seed }: PlaceLoadQuestion,
  mining: readonly Float64Array[],
): Float64Array | null {
  if (WATER_PRIORS[place] === undefined) return null;
  const closing = closingIn(place, civilFromDays(span.from).year) ?? span.to;
  const answer = spillAnswer(record.energy, { place, ...span, mining, seed, closing });
  return answer?.draws.closed ?? null;
}

/** Electricity used, taken evenly from the period of the published figure, GWh. */
function consumptionIn(loads: readonly LoadFact[], place: string, span: DaySpan): number | null {
  const load = loadOn(loads, place, "consumption", span.from);
  if (load === null) return null;
  return (load.value * 1e3 * (span.to - span.from)) / (load.to - load.from);
}
