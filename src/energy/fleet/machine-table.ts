import type { MachineModel } from "../machine.ts";
import { STEP_DAYS } from "./fleet-history.ts";

/** Machine models in columns, in the order of their release. */
export interface MachineTable {
  readonly released: Float64Array;
  /** Step of the release, counted from 1970-01-01. */
  readonly releaseStep: Int32Array;
  /** J/TH, as the maker states it. */
  readonly efficiency: Float64Array;
  readonly logEfficiency: Float64Array;
  /** 1 where Bitmain made it. */
  readonly byBitmain: Uint8Array;
}

export function machineTable(machines: readonly MachineModel[]): MachineTable {
  const efficiency = Float64Array.from(machines, (machine) => machine.efficiency);
  return {
    released: Float64Array.from(machines, ({ released }) => released),
    releaseStep: Int32Array.from(machines, ({ released }) => Math.floor(released / STEP_DAYS)),
    efficiency,
    logEfficiency: efficiency.map(Math.log),
    byBitmain: Uint8Array.from(machines, ({ maker }) => (maker === "Bitmain" ? 1 : 0)),
  };
}
