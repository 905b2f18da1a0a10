import type { EnergyFacts } from "../energy/index.ts";
import { GRID_COLUMNS, gridsFrom } from "./grid-file.ts";
import { LOAD_COLUMNS, loadsFrom } from "./load-file.ts";
import { MACHINE_COLUMNS, machinesFrom } from "./machine-file.ts";
import { PUBLISHED_POWER_COLUMNS, publishedPowerFrom } from "./published-power-file.ts";
import { SHARE_COLUMNS, sharesFrom } from "./share-file.ts";
import { WATER_COLUMNS, watersFrom } from "./water-file.ts";

/** Rows of a table of the record under the header expected. */
type RowsOf = (name: string, header: readonly string[]) => string[][];

/** What the record knows of machines, power, water and carbon, each from its table. */
export function energyFactsFrom(rowsOf: RowsOf): EnergyFacts {
  return {
    machines: machinesFrom(rowsOf("machines.csv", MACHINE_COLUMNS)),
    published: publishedPowerFrom(rowsOf("published-power.csv", PUBLISHED_POWER_COLUMNS)),
    waters: watersFrom(rowsOf("water.csv", WATER_COLUMNS)),
    loads: loadsFrom(rowsOf("loads.csv", LOAD_COLUMNS)),
    shares: sharesFrom(rowsOf("hashrate-shares.csv", SHARE_COLUMNS)),
    grids: gridsFrom(rowsOf("grids.csv", GRID_COLUMNS)),
  };
}

/** Rows that each table gave. */
export function energyRows(energy: EnergyFacts): Readonly<Record<string, number>> {
  return {
    "machines.csv": energy.machines.length,
    "published-power.csv": energy.published.length,
    "water.csv": energy.waters.length,
    "loads.csv": energy.loads.length,
    "hashrate-shares.csv": energy.shares.length,
    "grids.csv": energy.grids.length,
  };
}
