import {
  type DaySpan,
  type Estimate,
  SECONDS_PER_DAY,
  type UnixDay,
  estimate,
} from "../../base/index.ts";
import { sampleQuantile } from "../../statistics/index.ts";
import type { NetworkPower } from "./network-power.ts";

/** Probabilities at which a day's power is kept: those of the bands, and the ends of 50, 80 and 95 %. */
export const POWER_PROBABILITIES: readonly number[] = [
  0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975,
];

export const JOULES_PER_TERAWATT_HOUR = 3.6e15;

/** Quantiles of each day's power, W: one column for each of `POWER_PROBABILITIES`, in their order. */
export function powerQuantiles(power: NetworkPower): readonly Float64Array[] {
  const columns = POWER_PROBABILITIES.map(() => new Float64Array(power.days));
  const sample = new Float32Array(power.draws);
  for (let day = 0; day < power.days; day += 1) {
    gather(power, day, sample);
    sample.sort();
    for (const [at, probability] of POWER_PROBABILITIES.entries()) {
      const column = columns[at];
      if (column !== undefined) column[day] = sampleQuantile(sample, probability);
    }
  }
  return columns;
}

/**
 * Energy of each draw over days [from, to), TWh.
 *
 *   energy = Σ power × 86,400 s / 3.6e15
 *
 * NaN where a day of the span is outside the series or without a figure: no part of a year is a year.
 */
export function energyDraws(power: NetworkPower, from: UnixDay, to: UnixDay): Float64Array {
  const [first, end] = [from - power.firstDay, to - power.firstDay];
  return Float64Array.from({ length: power.draws }, (_, member) => {
    if (first < 0 || end > power.days) return NaN;
    let sum = 0;
    for (let day = first; day < end; day += 1) sum += power.power[member * power.days + day] ?? NaN;
    return (sum * SECONDS_PER_DAY) / JOULES_PER_TERAWATT_HOUR;
  });
}

/** Mean power of days [from, to) in each draw, W; NaN where a day has no figure. */
export function meanPower(power: NetworkPower, { from, to }: DaySpan): Float64Array {
  const length = SECONDS_PER_DAY * (to - from);
  return energyDraws(power, from, to).map((energy) => (energy * JOULES_PER_TERAWATT_HOUR) / length);
}

/** Energy with the bounds of its 90 % interval, TWh. */
export interface EnergyEstimate {
  readonly energy: Estimate;
  readonly lo90: number;
  readonly hi90: number;
}

/** Energy over days [from, to), TWh; NaN where the series does not hold all of them. */
export function energyEstimate(power: NetworkPower, from: UnixDay, to: UnixDay): EnergyEstimate {
  const sorted = energyDraws(power, from, to).toSorted();
  const at = (probability: number): number => sampleQuantile(sorted, probability);
  const energy = estimate(at(0.5), (level) => [at((1 - level) / 2), at((1 + level) / 2)]);
  return { energy, lo90: at(0.05), hi90: at(0.95) };
}

function gather(power: NetworkPower, day: number, into: Float32Array): void {
  for (let member = 0; member < power.draws; member += 1) {
    into[member] = power.power[member * power.days + day] ?? NaN;
  }
}
