import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import { openBlockFiles } from "../../../src/ingest/block-files/block-files.ts";
import { outOfOrder, writeBlockFiles } from "../../fake-node/block-files.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { blockOf, coinbasePaying } from "./blocks.ts";
import {
  firstBlocks,
  folderOf,
  isParentsFirst,
  newFolder,
  read,
  readFolder,
  sortedHashes,
} from "./reading.ts";

const KEY = Buffer.from("9b10e2034ca5d77f", "hex");
const all = [...recordedNode().blocks.values()];
const some = firstBlocks(300);

test("blocks are handed over parents first, however they arrived, over however many files", async () => {
  const folder = newFolder();
  writeBlockFiles(folder, outOfOrder(all, 1024, 7), { key: KEY, maximumBytes: 100_000 });
  const { source, blocks } = await readFolder(folder);
  expect(sortedHashes(blocks)).toEqual(sortedHashes(all));
  expect(isParentsFirst(blocks)).toBe(true);
  expect(source.problems).toEqual([]);
});

test("any order of blocks in the files comes out in an order of the chain", async () => {
  const order = fc
    .shuffledSubarray([...some.keys()].slice(0, 40), { minLength: 40 })
    .map((rows) => rows.flatMap((row) => some[row] ?? []));
  await fc.assert(
    fc.asyncProperty(order, fc.integer({ min: 400, max: 5000 }), async (blocks, maximumBytes) => {
      const folder = newFolder();
      writeBlockFiles(folder, blocks, { maximumBytes, chunkBytes: 512 });
      const result = await readFolder(folder, { network: NETWORKS.regtest });
      expect(sortedHashes(result.blocks)).toEqual(sortedHashes(blocks));
      expect(isParentsFirst(result.blocks)).toBe(true);
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 40 },
  );
});

// Bitcoin Core issues 8614 and 24858
test.each(["stub", "zeros"] as const)(
  "holes that the node leaves (%s) are no damage",
  async (kind) => {
    const folder = newFolder();
    writeBlockFiles(folder, some, { key: KEY, holes: { kind, every: 3 } });
    const { source, blocks } = await readFolder(folder);
    expect(blocks.map(({ hash }) => hash)).toEqual(some.map(({ hash }) => hash));
    expect(source.problems).toEqual([]);
    expect(source.skippedBytes).toBe(99 * 8);
  },
);

test("padding of any length ends a file", async () => {
  for (const chunkBytes of [1, 7, 4096, 2 ** 20]) {
    const folder = newFolder();
    writeBlockFiles(folder, some, { chunkBytes, key: KEY });
    const { source, blocks } = await readFolder(folder);
    expect(blocks).toHaveLength(some.length);
    expect(source.problems).toEqual([]);
  }
});

test("a coinbase longer than what is read at once is read whole", async () => {
  const [first] = some;
  const lengths = [200, 900, 1100, 5000, 70_000, 900_000];
  const blocks = first === undefined ? [] : [first];
  for (const length of lengths) {
    const script = Buffer.alloc(length, 0x61);
    blocks.push(blockOf(blocks.at(-1)?.hash ?? "", [coinbasePaying(script)]));
  }
  const folder = newFolder();
  writeBlockFiles(folder, blocks, { key: KEY });
  const { source, blocks: handed } = await readFolder(folder);
  expect(handed.map(({ hash }) => hash)).toEqual(blocks.map(({ hash }) => hash));
  expect(handed.slice(1).map(({ body }) => body?.value)).toEqual(lengths.map(() => 0x010101));
  expect(source.problems).toEqual([]);
});

test("a pruned node's blocks are read where they connect to headers the reader has", async () => {
  const folder = newFolder();
  const { files } = writeBlockFiles(folder, all, { maximumBytes: 200_000 });
  for (const file of files.slice(0, 5)) rmSync(file);
  const locator = recordedNode()
    .rows.slice(-10)
    .map(({ hash }) => Buffer.from(hash, "hex").toReversed());
  const { source, blocks } = await readFolder(folder, { known: { locator, cursor: null } });
  expect(source.problems).toEqual([]);
  expect(blocks.length).toBeGreaterThan(1000);
  const active = new Set(recordedNode().rows.map(({ hash }) => hash));
  expect(isParentsFirst(blocks, [...active])).toBe(true);
});

test("a pruned node's blocks that connect to nothing are refused, with what to do", async () => {
  const folder = newFolder();
  const { files } = writeBlockFiles(folder, all, { maximumBytes: 200_000 });
  for (const file of files.slice(0, 2)) rmSync(file);
  await expect(readFolder(folder)).rejects.toThrow(
    expect.objectContaining({
      code: "source.refused",
      message: expect.stringContaining("the node is pruned: blocks before blk00002.dat are gone"),
    }),
  );
});

test("blocks after a file that is missing are reported, the ones before it are read", async () => {
  const folder = newFolder();
  const { files } = writeBlockFiles(folder, all, { maximumBytes: 400_000 });
  rmSync(files[1] ?? "");
  const { source, blocks } = await readFolder(folder);
  expect(blocks.length).toBeGreaterThan(1000);
  expect(isParentsFirst(blocks)).toBe(true);
  expect(source.problems).toHaveLength(1);
  expect(source.problems[0]?.reason).toMatch(/^a block [0-9a-f]{64} is in no file/u);
});

test("memory for blocks that wait is bounded, and the last ones are kept", async () => {
  const [first, ...rest] = some;
  const blocks = first === undefined ? [] : [first, ...rest.slice(1), ...rest.slice(0, 1)];
  const folder = newFolder();
  writeBlockFiles(folder, blocks);
  const { source, blocks: handed } = await readFolder(folder, { maxWaitingBytes: 50_000 });
  expect(handed).toHaveLength(2);
  expect(source.problems[0]?.reason).toContain("298");
});

test.each([
  {
    why: "a folder that is not there",
    make: () => join(newFolder(), "none"),
    error: { code: "input.invalid", message: expect.stringContaining("there is no folder") },
  },
  {
    why: "a folder without block files",
    make: () => newFolder(),
    error: { code: "input.invalid", message: expect.stringContaining("holds no blk*.dat") },
  },
  {
    why: "a file in place of a folder",
    make: () => join(folderOf({ file: Buffer.from("x") }), "file"),
    error: { code: "input.invalid", message: expect.stringContaining("holds no blk*.dat") },
  },
  {
    why: "files whose key is missing",
    make: () => folderOf({ "blk00000.dat": recordedNode().obfuscatedBlockFile }),
    error: {
      code: "source.malformed",
      problems: [expect.objectContaining({ remedy: expect.stringContaining("xor.dat") })],
    },
  },
  {
    why: "a key of another length",
    make: () => folderOf({ "blk00000.dat": Buffer.alloc(9), "xor.dat": Buffer.alloc(7) }),
    error: { code: "source.malformed", message: expect.stringContaining("7 bytes instead of 8") },
  },
  {
    why: "an empty file",
    make: () => folderOf({ "blk00000.dat": Buffer.alloc(0) }),
    error: { code: "source.malformed" },
  },
])("$why is refused", async ({ make, error }) => {
  await expect(openBlockFiles(make())).rejects.toThrow(expect.objectContaining(error));
});

test("files of another network than the wanted one are refused", async () => {
  const folder = folderOf({ "blk00000.dat": recordedNode().blockFile });
  await expect(openBlockFiles(folder, { network: NETWORKS.mainnet })).rejects.toThrow(
    expect.objectContaining({ code: "source.other-network" }),
  );
});

test("a folder in place of a block file cannot be read", async () => {
  const folder = newFolder();
  writeBlockFiles(folder, some, { maximumBytes: 10_000 });
  const source = await openBlockFiles(folder);
  rmSync(join(folder, "blk00002.dat"));
  writeBlockFiles(join(folder, "blk00002.dat"), []);
  await expect(read(source)).rejects.toThrow(
    expect.objectContaining({ code: "source.unreachable" }),
  );
});

test("files left over from another node do not matter to a cursor that lies beyond them", async () => {
  const folder = newFolder();
  writeBlockFiles(folder, some);
  writeFileSync(join(folder, "rev00000.dat"), "");
  for (const cursor of ["7:0", "0:99999999", "none", "0:-1"]) {
    const { blocks } = await readFolder(folder, { known: { locator: [], cursor } });
    expect(blocks).toHaveLength(some.length);
  }
});

test("a cursor that fits by chance loses nothing either", async () => {
  const folder = newFolder();
  writeBlockFiles(folder, some);
  const { blocks } = await readFolder(folder, { known: { locator: [], cursor: "0:1000" } });
  expect(new Set(blocks.map(({ hash }) => hash)).size).toBe(some.length);
});
