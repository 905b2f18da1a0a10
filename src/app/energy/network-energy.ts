import { type Estimate, type UnixDay, monthOf, unixDay } from "../../base/index.ts";
import {
  type CarbonAnswer,
  type EnergyEstimate,
  type PowerSensitivity,
  carbonOfDays,
  energyEstimate,
  fleetOn,
  meanPower,
  networkPower,
  powerSensitivity,
} from "../../energy/index.ts";
import { powerInputs } from "../../observe/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import type { Workspace } from "../workspace.ts";
import {
  type DaySpan,
  type DrawChoice,
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
    carbon: carbonOfDays({ facts: workspace.record.energy, seed, power, ...span }),
    sensitivity: powerSensitivity(power, span.from, span.to),
  };
}
