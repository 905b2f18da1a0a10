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
      hashrate_TH_s: "TH/s; empty where no source seen agrees with the efficiency",
      power_W: "W at the wall; empty likewise",
      efficiency_J_TH:
        "J/TH at the wall: power over hashrate; of the first list as it was published",
      first_list: "yes if Cambridge's first public list names it, else no",
      source: "address of the page that states the figures; see docs/methods/machines.md",
    },
    period: "2008 to 2026",
    source: "makers' figures as listed at the address of each row; Cambridge's first public list",
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
      published: "UTC day by which it was public; of a running index, the end of the period",
      source: "address of the page that states it",
    },
    period: "2020 to 2024",
    source: "Cambridge Centre for Alternative Finance, as quoted at the address of each row",
    licence: "single published figures, quoted",
  },
  {
    path: "water.csv",
    what: "Single published figures of hydro that was spilled, and of the grid that left it",
    columns: {
      place: "as in scenarios: CN/Sichuan",
      kind: "what is counted; see docs/methods/water.md",
      from: "first day",
      to: "day after the last",
      value: "in the unit beside it",
      unit: "TWh, GW, USD/MWh, or % of the water's energy",
      published: "day by which it was public",
      source: "address of the page that states it",
      note: "whose count, and how it was read",
    },
    period: "2012 to 2021",
    source: "China's energy administration, grid companies and press, an address for each row",
    licence: "single published figures, quoted",
  },
  {
    path: "loads.csv",
    what: "Single published figures of places' electricity, economy and energy targets",
    columns: {
      place: "as in scenarios: CN/Sichuan",
      kind: "what is counted; see docs/methods/targets.md",
      from: "first day",
      to: "day after the last",
      value: "in the unit beside it; changes and targets may be below zero",
      unit: "TWh, GW, %, bn CNY, Mtce (million tonnes of coal equivalent), or yes",
      source: "address of the page that states it",
      note: "whose count, and how it was read",
    },
    period: "2020 to 2022",
    source: "grid companies, statistical offices and press, an address for each row",
    licence: "single published figures, quoted",
  },
  {
    path: "hashrate-shares.csv",
    what: "Single published shares of places in the network's hashrate",
    columns: {
      estimate: "whose: cambridge or hashrate-index",
      month: "month that it is for",
      place: "as in scenarios: CN/Sichuan; other for places that the source does not name",
      kind: "figure, or below for a bound",
      share_pct: "% of the whole in the next column",
      of: "world, or CN for China's hashrate",
      published: "UTC day by which it was public",
      dated: "no where that day is not known: three months after the end of the month",
      source: "address of the page that states it",
      note: "how it was read",
    },
    period: "September 2019 to October 2025",
    source:
      "Cambridge Centre for Alternative Finance and Hashrate Index, as quoted at the address of each row",
    licence: "single published figures, quoted; the full series is not here",
  },
  {
    path: "grids.csv",
    what: "Emissions and mix of the grids of the places that the shares name",
    columns: {
      place: "as in scenarios; world for the mean of all",
      year: "calendar year",
      kind: "average or marginal factor, or a part of generation; see docs/methods/carbon.md",
      value: "in the unit beside it",
      unit: "g/kWh, or % of generation",
      source: "address of the data set or page",
      licence: "licence of the row",
      note: "whose count, and what is in it",
    },
    period: "2014 to 2024",
    source:
      "Our World in Data, Ember, China's Ministry of Ecology and Environment, UNFCCC; an address for each row",
    licence:
      "by row: CC BY 4.0 (Our World in Data, Ember); facts of public notices; single figures",
  },
];

export function energyFiles(): BuiltFile[] {
  return TABLES.map((described) => {
    const content = readFileSync(fileURLToPath(new URL(described.path, import.meta.url)));
    const rows = content.toString("utf8").trimEnd().split("\n").length - 1;
    return Object.assign({ rows, content }, described);
  });
}
