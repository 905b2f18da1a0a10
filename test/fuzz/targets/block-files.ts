import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Random } from "../../../src/base/index.ts";
import { HASH_BYTES, HEADER_BYTES, NETWORKS, hashHeaders } from "../../../src/bitcoin/index.ts";
import { type BlockBatch, type BlockSource, openBlockFiles } from "../../../src/ingest/index.ts";
import { RECORD_PREFIX, obfuscated } from "../../fixtures/block-file.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { below, oneIn, pick } from "../draw.ts";
import { hostile, joined, mutated, noise } from "../mutation.ts";
import { ACCEPTED, type Case, type Outcome, type Target, must } from "../target.ts";
import { meetsOwnTarget } from "./mine.ts";

const NEVER = new AbortController().signal;
const NETWORK = NETWORKS.regtest;
const MOST_BLOCKS = 12;
const FILES = ["blk00000.dat", "blk00001.dat"] as const;
const CURSORS = ["", "0:0", "0:100", "1:0", "999999:9999999999", "0:4294967295", "a:b", "00:01"];

/** Block files of a node: damaged anywhere, hidden by a key, gone on with from any place. */
export const blockFiles: Target = {
  name: "block-files",
  share: 3_000,
  codes: ["source.malformed", "source.refused", "source.unreachable", "source.other-network"],
  open: () => {
    const folder = new HarmedFolder();
    const records = recordedRecords();
    return Promise.resolve({
      run: (trial) => tryFiles(trial, folder, records),
      close: () => Promise.resolve(folder.close()),
    });
  },
};

/** A folder whose files are written over with each case; they stay open, which saves a third of the time. */
class HarmedFolder {
  readonly path: string = mkdtempSync(join(tmpdir(), "hashfall-fuzz-"));
  private readonly open = new Map<string, number>();

  write(name: string, bytes: Uint8Array): void {
    const file = this.open.get(name) ?? openSync(join(this.path, name), "w");
    this.open.set(name, file);
    ftruncateSync(file, 0);
    writeSync(file, bytes, 0, bytes.length, 0);
  }

  close(): void {
    for (const file of this.open.values()) closeSync(file);
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The first blocks, each with magic and size before it. */
function recordedRecords(): Uint8Array[] {
  const { blockFile, blocks } = recordedNode();
  const records: Uint8Array[] = [];
  let at = 0;
  for (const { bytes } of [...blocks.values()].slice(0, 5 * MOST_BLOCKS)) {
    const end = at + RECORD_PREFIX + bytes.length;
    records.push(new Uint8Array(blockFile.subarray(at, end)));
    at = end;
  }
  return records;
}

async function tryFiles(
  trial: Case,
  folder: HarmedFolder,
  records: readonly Uint8Array[],
): Promise<Outcome> {
  const { random } = trial;
  writeFolder(trial, folder, records);
  const network = oneIn(random, 8) ? {} : { network: NETWORK };
  const source = await openBlockFiles(folder.path, {
    ...network,
    maxWaitingBytes: waiting(random),
  });
  try {
    const cursor = oneIn(random, 4) ? pick(random, CURSORS) : null;
    const seen = new Set([GENESIS]);
    const first = await read(source, cursor, seen);
    if (oneIn(random, 4)) await read(source, first.cursor, seen);
    must(source.problemCount >= source.problems.length - 1, "problems are counted");
    return first.blocks > 0 ? ACCEPTED : "no block";
  } finally {
    await source.close();
  }
}

/** Bytes of blocks that may wait for their parents: now and then next to none. */
function waiting(random: Random): number {
  return oneIn(random, 4) ? below(random, 4_000) : 64_000_000;
}

function writeFolder(trial: Case, folder: HarmedFolder, records: readonly Uint8Array[]): void {
  const { random } = trial;
  const key = oneIn(random, 2) ? new Uint8Array(8) : obfuscated(new Uint8Array(8), noise8(random));
  const count = 1 + below(random, MOST_BLOCKS);
  const split = below(random, count + 1);
  const parts = [records.slice(0, split), records.slice(split, count)];
  for (const [index, name] of FILES.entries()) {
    const plain = hostileFile(random, parts[index] ?? [], records);
    if (index === 0) trial.input = plain;
    folder.write(name, obfuscated(plain, key));
  }
  const strange = oneIn(random, 40) ? noise(random, 20) : key;
  folder.write("xor.dat", strange);
}

function noise8(random: Random): Uint8Array {
  return Uint8Array.from({ length: 8 }, () => below(random, 256));
}

/** Records in order, or not, some harmed, with or without reserved space behind them. */
function hostileFile(
  random: Random,
  own: readonly Uint8Array[],
  records: readonly Uint8Array[],
): Uint8Array {
  const placed = oneIn(random, 4) ? own.toReversed() : own;
  const harmed = placed.map((record) =>
    oneIn(random, 6) ? mutated(random, record, records) : record,
  );
  const whole = joined(...harmed, new Uint8Array(pick(random, [0, 1, 500, 5_000])));
  return oneIn(random, 2) ? hostile(random, [whole]) : whole;
}

interface Reading {
  readonly blocks: number;
  readonly cursor: string | null;
}

/** Everything a source hands over: work in every header, and each block's parent before it. */
async function read(
  source: BlockSource,
  cursor: string | null,
  seen: Set<string>,
): Promise<Reading> {
  let blocks = 0;
  let last = cursor;
  for await (const batch of source.blocks({ locator: [], cursor }, NEVER)) {
    requireOrder(batch, seen);
    blocks += batch.coinbases.length;
    last = batch.cursor ?? last;
  }
  return { blocks, cursor: last };
}

function requireOrder({ headers, coinbases }: BlockBatch, seen: Set<string>): void {
  must(headers.length === coinbases.length * HEADER_BYTES, "every block has its place");
  const hashes = hashHeaders(headers);
  for (let index = 0; index < coinbases.length; index += 1) {
    const header = headers.subarray(index * HEADER_BYTES, (index + 1) * HEADER_BYTES);
    const hash = keyOf(hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES));
    const parent = keyOf(header.subarray(4, 4 + HASH_BYTES));
    must(meetsOwnTarget(header), "a header handed over has its work");
    must(seen.has(parent) || seen.has(hash), "a parent comes before its child");
    seen.add(hash);
  }
}

/**
 * The half of a hash by which the reader of block files tells it from others. A header can name a
 * parent that only the other half makes a stranger; damage does so where work is as easy as here.
 */
const keyOf = (hash: Uint8Array): string => Buffer.from(hash.subarray(0, 16)).toString("hex");
const GENESIS = keyOf(Buffer.from(NETWORK.genesisHash, "hex").toReversed());
