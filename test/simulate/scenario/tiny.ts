import { HashfallError, type Problem, unixSeconds } from "../../../src/base/index.ts";
import type { Order } from "../../../src/policy/index.ts";
import { type Scenario, type ScenarioContext, readScenario } from "../../../src/simulate/index.ts";

/** An order of a record: known on 1 June 2021, in effect on the 3rd. */
export const RECORDED: Order = {
  id: "cn-sichuan-2021-06-03-cut",
  kind: "shutdown",
  country: "CN",
  region: "Sichuan",
  place: "CN/Sichuan",
  title: { en: "Recorded cut", zh: "记录的断电" },
  summary: { en: "Recorded cut", zh: "记录的断电" },
  knownAt: unixSeconds(Date.UTC(2021, 5, 1) / 1000),
  effectiveAt: unixSeconds(Date.UTC(2021, 5, 3) / 1000),
  endsAt: null,
  precision: "day",
  timeNote: null,
  actors: [],
  measures: [],
  quantified: null,
  confidence: "A",
  sources: [],
  disagreements: [],
};

export const CONTEXT: ScenarioContext = { name: "tiny", orders: [RECORDED] };

const source = { share: 1, price_USD_MWh: 40, carbon_kg_MWh: 900 };

/** A small right document; a test spoils or extends a copy of it. */
export const TINY = {
  title: { en: "Tiny", zh: "小" },
  start: "2021-05-01",
  end: "2021-08-01T00:00+08:00",
  regions: {
    sichuan: {
      place: "CN/Sichuan",
      share: 0.4,
      hydro: { surplus_MW: [0, 0, 0, 0, 800, 2000, 3500, 3500, 3600, 2200, 300, 0] },
      sources: {
        hydro: { share: 0.75, price_USD_MWh: 40, wet_price_USD_MWh: 25, carbon_kg_MWh: 24 },
        grid: { ...source, share: 0.25 },
      },
    },
    texas: { place: "US/Texas", share: 0.6, spare_MW: 90, sources: { gas: source } },
  },
  machines: {
    s9: { share: 0.3, efficiency_J_TH: 93, hashrate_TH_s: 14, price_USD_TH: 18 },
    s19: { share: 0.7, efficiency_J_TH: 33.5, hashrate_TH_s: 95, price_USD_TH: 110 },
  },
  orders: {
    cut: {
      record: "cn-sichuan-2021-06-03-cut",
      scope: { sources: ["hydro"] },
      effect: { kind: "closure", compliance: 0.85 },
    },
  },
  uncertain: {
    "orders.cut.effect.compliance": { kind: "beta", mean: 0.85, n: 15 },
    "parameters.pue": { kind: "normal", mean: 1.1, sd: 0.05 },
  },
};

export const tiny = (): Scenario => readScenario(TINY, CONTEXT);

/** The document with one value at a dotted path; paths of priors stand behind a bar. */
export function spoiled(path: string, value: unknown): unknown {
  const keys = path.includes("|") ? path.split("|") : path.split(".");
  const copy: unknown = structuredClone(TINY);
  let holder = copy;
  for (const key of keys.slice(0, -1)) {
    if (typeof holder !== "object" || holder === null) throw new Error(`no ${path}`);
    holder = Reflect.get(holder, key);
  }
  if (typeof holder !== "object" || holder === null) throw new Error(`no ${path}`);
  Reflect.set(holder, keys.at(-1) ?? "", value);
  return copy;
}

export function problemsOf(document: unknown): readonly Problem[] {
  return failure(() => readScenario(document, CONTEXT)).problems;
}

export function failure(act: () => unknown): HashfallError {
  try {
    act();
  } catch (error) {
    if (error instanceof HashfallError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
