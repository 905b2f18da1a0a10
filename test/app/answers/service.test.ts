import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { AnswerDesk } from "../../../src/app/answers/answer-desk.ts";
import { AnswerService } from "../../../src/app/answers/index.ts";
import { encodeBlocks } from "../../../src/store/index.ts";
import { ROOT, record } from "../../shipped.ts";

const folder = mkdtempSync(join(tmpdir(), "hashfall-answers-"));
const places = { record: `${ROOT}data` };
const troubles: string[] = [];
const service = new AnswerService({ places, trouble: (reason) => troubles.push(reason) });

afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

function question(path: string, raw: Readonly<Record<string, string>> = {}) {
  return { path, raw, format: "json" } as const;
}

test("a thread answers as the desk does", async () => {
  const desk = new AnswerDesk({ places });
  const asked = question("/api/hashrate", { window: "24h" });
  const outcome = await service.ask(asked, new AbortController().signal);
  expect(outcome).toEqual(await desk.answer(asked));
  expect(await service.source()).toEqual(await desk.source());
});

test("of costly questions one is answered and four wait; others are told when to come again", async () => {
  const { signal } = new AbortController();
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  const ask = async (seed: number) =>
    service.ask(question("/api/energy", { draws: "20", seed: String(seed) }), signal);
  const outcomes = await Promise.all(seeds.map(ask));
  expect(outcomes.map(({ kind }) => kind)).toEqual([
    "made",
    "made",
    "made",
    "made",
    "made",
    "busy",
    "busy",
    "busy",
  ]);
  expect(outcomes.at(-1)).toMatchObject({ retryAfter_s: 20 });
});

test("a quick question is not held up by costly ones, and equal ones are one", async () => {
  const { signal } = new AbortController();
  const order: string[] = [];
  const costly = Array.from({ length: 8 }, async () =>
    service.ask(question("/api/energy", { draws: "1000", seed: "99" }), signal),
  );
  const all = Promise.all(costly).then((outcomes) => {
    order.push("costly");
    return outcomes;
  });
  await service.ask(question("/api/hashrate", { window: "36h" }), signal);
  order.push("quick");
  expect((await all).map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => "made"));
  expect(order).toEqual(["quick", "costly"]);
});

test("what nobody waits for any more is not begun", async () => {
  const stay = new AbortController();
  const leave = new AbortController();
  const first = service.ask(question("/api/energy", { draws: "20", seed: "201" }), stay.signal);
  const left = service.ask(question("/api/energy", { draws: "20", seed: "202" }), leave.signal);
  // Both are under way once the source, which they wait for first, is told again.
  await service.source();
  leave.abort();
  expect(await left).toMatchObject({ kind: "failed" });
  expect(await first).toMatchObject({ kind: "made" });
  expect(troubles).toEqual([]);
});

test("trouble of the server's own is told to its keeper, not to those who ask", async () => {
  const told: string[] = [];
  const broken = new AnswerService({
    places: { record: join(folder, "nothing") },
    trouble: (reason) => told.push(reason),
  });
  await expect(broken.source()).rejects.toThrow(/^the record cannot be told$/u);
  expect(told.join()).toContain(folder);
  await broken.close();
});

test("a chain that has grown is read again, and has another name", async () => {
  const watched = join(folder, "regtest.blocks.parquet");
  const write = (blocks: number): void => {
    const { time, bits, pool, pools } = record.blocks;
    const columns = { time: time.slice(0, blocks), bits: bits.slice(0, blocks) };
    const more = { pool: pool.slice(0, blocks), pools, firstHeight: 0 };
    writeFileSync(watched, encodeBlocks({ ...columns, ...more }));
  };
  write(500);
  const growing = new AnswerService({
    places: { ...places, chains: folder, network: "regtest" },
    watched,
    lookEvery_ms: 0,
    trouble: (reason) => troubles.push(reason),
  });
  const tip = async (): Promise<number> => {
    const asked = question("/api/hashrate", { window: "24h" });
    const outcome = await growing.ask(asked, new AbortController().signal);
    const shape = z.object({ provenance: z.object({ tip_height: z.number() }) });
    const body = outcome.kind === "made" ? outcome.body : JSON.stringify(outcome);
    return shape.parse(JSON.parse(body)).provenance.tip_height;
  };
  const before = await growing.source();
  expect(await tip()).toBe(499);
  write(600);
  expect(await tip()).toBe(599);
  const after = await growing.source();
  expect([before.blocks, after.blocks]).toEqual([500, 600]);
  expect(after.name).not.toBe(before.name);
  await growing.close();
});
