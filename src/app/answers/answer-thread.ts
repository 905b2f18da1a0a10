import { Worker } from "node:worker_threads";
import { compiledModule } from "../simulate/compiled.ts";
import type { AnswerOutcome, AnswerSetup, AnswerTask } from "./answer-messages.ts";

/** How much a thread takes on. */
export interface ThreadLimits {
  /** Tasks that may wait besides the one under way. */
  readonly waiting: number;
  /** Longest that one may take, s; then its thread is replaced. */
  readonly longest_s: number;
  /** What one usually takes, s; tells those who are sent away when to come again. */
  readonly usual_s: number;
}

interface Job {
  readonly task: AnswerTask;
  readonly done: (outcome: AnswerOutcome) => void;
}

/** In the sources, as tests run them, the compiled one. */
const FILE = compiledModule(
  "answer-worker.js",
  new URL("./answer-worker.ts", import.meta.url).href,
);

/** A thread that answers one task at a time; started by the first, replaced where it dies or hangs. */
export class AnswerThread {
  private readonly setup: AnswerSetup;
  private readonly limits: ThreadLimits;
  private readonly queue: Job[] = [];
  private worker: Worker | undefined;
  private running: (Job & { readonly late: NodeJS.Timeout }) | undefined;
  private closed = false;
  /** Whether the thread is to be replaced once the task under way is done. */
  private renewLater = false;

  constructor(setup: AnswerSetup, limits: ThreadLimits) {
    this.setup = setup;
    this.limits = limits;
  }

  /** Answers when its turn comes; one that is given up before then is not begun. */
  async run(task: AnswerTask, signal: AbortSignal): Promise<AnswerOutcome> {
    if (this.closed) return { kind: "failed", reason: "the server is closing" };
    if (task.kind === "answer" && this.queue.length >= this.limits.waiting) {
      const ahead = this.queue.length + 1;
      return { kind: "busy", retryAfter_s: Math.ceil(ahead * this.limits.usual_s) };
    }
    return new Promise((resolve) => {
      const job = { task, done: resolve };
      this.queue.push(job);
      signal.addEventListener("abort", () => this.giveUp(job), { once: true });
      this.dispatch();
    });
  }

  /** Begins anew with what the record holds then; the task under way ends first. */
  renew(): void {
    const old = this.worker;
    if (old === undefined || this.running !== undefined) {
      this.renewLater = old !== undefined;
      return;
    }
    this.worker = undefined;
    void old.terminate();
  }

  async close(): Promise<void> {
    this.closed = true;
    const jobs = this.running === undefined ? this.queue : [this.running, ...this.queue];
    if (this.running !== undefined) clearTimeout(this.running.late);
    this.running = undefined;
    const { worker } = this;
    this.worker = undefined;
    for (const job of jobs.splice(0)) job.done({ kind: "failed", reason: "the server closed" });
    await worker?.terminate();
  }

  private dispatch(): void {
    if (this.running !== undefined || this.closed) return;
    const job = this.queue.shift();
    if (job === undefined) return;
    const worker = (this.worker ??= this.start());
    const late = setTimeout(() => this.replace({ kind: "late" }), 1000 * this.limits.longest_s);
    this.running = { ...job, late };
    worker.postMessage(job.task, []);
  }

  private start(): Worker {
    const worker = new Worker(FILE, { workerData: this.setup });
    const isCurrent = (): boolean => this.worker === worker;
    worker.on("message", (outcome: AnswerOutcome) => {
      if (isCurrent()) this.finish(outcome);
    });
    worker.on("error", (error: Error) => {
      if (isCurrent()) this.replace({ kind: "failed", reason: error.message });
    });
    worker.on("exit", (code) => {
      if (isCurrent()) this.replace({ kind: "failed", reason: `the thread ended with ${code}` });
    });
    worker.unref();
    return worker;
  }

  private finish(outcome: AnswerOutcome): void {
    const job = this.running;
    this.running = undefined;
    if (job !== undefined) clearTimeout(job.late);
    job?.done(outcome);
    if (this.renewLater) {
      this.renewLater = false;
      this.renew();
    }
    this.dispatch();
  }

  /** Lets the thread go; the next task starts another. */
  private replace(outcome: AnswerOutcome): void {
    const { worker } = this;
    this.worker = undefined;
    void worker?.terminate();
    this.finish(outcome);
  }

  private giveUp(job: Job): void {
    const place = this.queue.indexOf(job);
    if (place === -1) return;
    this.queue.splice(place, 1);
    job.done({ kind: "failed", reason: "given up" });
  }
}
