import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EnsembleRequest, runEnsemble } from "../../../src/app/simulate/run-ensemble.ts";
import { runInOneThread } from "../../../src/simulate/index.ts";
import { ROOT } from "../../shipped.ts";
import { bytesOf } from "../../simulate/ensemble/summary-bytes.mjs";
import { createMember } from "../../simulate/ensemble/synthetic-member.mjs";

/** 640 members: five shards. */
const RUN: EnsembleRequest = {
  member: membersOf({}),
  seed: 11,
  members: 600,
};
/** Memory that lets 600 members only be sketched. */
const LITTLE_BYTES = 400_000;

describe("an ensemble on threads", () => {
  test.each([1, 2, 3])("has the bytes of one thread with %d workers", async (workers) => {
    const { summary } = await runEnsemble({ ...RUN, workers });
    expect(bytesOf(summary)).toBe(
      bytesOf(runInOneThread(createMember({}), { seed: 11, members: 600 })),
    );
  });

  test("has the bytes of one thread with 1 and 3 workers where it is sketched", async () => {
    const large = { ...RUN, members: 6000, memoryLimit_bytes: 2_500_000 };
    const [one, three] = [
      await runEnsemble({ ...large, workers: 1 }),
      await runEnsemble({ ...large, workers: 3 }),
    ];
    expect(one.plan.keeping).toBe("sketch");
    expect(bytesOf(three.summary)).toBe(bytesOf(one.summary));
  });

  test("tells how far it is, to the end", async () => {
    const done: number[] = [];
    await runEnsemble({ ...RUN, onProgress: (progress) => done.push(progress.done) });
    expect(done).toHaveLength(5);
    expect(done.at(-1)).toBe(600);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  test("is refused before it begins if it cannot fit", async () => {
    await expect(runEnsemble({ ...RUN, memoryLimit_bytes: LITTLE_BYTES / 10 })).rejects.toThrow(
      /--members: 600 members need \d+ MB/u,
    );
  });

  test("stopped, leaves the summary of what was done", async () => {
    const stop = new AbortController();
    const { summary } = await runEnsemble({
      ...RUN,
      workers: 1,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(summary).toMatchObject({ members: 128, asked: 600, complete: false });
    const first = runInOneThread(createMember({}), { seed: 11, members: 128 });
    expect(bytesOf({ ...summary, asked: 128, complete: true })).toBe(bytesOf(first));
  });

  test("stopped before it begins, leaves an empty summary", async () => {
    const { summary } = await runEnsemble({ ...RUN, signal: AbortSignal.abort() });
    expect(summary).toMatchObject({ members: 0, complete: false, epochs: [] });
  });

  test.each(["throw", "exit"] as const)("goes on if a worker dies once by %s", async (how) => {
    const model = { crash: { member: 200, times: shared(1), how } };
    const { summary } = await runEnsemble({ ...RUN, member: membersOf(model) });
    const sound = runInOneThread(createMember({}), { seed: 11, members: 600 });
    expect(bytesOf(summary)).toBe(bytesOf(sound));
  });

  test("fails if the same members fail twice", async () => {
    const model = { crash: { member: 200, times: shared(2), how: "throw" } };
    await expect(runEnsemble({ ...RUN, member: membersOf(model) })).rejects.toMatchObject({
      code: "simulation.failed",
      message: "members 128 to 255 failed twice: the grid went dark",
    });
  });
});

describe("the folder of a run", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hashfall-run-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([undefined, 2_500_000])(
    "lets a stopped run go on to the bytes of one that was not (memory limit %s)",
    async (limit) => {
      const run = {
        ...RUN,
        members: 6000,
        ...(limit === undefined ? {} : { memoryLimit_bytes: limit }),
      };
      const stop = new AbortController();
      const onProgress = ({ done }: { readonly done: number }): void => {
        if (done >= 1000) stop.abort();
      };
      const first = await runEnsemble({ ...run, folder, signal: stop.signal, onProgress });
      expect(first.summary.complete).toBe(false);
      const second = await runEnsemble({ ...run, folder });
      expect(second.resumed).toBeGreaterThanOrEqual(1000);
      expect(second.summary.complete).toBe(true);
      expect(bytesOf(second.summary)).toBe(bytesOf((await runEnsemble(run)).summary));
    },
  );

  test("keeps what was done before members failed", async () => {
    const times = shared(2);
    const model = { crash: { member: 500, times, how: "throw" } };
    await expect(
      runEnsemble({ ...RUN, member: membersOf(model), folder, workers: 1 }),
    ).rejects.toThrow(/failed twice/u);
    expect(readdirSync(folder)).toContain("members-000000256.shard");
    expect(readdirSync(folder)).not.toContain("members-000000384.shard");
  });

  test.each([
    { fault: "a changed byte", damage: flipByte },
    { fault: "a lost end", damage: (path: string) => truncateSync(path, 1000) },
    { fault: "nothing in it", damage: (path: string) => truncateSync(path, 0) },
  ])("has a shard with $fault computed again, and says so", async ({ damage }) => {
    const { summary } = await runEnsemble({ ...RUN, folder });
    damage(join(folder, "members-000000128.shard"));
    const again = await runEnsemble({ ...RUN, folder });
    expect(again.resumed).toBe(600 - 128);
    expect(again.notes).toEqual([
      "members 128 to 255: the stored file was damaged and is computed again",
    ]);
    expect(bytesOf(again.summary)).toBe(bytesOf(summary));
    expect((await runEnsemble({ ...RUN, folder })).resumed).toBe(600);
  });

  test("takes no shard that was written for other members", async () => {
    await runEnsemble({ ...RUN, folder });
    const other = readFileSync(join(folder, "members-000000000.shard"));
    writeFileSync(join(folder, "members-000000128.shard"), other);
    expect((await runEnsemble({ ...RUN, folder })).notes).toHaveLength(1);
  });

  test.each([
    { what: "seed", change: { seed: 12 } },
    { what: "number of members", change: { members: 601 } },
    { what: "scenario", change: { member: membersOf({ days: 41 }) } },
  ])("is refused to a run with another $what", async ({ change }) => {
    await runEnsemble({ ...RUN, folder });
    await expect(runEnsemble({ ...RUN, ...change, folder })).rejects.toMatchObject({
      code: "input.invalid",
      problems: [{ path: folder }],
    });
  });

  test("is refused if it holds something else", async () => {
    writeFileSync(join(folder, "letter.txt"), "dear");
    await expect(runEnsemble({ ...RUN, folder })).rejects.toThrow(
      /holds letter.txt and no manifest/u,
    );
  });
});

function shared(value: number): Int32Array {
  const times = new Int32Array(new SharedArrayBuffer(4));
  times[0] = value;
  return times;
}

function flipByte(path: string): void {
  const bytes = readFileSync(path);
  bytes[5000] = (bytes[5000] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

function membersOf(model: object): EnsembleRequest["member"] {
  return { model, module: `file://${ROOT}test/simulate/ensemble/synthetic-member.mjs` };
}
