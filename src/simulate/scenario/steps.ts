import { SECONDS_PER_DAY, SECONDS_PER_HOUR } from "../../base/index.ts";
import type { Scenario } from "./scenario.ts";

const STEP_SECONDS: Readonly<Record<Scenario["step"], number>> = {
  day: SECONDS_PER_DAY,
  hour: SECONDS_PER_HOUR,
};

/** Length of a step, s. */
export function stepSecondsOf({ step }: Pick<Scenario, "step">): number {
  return STEP_SECONDS[step];
}

/** Steps of a scenario, all whole: the span is rounded to the nearest number of them, at least one. */
export function stepsOf({ start, end, step }: Pick<Scenario, "start" | "end" | "step">): number {
  return Math.max(1, Math.round((end - start) / STEP_SECONDS[step]));
}
