import type { Worker } from "node:worker_threads";
import type { WorkerAnswer, WorkerMessage, WorkerSetup, WorkerTask } from "./ensemble-messages.ts";
import { RESERVE } from "./reserve.ts";

/** Attempts at a task: a worker that dies is replaced, and its task tried once more. */
const ATTEMPTS = 2;

interface Waiting {
  readonly task: WorkerTask;
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (reason: unknown) => void;
  readonly attempts: number;
}

/** Threads that take tasks one at a time each; no more are started than there are tasks at once. */
export class WorkerPool {
  private readonly setup: WorkerSetup;
  private readonly size: number;
  private readonly idle: Worker[] = [];
  private readonly busy = new Map<Worker, Waiting>();
  private readonly queue: Waiting[] = [];
  private closed = false;

  constructor(setup: WorkerSetup, size: number) {
    this.setup = setup;
    this.size = size;
  }

  /** @throws what the worker threw, after the second attempt. */
  async run(task: WorkerTask): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => {
      this.queue.push({ task, resolve, reject, attempts: 1 });
      this.dispatch();
    });
  }

  /** Ends what is at work; threads without a task are left to the next run. */
  async close(): Promise<void> {
    this.closed = true;
    this.queue.length = 0;
    await Promise.all([
      RESERVE.giveThreads(this.idle),
      ...[...this.busy.keys()].map(async (worker) => worker.terminate()),
    ]);
  }

  private dispatch(): void {
    while (this.queue.length > 0) {
      const worker = this.idle.pop() ?? this.start();
      const waiting = worker === undefined ? undefined : this.queue.shift();
      if (worker === undefined || waiting === undefined) return;
      this.busy.set(worker, waiting);
      send(worker, waiting.task);
    }
  }

  private start(): Worker | undefined {
    if (this.closed || this.busy.size >= this.size) return undefined;
    const worker = RESERVE.takeThread();
    worker.on("message", (answer: WorkerAnswer) => this.take(worker, answer));
    worker.on("error", (reason) => this.bury(worker, reason));
    worker.on("exit", (code) => this.bury(worker, new Error(`the worker ended with ${code}`)));
    send(worker, { kind: "setup", setup: this.setup });
    return worker;
  }

  private take(worker: Worker, answer: WorkerAnswer): void {
    const waiting = this.busy.get(worker);
    this.busy.delete(worker);
    this.idle.push(worker);
    waiting?.resolve(answer);
    this.dispatch();
  }

  /** Of a worker that dies by an error both the error and the exit are told; the first counts. */
  private bury(worker: Worker, reason: unknown): void {
    const waiting = this.busy.get(worker);
    this.busy.delete(worker);
    if (this.idle.includes(worker)) this.idle.splice(this.idle.indexOf(worker), 1);
    if (waiting === undefined || this.closed) return;
    if (waiting.attempts >= ATTEMPTS) waiting.reject(reason);
    else this.queue.unshift({ ...waiting, attempts: waiting.attempts + 1 });
    this.dispatch();
  }
}

function send(worker: Worker, message: WorkerMessage): void {
  worker.postMessage(message, []);
}
