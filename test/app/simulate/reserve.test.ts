import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test, vi } from "vitest";
import { RESERVE } from "../../../src/app/simulate/reserve.ts";
import { runEnsemble } from "../../../src/app/simulate/run-ensemble.ts";
import { ROOT } from "../../shipped.ts";
import { bytesOf } from "../../simulate/ensemble/summary-bytes.mjs";

/** Floats of two MiB, and of four. */
const [SMALL, LARGE] = [2 ** 19, 2 ** 20] as const;

afterEach(() => vi.useRealTimers());

describe("memory left by a run", () => {
  test("is used again where it is long enough", () => {
    const left = RESERVE.takeFloats(LARGE);
    RESERVE.giveFloats(left);
    expect(RESERVE.takeFloats(LARGE - 1)).toMatchObject({
      length: LARGE - 1,
      buffer: left.buffer,
    });
    expect(RESERVE.takeFloats(LARGE).buffer).not.toBe(left.buffer);
  });

  test("makes way for more where it is too short", () => {
    const short = RESERVE.takeFloats(SMALL);
    RESERVE.giveFloats(short);
    expect(RESERVE.takeFloats(LARGE)).toHaveLength(LARGE);
    expect(RESERVE.takeFloats(SMALL).buffer).not.toBe(short.buffer);
  });

  test.each([undefined, 2_500_000])(
    "does not show in the next (memory limit %s)",
    async (limit) => {
      const module = `file://${ROOT}test/simulate/ensemble/synthetic-member.mjs`;
      const run = {
        member: { model: {}, module },
        seed: 11,
        members: 6000,
        ...(limit === undefined ? {} : { memoryLimit_bytes: limit }),
      };
      const first = await runEnsemble(run);
      const dirty = Array.from({ length: 16 }, () => RESERVE.takeFloats(SMALL).fill(42));
      for (const floats of dirty) RESERVE.giveFloats(floats);
      expect(bytesOf((await runEnsemble(run)).summary)).toBe(bytesOf(first.summary));
    },
  );
});

describe("threads left by a run", () => {
  test("are used again, no more of them than cores", async () => {
    const some = Array.from({ length: availableParallelism() + 1 }, () => RESERVE.takeThread());
    await RESERVE.giveThreads(some);
    const again = some.map(() => RESERVE.takeThread());
    expect(again.filter((worker) => some.includes(worker))).toHaveLength(availableParallelism());
    await endAll(again);
  });

  test("that die are not used again, and hurt nobody", async () => {
    const worker = RESERVE.takeThread();
    await RESERVE.giveThreads([worker]);
    // A task without its setup.
    worker.postMessage({ kind: "shard" }, []);
    await ended(worker);
    const next = RESERVE.takeThread();
    expect(next).not.toBe(worker);
    await endAll([next]);
  });

  test("go after a minute, as does the memory", async () => {
    vi.useFakeTimers();
    const [worker, floats] = [RESERVE.takeThread(), RESERVE.takeFloats(LARGE)];
    await RESERVE.giveThreads([worker]);
    RESERVE.giveFloats(floats);
    const gone = ended(worker);
    vi.advanceTimersByTime(61_000);
    await gone;
    expect(RESERVE.takeFloats(LARGE).buffer).not.toBe(floats.buffer);
  });
});

async function ended(worker: Worker): Promise<unknown> {
  return new Promise((resolve) => {
    worker.once("exit", resolve);
  });
}

async function endAll(workers: readonly Worker[]): Promise<void> {
  await Promise.all(workers.map(async (worker) => worker.terminate()));
}
