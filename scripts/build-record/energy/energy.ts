// The tables of machines, power, water and carbon, which are kept by hand beside this file.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BuiltFile } from "../facts.ts";

type Described = Omit<BuiltFile, "rows" | "content">;

const TABLES: readonly Described[] = [
  {
    path: "machines.csv",
    what: "Models of mining machines: when they came, how fast and how thirsty they are",
    columns: {
      maker: "maker, or various for a class of machines",
      model: "the maker's name for it",
      released: "UTC day of the first deliveries; the first of the month where only that is known",
      hashrate_TH_s: "TH/s; empty where the source gives the efficiency alone",
      power_W: "W at the wall; empty likewise",
      efficiency_J_TH: "J/TH at the wall",
      first_list: "yes if Cambridge's first public list names it",
      source: "address of the page that states the figures",
    },
    period: "2008 to 2026",
    source: "makers' figures, an address for each row; Cambridge's first public list of machines",
    licence: "facts; no rights claimed",
  },
  {
    path: "published-power.csv",
    what: "Single figures that others published for the network's power or energy",
    columns: {
      estimate: "whose: a model and its version, or a report",
      bound: "lower, best or upper",
      from: "first UTC day",
      to: "UTC day after the last",
      value: "in the unit beside it",
      unit: "TWh over the period, or GW on its mean",
      source: "address of the page that states it",
    },
    period: "2020 to 2024",
    source: "Cambridge Centre for Alternative Finance, as quoted at the address of each row",
    licence: "single published figures, quoted",
  },
];

export function energyFiles(): BuiltFile[] {
  return TABLES.map((described) => {
    const content = readFileSync(fileURLToPath(new URL(described.path, import.meta.url)));
    const rows = content.toString("utf8").trimEnd().split("\n").length - 1;
    return Object.assign({ rows, content }, described);
  });
}
