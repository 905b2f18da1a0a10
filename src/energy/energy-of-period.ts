import { type DaySpan, type UnixDay, type Watts, watts } from "../base/index.ts";

/** Energy of a stretch of days that all have a figure. */
export interface EnergyOfPeriod extends DaySpan {
  readonly meanPower: Watts;
  readonly energy_TWh: number;
}

/** Energy from a day up to another; null when a day of them has no figure. */
export function energyBetween(
  firstDay: UnixDay,
  power: Float64Array,
  { from, to }: DaySpan,
): EnergyOfPeriod | null {
  if (from < firstDay || to > firstDay + power.length || to <= from) return null;
  const sum = power.subarray(from - firstDay, to - firstDay).reduce((a, b) => a + b, 0);
  if (!Number.isFinite(sum)) return null;
  const meanPower = watts(sum / (to - from));
  return { from, to, meanPower, energy_TWh: toTerawattHours(sum * 24) };
}

/** From watt-hours. */
function toTerawattHours(energy: number): number {
  return energy / 1e12;
}
