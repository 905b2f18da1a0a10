import { createHash } from "node:crypto";
import { type Workspace, openWorkspace } from "../../../src/app/index.ts";
import { unixSeconds } from "../../../src/base/index.ts";
import { type MemberReport, type MemberShape, readScenario } from "../../../src/simulate/index.ts";
import type { ScenarioFacts } from "../../../src/simulate/member/facts.ts";
import { scenarioFacts } from "../../../src/simulate/member/record-facts.ts";
import type { Scenario } from "../../../src/simulate/scenario/scenario.ts";
import { loadScenario } from "../../../src/store/index.ts";

const FOLDER = "scenarios";

/** Shipped scenarios, and worlds and shocks that begin inside the shipped blocks. */
export const SHIPPED = [
  "china-2021",
  "sichuan-cut",
  "hydro-season",
  "spill-question",
  "orderly-exit",
  "tax-instead-of-ban",
  "kazakhstan-2022",
  "texas-storm",
  "halving-2028",
  "price-halves",
  "bbce-benchmark",
  "bbce-market-access",
  "bbce-site-regulation",
  "bbce-carbon-tax",
  "worlds/2020-03",
  "worlds/2022-12",
  "shocks/2021-04-16-blackout",
] as const;

export interface Model {
  readonly scenario: Scenario;
  readonly facts: ScenarioFacts;
  readonly draws: null;
}

let opened: Promise<Workspace> | undefined;

/** The shipped record, read once. */
export const shippedRecord = async (): Promise<Workspace> =>
  (opened ??= openWorkspace({ record: "data" }));

export async function shipped(name: string, override: readonly string[] = []): Promise<Model> {
  const workspace = await shippedRecord();
  const { orders } = workspace.record;
  const source = name.includes("/") ? `${FOLDER}/${name}.yaml` : name;
  const scenario = await loadScenario(source, { folder: FOLDER, orders, override });
  return { scenario, facts: scenarioFacts(workspace, scenario), draws: null };
}

export function emptyReport(shape: MemberShape): MemberReport {
  return {
    series: new Float32Array(shape.series.length * shape.times.length),
    totals: new Float64Array(shape.totals.length),
    epochs: new Float64Array(shape.epochSlots * 3),
  };
}

/** Fingerprint of all bytes of a report. */
export function bytesOf({ series, totals, epochs }: MemberReport): string {
  return createHash("sha256").update(series).update(totals).update(epochs).digest("hex");
}

/** A target that about 128 EH/s meet every ten minutes. */
export const BITS = 0x170ffff0;

/** Power price at which a machine of 30 J/TH that pays no fee costs 0.1 USD per TH/s and day. */
export const INDIFFERENT_USD_MWH: number = 0.1 / (30 * 24e-6);

const START = Date.UTC(2021, 0, 1) / 1000;

/** A world of one region, source, generation and owner, on its own chain at the start of an epoch. */
export function smallModel(changes: object = {}, hashrate_EH_s = 100): Model {
  const document = {
    title: { en: "Small", zh: "小" },
    start: "2021-01-01",
    end: "2021-12-01",
    network: { hashrate_EH_s, fees_BTC_block: 0 },
    price: { kind: "constant", price_USD: 40_000 },
    regions: {
      here: {
        place: "AA",
        share: 1,
        sources: {
          grid: { share: 1, price_USD_MWh: INDIFFERENT_USD_MWH, carbon_kg_MWh: 500 },
        },
      },
    },
    machines: { one: { share: 1, efficiency_J_TH: 30, hashrate_TH_s: 100, price_USD_TH: 50 } },
    operators: { all: { share: 1, fee_USD_MWh: 0, site_MW: 10 } },
    ...changes,
  };
  const scenario = readScenario(document, { name: "small", orders: [] });
  const start = unixSeconds(START);
  const facts: ScenarioFacts = {
    chain: { time: start, height: 665_280, bits: BITS, epochStart: start },
    hashrate_EH_s,
    hashrateSpread: 0.01,
    priceFirstDay: START / 86_400,
    price_USD: [40_000],
    fees_BTC_block: 0,
    recorded: null,
    record: "none",
  };
  return { scenario, facts, draws: null };
}
