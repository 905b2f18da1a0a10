import { SECONDS_PER_DAY } from "../../base/index.ts";
import { HALVING_INTERVAL, HASHES_PER_DIFFICULTY, subsidyAt } from "../../bitcoin/index.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { ScenarioFacts } from "./facts.ts";

const HASHES_PER_TH = 1e12;

/** Coins a block pays; the subsidy is looked up when it may have halved. */
export class Reward {
  private readonly fees: number;
  private subsidy = NaN;
  private halvings = -1;

  constructor(fees: number) {
    this.fees = fees;
  }

  at(height: number): number {
    const halvings = Math.floor(height / HALVING_INTERVAL);
    if (halvings !== this.halvings) {
      this.halvings = halvings;
      this.subsidy = subsidyAt(halvings * HALVING_INTERVAL);
    }
    return this.subsidy + this.fees;
  }
}

/** USD per TH/s and day: coins × price × 86,400 × 10^12 / (difficulty × 2^32). */
export function hashpriceOf(coins: number, price: number, difficulty: number): number {
  return (coins * price * SECONDS_PER_DAY * HASHES_PER_TH) / (difficulty * HASHES_PER_DIFFICULTY);
}

/** Fees of a block: the scenario's, else the record's, else a share of the subsidy. */
export function feesOf(scenario: Scenario, facts: ScenarioFacts, height: number): number {
  const { fees_BTC_block: given } = scenario.network;
  if (given !== null) return given;
  if (Number.isFinite(facts.fees_BTC_block)) return facts.fees_BTC_block;
  return scenario.parameters.fees_share * subsidyAt(height);
}
