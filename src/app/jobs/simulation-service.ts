import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import type { Problem } from "../../base/index.ts";
import type { SimulationSetup } from "./simulation-desk.ts";
import {
  type SimulationEnd,
  type SimulationFailure,
  SimulationJob,
  type SimulationState,
} from "./simulation-job.ts";
import type { SimulationOutcome } from "./simulation-messages.ts";
import { type SimulationRequest, readSimulationRequest } from "./simulation-request.ts";
import { SimulationThread } from "./simulation-thread.ts";

/** What simulations are held to. */
export interface SimulationLimits {
  /** Simulations that may wait besides the one under way. */
  readonly waiting: number;
  /** Those of one client, under way or waiting. */
  readonly ofOne: number;
  /** Longest that one may run. */
  readonly longest_ms: number;
  /** Longest that reading its scenario may take. */
  readonly longestCheck_ms: number;
  /** One that nobody asks for or listens to for so long is ended. */
  readonly forgotten_ms: number;
  /** Of those that have ended. */
  readonly kept: number;
  readonly kept_bytes: number;
  readonly workers: number;
}

const MINUTE_MS = 60_000;

const USUAL_LIMITS: SimulationLimits = {
  waiting: 4,
  ofOne: 5,
  longest_ms: 10 * MINUTE_MS,
  longestCheck_ms: 10_000,
  forgotten_ms: 2 * MINUTE_MS,
  kept: 16,
  kept_bytes: 64 * 1024 * 1024,
  workers: Math.max(1, availableParallelism() - 1),
};

/** Between two looks for simulations that nobody wants any more. */
const LOOK_MS = 5_000;
/** Tells those who are sent away when to come again. */
const USUAL_S = 30;
/** Requests whose scenarios may wait to be read. */
const MOST_CHECKS = 8;

export interface SimulationOptions extends SimulationSetup {
  readonly limits?: Partial<SimulationLimits>;
  /** Told what nobody who asks is told. */
  readonly trouble: (reason: string) => void;
  /** Milliseconds from any start. */
  readonly clock?: () => number;
}

/** What came of asking for a simulation. */
export type Submission =
  | { readonly kind: "accepted"; readonly state: SimulationState }
  | { readonly kind: "refused"; readonly message: string; readonly problems: readonly Problem[] }
  | { readonly kind: "busy"; readonly retryAfter_s: number }
  | { readonly kind: "failed" | "late" };

type Standing = SimulationState | SimulationEnd;

/**
 * Simulations that clients of a server ask for: one runs, some wait, the last that ended are kept.
 * Reading a scenario and running one have a thread each, beside the one that serves.
 */
export class SimulationService {
  private readonly options: SimulationOptions;
  private readonly limits: SimulationLimits;
  private readonly clock: () => number;
  private readonly checking: SimulationThread;
  private readonly running: SimulationThread;
  private readonly jobs = new Map<string, SimulationJob>();
  private readonly line: SimulationJob[] = [];
  private readonly looking: NodeJS.Timeout;
  private current: SimulationJob | undefined;
  private checks = 0;

  constructor(options: SimulationOptions) {
    this.options = options;
    this.limits = { ...USUAL_LIMITS, ...options.limits };
    this.clock = options.clock ?? ((): number => performance.now());
    const { places, scenarios, asOf } = options;
    const setup = { places, scenarios, asOf };
    this.checking = new SimulationThread(setup);
    this.running = new SimulationThread(setup);
    this.looking = setInterval(() => this.endForgotten(), LOOK_MS);
    this.looking.unref();
  }

  /** Takes a simulation on, or says why not. */
  async submit(body: unknown, client: string): Promise<Submission> {
    const read = readSimulationRequest(body);
    if ("problems" in read) return refusal(read.problems);
    if (this.isFull(client) || this.checks >= MOST_CHECKS) return this.busy();
    this.checks += 1;
    const outcome = await this.check(read.request).finally(() => (this.checks -= 1));
    if (outcome.kind === "refused") return refusal(outcome.problems, outcome.message);
    if (outcome.kind === "late") return { kind: "late" };
    if (outcome.kind === "failed") this.options.trouble(outcome.reason);
    if (outcome.kind !== "right") return { kind: "failed" };
    // Others may have come while its scenario was read.
    if (this.isFull(client)) return this.busy();
    return { kind: "accepted", state: this.enter(read.request, client) };
  }

  /** How a simulation stands; nothing where there is none, or none any more. */
  look(id: string): Standing | undefined {
    const job = this.jobs.get(id);
    if (job === undefined) return undefined;
    job.asked_ms = this.clock();
    return this.standing(job);
  }

  /** Tells how it stands at each change from now on, until the function it returns is called. */
  follow(id: string, on: (standing: Standing) => void): (() => void) | undefined {
    const job = this.jobs.get(id);
    if (job === undefined) return undefined;
    const leave = job.listen(() => on(this.standing(job)));
    return () => {
      leave();
      job.asked_ms = this.clock();
    };
  }

  /** Ends a simulation, and forgets one that has ended. */
  cancel(id: string): boolean {
    const job = this.jobs.get(id);
    if (job === undefined) return false;
    if (job.end === undefined) this.finish(job, STOPPED);
    else this.jobs.delete(id);
    return true;
  }

  /** Ends what nobody has asked for or listened to for long. */
  endForgotten(): void {
    const now = this.clock();
    for (const job of this.jobs.values()) {
      const isWanted = job.isListenedTo || now - job.asked_ms < this.limits.forgotten_ms;
      if (job.end === undefined && !isWanted) this.finish(job, FORGOTTEN);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.looking);
    for (const job of this.jobs.values()) this.finish(job, STOPPED);
    await Promise.all([this.checking.close(), this.running.close()]);
  }

  private async check(request: SimulationRequest): Promise<SimulationOutcome> {
    const { signal } = new AbortController();
    const options = { signal, longest_ms: this.limits.longestCheck_ms };
    return this.checking.run({ kind: "check", request }, options);
  }

  private isFull(client: string): boolean {
    const unfinished = [...this.jobs.values()].filter(({ end }) => end === undefined);
    const own = unfinished.filter((job) => job.client === client);
    return unfinished.length > this.limits.waiting || own.length >= this.limits.ofOne;
  }

  private busy(): Submission {
    return { kind: "busy", retryAfter_s: USUAL_S };
  }

  private enter(request: SimulationRequest, client: string): SimulationState {
    const id = randomBytes(16).toString("hex");
    const job = new SimulationJob(request, { id, client, now_ms: this.clock() });
    this.jobs.set(id, job);
    this.line.push(job);
    this.dispatch();
    return this.stateOf(job);
  }

  private standing(job: SimulationJob): Standing {
    return job.end ?? this.stateOf(job);
  }

  private stateOf(job: SimulationJob): SimulationState {
    return job.state(job === this.current ? null : this.line.indexOf(job) + 1);
  }

  private dispatch(): void {
    if (this.current !== undefined) return;
    const job = this.line.shift();
    if (job === undefined) return;
    this.current = job;
    void this.run(job);
    job.tell();
  }

  private async run(job: SimulationJob): Promise<void> {
    const { workers, longest_ms } = this.limits;
    const { request, stop } = job;
    const outcome = await this.running.run(
      { kind: "run", request, workers },
      { signal: stop.signal, longest_ms, onProgress: ({ done }) => job.advance(done) },
    );
    this.current = undefined;
    if (outcome.kind === "failed") this.options.trouble(outcome.reason);
    this.finish(job, endOf(outcome));
    this.dispatch();
    for (const waiting of this.line) waiting.tell();
  }

  private finish(job: SimulationJob, end: SimulationEnd): void {
    const place = this.line.indexOf(job);
    if (place !== -1) this.line.splice(place, 1);
    job.finish(end);
    this.forgetOldest();
  }

  /** Of those that have ended, the ones asked for longest ago go first. */
  private forgetOldest(): void {
    const ended = [...this.jobs.values()]
      .filter(({ end }) => end !== undefined)
      .toSorted((a, b) => b.asked_ms - a.asked_ms);
    let bytes = 0;
    for (const [index, job] of ended.entries()) {
      bytes += job.size;
      const isKept = index < this.limits.kept && bytes <= this.limits.kept_bytes;
      if (!isKept && !job.isListenedTo) this.jobs.delete(job.id);
    }
  }
}

const STOPPED: SimulationFailure = {
  kind: "failed",
  code: "stopped",
  message: "the simulation was ended",
  details: [],
};

const FORGOTTEN: SimulationFailure = {
  ...STOPPED,
  message: "nobody asked for the simulation any more",
};

function endOf(outcome: SimulationOutcome): SimulationEnd {
  switch (outcome.kind) {
    case "made":
      return { kind: "done", body: outcome.body };
    case "refused": {
      const { message, problems: details } = outcome;
      return { kind: "failed", code: "input.invalid", message, details };
    }
    case "late":
      return { ...STOPPED, code: "simulation.late", message: "the simulation took too long" };
    case "stopped":
      return STOPPED;
    case "right":
    case "failed":
      return { ...STOPPED, code: "simulation.failed", message: "the simulation failed" };
  }
}

function refusal(problems: readonly Problem[], message?: string): Submission {
  const said = problems.map(({ path, reason }) => `${path}: ${reason}`).join("; ");
  return { kind: "refused", message: message ?? said, problems };
}
