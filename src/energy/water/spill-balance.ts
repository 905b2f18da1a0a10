import type { UnixDay } from "../../base/index.ts";

/** A month, or a part of one, of a place's water: one entry a draw. */
export interface MonthWater {
  /** First day of the stretch. */
  readonly month: UnixDay;
  readonly hours: number;
  /** Mean power that hydro could give beyond its load and lines, before any mine. */
  readonly surplus_MW: Float64Array;
  /** Mean power of mines able to take such water. */
  readonly mining_MW: Float64Array;
}

/** Where a month's surplus went, GWh, one entry a draw. */
export interface MonthBalance {
  readonly month: UnixDay;
  readonly surplus_GWh: Float64Array;
  readonly absorbed_GWh: Float64Array;
  readonly spilled_GWh: Float64Array;
}

/**
 * Shares the surplus between the mines and the spillway.
 *
 *   absorbed = min(surplus, mining),   spilled = surplus − absorbed,   GWh = MW × hours / 1000
 *
 * Both are at least zero and add up to the surplus. Within a stretch power is taken as even: hours in
 * which the mines wanted more than there was are not seen, so absorbed is if anything too high.
 */
export function spillOf(months: readonly MonthWater[]): MonthBalance[] {
  return months.map(({ month, hours, surplus_MW, mining_MW }) => {
    const surplus = surplus_MW.map((power) => (power * hours) / 1000);
    const absorbed = surplus.map((energy, draw) =>
      Math.min(energy, ((mining_MW[draw] ?? NaN) * hours) / 1000),
    );
    const spilled = surplus.map((energy, draw) => energy - (absorbed[draw] ?? NaN));
    return { month, surplus_GWh: surplus, absorbed_GWh: absorbed, spilled_GWh: spilled };
  });
}
