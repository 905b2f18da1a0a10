/** What is known of a place's power over a period. */
export interface SupplyFigures {
  /** Power was cut to users for want of supply; null where nothing says so either way. */
  readonly rationed: boolean | null;
  /** Water spilled, GWh, in draws; null where none is known. */
  readonly spilled_GWh: Float64Array | null;
  /** Electricity used, GWh; null where it is not published. */
  readonly consumption_GWh: number | null;
}

/**
 * Whether a place had too little power.
 *
 * `surplus`: energy was left over; `short`: it was not enough; `both`: cut somewhere, left over
 * elsewhere or at other hours, as where a line is full.
 */
export type SupplyVerdict = "short" | "surplus" | "both" | "cannot-tell";

export interface SupplyCheck {
  readonly verdict: SupplyVerdict;
  /** Chance that what was spilled is more than a hundredth of what was used; null if unknown. */
  readonly leftOver: number | null;
}

/** Spill over consumption from which on energy counts as left over. */
const NOTABLE = 0.01;
const SURE = 0.95;

/**
 * Judges supply from what was cut and what was spilled.
 *
 * Rationing alone says short, unless water was surely left over. Water left over says surplus only of
 * energy: the hour of the highest load may have been short all the same. Without either figure, or
 * with a spill that may be small, no verdict is given.
 */
export function supplyCheck({
  rationed,
  spilled_GWh,
  consumption_GWh,
}: SupplyFigures): SupplyCheck {
  const leftOver =
    spilled_GWh === null || consumption_GWh === null
      ? null
      : chanceAbove(spilled_GWh, NOTABLE * consumption_GWh);
  const surely = leftOver !== null && leftOver >= SURE;
  if (rationed === true) return { verdict: surely ? "both" : "short", leftOver };
  return { verdict: surely ? "surplus" : "cannot-tell", leftOver };
}

function chanceAbove(values: Float64Array, bound: number): number {
  return values.filter((value) => value > bound).length / values.length;
}
