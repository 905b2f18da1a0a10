import { SECONDS_PER_DAY, SECONDS_PER_HOUR, invalidInput, unixSeconds } from "../../base/index.ts";
import { RETARGET_INTERVAL } from "../../bitcoin/index.ts";
import { type MemberModel, networkPlan } from "../member/create-member.ts";
import { MemberRun } from "../member/member-run.ts";
import type { Network, Retarget } from "../network/network.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** Steps that a run goes on after the retarget would come with all orders. */
const SLACK_STEPS = 7;

/**
 * The mean path of a scenario as far as one retarget, for one set of orders after another.
 *
 * Runs end soon after the retarget would come with all orders. A path that is not there by then is
 * run again to the scenario's end.
 */
export class SubsetRuns {
  /** When the retarget comes with all orders and the scenario's own numbers, s since 1970. */
  readonly time: number;
  readonly #height: number;
  readonly #facts: MemberModel["facts"];
  readonly #long: MemberRun;
  readonly #short: MemberRun;

  /** @throws HashfallError `input.invalid` for a retarget that the run does not come to. */
  constructor({ scenario, facts }: MemberModel, height: number) {
    this.#height = height;
    this.#facts = facts;
    this.#long = new MemberRun(scenario, facts);
    if (!(height % RETARGET_INTERVAL === 0 && height > 0)) {
      throw invalidInput("height", `${height} is no multiple of ${RETARGET_INTERVAL}`, REMEDY);
    }
    const known = facts.recorded?.until.height ?? facts.chain.height;
    if (height <= known) {
      throw invalidInput("height", `block ${height} is found before the run is free`, REMEDY);
    }
    this.time = this.#retarget(this.#long, scenario)?.time ?? NaN;
    if (Number.isNaN(this.time)) {
      throw invalidInput("height", `the run ends before block ${height}`, REMEDY);
    }
    const step = scenario.step === "day" ? SECONDS_PER_DAY : SECONDS_PER_HOUR;
    const steps = Math.ceil((this.time - scenario.start) / step) + SLACK_STEPS;
    const end = unixSeconds(Math.min(scenario.start + steps * step, scenario.end));
    this.#short = new MemberRun({ ...scenario, end }, facts);
  }

  /** Change of difficulty at the retarget, per cent; NaN where the run does not come to it. */
  changeOf(scenario: Scenario): number {
    const retarget = this.#retarget(this.#short, scenario) ?? this.#retarget(this.#long, scenario);
    return retarget?.change_pct ?? NaN;
  }

  #retarget(run: MemberRun, scenario: Scenario): Retarget | undefined {
    let network: Network | undefined;
    run.run(scenario, networkPlan(this.#facts, null), null, (_, view) => {
      network = view.network;
    });
    return network?.retargets.find(({ height }) => height === this.#height);
  }
}

const REMEDY = "name the first block of an epoch that begins inside the scenario";
