import { isoTime, simulationAnswer } from "../../api/index.ts";
import type { Simulation } from "../simulate/simulate-scenario.ts";
import { VERSION } from "../version.ts";

/** The bytes of the answer that `simulate --json` prints for the same ensemble, without its spaces. */
export function simulationBytes(simulation: Simulation): Uint8Array<ArrayBuffer> {
  const { model, seed, wall_s, summary, notes } = simulation;
  const { scenario, request, facts, draws, unknownOrders, missing_draws: missing } = model;
  const head = {
    seed,
    wall_s: Math.round(wall_s * 1000) / 1000,
    scenario: {
      name: scenario.name,
      title: scenario.title,
      start: isoTime(scenario.start),
      end: isoTime(scenario.end),
      step: scenario.step,
      as_of: isoTime(request.asOf ?? null),
      overrides: request.overrides,
      set: request.set.map(([path, text]) => `${path}=${text}`),
      orders_left_out: unknownOrders,
    },
    provenance: {
      version: VERSION,
      record: facts.record,
      posterior: draws?.name ?? null,
      draws: draws?.draws.length ?? null,
      made_from: draws?.madeFrom ?? null,
      notes: [...(missing === null ? [] : [`no draws "${missing}", priors instead`]), ...notes],
    },
  };
  return new TextEncoder().encode(JSON.stringify(simulationAnswer(head, summary)));
}
