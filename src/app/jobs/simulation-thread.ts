import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { compiledModule } from "../compiled-module.ts";
import type { SimulationSetup } from "./simulation-desk.ts";
import type {
  SimulationNews,
  SimulationOutcome,
  SimulationProgress,
  SimulationTask,
  SimulationWork,
} from "./simulation-messages.ts";

interface Running {
  readonly end: (outcome: SimulationOutcome) => void;
  readonly onProgress: (progress: SimulationProgress) => void;
}

export interface ThreadTaskOptions {
  readonly signal: AbortSignal;
  /** Longest that it may take. */
  readonly longest_ms: number;
  readonly onProgress?: (progress: SimulationProgress) => void;
}

/** What ends with a word is given this long to do so; then its thread goes, and all that it began. */
const PATIENCE_MS = 1_000;

const FILE = compiledModule("program/simulation-worker.js");

/** A thread that takes one task at a time, started by the first and replaced where it dies or hangs. */
export class SimulationThread {
  private readonly setup: SimulationSetup;
  private worker: Worker | undefined;
  private running: Running | undefined;
  private last: Promise<unknown> = Promise.resolve();
  /** Ends with the last thread that was let go. */
  private ending: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(setup: SimulationSetup) {
    this.setup = setup;
  }

  /** Does a task once those before it are done. */
  async run(
    task: Exclude<SimulationTask, { kind: "stop" }>,
    options: ThreadTaskOptions,
  ): Promise<SimulationOutcome> {
    const outcome = this.last.then(async () => this.begin(task, options));
    this.last = outcome;
    return outcome;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.replace({ kind: "stopped" });
  }

  private async begin(
    task: SimulationTask,
    { signal, longest_ms, onProgress = () => undefined }: ThreadTaskOptions,
  ): Promise<SimulationOutcome> {
    if (this.closed || signal.aborted) return { kind: "stopped" };
    const worker = (this.worker ??= this.start());
    const timers: NodeJS.Timeout[] = [];
    const give = (outcome: SimulationOutcome, after_ms: number): void => {
      const replace = (): void => void this.replace(outcome);
      timers.push(setTimeout(replace, after_ms));
    };
    const stop = (): void => {
      worker.postMessage({ kind: "stop" } satisfies SimulationTask, []);
      give({ kind: "stopped" }, PATIENCE_MS);
    };
    give({ kind: "late" }, longest_ms);
    signal.addEventListener("abort", stop, { once: true });
    const outcome = await new Promise<SimulationOutcome>((resolve) => {
      this.running = { end: resolve, onProgress };
      worker.postMessage(task, []);
    });
    for (const timer of timers) clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    return outcome;
  }

  private start(): Worker {
    const scratch = mkdtempSync(join(tmpdir(), "hashfall-simulations-"));
    const work: SimulationWork = { setup: this.setup, scratch };
    const worker = new Worker(FILE, { workerData: work });
    const isCurrent = (): boolean => this.worker === worker;
    worker.on("message", (news: SimulationNews) => {
      if (!isCurrent()) return;
      if (news.kind === "progress") this.running?.onProgress(news);
      else this.end(news);
    });
    worker.on("error", (error: Error) => {
      if (isCurrent()) void this.replace({ kind: "failed", reason: error.message });
    });
    worker.on("exit", (code) => {
      rmSync(scratch, { recursive: true, force: true });
      const reason = `the thread ended with ${code}`;
      if (isCurrent()) void this.replace({ kind: "failed", reason });
    });
    worker.unref();
    return worker;
  }

  private end(outcome: SimulationOutcome): void {
    const { running } = this;
    this.running = undefined;
    running?.end(outcome);
  }

  /** Lets the thread go with the threads that it began; the next task starts another. */
  private async replace(outcome: SimulationOutcome): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.end(outcome);
    this.ending = Promise.all([this.ending, worker?.terminate()]);
    await this.ending;
  }
}
