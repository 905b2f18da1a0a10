import { afterEach, expect, test, vi } from "vitest";
import { loadModel } from "../../../src/app/index.ts";
import {
  type MemberFunction,
  createMember,
  drawnBands,
  runDrawn,
} from "../../../src/simulate/index.ts";
import { EnsembleRunner, type RunResult } from "../../../src/web/what-if/ensemble-runner.ts";
import type { RunNews, RunOrder } from "../../../src/web/what-if/run-messages.ts";
import { ROOT, record, timeline } from "../../shipped.ts";

const SERIES = ["hashrate_7d_EH_s", "difficulty_T"];
const { scenario, facts, draws } = await loadModel({ record, timeline }, record.orders, {
  source: "sichuan-cut",
  folder: `${ROOT}scenarios`,
  set: [],
  overrides: [],
  posterior: true,
  asOf: undefined,
});
const model = { scenario, facts, draws };
const member: MemberFunction = createMember(model);

afterEach(() => vi.unstubAllGlobals());

/** The browser's own worker, on this thread: it takes orders one after another, each in its turn. */
class TurnWorker {
  static ended = 0;
  private readonly listeners: ((event: { readonly data: RunNews }) => void)[] = [];

  addEventListener(type: string, listener: (event: { readonly data: RunNews }) => void): void {
    if (type === "message") this.listeners.push(listener);
  }

  postMessage(order: RunOrder): void {
    setImmediate(() => {
      const news = newsOf(order);
      if (news !== null) for (const listener of this.listeners) listener({ data: news });
    });
  }

  terminate(): void {
    TurnWorker.ended += 1;
  }
}

function newsOf(order: RunOrder): RunNews | null {
  const { run } = order;
  switch (order.kind) {
    case "model":
      return null;
    case "members": {
      if (order.seed === 13) return { kind: "failure", run, message: "the grid went dark" };
      const part = runDrawn(member, { ...order.range, seed: order.seed }, order.series);
      return { kind: "part", run, part };
    }
    case "bands":
      return {
        kind: "bands",
        run,
        members: order.members,
        ...drawnBands(member.shape, order.parts, order.series),
      };
  }
}

function runnerOf(workers: number): EnsembleRunner {
  vi.stubGlobal("Worker", TurnWorker);
  vi.stubGlobal("navigator", { hardwareConcurrency: workers });
  return new EnsembleRunner();
}

async function results(
  runner: EnsembleRunner,
  { members, seed = 1 }: { readonly members: number; readonly seed?: number },
): Promise<readonly RunResult[]> {
  const seen: RunResult[] = [];
  return new Promise((resolve, reject) => {
    runner.start(
      { model, members, seed, series: SERIES },
      {
        onResult: (result) => {
          seen.push(result);
          if (result.members === members) resolve(seen);
        },
        onFailure: (message) => reject(new Error(message)),
      },
    );
  });
}

test("one worker and three give the same fans and members, and those of a single pass", async () => {
  const [one, three] = [
    await results(runnerOf(1), { members: 130 }),
    await results(runnerOf(3), { members: 130 }),
  ];
  const whole = runDrawn(member, { from: 0, to: 130, seed: 1 }, SERIES);
  const { series } = drawnBands(member.shape, [whole], SERIES);
  expect(one.at(-1)?.series).toEqual(series);
  expect(three.at(-1)?.series).toEqual(series);
  expect(three.at(-1)?.numbers.map(({ from, to }) => [from, to])).toEqual([
    [0, 50],
    [50, 100],
    [100, 130],
  ]);
});

test("bands are drawn after a hundred members, and once more for all", async () => {
  const seen = await results(runnerOf(1), { members: 130 });
  expect(seen.map(({ members, asked }) => [members, asked])).toEqual([
    [100, 130],
    [130, 130],
  ]);
});

test("a run that another replaces tells nothing more", async () => {
  const runner = runnerOf(2);
  const first: RunResult[] = [];
  const listener = { onResult: (result: RunResult) => first.push(result), onFailure: () => {} };
  runner.start({ model, members: 60, seed: 1, series: SERIES }, listener);
  const [second] = await results(runner, { members: 20, seed: 2 });
  expect(first).toEqual([]);
  expect(second?.numbers).toEqual([runDrawn(member, { from: 0, to: 20, seed: 2 }, SERIES).numbers]);
});

test("what a worker cannot do is told in its words, and a closed runner ends every worker", async () => {
  const runner = runnerOf(2);
  await expect(results(runner, { members: 20, seed: 13 })).rejects.toThrow("the grid went dark");
  const before = TurnWorker.ended;
  runner.close();
  expect(TurnWorker.ended - before).toBe(2);
});
