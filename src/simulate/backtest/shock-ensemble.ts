import { HASHES_PER_EH, Random, SECONDS_PER_DAY, unixSeconds } from "../../base/index.ts";
import { HASHES_PER_DIFFICULTY, TARGET_SPACING } from "../../bitcoin/index.ts";
import { networkPlan } from "../member/create-member.ts";
import { MemberRun, chanceOf } from "../member/member-run.ts";
import type { Network } from "../network/network.ts";
import { difficultyOfBits } from "../network/next-bits.ts";
import { RecordedNetwork } from "../network/recorded-network.ts";
import { Uncertainty } from "../scenario/draws.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { withValues } from "../scenario/values.ts";
import type { FrozenShock } from "./frozen-shock.ts";
import { type GlobalParameters, withGlobals } from "./global-parameters.ts";

/** Days of a run for each epoch: a chain at 60 % of its pace still gets there. */
const DAYS_PER_EPOCH = 23;
/** Days between the middle of the blocks that give the start's hashrate and the start. */
const HALF_WEEK_DAYS = 3.5;

/** How many members, from which seed. */
export interface EnsembleSize {
  readonly seed: number;
  readonly members: number;
}

/**
 * Forecasts of a shock: members of its scenario under the global parameters, weighed by the blocks
 * found in the week before the instant.
 *
 *   weight ∝ Π over days Poisson(blocks found | blocks expected of the member's hashrate)
 *
 * Before the instant a member's path follows from its numbers, so the numbers are drawn again by
 * weight (systematic resampling) and run on with fresh chance.
 */
export class ShockEnsemble {
  private readonly frozen: FrozenShock;
  private readonly scenario: Scenario;
  private readonly uncertainty: Uncertainty;
  private readonly warmUp: MemberRun | null;
  private readonly whole: MemberRun;
  private readonly horizon: number;

  constructor(scenario: Scenario, frozen: FrozenShock, horizon: number) {
    const { start, asOf, facts, volatility, daily } = frozen;
    this.frozen = frozen;
    this.horizon = horizon;
    const { "network.hashrate_EH_s": _, ...uncertain } = scenario.uncertain;
    this.scenario = {
      ...scenario,
      start,
      end: unixSeconds(asOf + horizon * DAYS_PER_EPOCH * SECONDS_PER_DAY),
      network: {
        hashrate_EH_s: facts.hashrate_EH_s,
        difficulty: null,
        height: null,
        fees_BTC_block: null,
      },
      parameters: { ...scenario.parameters, price_volatility_per_day: volatility },
      uncertain,
    };
    this.uncertainty = new Uncertainty(this.scenario, null);
    this.whole = new MemberRun(this.scenario, facts);
    this.warmUp = daily.length === 0 ? null : new MemberRun({ ...this.scenario, end: asOf }, facts);
  }

  /** Samples of ln difficulty after each of the next epochs: `[k][member]`. */
  forecast(globals: readonly GlobalParameters[], { seed, members }: EnsembleSize): Float64Array[] {
    const drawn = Array.from({ length: members }, (_, k) =>
      this.member(globals[k % globals.length], seed, k),
    );
    const chosen = this.warmUp === null ? drawn : this.resampled(this.warmUp, drawn, seed);
    const samples = Array.from({ length: this.horizon }, () => new Float64Array(members));
    for (const [k, scenario] of chosen.entries()) this.runOn(scenario, { seed, k, samples });
    return samples;
  }

  private member(globals: GlobalParameters | undefined, seed: number, k: number): Scenario {
    const values = this.uncertainty.valuesFor(seed, k);
    const drawn = withValues(this.scenario, this.uncertainty.paths, values);
    const costLuck = Random.stream(seed, k, "cost").normal();
    const shared = globals === undefined ? drawn : withGlobals(drawn, globals, costLuck);
    const { facts } = this.frozen;
    const age = this.warmUp === null ? 2 * HALF_WEEK_DAYS : HALF_WEEK_DAYS;
    const unexplained = shared.parameters.hashrate_noise_per_day * Math.sqrt(age);
    const spread = Math.hypot(facts.hashrateSpread, unexplained);
    const level = spread * Random.stream(seed, k, "level").normal();
    const hashrate_EH_s = facts.hashrate_EH_s * Math.exp(level);
    return { ...shared, network: { ...shared.network, hashrate_EH_s } };
  }

  private resampled(warmUp: MemberRun, drawn: readonly Scenario[], seed: number): Scenario[] {
    const lnWeights = drawn.map((scenario) => this.lnLikelihood(warmUp, scenario));
    const most = Math.max(...lnWeights);
    const weights = lnWeights.map((weight) => Math.exp(weight - most));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const offset = Random.stream(seed, 0, "resampling").uniform();
    const chosen: Scenario[] = [];
    let cumulated = 0;
    for (const [k, scenario] of drawn.entries()) {
      cumulated += ((weights[k] ?? 0) / total) * drawn.length;
      while (chosen.length + offset < cumulated && chosen.length < drawn.length) {
        chosen.push(scenario);
      }
    }
    return chosen;
  }

  /** ln likelihood of the blocks of each day before the instant, up to a constant. */
  private lnLikelihood(run: MemberRun, scenario: Scenario): number {
    const { facts, daily, asOf } = this.frozen;
    const followed = new RecordedNetwork(facts.recorded?.epochs ?? [], facts.chain);
    const plan = { first: followed, switchAt: Infinity, free: () => followed };
    let [sum, day] = [0, 0];
    run.run({ ...scenario, end: asOf }, plan, null, ({ blocks }) => {
      const found = daily[day] ?? 0;
      sum += found * Math.log(blocks) - blocks;
      day += 1;
    });
    return sum;
  }

  private runOn(
    scenario: Scenario,
    {
      seed,
      k,
      samples,
    }: { readonly seed: number; readonly k: number; readonly samples: readonly Float64Array[] },
  ): void {
    const plan = networkPlan(this.frozen.facts, Random.stream(seed, k, "blocks"));
    let last: Network | undefined;
    let hashrate = NaN;
    this.whole.run(scenario, plan, chanceOf(seed, k), (step, { network }) => {
      last = network;
      hashrate = step.hashrate;
    });
    const going = Math.log((hashrate * HASHES_PER_EH * TARGET_SPACING) / HASHES_PER_DIFFICULTY);
    for (const [epoch, sample] of samples.entries()) {
      const bits = last?.retargets[epoch]?.bits;
      sample[k] = bits === undefined ? going : Math.log(difficultyOfBits(bits));
    }
  }
}
