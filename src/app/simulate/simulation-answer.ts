import {
  type ProvenanceAnswer,
  type ScenarioAnswer,
  type SimulationAnswer,
  isoTime,
  simulationAnswer,
} from "../../api/index.ts";
import { VERSION } from "../version.ts";
import type { LoadedModel } from "./load-model.ts";
import type { Simulation } from "./simulate-scenario.ts";

/** The JSON of an ensemble. */
export function answerOf(simulation: Simulation): SimulationAnswer {
  const { model, seed, wall_s, summary, notes } = simulation;
  const head = {
    seed,
    wall_s: Math.round(wall_s * 1000) / 1000,
    scenario: scenarioAnswer(model),
    provenance: provenanceOf(model, notes),
  };
  return simulationAnswer(head, summary);
}

/** Which scenario was run, changed how. */
export function scenarioAnswer({ scenario, request, unknownOrders }: LoadedModel): ScenarioAnswer {
  return {
    name: scenario.name,
    title: scenario.title,
    start: isoTime(scenario.start),
    end: isoTime(scenario.end),
    step: scenario.step,
    as_of: isoTime(request.asOf ?? null),
    overrides: request.overrides,
    set: request.set.map(([path, text]) => `${path}=${text}`),
    orders_left_out: unknownOrders,
  };
}

/** What a run was made from. */
export function provenanceOf(
  { facts, draws, missing_draws: missing }: LoadedModel,
  notes: readonly string[],
): ProvenanceAnswer {
  return {
    version: VERSION,
    record: facts.record,
    posterior: draws?.name ?? null,
    draws: draws?.draws.length ?? null,
    made_from: draws?.madeFrom ?? null,
    notes: [...(missing === null ? [] : [`no draws "${missing}", priors instead`]), ...notes],
  };
}
