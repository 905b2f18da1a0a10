import {
  type Estimate,
  type UnixDay,
  civilFromDays,
  daysFromCivil,
  unixDay,
} from "../../base/index.ts";
import {
  type CarbonAnswer,
  type EnergyEstimate,
  type NetworkPower,
  type PowerSensitivity,
  carbonDraws,
  carbonYear,
  energyDraws,
  energyEstimate,
  fleetOn,
  networkPower,
  powerSensitivity,
} from "../../energy/index.ts";
import { powerInputs } from "../../observe/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import type { Workspace } from "../workspace.ts";
import type { DrawChoice } from "./compare-power.ts";
import {
  type DaySpan,
  isYear,
  optionOf,
  pricedDays,
  requireMainnet,
  requirePrices,
  uncoveredDays,
} from "./required.ts";

export interface EnergyQuestion extends DrawChoice {
  readonly span: DaySpan;
}

/** Our own estimate of a stretch of days, or of a year. */
export interface NetworkEnergy {
  /** Mean over the days, W. */
  readonly power: Estimate;
  /** TWh over the days. */
  readonly energy: EnergyEstimate;
  /** Of what runs on the last of the days, makers' figures, J/TH. */
  readonly efficiency: Estimate;
  /** Null while no share of any place was public. */
  readonly carbon: CarbonAnswer | null;
  readonly sensitivity: PowerSensitivity;
}

const HOURS_PER_DAY = 24;
const WATTS_PER_TERAWATT = 1e12;
/** Days that a power "on a day" is the mean of, up to that day, as Cambridge takes them. */
const DAYS_OF_POWER = 7;

/** The seven days up to a day. */
export function weekTo(day: UnixDay): DaySpan {
  return { from: unixDay(day - DAYS_OF_POWER + 1), to: unixDay(day + 1) };
}

export function calendarYear(year: number): DaySpan {
  return { from: monthOf(year, 0).from, to: monthOf(year, 11).to };
}

/**
 * Power, energy and carbon of some days as probabilities.
 *
 * @throws HashfallError `record.uncovered` where the record does not hold all of the days.
 */
export function networkEnergy(workspace: Workspace, question: EnergyQuestion): NetworkEnergy {
  const { span, seed, draws } = question;
  requireMainnet(workspace.record);
  const inputs = powerInputs(workspace.timeline, workspace.record);
  requirePrices(workspace, span, optionOf(span));
  const power = networkPower(inputs, { seed, draws, from: span.from });
  const means = meanPower(power, span);
  if (!means.every(Number.isFinite)) {
    throw uncoveredDays(span, optionOf(span), pricedDays(workspace));
  }
  return {
    power: estimateOfSample(means),
    energy: energyEstimate(power, span.from, span.to),
    efficiency: fleetOn(inputs, { day: unixDay(span.to - 1), seed, draws }).efficiency,
    carbon: carbonOf(workspace, power, question),
    sensitivity: powerSensitivity(power, span.from, span.to),
  };
}

/** Mean power of days [from, to) in each draw, W; NaN where a day has no figure. */
export function meanPower(power: NetworkPower, { from, to }: DaySpan): Float64Array {
  const hours = HOURS_PER_DAY * (to - from);
  return energyDraws(power, from, to).map((energy) => (energy * WATTS_PER_TERAWATT) / hours);
}

function carbonOf(
  { record }: Workspace,
  power: NetworkPower,
  { span, seed }: EnergyQuestion,
): CarbonAnswer | null {
  const basis = { facts: record.energy, seed };
  const { year } = civilFromDays(span.from);
  if (isYear(span)) {
    const months = Array.from({ length: 12 }, (_, month) => meanPower(power, monthOf(year, month)));
    return carbonYear({ ...basis, year, power_W: months });
  }
  const day = unixDay(Math.floor((span.from + span.to) / 2));
  return carbonDraws({ ...basis, day, power_W: meanPower(power, span) });
}

/** Days of a month, 0 for January. */
export function monthOf(year: number, month: number): DaySpan {
  const next = month === 11 ? { year: year + 1, month: 1 } : { year, month: month + 2 };
  return {
    from: daysFromCivil({ year, month: month + 1, day: 1 }),
    to: daysFromCivil({ ...next, day: 1 }),
  };
}
