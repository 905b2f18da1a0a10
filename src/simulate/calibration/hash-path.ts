import { MeanNetwork } from "../network/mean-network.ts";
import { type RecordedEpoch, RecordedNetwork } from "../network/recorded-network.ts";
import type { ScenarioFacts } from "../member/facts.ts";
import { MemberRun, type NetworkPlan } from "../member/member-run.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { regionsInScope } from "../scenario/scope.ts";

/** Country whose share of hashrate is observed. */
const CHINA = "CN";

/**
 * Hashrate of the mean path of a scenario at the difficulty that really was, step by step.
 *
 *   work(t) = ∫ H ds from the start to t   [EH], linear inside a step
 */
export class HashPath {
  readonly steps: number;
  /** EH/s in each step. */
  readonly hashrate: Float64Array;
  /** Share of China in each step. */
  readonly share: Float64Array;
  readonly #run: MemberRun;
  readonly #work: Float64Array;
  readonly #facts: ScenarioFacts;
  readonly #epochs: readonly RecordedEpoch[];
  readonly #start: number;
  readonly #stepSeconds: number;
  readonly #chinese: readonly number[];

  /** `epochs`: those of the record up to where the likelihood ends; none for a chain of its own. */
  constructor(scenario: Scenario, facts: ScenarioFacts, epochs: readonly RecordedEpoch[]) {
    this.#run = new MemberRun(scenario, facts);
    this.#facts = facts;
    this.#epochs = epochs;
    this.#start = scenario.start;
    this.steps = this.#run.grid.steps;
    this.#stepSeconds = this.#run.grid.stepSeconds;
    this.hashrate = new Float64Array(this.steps);
    this.share = new Float64Array(this.steps);
    this.#work = new Float64Array(this.steps + 1);
    const ours = new Set(regionsInScope(scenario.regions, { place: CHINA }));
    this.#chinese = this.#run.layout.sites.flatMap(({ region }, site) =>
      ours.has(region) ? [site] : [],
    );
  }

  /** Computes the path of a scenario with its numbers. */
  follow(scenario: Scenario): void {
    const { hashrate, share } = this;
    const work = this.#work;
    let step = 0;
    this.#run.run(scenario, this.#plan(), null, (facts, { fleet }) => {
      let here = 0;
      for (const site of this.#chinese) here += fleet.flows.hashrate[site] ?? 0;
      hashrate[step] = facts.hashrate;
      share[step] = here / facts.hashrate;
      work[step + 1] = (work[step] ?? 0) + facts.hashrate * this.#stepSeconds;
      step += 1;
    });
  }

  /** Work from the start to an instant [s since 1970], EH. */
  workUntil(time: number): number {
    const place = (time - this.#start) / this.#stepSeconds;
    const step = Math.min(Math.max(Math.floor(place), 0), this.steps - 1);
    return (this.#work[step] ?? NaN) + (place - step) * this.#stepSeconds * this.rateAt(time);
  }

  /** When so much work [EH] is done, s since 1970; the inverse of `workUntil`, past the end too. */
  timeOfWork(work: number): number {
    let [low, high] = [0, this.steps - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#work[middle] ?? NaN) <= work) low = middle;
      else high = middle - 1;
    }
    const rest = (work - (this.#work[low] ?? NaN)) / (this.hashrate[low] ?? NaN);
    return this.#start + low * this.#stepSeconds + rest;
  }

  /** Hashrate at an instant, EH/s; the last step's after the end. */
  rateAt(time: number): number {
    return this.hashrate[this.#stepAt(time)] ?? NaN;
  }

  /** Mean share of China between two instants. */
  shareBetween(from: number, to: number): number {
    const [first, last] = [this.#stepAt(from), this.#stepAt(to)];
    let sum = 0;
    for (let step = first; step <= last; step += 1) sum += this.share[step] ?? NaN;
    return sum / (last - first + 1);
  }

  #stepAt(time: number): number {
    const step = Math.ceil((time - this.#start) / this.#stepSeconds) - 1;
    return Math.min(Math.max(step, 0), this.steps - 1);
  }

  #plan(): NetworkPlan {
    const { chain } = this.#facts;
    const network =
      this.#epochs.length === 0 ? new MeanNetwork(chain) : new RecordedNetwork(this.#epochs, chain);
    return { first: network, switchAt: Infinity, free: () => network };
  }
}
