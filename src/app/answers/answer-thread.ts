import { Worker } from "node:worker_threads";
import { compiledModule } from "../compiled-module.ts";
import { FairQueue } from "../jobs/fair-queue.ts";
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
  readonly client: string | null;
  readonly done: (outcome: AnswerOutcome) => void;
}

const FILE = compiledModule("program/answer-worker.js");

/**
 * A thread that answers one task at a time; started by the first, replaced where it dies or hangs.
 * Those who ask take turns; where too many tasks wait, who has most of them gives one up.
 */
export class AnswerThread {
  private readonly setup: AnswerSetup;
  private readonly limits: ThreadLimits;
  private readonly queue = new FairQueue<Job>();
  private worker: Worker | undefined;
  private running: (Job & { readonly late: NodeJS.Timeout }) | undefined;
  private closed = false;
  /** Whether the thread is to be replaced once the task under way is done. */
  private renewLater = false;

  constructor(setup: AnswerSetup, limits: ThreadLimits) {
    this.setup = setup;
    this.limits = limits;
  }

  /**
   * Answers when its turn comes; one that is given up before then is not begun. `client`: for whom,
   * null for the server itself.
   */
  async run(
    task: AnswerTask,
    signal: AbortSignal,
    client: string | null = null,
  ): Promise<AnswerOutcome> {
    if (this.closed) return { kind: "failed", reason: "the server is closing" };
    return new Promise((resolve) => {
      const job = { task, client, done: resolve };
      this.queue.add(job);
      signal.addEventListener("abort", () => this.giveUp(job), { once: true });
      this.dispatch();
      if (this.queue.length > this.limits.waiting) this.sendAway(this.queue.takeExcess());
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
    const waiting = this.queue.takeAll();
    const jobs = this.running === undefined ? waiting : [this.running, ...waiting];
    if (this.running !== undefined) clearTimeout(this.running.late);
    this.running = undefined;
    const { worker } = this;
    this.worker = undefined;
    for (const job of jobs) job.done({ kind: "failed", reason: "the server closed" });
    await worker?.terminate();
  }

  private dispatch(): void {
    if (this.running !== undefined || this.closed) return;
    const job = this.queue.take();
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
    if (this.queue.remove(job)) job.done({ kind: "failed", reason: "given up" });
  }

  private sendAway(job: Job | undefined): void {
    const ahead = this.queue.length + 1;
    job?.done({ kind: "busy", retryAfter_s: Math.ceil(ahead * this.limits.usual_s) });
  }
}
