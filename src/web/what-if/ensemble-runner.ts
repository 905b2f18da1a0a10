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
/** Portions that lie ready with a worker, so that it need not wait while the page draws. */
const AHEAD = 2;
/** A run that takes longer is looked at once more on its way. */
const LONG_MS = 2_000;
/** More workers than this help little with a thousand members. */
const MOST_WORKERS = 4;

interface Run extends RunAsked, RunListener {
  readonly id: number;
  readonly began_ms: number;
  readonly shape: MemberShape;
  readonly left: MemberRange[];
  readonly parts: DrawnPart[];
  /** The step whose bands are asked for, or were; nothing is asked twice at once. */
  drawing: number;
  /** Parts of each look by their members: a part that comes meanwhile is not in its bands. */
  readonly looks: Map<number, readonly DrawnPart[]>;
  /** Members of the largest look that was told; workers may answer in another order. */
  told: number;
}

/**
 * Runs ensembles in workers that stay warm. A new run takes the place of the one before it, whose
 * members end with the portions under way. The numbers do not depend on how many workers there are.
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
    const progress = { parts: [], looks: new Map(), drawing: 0, told: 0 };
    this.run = { ...asked, ...listener, id, left, shape, began_ms, ...progress };
    for (const worker of this.workers) {
      worker.postMessage({ kind: "model", run: id, model: asked.model }, []);
    }
    for (let ahead = 0; ahead < AHEAD; ahead += 1) {
      for (const worker of this.workers) this.giveNext(worker);
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
        if (news.members <= run.told) return;
        run.told = news.members;
        run.onResult(resultOf(run, news));
    }
  }

  /** Bands after the first hundred and all, and half of a long run: a look costs some members' time. */
  private drawWhereDue(worker: Worker, run: Run): void {
    const done = doneOf(run.parts);
    const isLong = performance.now() - run.began_ms > LONG_MS;
    const half = isLong ? [Math.ceil(run.members / 2)] : [];
    const steps = [Math.min(100, run.members), ...half, run.members];
    const due = Math.max(0, ...steps.filter((step) => done >= step));
    if (due <= run.drawing) return;
    run.drawing = due;
    const { id, series } = run;
    const parts = inOrder(run.parts);
    run.looks.set(done, parts);
    worker.postMessage({ kind: "bands", run: id, members: done, parts, series }, []);
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

function resultOf(run: Run, { members, times, series }: Bands): RunResult {
  const { shape, members: asked, looks, began_ms: began } = run;
  const parts = looks.get(members) ?? [];
  return {
    members,
    asked,
    shape,
    times,
    series,
    numbers: parts.map(({ numbers }) => numbers),
    wall_s: (performance.now() - began) / 1000,
  };
}
