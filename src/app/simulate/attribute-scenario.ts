import { type RetargetAttribution, attributeRetarget } from "../../simulate/index.ts";
import type { LoadedModel } from "./load-model.ts";

/** Draws of the uncertain numbers that a split is made for: enough for its 95 % interval. */
const DRAWS = 120;

export interface ScenarioAttribution {
  readonly model: LoadedModel;
  readonly attribution: RetargetAttribution;
  readonly seed: number;
  readonly wall_s: number;
}

/**
 * Splits the retarget at a height among the orders of a scenario.
 *
 * @throws HashfallError `input.invalid` for a height that the scenario does not come to.
 */
export function attributeScenario(
  model: LoadedModel,
  { height, seed }: { readonly height: number; readonly seed: number },
): ScenarioAttribution {
  const started = performance.now();
  const attribution = attributeRetarget(model, { height, draws: DRAWS, seed });
  return { model, attribution, seed, wall_s: (performance.now() - started) / 1000 };
}
