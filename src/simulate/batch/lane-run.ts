import type { Chance, NetworkPlan } from "../member/member-run.ts";
import { Reward } from "../member/reward.ts";
import { BreakEven } from "../miners/break-even.ts";
import { MeanNetwork } from "../network/mean-network.ts";
import type { Network } from "../network/network.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { LaneStep } from "./batch-account.ts";

/** A member as it begins: its numbers, its chains and its luck. */
export interface Starter {
  readonly scenario: Scenario;
  readonly networks: NetworkPlan;
  readonly chance: Chance;
}

/** A member on its way. */
export interface LaneRun extends LaneStep {
  networks: NetworkPlan;
  network: Network;
  chance: Chance;
  reward: Reward;
  owners: BreakEven;
  readonly prices: Float64Array;
  noise: number;
  /** What nothing explains of the hashrate: its logarithm, and the factor it makes. */
  unexplained: number;
  factor: number;
  detection: number;
  running: number;
  coins: number;
}

/** A place for a member's run; everything is set before it is read. */
export function emptyRun(lane: number, steps: number): LaneRun {
  const network = new MeanNetwork({ time: 0, height: 0, bits: 0x1d00ffff, epochStart: 0 });
  const still = { normal: () => 0 };
  return {
    lane,
    networks: { first: network, switchAt: Infinity, free: () => network },
    network,
    chance: { price: still, water: still, noise: still, start: still },
    reward: new Reward(0),
    owners: new BreakEven({ spread: 1, floor: 0, onDays: 1, offDays: 1, stepDays: 1 }),
    prices: new Float64Array(steps),
    time: NaN,
    price: NaN,
    hashprice: NaN,
    work: NaN,
    noise: NaN,
    unexplained: NaN,
    factor: NaN,
    detection: NaN,
    running: NaN,
    coins: NaN,
  };
}
