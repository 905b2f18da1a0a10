import type { LoadedModel, Simulation } from "../app/index.ts";
import type { Context } from "./context.ts";
import { simulationWords } from "./simulation-words.ts";
import { whole } from "./sync-progress.ts";

/** Notes what a model lacks: draws that were named, orders not yet known. */
export function tellModel({ terminal, language }: Context, model: LoadedModel): void {
  const word = simulationWords(language);
  if (model.missing_draws !== null) terminal.notes(`${word.noDraws(model.missing_draws)}\n`);
  if (model.unknownOrders.length > 0) {
    terminal.notes(`${word.leftOut(model.unknownOrders.join(", "))}\n`);
  }
}

/** Notes how a run ended; one that was stopped ends the program with 1. */
export function tellStopped(
  { terminal, language }: Context,
  { summary, resumed, notes }: Simulation,
  folder?: string,
): void {
  const word = simulationWords(language);
  for (const note of notes) terminal.notes(`${note}\n`);
  if (resumed > 0) terminal.notes(`${word.resumed(whole(resumed))}\n`);
  if (summary.complete) return;
  process.exitCode = 1;
  const how = folder === undefined ? word.resumeNext : word.resumeHere(folder);
  terminal.notes(`${word.stopped(whole(summary.members), whole(summary.asked))}\n${how}\n`);
}
