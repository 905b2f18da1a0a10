import {
  type UnixDay,
  type Watts,
  civilFromDays,
  daysFromCivil,
  unixDay,
  watts,
} from "../base/index.ts";

/** Energy of a stretch of days that all have a figure. */
export interface EnergyOfPeriod {
  /** First day, and the day after the last. */
  readonly from: UnixDay;
  readonly to: UnixDay;
  readonly meanPower: Watts;
  readonly energy_TWh: number;
}

/** Energy from a day up to another; null when a day of them has no figure. */
export function energyBetween(
  firstDay: UnixDay,
  power: Float64Array,
  period: Readonly<Record<"from" | "to", UnixDay>>,
): EnergyOfPeriod | null {
  const { from, to } = period;
  if (from < firstDay || to > firstDay + power.length || to <= from) return null;
  const sum = power.subarray(from - firstDay, to - firstDay).reduce((a, b) => a + b, 0);
  if (!Number.isFinite(sum)) return null;
  const meanPower = watts(sum / (to - from));
  return { from, to, meanPower, energy_TWh: toTerawattHours(sum * 24) };
}

/** Energy of each calendar year that has a figure on all its days. */
export function yearlyEnergy(firstDay: UnixDay, power: Float64Array): EnergyOfPeriod[] {
  return energyByCalendar(firstDay, power, 12);
}

/** Energy of each calendar month that has a figure on all its days. */
export function monthlyEnergy(firstDay: UnixDay, power: Float64Array): EnergyOfPeriod[] {
  return energyByCalendar(firstDay, power, 1);
}

function energyByCalendar(
  firstDay: UnixDay,
  power: Float64Array,
  months: 1 | 12,
): EnergyOfPeriod[] {
  const last = unixDay(firstDay + power.length);
  const periods: EnergyOfPeriod[] = [];
  let from = startOf(firstDay, months);
  while (from < last) {
    const to = startOf(unixDay(from + (months === 12 ? 366 : 31)), months);
    const period = energyBetween(firstDay, power, { from, to });
    if (period !== null) periods.push(period);
    from = to;
  }
  return periods;
}

/** First day of the month, or of the year, of a day. */
function startOf(day: UnixDay, months: 1 | 12): UnixDay {
  const { year, month } = civilFromDays(day);
  return daysFromCivil({ year, month: months === 12 ? 1 : month, day: 1 });
}

/** From watt-hours. */
function toTerawattHours(energy: number): number {
  return energy / 1e12;
}
