import { type UnixDay, formatDate, startOfDay, toTerahashesPerSecond } from "../../base/index.ts";
import { isoTime } from "../../api/index.ts";
import {
  GRID_UNITS,
  type GridFact,
  type HashrateShare,
  LOAD_UNITS,
  type LoadFact,
  type MachineModel,
  type PublishedPower,
  WATER_UNITS,
  type WaterFact,
} from "../../energy/index.ts";
import type { Order } from "../../policy/index.ts";
import type { Pool } from "../../record/index.ts";
import { type Takeaway, takeaway } from "./takeaway.ts";

const AS_IN_SCENARIOS = "as in scenarios: CN/Sichuan";
const FIRST_DAY = "first UTC day";
const DAY_AFTER = "UTC day after the last";
const ADDRESS = "address of the page that states it";
const UNIT_BESIDE = "in the unit beside it";
/** Between several of one kind in a cell. */
const SEPARATOR = "; ";

const orders = takeaway<Order>({
  name: "orders",
  title: { en: "Orders and events on mining and its power", zh: "影响挖矿及其供电的通知与事件" },
  file: "orders.json",
  columns: [
    ["id", "name of the order", ({ id }) => id, "text"],
    ["kind", "what was ordered", ({ kind }) => kind, "text"],
    ["place", AS_IN_SCENARIOS, ({ place }) => place, "text"],
    ["title_en", "title", ({ title }) => title.en, "text"],
    ["title_zh", "title in Chinese", ({ title }) => title.zh, "text"],
    ["summary_en", "what is known of it", ({ summary }) => summary.en, "text"],
    ["summary_zh", "the same in Chinese", ({ summary }) => summary.zh, "text"],
    ["known_at", "UTC; when it became known", ({ knownAt }) => isoTime(knownAt), "text"],
    ["effective_at", "UTC; when it took effect", ({ effectiveAt }) => isoTime(effectiveAt), "text"],
    ["ends_at", "UTC", ({ endsAt }) => isoTime(endsAt), "text"],
    ["precision", "how exactly the times are known", ({ precision }) => precision, "text"],
    ["confidence", "A several accounts, B one, C weak", ({ confidence }) => confidence, "text"],
    [
      "sources",
      "addresses",
      ({ sources }) => sources.map(({ url }) => url).join(SEPARATOR),
      "text",
    ],
  ],
  rows: ({ record }) => record.orders,
});

const pools = takeaway<Pool>({
  name: "pools",
  title: { en: "Pools, and what in a coinbase points to them", zh: "矿池及其在coinbase中的标识" },
  file: "pools.json",
  columns: [
    ["slug", "name in the blocks", ({ slug }) => slug, "text"],
    ["name", "readable name", ({ name }) => name, "text"],
    ["link", "its own page", ({ link }) => link, "text"],
    ["tags", "texts in the coinbase", ({ tags }) => valuesOf(tags), "text"],
    ["addresses", "payout addresses", ({ addresses }) => valuesOf(addresses), "text"],
    [
      "aliases",
      "other names",
      ({ aliases }) => aliases.map(({ name }) => name).join(SEPARATOR),
      "text",
    ],
  ],
  rows: ({ record }) => record.pools,
});

const machines = takeaway<MachineModel>({
  name: "machines",
  title: { en: "Models of mining machines", zh: "矿机型号" },
  file: "machines.csv",
  columns: [
    ["maker", "maker", ({ maker }) => maker, "text"],
    ["model", "the maker's name for it", ({ model }) => model, "text"],
    ["released", "UTC day of the first deliveries", ({ released }) => dayOf(released), "text"],
    [
      "hashrate_TH_s",
      "TH/s",
      ({ hashrate }) => (hashrate === null ? null : toTerahashesPerSecond(hashrate)),
    ],
    ["efficiency_J_TH", "J/TH at the wall", ({ efficiency }) => efficiency],
    ["source", ADDRESS, ({ source }) => source, "text"],
  ],
  rows: ({ record }) => record.energy.machines,
});

const shares = takeaway<HashrateShare>({
  name: "hashrate-shares",
  title: { en: "Published shares of places in the hashrate", zh: "已公布的各地算力占比" },
  file: "hashrate-shares.csv",
  columns: [
    ["estimate", "whose", ({ estimate }) => estimate, "text"],
    ["day", "middle of the month that it is for", ({ day }) => dayOf(day), "text"],
    ["place", AS_IN_SCENARIOS, ({ place }) => place, "text"],
    ["share_pct", "% of the whole in the next column", ({ share }) => share * 100],
    ["of", "world, or CN for China's hashrate", (row) => row.of, "text"],
    [
      "kind",
      "figure, or below for a bound",
      ({ isBound }) => (isBound ? "below" : "figure"),
      "text",
    ],
    ["published", "UTC day by which it was public", ({ published }) => dayOf(published), "text"],
    ["source", ADDRESS, ({ source }) => source, "text"],
  ],
  rows: ({ record }) => record.energy.shares,
});

const power = takeaway<PublishedPower>({
  name: "published-power",
  title: { en: "Power and energy that others published", zh: "他人公布的功率与能耗" },
  file: "published-power.csv",
  columns: [
    ["estimate", "whose", ({ estimate }) => estimate, "text"],
    ["bound", "lower, best or upper", ({ bound }) => bound, "text"],
    ["from", FIRST_DAY, ({ from }) => dayOf(from), "text"],
    ["to", DAY_AFTER, ({ to }) => dayOf(to), "text"],
    ["value", UNIT_BESIDE, ({ value }) => value],
    ["unit", "TWh over the period, or GW on its mean", ({ unit }) => unit, "text"],
    ["published", "UTC day by which it was public", ({ published }) => dayOf(published), "text"],
    ["source", ADDRESS, ({ source }) => source, "text"],
  ],
  rows: ({ record }) => record.energy.published,
});

const water = takeaway<WaterFact>({
  name: "water",
  title: { en: "Spilled hydro, and the grid that left it", zh: "弃水与外送能力" },
  file: "water.csv",
  columns: [
    ["place", AS_IN_SCENARIOS, ({ place }) => place, "text"],
    ["kind", "what is counted; docs/methods/water.md", ({ kind }) => kind, "text"],
    ["from", FIRST_DAY, ({ from }) => dayOf(from), "text"],
    ["to", DAY_AFTER, ({ to }) => dayOf(to), "text"],
    ["value", UNIT_BESIDE, ({ value }) => value],
    ["unit", "unit of the value", ({ kind }) => WATER_UNITS[kind], "text"],
    ["published", "UTC day by which it was public", ({ published }) => dayOf(published), "text"],
    ["source", ADDRESS, ({ source }) => source, "text"],
    ["note", "whose count, and how it was read", ({ note }) => note, "text"],
  ],
  rows: ({ record }) => record.energy.waters,
});

const loads = takeaway<LoadFact>({
  name: "loads",
  title: {
    en: "Electricity, economy and energy targets of places",
    zh: "各地用电、经济与能耗目标",
  },
  file: "loads.csv",
  columns: [
    ["place", AS_IN_SCENARIOS, ({ place }) => place, "text"],
    ["kind", "what is counted; docs/methods/targets.md", ({ kind }) => kind, "text"],
    ["from", FIRST_DAY, ({ from }) => dayOf(from), "text"],
    ["to", DAY_AFTER, ({ to }) => dayOf(to), "text"],
    ["value", UNIT_BESIDE, ({ value }) => value],
    ["unit", "unit of the value", ({ kind }) => LOAD_UNITS[kind], "text"],
    ["source", ADDRESS, ({ source }) => source, "text"],
    ["note", "whose count, and how it was read", ({ note }) => note, "text"],
  ],
  rows: ({ record }) => record.energy.loads,
});

const grids = takeaway<GridFact>({
  name: "grids",
  title: { en: "Emissions and mix of grids", zh: "各电网的排放与电源结构" },
  file: "grids.csv",
  columns: [
    ["place", AS_IN_SCENARIOS, ({ place }) => place, "text"],
    ["year", "calendar year", ({ year }) => year, "integer"],
    ["kind", "factor, or part of generation; docs/methods/carbon.md", ({ kind }) => kind, "text"],
    ["value", UNIT_BESIDE, ({ value }) => value],
    ["unit", "unit of the value", ({ kind }) => GRID_UNITS[kind], "text"],
    ["source", ADDRESS, ({ source }) => source, "text"],
    ["licence", "licence of the row", ({ licence }) => licence, "text"],
    ["note", "whose count, and what is in it", ({ note }) => note, "text"],
  ],
  rows: ({ record }) => record.energy.grids,
});

/** Tables that the record holds as they were published. */
export const FACT_TABLES: readonly Takeaway[] = [
  orders,
  pools,
  machines,
  shares,
  power,
  water,
  loads,
  grids,
];

function valuesOf(evidence: readonly { readonly value: string }[]): string {
  return evidence.map(({ value }) => value).join(SEPARATOR);
}

function dayOf(day: UnixDay): string {
  return formatDate(startOfDay(day));
}
