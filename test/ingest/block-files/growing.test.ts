import { statSync, utimesSync } from "node:fs";
import { expect, test } from "vitest";
import { openBlockFiles } from "../../../src/ingest/block-files/block-files.ts";
import { writeBlockFiles } from "../../fake-node/block-files.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { batchesOf, firstBlocks, newFolder, NOTHING_KNOWN, read } from "./reading.ts";

const KEY = Buffer.from("9b10e2034ca5d77f", "hex");
const blocks = firstBlocks(60);
const hashes = blocks.map(({ hash }) => hash);
const NEVER = new AbortController().signal;
const noWait = { wait: async () => Promise.reject(new Error("waited though something was new")) };

/** Moves the time of a file's last write, as any write does. */
function touch(path: string, second: number): void {
  utimesSync(path, second, second);
}

test.each([{ chunkBytes: 1 }, { chunkBytes: 2 ** 16 }])(
  "blocks appended later are handed over later, padded to $chunkBytes",
  async ({ chunkBytes }) => {
    const folder = newFolder();
    const files = writeBlockFiles(folder, blocks.slice(0, 20), {
      chunkBytes,
      key: KEY,
      maximumBytes: 8000,
    });
    const source = await openBlockFiles(folder, noWait);
    const first = await batchesOf(source);
    let cursor = first.at(-1)?.cursor ?? null;
    const seen = first.flatMap(({ coinbases }) => coinbases).length;
    expect(seen).toBe(20);
    for (let count = 20; count < blocks.length; count += 5) {
      files.append(blocks.slice(count, count + 5));
      touch(files.files.at(-1) ?? "", count);
      await source.changed(NEVER);
      const more = await batchesOf(source, { locator: [], cursor });
      expect(more.flatMap(({ coinbases }) => coinbases)).toHaveLength(5);
      cursor = more.at(-1)?.cursor ?? null;
    }
    expect(source.problems).toEqual([]);
  },
);

test.each([
  { why: "plain, zeros may be its last bytes", key: undefined },
  { why: "obfuscated, they may not", key: KEY },
])("a block of which not all bytes are written is left for later: $why", async ({ key }) => {
  const folder = newFolder();
  const files = writeBlockFiles(folder, blocks.slice(0, 5), key === undefined ? {} : { key });
  const [next] = blocks.slice(5);
  if (next === undefined) throw new Error("no sixth block");
  const whole = 8 + next.bytes.length;
  const lastByte = next.bytes.findLastIndex((byte) => byte !== 0);
  const source = await openBlockFiles(folder);
  let cursor = (await batchesOf(source)).at(-1)?.cursor ?? null;
  const early: number[] = [];
  for (let cut = 1; cut <= whole; cut += 1) {
    files.appendPart(next, cut);
    const more = await batchesOf(source, { locator: [], cursor });
    if (more.length === 0) continue;
    early.push(cut);
    cursor = more.at(-1)?.cursor ?? null;
  }
  expect(early).toEqual([key === undefined ? 8 + lastByte + 1 : whole]);
  expect(source.problems).toEqual([]);
});

test("a block cut off by the end of the file is left for later", async () => {
  const folder = newFolder();
  const files = writeBlockFiles(folder, blocks.slice(0, 5), { chunkBytes: 1 });
  const next = blocks[5];
  if (next === undefined) throw new Error("no sixth block");
  const source = await openBlockFiles(folder);
  const cursor = (await batchesOf(source)).at(-1)?.cursor ?? null;
  for (const part of [3, 11, 50, 90, 200]) {
    files.appendPart(next, part);
    expect(await read(source, { locator: [], cursor })).toEqual([]);
  }
  files.append(blocks.slice(5, 7));
  const rest = await read(source, { locator: [], cursor });
  expect(rest.map(({ hash }) => hash)).toEqual(hashes.slice(5, 7));
});

test("a block that lost a race is handed over though its parent is no tip", async () => {
  const node = recordedNode();
  const lost = node.chainTips.find(({ branchlen }) => branchlen === 3);
  const all = [...node.blocks.values()];
  const at = all.findIndex(({ hash }) => hash === lost?.hash);
  const folder = newFolder();
  const files = writeBlockFiles(folder, [...all.slice(0, at), ...all.slice(at + 1, at + 20)]);
  const before = await openBlockFiles(folder);
  const batches = await batchesOf(before);
  const cursor = batches.at(-1)?.cursor ?? null;
  files.append(all.slice(at, at + 1));
  const tip = Buffer.from(all[at + 19]?.hash ?? "", "hex").toReversed();
  expect(await read(before, { locator: [tip], cursor })).toHaveLength(1);
  const afresh = await read(await openBlockFiles(folder), { locator: [tip], cursor });
  expect(afresh.map(({ hash }) => hash)).toContain(lost?.hash);
});

test("a reader that stopped half way is handed the rest again", async () => {
  const folder = newFolder();
  writeBlockFiles(folder, [...recordedNode().blocks.values()], { maximumBytes: 50_000 });
  const source = await openBlockFiles(folder);
  let cursor: string | null = null;
  let taken = 0;
  for await (const batch of source.blocks(NOTHING_KNOWN, NEVER)) {
    cursor = batch.cursor ?? null;
    taken += batch.coinbases.length;
    if (taken > 2000) break;
  }
  const rest = await read(source, { locator: [], cursor });
  expect(new Set(rest.map(({ hash }) => hash)).size).toBeGreaterThanOrEqual(5122 - taken);
});

test("nothing changes while no one writes", async () => {
  const folder = newFolder();
  const { files } = writeBlockFiles(folder, blocks.slice(0, 20));
  const stop = new AbortController();
  let looks = 0;
  const source = await openBlockFiles(folder, {
    wait: async () => {
      looks += 1;
      if (looks === 3) stop.abort();
      return Promise.resolve();
    },
  });
  await read(source);
  expect(statSync(files[0] ?? "").size).toBeGreaterThan(0);
  await source.changed(stop.signal);
  expect(looks).toBe(3);
});

test("a new file is a change", async () => {
  const folder = newFolder();
  const files = writeBlockFiles(folder, blocks.slice(0, 20), { maximumBytes: 6000 });
  const source = await openBlockFiles(folder, {
    wait: async () => {
      files.append(blocks.slice(20, 40));
      return Promise.resolve();
    },
  });
  const cursor = (await batchesOf(source)).at(-1)?.cursor ?? null;
  await source.changed(NEVER);
  expect(files.files.length).toBeGreaterThan(1);
  expect(await read(source, { locator: [], cursor })).toHaveLength(20);
});

test("a source that has read nothing yet may have something new", async () => {
  const folder = newFolder();
  writeBlockFiles(folder, blocks);
  const source = await openBlockFiles(folder, noWait);
  await expect(source.changed(NEVER)).resolves.toBeUndefined();
});

test("reading stops when told to", async () => {
  const folder = newFolder();
  writeBlockFiles(folder, blocks);
  const source = await openBlockFiles(folder);
  const reading = source.blocks(NOTHING_KNOWN, AbortSignal.abort())[Symbol.asyncIterator]();
  await expect(reading.next()).rejects.toThrow(expect.objectContaining({ code: "stopped" }));
  await source.close();
});
