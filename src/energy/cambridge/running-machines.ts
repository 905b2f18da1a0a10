import { type UnixDay, civilFromDays } from "../../base/index.ts";
import type { MachineModel } from "../machine.ts";
import { type CambridgeVersion, VERSION_RULES, weightAfter } from "./versions.ts";

/** Machines of one version as columns, in the order of their release. */
export interface MachineColumns {
  readonly weightByAge: boolean;
  readonly lifetime: number;
  readonly released: Float64Array;
  /** Calendar months since year 0 of the release. */
  readonly releaseMonth: Float64Array;
  /** J/TH. */
  readonly efficiency: Float64Array;
}

/** What runs on a day: lowest, mean (weighted in version 1.4) and highest efficiency, J/TH. */
export interface RunningEfficiency {
  readonly lower: number;
  readonly best: number;
  readonly upper: number;
}

/** Antminers that version 1.1.1 counts by share; its table of types is not public, so by name. */
const FAMILY = /^Antminer (?<family>S[79])/u;

/** Family that version 1.1.1 leaves out of the mean: S7 or S9, with their variants. */
export function familyOf({ maker, model }: MachineModel): "S7" | "S9" | null {
  const family = maker === "Bitmain" ? FAMILY.exec(model)?.groups?.["family"] : undefined;
  if (family === undefined) return null;
  return family === "S7" ? "S7" : "S9";
}

/** The machines that a version looks at. */
export function machineColumns(
  machines: readonly MachineModel[],
  version: CambridgeVersion,
): MachineColumns {
  const { firstListOnly, makersOnly, lifetime, familiesByShare, weightByAge } =
    VERSION_RULES[version];
  const set = machines
    .filter(({ inFirstList }) => inFirstList || !firstListOnly)
    .filter(({ maker }) => maker !== "various" || !makersOnly)
    .filter((machine) => familyOf(machine) === null || !familiesByShare)
    .toSorted((a, b) => a.released - b.released);
  return {
    weightByAge,
    lifetime,
    released: Float64Array.from(set, ({ released }) => released),
    releaseMonth: Float64Array.from(set, ({ released }) => calendarMonth(released)),
    efficiency: Float64Array.from(set, ({ efficiency }) => efficiency),
  };
}

/**
 * What runs at the start of a day: released before it, younger than the lifetime, and better than
 * the threshold, both strictly. Null when nothing does.
 */
export function runningEfficiency(
  { weightByAge, lifetime, released, releaseMonth, efficiency }: MachineColumns,
  day: UnixDay,
  threshold: number,
): RunningEfficiency | null {
  const month = calendarMonth(day);
  let [lower, upper, sum, weights] = [Infinity, 0, 0, 0];
  for (let row = 0; row < released.length; row += 1) {
    const release = released[row] ?? NaN;
    const machine = efficiency[row] ?? NaN;
    if (release >= day) break;
    if (day - release >= lifetime || machine >= threshold) continue;
    const weight = weightByAge ? weightAfter(month - (releaseMonth[row] ?? NaN)) : 1;
    if (weight === 0) continue;
    lower = Math.min(lower, machine);
    upper = Math.max(upper, machine);
    sum += weight * machine;
    weights += weight;
  }
  return weights > 0 ? { lower, best: sum / weights, upper } : null;
}

function calendarMonth(day: UnixDay): number {
  const { year, month } = civilFromDays(day);
  return year * 12 + month;
}
