import {
  type DrawnPart,
  type DrawnSeries,
  type MemberModel,
  type MemberRange,
  type MemberShape,
  type ShardNumbers,
  memberShape,
} from "../../simulate/index.ts";
import { makeWorker } from "./make-worker.ts";
import type { RunNews } from "./run-messages.ts";

/** An ensemble as far as it has come. */
export interface RunResult {
  readonly members: number;
  readonly asked: number;
  readonly shape: MemberShape;
  readonly times: readonly number[];
  readonly series: readonly DrawnSeries[];
  readonly numbers: readonly ShardNumbers[];
  /** From the asking to these bands. */
  readonly wall_s: number;
}

export interface RunAsked {
  readonly model: MemberModel;
  readonly seed: number;
  readonly members: number;
  /** Ids of the series that are drawn. */
  readonly series: readonly string[];
}

export interface RunListener {
  readonly onResult: (result: RunResult) => void;
  readonly onFailure: (message: string) => void;
}

/** Members that a worker computes between two looks at what is asked. */
const PORTION = 50;
/** More workers than this help little with a thousand members. */
const MOST_WORKERS = 4;

interface Run extends RunAsked, RunListener {
  readonly id: number;
  readonly began_ms: number;
  readonly shape: MemberShape;
  readonly left: MemberRange[];
  readonly parts: DrawnPart[];
  /** Members whose bands are asked for, or were; nothing is asked twice at once. */
  drawing: number;
}

/**
 * Runs ensembles in workers that stay warm. A new run takes the place of the one before it, whose
 * members end with the portion under way. The numbers do not depend on how many workers there are.
 */
export class EnsembleRunner {
  private readonly workers: readonly Worker[];
  private run: Run | undefined;
  private runs = 0;

  constructor() {
    this.workers = this.started();
  }

  start(asked: RunAsked, listener: RunListener): void {
    this.runs += 1;
    const id = this.runs;
    const left = portions(asked.members);
    const shape = memberShape(asked.model.scenario);
    const began_ms = performance.now();
    this.run = { ...asked, ...listener, id, left, shape, began_ms, parts: [], drawing: 0 };
    for (const worker of this.workers) {
      worker.postMessage({ kind: "model", run: id, model: asked.model }, []);
      this.giveNext(worker);
    }
  }

  stop(): void {
    this.run = undefined;
  }

  close(): void {
    this.stop();
    for (const worker of this.workers) worker.terminate();
  }

  private started(): readonly Worker[] {
    const count = Math.min(Math.max(navigator.hardwareConcurrency, 1), MOST_WORKERS);
    const workers = Array.from({ length: count }, makeWorker);
    for (const worker of workers) {
      worker.addEventListener("message", ({ data }: MessageEvent<RunNews>) =>
        this.hear(worker, data),
      );
      worker.addEventListener("error", ({ message }) => this.run?.onFailure(message));
    }
    return workers;
  }

  private giveNext(worker: Worker): void {
    const { run } = this;
    const range = run?.left.shift();
    if (run === undefined || range === undefined) return;
    const { id, seed, series } = run;
    worker.postMessage({ kind: "members", run: id, seed, range, series }, []);
  }

  private hear(worker: Worker, news: RunNews): void {
    const { run } = this;
    if (run === undefined || news.run !== run.id) return;
    switch (news.kind) {
      case "failure":
        this.run = undefined;
        run.onFailure(news.message);
        return;
      case "part":
        run.parts.push(news.part);
        this.drawWhereDue(worker, run);
        this.giveNext(worker);
        return;
      case "bands":
        run.onResult(resultOf(run, news));
    }
  }

  /** Bands after the first hundred, half, and all: each look costs as much as some members. */
  private drawWhereDue(worker: Worker, run: Run): void {
    const done = doneOf(run.parts);
    const steps = [Math.min(100, run.members), Math.ceil(run.members / 2), run.members];
    const due = steps.findLast((step) => done >= step) ?? 0;
    if (due <= run.drawing) return;
    run.drawing = due;
    const { id, series, parts } = run;
    worker.postMessage({ kind: "bands", run: id, parts: inOrder(parts), series }, []);
  }
}

function portions(members: number): MemberRange[] {
  return Array.from({ length: Math.ceil(members / PORTION) }, (_, index) => ({
    from: index * PORTION,
    to: Math.min((index + 1) * PORTION, members),
  }));
}

function doneOf(parts: readonly DrawnPart[]): number {
  return parts.reduce((sum, { numbers: { from, to } }) => sum + to - from, 0);
}

function inOrder(parts: readonly DrawnPart[]): readonly DrawnPart[] {
  return parts.toSorted((a, b) => a.numbers.from - b.numbers.from);
}

type Bands = Extract<RunNews, { readonly kind: "bands" }>;

function resultOf(run: Run, { times, series }: Bands): RunResult {
  const { shape, members: asked, parts, began_ms: began, drawing } = run;
  return {
    members: drawing,
    asked,
    shape,
    times,
    series,
    numbers: inOrder(parts).map(({ numbers }) => numbers),
    wall_s: (performance.now() - began) / 1000,
  };
}
