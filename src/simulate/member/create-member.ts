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
import type { MemberBatch, MemberFunction, MemberReport, MemberShape } from "./member-shape.ts";
import { runShape, wetRegions } from "./run-shape.ts";
import { WorkingCopy } from "./working-copy.ts";

/** Everything a run needs, as plain data that can be sent to a worker. */
export interface MemberModel {
  readonly scenario: Scenario;
  readonly facts: ScenarioFacts;
  /** Joint draws that replace the priors of their paths. */
  readonly draws: DrawSet | null;
}

/**
 * The members of a scenario: each draws its numbers, its luck and its blocks from its own streams.
 * What runs them is made when first asked for: many only want the shape, or one way of running.
 */
export function createMember({ scenario, facts, draws }: MemberModel): MemberFunction {
  const shape = runShape(scenario);
  const uncertainty = new Uncertainty(scenario, draws);
  const copy = new WorkingCopy(scenario, uncertainty.paths);
  const starter = (seed: number, member: number): Starter => ({
    scenario: copy.set(uncertainty.valuesFor(seed, member)),
    networks: networkPlan(facts, Random.stream(seed, member, "blocks")),
    chance: chanceOf(seed, member),
  });
  const alone = lazily(() => oneByOne(scenario, facts, shape));
  const batch = lazily(() => {
    const made = canBatch(scenario, uncertainty.paths) ? BatchRun.of(scenario, facts, shape) : null;
    return made === null ? undefined : sideBySide(made, starter);
  });
  return {
    shape,
    run: (seed, member, report) => alone()(starter(seed, member), report),
    get batch() {
      return batch();
    },
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function oneByOne(
  scenario: Scenario,
  facts: ScenarioFacts,
  shape: MemberShape,
): (starter: Starter, report: MemberReport) => void {
  const run = new MemberRun(scenario, facts);
  const wet = wetRegions(scenario.regions).map((name) => run.layout.regions.indexOf(name));
  const account = new Account(shape, run.grid, wet);
  return ({ scenario: drawn, networks, chance }, report) => {
    account.open(report, drawn.network.hashrate_EH_s ?? facts.hashrate_EH_s);
    run.run(drawn, networks, chance, account.record);
    account.close();
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
