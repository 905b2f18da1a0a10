import { unixSeconds } from "../../src/base/index.ts";
import { MemberRun, type StepFacts, type StepView } from "../../src/simulate/member/member-run.ts";
import { networkPlan } from "../../src/simulate/member/create-member.ts";
import type { ScenarioFacts } from "../../src/simulate/member/facts.ts";
import type { Scenario } from "../../src/simulate/scenario/scenario.ts";
import { readScenario } from "../../src/simulate/index.ts";

const START = Date.UTC(2021, 0, 1) / 1000;
const source = { share: 1, price_USD_MWh: 40, carbon_kg_MWh: 500 };

/** A place with orders and one that takes in who leaves; three generations, two kinds of owner. */
export function twoPlaces(orders: object = {}, changes: object = {}): Model {
  const document = {
    title: { en: "Two places", zh: "两地" },
    start: "2021-01-01",
    end: "2021-12-01",
    network: { hashrate_EH_s: 100, fees_BTC_block: 0 },
    price: { kind: "constant", price_USD: 40_000 },
    parameters: { growth_per_day: 0, retirement_per_year: 0, covert_detection_per_year: 0 },
    regions: {
      here: {
        place: "AA/here",
        share: 0.6,
        sources: {
          hydro: { ...source, share: 0.5 },
          coal: { ...source, share: 0.5, carbon_kg_MWh: 900 },
        },
      },
      there: {
        place: "BB",
        share: 0.4,
        spare_MW: 10_000,
        build_MW_month: 1000,
        sources: { gas: source },
      },
    },
    machines: {
      old: { share: 0.2, efficiency_J_TH: 60, hashrate_TH_s: 20, price_USD_TH: 20 },
      mid: { share: 0.3, efficiency_J_TH: 45, hashrate_TH_s: 50, price_USD_TH: 40 },
      new: { share: 0.5, efficiency_J_TH: 30, hashrate_TH_s: 100, price_USD_TH: 60 },
    },
    operators: {
      big: { share: 0.7, fee_USD_MWh: 0, site_MW: 50 },
      small: { share: 0.3, fee_USD_MWh: 5, site_MW: 2 },
    },
    orders,
    ...changes,
  };
  const scenario = readScenario(document, { name: "two-places", orders: [] });
  const start = unixSeconds(START);
  const facts: ScenarioFacts = {
    chain: { time: start, height: 665_280, bits: 0x170ffff0, epochStart: start },
    hashrate_EH_s: 100,
    hashrateSpread: 0.01,
    priceFirstDay: START / 86_400,
    price_USD: [40_000],
    fees_BTC_block: 0,
    recorded: null,
    record: "none",
  };
  return { scenario, facts };
}

export interface Model {
  readonly scenario: Scenario;
  readonly facts: ScenarioFacts;
}

/** What a step of the mean path shows: a number for each day. */
export function eachDay(
  { scenario, facts }: Model,
  read: (view: StepView, step: StepFacts) => number,
): number[] {
  const seen: number[] = [];
  new MemberRun(scenario, facts).run(scenario, networkPlan(facts, null), null, (step, view) =>
    seen.push(read(view, step)),
  );
  return seen;
}
