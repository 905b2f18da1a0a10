import { parentPort, workerData } from "node:worker_threads";
import { AnswerDesk } from "./answer-desk.ts";
import type { AnswerOutcome, AnswerSetup, AnswerTask } from "./answer-messages.ts";
import { reasonOf } from "./worked-answer.ts";

const setup: AnswerSetup = workerData;
const desk = new AnswerDesk(setup);

parentPort?.on("message", (task: AnswerTask) => {
  void outcomeOf(task).then((outcome) => parentPort?.postMessage(outcome, []));
});

async function outcomeOf(task: AnswerTask): Promise<AnswerOutcome> {
  if (task.kind === "answer") return desk.answer(task.question);
  try {
    return { kind: "source", source: await desk.source() };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  }
}
