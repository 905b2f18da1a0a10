import { parentPort, workerData } from "node:worker_threads";
import { loadMember, type MemberRange, runShard, summariseCells } from "../../simulate/index.ts";
import type { WorkerAnswer, WorkerSetup, WorkerTask } from "./ensemble-messages.ts";
import { sharedFloats, writeShard } from "./shard-file.ts";

const setup: WorkerSetup = workerData;
const member = await loadMember(setup.member);

parentPort?.on("message", (task: WorkerTask) => {
  void answer(task).then((result) => parentPort?.postMessage(result, []));
});

async function answer(task: WorkerTask): Promise<WorkerAnswer> {
  if (task.kind === "cells") {
    return { kind: "cells", result: summariseCells(task.shards, task.cells) };
  }
  return shardAnswer(task.range);
}

async function shardAnswer(range: MemberRange): Promise<WorkerAnswer> {
  const stopped = (): boolean => Atomics.load(setup.stop, 0) !== 0;
  const options = { ...range, seed: setup.seed, stopped, allocate: sharedFloats };
  const result = runShard(member, options) ?? null;
  if (result !== null && setup.folder !== null) await writeShard(setup.folder, result);
  return { kind: "shard", result };
}
