import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { HashfallError } from "../../../src/base/index.ts";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import { openBlockFiles } from "../../../src/ingest/block-files/block-files.ts";
import { writeBlockFiles } from "../../fake-node/block-files.ts";
import { obfuscated, type StoredBlock } from "../../fixtures/block-file.ts";
import { blockOf, coinbasePaying } from "./blocks.ts";
import {
  firstBlocks,
  folderOf,
  type Handed,
  isParentsFirst,
  newFolder,
  read,
  readFolder,
} from "./reading.ts";

const KEY = Buffer.from("9b10e2034ca5d77f", "hex");
const MAGIC = Buffer.from("fabfb5da", "hex");
/** Magic, and the greatest size that a block may have. */
const BEYOND = Buffer.from("fabfb5da00093d00", "hex");
const blocks = firstBlocks(40);
const hashes = blocks.map(({ hash }) => hash);

function record({ bytes }: StoredBlock, size = bytes.length): Buffer {
  const prefix = Buffer.alloc(8);
  prefix.set(MAGIC);
  prefix.writeUInt32LE(size, 4);
  return Buffer.concat([prefix, bytes]);
}

const records = blocks.map((block) => record(block));

test.each([
  { why: "random bytes", between: Buffer.from("00ff17a29bfabfb5", "hex"), problems: 1 },
  { why: "one byte", between: Buffer.from([1]), problems: 1 },
  { why: "magic and no size", between: MAGIC, problems: 1 },
  { why: "magic and a size of zero", between: Buffer.from("fabfb5da00000000", "hex"), problems: 0 },
  { why: "magic and a huge size", between: Buffer.from("fabfb5daffffffff", "hex"), problems: 0 },
  { why: "magic and a size beyond the file", between: BEYOND, problems: 0 },
  {
    why: "magic, that size, and bytes",
    between: Buffer.alloc(100, BEYOND).fill(7, 8),
    problems: 2,
  },
  {
    why: "magic, a byte too much, and bytes",
    between: Buffer.alloc(100, "fabfb5da01093d00", "hex").fill(7, 8),
    problems: 1,
  },
  { why: "half a block", between: records[11]?.subarray(0, 140) ?? MAGIC, problems: 2 },
  { why: "megabytes of text", between: Buffer.alloc(3_000_000, "no block "), problems: 1 },
])("no block is lost to $why between two", async ({ between, problems }) => {
  const parts = [...records.slice(0, 20), between, ...records.slice(20)];
  for (const key of [new Uint8Array(8), KEY]) {
    const file = obfuscated(Buffer.concat([...parts, Buffer.alloc(500)]), key);
    const { blocks: handed, source } = await readFolder(
      folderOf({ "blk00000.dat": file, "xor.dat": key }),
    );
    expect(new Set(handed.map(({ hash }) => hash))).toEqual(new Set(hashes));
    expect(handed.every(({ body }) => body !== null)).toBe(true);
    expect(source.problemCount).toBe(problems);
  }
});

test.each([
  { why: "too great", size: 5000 },
  { why: "so great that it reaches the padding", size: 200_000 },
  { why: "too small", size: 150 },
])("a size that is $why costs no block", async ({ size }) => {
  const [tenth] = blocks.slice(10, 11);
  const parts = records.with(10, tenth === undefined ? MAGIC : record(tenth, size));
  const file = Buffer.concat([...parts, Buffer.alloc(1_000_000)]);
  const { blocks: handed, source } = await readFolder(folderOf({ "blk00000.dat": file }));
  expect(new Set(handed.map(({ hash }) => hash))).toEqual(new Set(hashes));
  expect(source.problemCount).toBeGreaterThan(0);
});

test("a block cut off in a file that grows no more is reported, its header kept", async () => {
  const whole = Buffer.concat(records.slice(0, 20));
  const rest = Buffer.concat(records.slice(20));
  const files = { "blk00000.dat": whole.subarray(0, -100), "blk00001.dat": rest };
  const { blocks: handed, source } = await readFolder(folderOf(files));
  expect(handed.map(({ hash }) => hash)).toEqual(hashes);
  expect(handed.filter(({ body }) => body === null).map(({ hash }) => hash)).toEqual([hashes[19]]);
  expect(source.problems.map(({ path }) => path)).toContain(
    `blk00000.dat:${whole.length - (records[19]?.length ?? 0)}`,
  );
});

test("a header that is damaged takes along what comes after it, and is reported", async () => {
  const file = Buffer.concat(records);
  const tenth = Buffer.concat(records.slice(0, 10)).length;
  file.fill(0xff, tenth + 8 + 72, tenth + 8 + 76);
  const { blocks: handed, source } = await readFolder(folderOf({ "blk00000.dat": file }));
  expect(handed.map(({ hash }) => hash)).toEqual(hashes.slice(0, 10));
  expect(source.problems.map(({ reason }) => reason)).toEqual([
    `a block ${hashes[10]} is in no file, and blocks that come after it number 29`,
    "the header does not meet its target",
  ]);
});

test("a coinbase that makes no sense leaves its header, and a better copy makes it good", async () => {
  const bad = Buffer.from(records[10] ?? MAGIC).fill(0xff, 8 + 81, 8 + 130);
  const parts = [...records.slice(0, 10), bad, ...records.slice(11)];
  const first = await readFolder(folderOf({ "blk00000.dat": Buffer.concat(parts) }));
  expect(first.blocks.map(({ hash }) => hash)).toEqual(hashes);
  expect(first.blocks[10]?.body).toBeNull();
  expect(first.source.problems.map(({ reason }) => reason)).toEqual([
    "the coinbase makes no sense",
  ]);
  const copy = Buffer.concat([...parts, records[10] ?? MAGIC]);
  const second = await readFolder(folderOf({ "blk00000.dat": copy }));
  const better = second.blocks.findLast(({ hash }) => hash === hashes[10]);
  expect(better?.body).not.toBeNull();
});

test("the same block twice is handed over once", async () => {
  const file = Buffer.concat(records.flatMap((each) => [each, each]));
  const { blocks: handed, source } = await readFolder(folderOf({ "blk00000.dat": file }));
  expect(handed.map(({ hash }) => hash)).toEqual(hashes);
  expect(source.problems).toEqual([]);
});

test("blocks that claim to be the first are not handed over", async () => {
  const alien = blockOf("0".repeat(64), [coinbasePaying(Buffer.from([0x51]))]);
  const file = Buffer.concat([...records, record(alien)]);
  const { blocks: handed, source } = await readFolder(folderOf({ "blk00000.dat": file }));
  expect(handed.map(({ hash }) => hash)).toEqual(hashes);
  expect(source.problemCount).toBe(1);
});

test("files without a single block that can be read are refused", async () => {
  const file = Buffer.concat([MAGIC, Buffer.alloc(5000, 0x55)]);
  await expect(
    readFolder(folderOf({ "blk00000.dat": file, "blk00001.dat": file })),
  ).rejects.toThrow(expect.objectContaining({ code: "source.malformed" }));
});

/** Changes to the bytes of a file: overwritten, inserted or removed somewhere. */
const change = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.constant(Uint8Array.from(MAGIC)),
    fc.constant(Uint8Array.from(Buffer.from("fabfb5da00010000", "hex"))),
    fc.nat({ max: 300 }).map((length) => new Uint8Array(length)),
  ),
  removed: fc.nat({ max: 400 }),
});

test("whatever happened to the bytes, reading ends, in order and without a crash", async () => {
  const folder = newFolder();
  writeBlockFiles(folder, blocks, { maximumBytes: 6000, chunkBytes: 4096 });
  const names = ["blk00000.dat", "blk00001.dat"];
  const originals = names.map((name) => readFileSync(join(folder, name)));
  const keys = fc.constantFrom(new Uint8Array(8), KEY);
  const changes = fc.array(change, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.tuple(changes, changes), keys, async (damages, key) => {
      for (const [index, name] of names.entries()) {
        const bytes = damaged(originals[index] ?? Buffer.alloc(0), damages[index] ?? []);
        writeFileSync(join(folder, name), obfuscated(bytes, key));
      }
      writeFileSync(join(folder, "xor.dat"), key);
      const handed = await readOrRefused(folder);
      expect(isParentsFirst(handed ?? [])).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a file of bytes made to look like blocks is read in time in proportion to its length", async () => {
  const [genesis = MAGIC] = records;
  const prefix = Buffer.from("fabfb5da00093d00", "hex");
  const header = genesis.subarray(8, 88);
  for (const piece of [prefix, MAGIC, Buffer.concat([prefix, header]), Buffer.alloc(1, 0xfa)]) {
    const body = Buffer.alloc(1_000_000, piece);
    const file = Buffer.concat([genesis, body, Buffer.alloc(5_000_000), Buffer.alloc(1, 1)]);
    const handed = await readOrRefused(folderOf({ "blk00000.dat": file, "blk00001.dat": genesis }));
    expect(handed?.map(({ hash }) => hash)).toEqual([hashes[0]]);
  }
});

function damaged(
  bytes: Buffer,
  changes: readonly { at: number; bytes: Uint8Array; removed: number }[],
): Buffer {
  let result = bytes;
  for (const { at, bytes: inserted, removed } of changes) {
    const place = Math.floor(at * result.length);
    result = Buffer.concat([result.subarray(0, place), inserted, result.subarray(place + removed)]);
  }
  return result;
}

/** What is handed over; null where the files are refused. */
async function readOrRefused(folder: string): Promise<Handed[] | null> {
  try {
    return await read(await openBlockFiles(folder, { network: NETWORKS.regtest }));
  } catch (error) {
    if (error instanceof HashfallError) return null;
    throw error;
  }
}
