import type { EnergyFacts } from "../energy/index.ts";
import { MACHINE_COLUMNS, machinesFrom } from "./machine-file.ts";
import { PUBLISHED_POWER_COLUMNS, publishedPowerFrom } from "./published-power-file.ts";

/** Rows of a table of the record under the header expected. */
type RowsOf = (name: string, header: readonly string[]) => string[][];

/** What the record knows of machines, power, water and carbon, each from its table. */
export function energyFactsFrom(rowsOf: RowsOf): EnergyFacts {
  return {
    machines: machinesFrom(rowsOf("machines.csv", MACHINE_COLUMNS)),
    published: publishedPowerFrom(rowsOf("published-power.csv", PUBLISHED_POWER_COLUMNS)),
  };
}

/** Rows that each table gave. */
export function energyRows(energy: EnergyFacts): Readonly<Record<string, number>> {
  return {
    "machines.csv": energy.machines.length,
    "published-power.csv": energy.published.length,
  };
}
