import { parentPort, workerData } from "node:worker_threads";
import { reasonOf } from "../answers/worked-answer.ts";
import { makeStudy } from "../make-study.ts";
import { openWorkspace } from "../workspace.ts";
import type { StudyOutcome, StudySetup } from "./study-messages.ts";

const { places, asOf, claimsFolder, name }: StudySetup = workerData;

async function outcome(): Promise<StudyOutcome> {
  try {
    const workspace = await openWorkspace({ ...places, network: "mainnet" }, asOf);
    const { files } = await makeStudy(workspace, { name, claimsFolder });
    return { kind: "made", files };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  }
}

parentPort?.postMessage(await outcome(), []);
