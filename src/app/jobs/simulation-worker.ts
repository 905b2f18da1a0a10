import { parentPort, workerData } from "node:worker_threads";
import { HashfallError } from "../../base/index.ts";
import { reasonOf } from "../answers/worked-answer.ts";
import { simulateScenario } from "../simulate/simulate-scenario.ts";
import { SimulationDesk } from "./simulation-desk.ts";
import { simulationBytes } from "./simulation-document.ts";
import type {
  SimulationNews,
  SimulationOutcome,
  SimulationTask,
  SimulationWork,
} from "./simulation-messages.ts";
import type { SimulationRequest } from "./simulation-request.ts";

/** Between two words on progress. */
const EVERY_MS = 100;

/** What a request can be blamed for. */
const ASKED_WRONG: ReadonlySet<string> = new Set([
  "input.invalid",
  "window.empty",
  "record.uncovered",
]);

const { setup, scratch }: SimulationWork = workerData;
const desk = new SimulationDesk(setup, scratch);
let stop = new AbortController();

parentPort?.on("message", (task: SimulationTask) => {
  if (task.kind === "stop") {
    stop.abort();
    return;
  }
  stop = new AbortController();
  void outcomeOf(task, stop.signal).then((outcome) =>
    tell(outcome, outcome.kind === "made" ? [outcome.body.buffer] : []),
  );
});

function tell(news: SimulationNews, transferred: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(news, transferred);
}

async function outcomeOf(
  task: Exclude<SimulationTask, { kind: "stop" }>,
  signal: AbortSignal,
): Promise<SimulationOutcome> {
  try {
    if (task.kind === "run") return await run(task.request, task.workers, signal);
    await desk.model(task.request);
    return { kind: "right" };
  } catch (error) {
    if (error instanceof HashfallError && ASKED_WRONG.has(error.code)) {
      return { kind: "refused", message: error.message, problems: error.problems };
    }
    return { kind: "failed", reason: reasonOf(error) };
  }
}

async function run(
  request: SimulationRequest,
  workers: number,
  signal: AbortSignal,
): Promise<SimulationOutcome> {
  const model = await desk.model(request);
  const { members, seed } = request;
  let told = performance.now();
  const onProgress = ({ done }: { readonly done: number }): void => {
    const now = performance.now();
    if (now - told < EVERY_MS) return;
    told = now;
    tell({ kind: "progress", done, members });
  };
  const simulation = await simulateScenario(model, { members, seed, workers, signal, onProgress });
  if (signal.aborted || !simulation.summary.complete) return { kind: "stopped" };
  return { kind: "made", body: simulationBytes(simulation) };
}
