import type { Simulation } from "../simulate/simulate-scenario.ts";
import { answerOf } from "../simulate/simulation-answer.ts";

/** The bytes of the answer that `simulate --json` prints for the same ensemble, without its spaces. */
export function simulationBytes(simulation: Simulation): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(answerOf(simulation)));
}
