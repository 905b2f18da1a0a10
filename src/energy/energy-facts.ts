import type { GridFact } from "./carbon/grid-fact.ts";
import type { MachineModel } from "./machine.ts";
import type { HashrateShare } from "./places/hashrate-share.ts";
import type { PublishedPower } from "./published-power.ts";
import type { LoadFact } from "./targets/load-fact.ts";
import type { WaterFact } from "./water/water-fact.ts";

/** What the record knows of machines, power, water and carbon. */
export interface EnergyFacts {
  /** In the order of their release. */
  readonly machines: readonly MachineModel[];
  readonly published: readonly PublishedPower[];
  readonly waters: readonly WaterFact[];
  readonly loads: readonly LoadFact[];
  readonly shares: readonly HashrateShare[];
  readonly grids: readonly GridFact[];
}
