import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import { openBlockFiles } from "../../../src/ingest/block-files/block-files.ts";
import { recordedNode } from "../../fixtures/node.ts";
import {
  batchesOf,
  folderOf,
  handedIn,
  isParentsFirst,
  longestBranch,
  newFolder,
  read,
  readFolder,
  sortedHashes,
} from "./reading.ts";

const node = recordedNode();
const plain = { "blk00000.dat": node.blockFile };
const obfuscated = { "blk00000.dat": node.obfuscatedBlockFile, "xor.dat": node.xorKey };

// Bitcoin Core 28.1: its block file, and its own account of its active chain
test.each([
  { why: "plain, before Bitcoin Core 28", files: plain },
  { why: "plain, with a key of zeros", files: { ...plain, "xor.dat": new Uint8Array(8) } },
  { why: "obfuscated", files: obfuscated },
])("a node's file tells all it knows of its chain: $why", async ({ files }) => {
  const { source, blocks } = await readFolder(folderOf(files));
  expect(sortedHashes(blocks)).toEqual([...node.blocks.keys()].toSorted());
  expect(isParentsFirst(blocks)).toBe(true);
  expect({ problems: source.problems, skipped: source.skippedBytes }).toEqual({
    problems: [],
    skipped: 0,
  });
  const branch = longestBranch(blocks);
  expect(branch.map(({ hash }) => hash)).toEqual(node.rows.map(({ hash }) => hash));
  const said = branch.map(({ body }) => [
    Buffer.from(body?.script ?? []).toString("hex"),
    body?.value,
    body?.addresses,
    body?.transactions,
  ]);
  const truth = node.rows.map((row) => [
    Buffer.from(row.coinbaseScript).toString("hex"),
    row.valueSat,
    row.addresses,
    1,
  ]);
  expect(said).toEqual(truth);
});

test("the key belongs to places in the file, and padding stays zero under it", () => {
  const used = node.blockFileUsed;
  expect(node.obfuscatedBlockFile.subarray(used).every((byte) => byte === 0)).toBe(true);
  expect(node.obfuscatedBlockFile.subarray(0, 4)).not.toEqual(node.blockFile.subarray(0, 4));
});

test("space reserved by a node that obfuscates zeros too ends the blocks as well", async () => {
  const file = Buffer.from(node.obfuscatedBlockFile);
  for (let at = node.blockFileUsed; at < file.length; at += 1) file[at] = node.xorKey[at % 8] ?? 0;
  const { source, blocks } = await readFolder(
    folderOf({ "blk00000.dat": file, "xor.dat": node.xorKey }),
  );
  expect(blocks).toHaveLength(node.blocks.size);
  expect(source.problems).toEqual([]);
});

test("the network, the name and the height of the tip are read from the files", async () => {
  const folder = folderOf(obfuscated);
  const source = await openBlockFiles(folder);
  const batches = await batchesOf(source);
  expect([source.network.name, source.label, source.givesCoinbases]).toEqual([
    "regtest",
    `blk:${folder}`,
    true,
  ]);
  expect(new Set(batches.map(({ tipHeight }) => tipHeight))).toEqual(new Set([5004]));
  expect(Math.max(...batches.map(({ coinbases }) => coinbases.length))).toBeLessThanOrEqual(2000);
});

test.each([
  { why: "its data directory", inside: "blocks", network: undefined },
  {
    why: "the data directory of all networks",
    inside: "regtest/blocks",
    network: NETWORKS.regtest,
  },
])("a node is found by $why", async ({ inside, network }) => {
  const folder = newFolder();
  mkdirSync(join(folder, inside), { recursive: true });
  writeFileSync(join(folder, inside, "blk00000.dat"), node.blockFile);
  writeFileSync(join(folder, inside, "rev00000.dat"), "undo data is not read");
  const { blocks } = await readFolder(folder, { network });
  expect(blocks).toHaveLength(node.blocks.size);
});

test("nothing is lost when the reader goes on from any cursor it was given", async () => {
  const folder = folderOf(plain);
  const batches = await batchesOf(await openBlockFiles(folder));
  expect(batches.length).toBeGreaterThan(3);
  for (const [index, { cursor = null }] of batches.entries()) {
    const before = batches.slice(0, index + 1).flatMap(handedIn);
    const locator = longestBranch(before)
      .slice(-10)
      .map(({ hash }) => Buffer.from(hash, "hex").toReversed());
    const after = await read(await openBlockFiles(folder), { locator, cursor });
    const known = before.map(({ hash }) => hash);
    expect(isParentsFirst(after, known)).toBe(true);
    expect(
      sortedHashes([...new Map([...before, ...after].map((b) => [b.hash, b])).values()]),
    ).toEqual([...node.blocks.keys()].toSorted());
  }
});

test("a reader with everything is handed nothing", async () => {
  const source = await openBlockFiles(folderOf(plain));
  const batches = await batchesOf(source);
  const cursor = batches.at(-1)?.cursor ?? null;
  const tip = Buffer.from(node.rows.at(-1)?.hash ?? "", "hex").toReversed();
  expect(await read(source, { locator: [tip], cursor })).toEqual([]);
  expect(await read(await openBlockFiles(folderOf(plain)), { locator: [tip], cursor })).toEqual([]);
});

test("a reader with no cursor is handed everything, whatever headers it has", async () => {
  const locator = node.rows.slice(-10).map(({ hash }) => Buffer.from(hash, "hex").toReversed());
  const { blocks } = await readFolder(folderOf(plain), { known: { locator, cursor: null } });
  expect(blocks).toHaveLength(node.blocks.size);
});
