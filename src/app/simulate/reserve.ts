import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { compiledModule } from "../compiled-module.ts";

/** What nobody asked for in so long is let go. */
const IDLE_MS = 60_000;
const WORKER: URL = compiledModule("program/ensemble-worker.js");
const LEAST_BYTES: number = 2 ** 20;

/**
 * What a run leaves to the next one of its process: threads, in which the compiler has seen the
 * model at work, and the memory of its series, which the system has already handed out. A new
 * thread takes some ten times as long for its first members as for later ones. Neither keeps the
 * process alive, and both go after a minute.
 */
class Reserve {
  private threads: Worker[] = [];
  private memory: SharedArrayBuffer[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** A thread that waits for its setup. It has no listeners. */
  takeThread(): Worker {
    const worker = this.threads.pop();
    // It is a built file: a loader that this process was started with is none of its business.
    if (worker === undefined) return new Worker(WORKER, { execArgv: [] });
    forget(worker);
    worker.ref();
    return worker;
  }

  /** Floats of any value, in memory that threads share. */
  takeFloats(length: number): Float32Array {
    const bytes = length * Float32Array.BYTES_PER_ELEMENT;
    const place = this.memory.findIndex(({ byteLength }) => byteLength >= bytes);
    // Where none is long enough, one that is too short makes way.
    const [spare] = this.memory.splice(place, 1);
    const buffer = place < 0 ? undefined : spare;
    return new Float32Array(buffer ?? new SharedArrayBuffer(roomFor(bytes)), 0, length);
  }

  /** Takes back floats that nobody reads or writes any more. */
  giveFloats(floats: Float32Array): void {
    if (floats.buffer instanceof SharedArrayBuffer) this.memory.push(floats.buffer);
    this.rest();
  }

  /** Takes back threads that have nothing to do; those beyond the cores end. */
  async giveThreads(workers: readonly Worker[]): Promise<void> {
    for (const worker of workers) {
      forget(worker);
      worker.on("error", () => this.drop(worker));
      worker.on("exit", () => this.drop(worker));
      worker.unref();
    }
    const all = [...this.threads, ...workers];
    this.threads = all.slice(0, availableParallelism());
    this.rest();
    await endAll(all.slice(this.threads.length));
  }

  private drop(worker: Worker): void {
    this.threads = this.threads.filter((kept) => kept !== worker);
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const { threads } = this;
      [this.threads, this.memory] = [[], []];
      void endAll(threads);
    }, IDLE_MS).unref();
  }
}

/** The reserve of this process, or of the thread that runs ensembles for it. */
export const RESERVE: Reserve = new Reserve();

/** By name: a worker has listeners of its own. */
function forget(worker: Worker): void {
  for (const event of ["message", "error", "exit"]) worker.removeAllListeners(event);
}

async function endAll(workers: readonly Worker[]): Promise<void> {
  await Promise.all(workers.map(async (worker) => worker.terminate()));
}

/** A power of two, so that what one run used also fits the next; what is not touched costs nothing. */
function roomFor(bytes: number): number {
  return Math.max(LEAST_BYTES, 2 ** Math.ceil(Math.log2(bytes)));
}
