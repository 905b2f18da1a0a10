import { Random } from "../../base/index.ts";
import { LawNetwork } from "../network/law-network.ts";
import { MeanNetwork } from "../network/mean-network.ts";
import type { Network } from "../network/network.ts";
import { RecordedNetwork } from "../network/recorded-network.ts";
import { Uncertainty } from "../scenario/draws.ts";
import type { DrawSet, Scenario } from "../scenario/scenario.ts";
import { Account } from "./account.ts";
import type { ScenarioFacts } from "./facts.ts";
import { MemberRun, type NetworkPlan, chanceOf } from "./member-run.ts";
import type { MemberFunction } from "./member-shape.ts";
import { runShape, wetRegions } from "./run-shape.ts";
import { WorkingCopy } from "./working-copy.ts";

/** Everything a run needs, as plain data that can be sent to a worker. */
export interface MemberModel {
  readonly scenario: Scenario;
  readonly facts: ScenarioFacts;
  /** Joint draws that replace the priors of their paths. */
  readonly draws: DrawSet | null;
}

/** The members of a scenario: each draws its numbers, its luck and its blocks from its own streams. */
export function createMember({ scenario, facts, draws }: MemberModel): MemberFunction {
  const shape = runShape(scenario);
  const run = new MemberRun(scenario, facts);
  const wet = wetRegions(scenario.regions).map((name) => run.layout.regions.indexOf(name));
  const account = new Account(shape, run.grid, wet);
  const uncertainty = new Uncertainty(scenario, draws);
  const copy = new WorkingCopy(scenario, uncertainty.paths);
  return {
    shape,
    run(seed, member, report) {
      const drawn = copy.set(uncertainty.valuesFor(seed, member));
      const blocks = Random.stream(seed, member, "blocks");
      account.open(report, drawn.network.hashrate_EH_s ?? facts.hashrate_EH_s);
      run.run(drawn, networkPlan(facts, blocks), chanceOf(seed, member), account.record);
      account.close();
    },
  };
}

/** The recorded chain as far as it is known, then one that chance makes; without chance its mean. */
export function networkPlan(facts: ScenarioFacts, blocks: Random | null): NetworkPlan {
  const { chain, recorded } = facts;
  const free = (start: ScenarioFacts["chain"]): Network =>
    blocks === null ? new MeanNetwork(start) : new LawNetwork(start, blocks);
  if (recorded === null) {
    const network = free(chain);
    return { first: network, switchAt: -Infinity, free: () => network };
  }
  return {
    first: new RecordedNetwork(recorded.epochs, chain),
    switchAt: recorded.until.time,
    free: () => free(recorded.until),
  };
}
