import type { Estimate } from "../base/index.ts";
import type { RetargetAttribution } from "../simulate/index.ts";
import type { ProvenanceAnswer, ScenarioAnswer } from "./simulation.ts";

/** What one group of orders adds to the change of difficulty. */
interface PlayerAnswer {
  readonly orders: readonly string[];
  readonly change_pp: Estimate;
}

/** Answer of `simulate --attribute`: the parts add up to the total in every draw. */
export interface AttributionAnswer {
  readonly height: number;
  readonly draws: number;
  readonly seed: number;
  readonly wall_s: number;
  readonly scenario: ScenarioAnswer;
  readonly provenance: ProvenanceAnswer;
  readonly method: string;
  readonly total_pct: Estimate;
  /** Without any of these orders. */
  readonly remainder_pct: Estimate;
  readonly orders: readonly PlayerAnswer[];
}

export type AttributionHead = Pick<
  AttributionAnswer,
  "seed" | "wall_s" | "scenario" | "provenance"
>;

export function attributionAnswer(
  { seed, wall_s, scenario, provenance }: AttributionHead,
  { height, draws, total_pct, remainder_pct, players }: RetargetAttribution,
): AttributionAnswer {
  return {
    height,
    draws,
    seed,
    wall_s,
    scenario,
    provenance,
    method: "Shapley values of the mean path, one split for each draw",
    total_pct,
    remainder_pct,
    orders: players.map(({ orders, change_pct }) => ({ orders, change_pp: change_pct })),
  };
}
