import { availableParallelism } from "node:os";
import { HashfallError } from "../../base/index.ts";
import {
  type EnsemblePlan,
  type EnsembleSummary,
  loadMember,
  type MemberRange,
  type MemberShape,
  type MemberSource,
  memberSizes,
  planEnsemble,
  type SeriesKeeper,
  seriesKeeper,
  type ShardNumbers,
  type ShardResult,
  type ShardSeries,
  shardsOf,
  summariseNumbers,
  summaryOf,
} from "../../simulate/index.ts";
import { VERSION } from "../version.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { openRunFolder } from "./run-folder.ts";
import { RESERVE } from "./reserve.ts";
import { readShard } from "./shard-file.ts";
import { WorkerPool } from "./worker-pool.ts";

/** The shipped model in a fingerprint, which must not depend on where the program lies. */
const MODEL_NAME = "hashfall";
/** Finished shards that may wait for a slow one before more are begun. */
const MOST_WAITING = 8;

export interface EnsembleProgress {
  /** Members done, those taken from the folder among them. */
  readonly done: number;
  readonly members: number;
  readonly elapsed_s: number;
}

export interface EnsembleRequest {
  readonly member: MemberSource;
  readonly seed: number;
  readonly members: number;
  /** Threads; as many as cores unless given. The result does not depend on it. */
  readonly workers?: number;
  /** Where finished shards are kept and taken up again. */
  readonly folder?: string;
  readonly memoryLimit_bytes?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: EnsembleProgress) => void;
}

export interface EnsembleOutcome {
  readonly summary: EnsembleSummary;
  readonly plan: EnsemblePlan;
  /** Totals and retargets of each member, by shard in order. */
  readonly numbers: readonly ShardNumbers[];
  /** Members that the folder held already. */
  readonly resumed: number;
  /** What the person should know, such as a shard that was damaged and computed again. */
  readonly notes: readonly string[];
}

/**
 * Runs an ensemble on threads. Its summary is the same, byte for byte, whatever the number of threads
 * and however often the run was interrupted and taken up. Stopped, it is that of the shards done.
 * @throws HashfallError `input.invalid` where the run does not fit in memory or the folder is
 * another's; `simulation.failed` where a shard failed twice.
 */
export async function runEnsemble(request: EnsembleRequest): Promise<EnsembleOutcome> {
  const { member, seed, members, folder } = request;
  const { shape } = await loadMember(member);
  const plan = planEnsemble(shape, members, request.memoryLimit_bytes);
  if (folder !== undefined) {
    const fingerprint = fingerprintOf({
      model: member.model,
      module: member.module ?? MODEL_NAME,
      seed,
      members,
      version: VERSION,
      shape,
    });
    await openRunFolder(folder, { fingerprint, seed, members, version: VERSION });
  }
  const run = new EnsembleRun(request, { shape, plan });
  return run.finish();
}

/** Notes by the members they speak of, whichever shard ended first. */
function inOrder(notes: readonly string[]): string[] {
  return notes.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

class EnsembleRun {
  private readonly request: EnsembleRequest;
  private readonly shape: MemberShape;
  private readonly plan: EnsemblePlan;
  private readonly keeper: SeriesKeeper;
  private readonly numbers: ShardNumbers[] = [];
  private readonly stop = new Int32Array(new SharedArrayBuffer(4));
  private readonly begun = performance.now();
  private readonly running = new Set<Promise<void>>();
  private readonly notes: string[] = [];
  private done = 0;
  private resumed = 0;

  constructor(
    request: EnsembleRequest,
    { shape, plan }: { readonly shape: MemberShape; readonly plan: EnsemblePlan },
  ) {
    this.request = request;
    this.shape = shape;
    this.plan = plan;
    this.keeper = seriesKeeper(shape, plan);
  }

  async finish(): Promise<EnsembleOutcome> {
    const { request, shape, plan, notes } = this;
    const { member, seed, folder = null } = request;
    const setup = { member, seed, stop: this.stop, folder };
    const pool = new WorkerPool(setup, this.threads());
    const stop = (): void => this.tellStop();
    request.signal?.addEventListener("abort", stop);
    if (request.signal?.aborted === true) stop();
    try {
      await this.runShards(pool);
      // The threads do the cells, this one the numbers meanwhile.
      const cells = this.keeper.sketched() ?? this.summariseWhole(pool);
      const numbered = summariseNumbers(shape, this.numbers);
      const summary = summaryOf({ shape, plan, numbers: numbered, cells: await cells });
      const numbers = this.numbers.toSorted((a, b) => a.from - b.from);
      return { summary, plan, numbers, resumed: this.resumed, notes: inOrder(notes) };
    } finally {
      request.signal?.removeEventListener("abort", stop);
      await pool.close();
      giveBack(this.keeper.whole);
    }
  }

  private threads(): number {
    const { workers = availableParallelism(), members } = this.request;
    return Math.max(1, Math.min(workers, shardsOf(members).length));
  }

  /** Each lane takes the next shard when its last is done, so that shards begin in order. */
  private async runShards(pool: WorkerPool): Promise<void> {
    const rest = shardsOf(this.plan.members).values();
    const lane = async (): Promise<void> => {
      for (const range of rest) {
        while (this.keeper.waiting > MOST_WAITING) await Promise.race(this.running);
        const one = this.runShard(pool, range);
        this.running.add(one);
        await one.finally(() => this.running.delete(one));
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: this.threads() }, lane));
    for (const ended of lanes) if (ended.status === "rejected") throw ended.reason;
  }

  private async runShard(pool: WorkerPool, range: MemberRange): Promise<void> {
    const shard = (await this.storedShard(range)) ?? (await this.computedShard(pool, range));
    if (shard === null) giveBack(this.keeper.skip(range));
    else this.keep(shard);
  }

  private async storedShard(range: MemberRange): Promise<ShardResult | undefined> {
    if (this.request.folder === undefined) return undefined;
    const stored = await readShard(this.request.folder, range, this.shape);
    if (stored === "damaged") this.notes.push(damageNote(range));
    if (stored === "damaged" || stored === undefined) return undefined;
    this.resumed += range.to - range.from;
    return stored;
  }

  private async computedShard(pool: WorkerPool, range: MemberRange): Promise<ShardResult | null> {
    if (Atomics.load(this.stop, 0) !== 0) return null;
    const { cells } = memberSizes(this.shape);
    const series = RESERVE.takeFloats(cells * (range.to - range.from));
    const answer = await pool.run({ kind: "shard", range, series }).catch((cause: unknown) => {
      this.tellStop();
      this.keeper.skip(range);
      throw failure(range, cause);
    });
    return answer.kind === "shard" ? answer.result : null;
  }

  private tellStop(): void {
    Atomics.store(this.stop, 0, 1);
  }

  private keep({ series, ...numbers }: ShardResult): void {
    giveBack(this.keeper.add({ from: numbers.from, to: numbers.to, series }));
    this.numbers.push(numbers);
    this.done += numbers.to - numbers.from;
    this.request.onProgress?.({
      done: this.done,
      members: this.plan.members,
      elapsed_s: (performance.now() - this.begun) / 1000,
    });
  }

  private async summariseWhole(pool: WorkerPool): Promise<Float64Array> {
    const { cells } = memberSizes(this.shape);
    const shards = this.keeper.whole;
    const parts = Math.min(this.threads(), cells);
    const answers = await Promise.all(
      Array.from({ length: parts }, async (_, part) => {
        const from = Math.floor((cells * part) / parts);
        const to = Math.floor((cells * (part + 1)) / parts);
        return pool.run({ kind: "cells", shards, cells: { from, to } });
      }),
    );
    return joined(answers.flatMap((answer) => (answer.kind === "cells" ? [answer.result] : [])));
  }
}

function giveBack(shards: readonly ShardSeries[]): void {
  for (const { series } of shards) RESERVE.giveFloats(series);
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function failure({ from, to }: MemberRange, cause: unknown): HashfallError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `members ${from} to ${to - 1} failed twice: ${why}`;
  return new HashfallError("simulation.failed", message, { cause });
}

function damageNote({ from, to }: MemberRange): string {
  return `members ${from} to ${to - 1}: the stored file was damaged and is computed again`;
}
