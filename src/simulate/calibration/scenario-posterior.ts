import { type UnixSeconds, unixSeconds } from "../../base/index.ts";
import type { ScenarioFacts } from "../member/facts.ts";
import { type KnownRecord, scenarioFacts } from "../member/record-facts.ts";
import type { RecordedEpoch } from "../network/recorded-network.ts";
import type { Scenario, ScenarioOrder } from "../scenario/scenario.ts";
import { stepSecondsOf } from "../scenario/steps.ts";
import { withValues } from "../scenario/values.ts";
import { type BlockStretch, blockStretches } from "./block-stretches.ts";
import { HashPath } from "./hash-path.ts";
import { PriorScores } from "./prior-scores.ts";
import { type PublishedShare, sharesKnown, whitenedShares } from "./published-shares.ts";
import { logWorkDensity, whitenedWork } from "./work-likelihood.ts";

/** Stretches an epoch: of 336 blocks, two days and a third, which a fall of days still shows in. */
export const STRETCHES_PER_EPOCH = 6;

/** What a fit is made from: the blocks and shares known. */
export interface Evidence {
  readonly facts: ScenarioFacts;
  readonly stretches: readonly BlockStretch[];
  readonly shares: readonly PublishedShare[];
  readonly epochs: readonly RecordedEpoch[];
}

/** The evidence on a scenario in a record, from the scenario's start to its end or the record's. */
export function evidenceOn(known: KnownRecord, scenario: Scenario): Evidence {
  const { timeline } = known;
  const to = unixSeconds(Math.min(scenario.end, timeline.span.to));
  const { firstHeight, bits } = timeline.blocks;
  return {
    facts: scenarioFacts(known, scenario),
    stretches: blockStretches(timeline, {
      from: scenario.start,
      to,
      perEpoch: STRETCHES_PER_EPOCH,
    }),
    shares: sharesKnown(scenario.start, to, timeline.span.to),
    epochs: timeline.epochs
      .filter(({ start }) => start < to)
      .map((epoch) => ({
        height: epoch.firstHeight,
        start: epoch.start,
        bits: bits[epoch.firstHeight - firstHeight] ?? NaN,
      })),
  };
}

/**
 * A scenario as it could be written at an instant: without the orders, and their priors, known later.
 * The record does not say when an end became known, so one that it alone gives is open until it comes;
 * an end written in the file is taken for announced.
 */
export function scenarioKnownAt(scenario: Scenario, asOf: UnixSeconds): Scenario {
  const later = Object.keys(scenario.orders).filter(
    (id) => (scenario.orders[id]?.known ?? Infinity) > asOf,
  );
  return {
    ...scenario,
    orders: Object.fromEntries(
      Object.entries(scenario.orders)
        .filter(([id]) => !later.includes(id))
        .map(([id, order]) => [id, orderKnownAt(order, asOf)]),
    ),
    uncertain: without(scenario.uncertain, (path) =>
      later.some((id) => path.startsWith(`orders.${id}.`)),
    ),
  };
}

function orderKnownAt(order: ScenarioOrder, asOf: UnixSeconds): ScenarioOrder {
  const isOpen = order.endsFromRecord === true && order.ends !== null && order.ends > asOf;
  return isOpen ? { ...order, ends: null } : order;
}

function without<T>(
  all: Readonly<Record<string, T>>,
  gone: (key: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !gone(key)));
}

/** The posterior of a scenario's uncertain numbers, as a density of their normal scores. */
export class ScenarioPosterior {
  readonly prior: PriorScores;
  readonly evidence: Evidence;
  readonly #scenario: Scenario;
  readonly #path: HashPath;
  readonly #wander: number;

  /** `wanderPerDay`: deviation of a random walk of ln hashrate about the path, 1/√day; 0 for none. */
  constructor(scenario: Scenario, evidence: Evidence, wanderPerDay: number = 0) {
    const last = evidence.stretches.at(-1)?.to ?? scenario.end;
    const step = stepSecondsOf(scenario);
    const steps = Math.max(Math.ceil((last - scenario.start) / step), 1);
    const end = Math.min(scenario.start + steps * step, Math.max(scenario.end, last));
    this.#scenario = { ...scenario, end: unixSeconds(end) };
    this.#path = new HashPath(this.#scenario, evidence.facts, evidence.epochs);
    this.prior = new PriorScores(scenario);
    this.evidence = evidence;
    this.#wander = wanderPerDay;
  }

  /** The same with other evidence, from another history of the same scenario. */
  given(evidence: Evidence): ScenarioPosterior {
    return new ScenarioPosterior(this.#scenario, evidence, this.#wander);
  }

  /** The mean path at scores. */
  pathAt(scores: Float64Array): HashPath {
    const { paths } = this.prior;
    this.#path.follow(withValues(this.#scenario, paths, this.prior.valuesAt(scores)));
    return this.#path;
  }

  /** ln p(scores, evidence), up to a constant. */
  logDensity(scores: Float64Array): number {
    return this.prior.logDensity(scores) + this.logLikelihood(scores);
  }

  logLikelihood(scores: Float64Array): number {
    const { stretches, shares } = this.evidence;
    const path = this.pathAt(scores);
    const work =
      this.#wander > 0
        ? whitenedWork(path, stretches, this.#wander).logDensity
        : logWorkDensity(path, stretches);
    return work + whitenedShares(path, shares).logDensity;
  }

  /** What the evidence misses the path at scores by, as numbers that should be standard normal. */
  misses(scores: Float64Array): Float64Array {
    const { stretches, shares } = this.evidence;
    const path = this.pathAt(scores);
    const work = whitenedWork(path, stretches, this.#wander).whitened;
    return Float64Array.of(...work, ...whitenedShares(path, shares).whitened);
  }
}
