import { Random } from "../../base/index.ts";
import { BatchRun } from "../batch/batch-run.ts";
import { canBatch } from "../batch/batch-shape.ts";
import type { Starter } from "../batch/lane-run.ts";
import { LawNetwork } from "../network/law-network.ts";
import { MeanNetwork } from "../network/mean-network.ts";
import type { Network } from "../network/network.ts";
import { RecordedNetwork } from "../network/recorded-network.ts";
import { Uncertainty } from "../scenario/draws.ts";
import type { DrawSet, Scenario } from "../scenario/scenario.ts";
import { Account } from "./account.ts";
import type { ScenarioFacts } from "./facts.ts";
import { MemberRun, type NetworkPlan, chanceOf } from "./member-run.ts";
import type { MemberBatch, MemberFunction } from "./member-shape.ts";
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
  const starter = (seed: number, member: number): Starter => ({
    scenario: copy.set(uncertainty.valuesFor(seed, member)),
    networks: networkPlan(facts, Random.stream(seed, member, "blocks")),
    chance: chanceOf(seed, member),
  });
  // Made when first asked for: many only want the shape, or one member.
  let batch: MemberBatch | null | undefined;
  const makeBatch = (): MemberBatch | null => {
    const made = canBatch(scenario, uncertainty.paths) ? BatchRun.of(scenario, facts, shape) : null;
    return made === null ? null : sideBySide(made, starter);
  };
  return {
    shape,
    run(seed, member, report) {
      const { scenario: drawn, networks, chance } = starter(seed, member);
      account.open(report, drawn.network.hashrate_EH_s ?? facts.hashrate_EH_s);
      run.run(drawn, networks, chance, account.record);
      account.close();
    },
    get batch() {
      if (batch === undefined) batch = makeBatch();
      return batch ?? undefined;
    },
  };
}

function sideBySide(
  batch: BatchRun,
  starter: (seed: number, member: number) => Starter,
): MemberBatch {
  return {
    run(seed, { from, to }, report) {
      batch.run(to - from, (lane) => starter(seed, from + lane), report);
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
