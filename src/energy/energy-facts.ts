import type { MachineModel } from "./machine.ts";
import type { PublishedPower } from "./published-power.ts";

/** What the record knows of machines, power, water and carbon. */
export interface EnergyFacts {
  /** In the order of their release. */
  readonly machines: readonly MachineModel[];
  readonly published: readonly PublishedPower[];
}
