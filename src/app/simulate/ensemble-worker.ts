import { parentPort } from "node:worker_threads";
import { loadMember, type MemberFunction, runShard, summariseCells } from "../../simulate/index.ts";
import type { WorkerAnswer, WorkerMessage, WorkerSetup, WorkerTask } from "./ensemble-messages.ts";
import { writeShard } from "./shard-file.ts";

interface Run {
  readonly setup: WorkerSetup;
  readonly member: MemberFunction;
}

let run: Promise<Run> | undefined;

parentPort?.on("message", (message: WorkerMessage) => {
  if (message.kind === "setup") run = begin(message.setup);
  else void answer(message).then((result) => parentPort?.postMessage(result, []));
});

async function begin(setup: WorkerSetup): Promise<Run> {
  return { setup, member: await loadMember(setup.member) };
}

async function answer(task: WorkerTask): Promise<WorkerAnswer> {
  if (task.kind === "cells") {
    return { kind: "cells", result: summariseCells(task.shards, task.cells) };
  }
  const { setup, member } = await current();
  const stopped = (): boolean => Atomics.load(setup.stop, 0) !== 0;
  const { range, series } = task;
  const result = runShard(member, { ...range, seed: setup.seed, stopped, series }) ?? null;
  if (result !== null && setup.folder !== null) await writeShard(setup.folder, result);
  return { kind: "shard", result };
}

async function current(): Promise<Run> {
  if (run === undefined) throw new Error("a task before its setup");
  return run;
}
