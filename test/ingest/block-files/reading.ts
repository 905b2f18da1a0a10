import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import {
  type BlockFileSource,
  type BlockFilesOptions,
  openBlockFiles,
} from "../../../src/ingest/block-files/block-files.ts";
import type { BlockBatch, BlockCoinbase, Known } from "../../../src/ingest/block-source.ts";
import type { StoredBlock } from "../../fixtures/block-file.ts";
import { displayed, doubleSha256, HEADER_BYTES } from "../../fixtures/header-columns.ts";
import { recordedNode } from "../../fixtures/node.ts";

/** A block as it was handed over; hashes in display order. */
export interface Handed {
  readonly hash: string;
  readonly parent: string;
  readonly body: BlockCoinbase | null;
}

export const NOTHING_KNOWN: Known = { locator: [], cursor: null };
const NEVER = new AbortController().signal;
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is deleted after the tests of the file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hashfall-blk-"));
  folders.push(folder);
  return folder;
}

/** Writes files into a new folder. */
export function folderOf(files: Readonly<Record<string, Uint8Array>>): string {
  const folder = newFolder();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}

/** The first blocks of the recorded node's file. */
export function firstBlocks(count: number): StoredBlock[] {
  return [...recordedNode().blocks.values()].slice(0, count);
}

export async function batchesOf(
  source: BlockFileSource,
  known: Known = NOTHING_KNOWN,
): Promise<BlockBatch[]> {
  const batches: BlockBatch[] = [];
  for await (const batch of source.blocks(known, NEVER)) batches.push(batch);
  return batches;
}

/** All blocks a source hands over. */
export async function read(source: BlockFileSource, known?: Known): Promise<Handed[]> {
  return (await batchesOf(source, known)).flatMap(handedIn);
}

/** Opens a folder and reads it once. */
export async function readFolder(
  folder: string,
  options: BlockFilesOptions & { readonly known?: Known } = {},
): Promise<{ readonly source: BlockFileSource; readonly blocks: readonly Handed[] }> {
  const source = await openBlockFiles(folder, options);
  return { source, blocks: await read(source, options.known) };
}

export function handedIn({ headers, coinbases }: BlockBatch): Handed[] {
  return coinbases.map((body, row) => {
    const header = headers.subarray(row * HEADER_BYTES, (row + 1) * HEADER_BYTES);
    return {
      hash: displayed(doubleSha256(header)),
      parent: displayed(header.subarray(4, 36)),
      body,
    };
  });
}

/** Whether every block comes after its parent; all know the first block, and this reader `known` ones. */
export function isParentsFirst(blocks: readonly Handed[], known: readonly string[] = []): boolean {
  const seen = new Set([...known, NETWORKS.regtest.genesisHash]);
  return blocks.every(({ hash, parent }) => {
    const ok = seen.has(parent) || seen.has(hash);
    seen.add(hash);
    return ok;
  });
}

/** The longest branch, the first block first. */
export function longestBranch(blocks: readonly Handed[]): Handed[] {
  const heights = new Map<string, number>();
  const byHash = new Map(blocks.map((block) => [block.hash, block]));
  let tip: Handed | undefined;
  for (const block of blocks) {
    heights.set(block.hash, (heights.get(block.parent) ?? -1) + 1);
    if ((heights.get(block.hash) ?? 0) > (heights.get(tip?.hash ?? "") ?? -1)) tip = block;
  }
  const branch: Handed[] = [];
  for (let block = tip; block !== undefined; block = byHash.get(block.parent)) branch.push(block);
  return branch.toReversed();
}

export function sortedHashes(blocks: readonly { readonly hash: string }[]): string[] {
  return blocks.map(({ hash }) => hash).toSorted();
}
