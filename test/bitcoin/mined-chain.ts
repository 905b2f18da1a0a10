import { hash } from "node:crypto";
import { unixSeconds } from "../../src/base/index.ts";
import {
  HEADER_BYTES,
  type HeaderChain,
  type Network,
  compactBits,
} from "../../src/bitcoin/index.ts";

/** The easiest target there can be, 2^255 − 1, packed: every second hash meets it. */
export const EASIEST = 0x207fffff;
/** A half and a quarter of it, rounded down as packing does. */
export const HALF = 0x203fffff;
export const QUARTER = 0x201fffff;
/** Time of every mined chain's first block. */
export const START = 1_300_000_000;
/** A clock that no mined block is ahead of. */
export const LATER = unixSeconds(4_000_000_000);

/** A header with its work done, and those before it. */
export interface MinedBlock {
  readonly header: Uint8Array;
  /** As serialised. */
  readonly hash: Uint8Array;
  /** The same in hexadecimal, to compare and look up. */
  readonly id: string;
  readonly parent: MinedBlock | null;
  readonly height: number;
  readonly version: number;
  readonly time: number;
  readonly bits: number;
}

/** What a miner chooses; `salt` tells apart blocks that are else the same. */
export interface Choice {
  readonly time: number;
  readonly bits: number;
  readonly version?: number;
  readonly salt?: number;
  /** Whether to take the first hash that does not meet the target instead. */
  readonly lacksWork?: boolean;
}

/** A network on which a block takes a few hashes; its first block has the bits given. */
export function easyNetwork(base: Network, bits: number, changes: Partial<Network> = {}): Network {
  const genesisHeader = firstHeader(bits).toString("hex");
  const powLimit = (1n << 255n) - 1n;
  const powLimitBits = compactBits(EASIEST);
  return { ...base, genesisHeader, powLimit, powLimitBits, versionFloors: [], ...changes };
}

/** A network's first block. */
export function firstBlock({ genesisHeader }: Network): MinedBlock {
  return blockOf(Buffer.from(genesisHeader, "hex"), null);
}

/** The block a miner makes on a parent: the first nonce whose hash meets the bits it carries. */
export function mine(parent: MinedBlock, choice: Choice): MinedBlock {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(choice.version ?? 4, 0);
  header.set(parent.hash, 4);
  header.writeUInt32LE(choice.salt ?? 0, 36);
  header.writeUInt32LE(choice.time, 68);
  header.writeUInt32LE(choice.bits, 72);
  const target = targetOf(choice.bits);
  const wanted = choice.lacksWork !== true;
  for (let nonce = 0; ; nonce += 1) {
    header.writeUInt32LE(nonce, 76);
    const block = blockOf(header, parent);
    if (meets(block, target) === wanted) return block;
  }
}

/** A block twenty minutes late, and so easy. */
export function easyBlock(parent: MinedBlock, salt: number): MinedBlock {
  return mine(parent, { time: parent.time + 1_201, bits: EASIEST, salt });
}

/** A block in time on a network that began a quarter as easy as can be. */
export function hardBlock(parent: MinedBlock, salt: number): MinedBlock {
  return mine(parent, { time: parent.time + 600, bits: QUARTER, salt });
}

/** So many blocks on a parent, all with its bits, equally far apart. */
export function mineRun(parent: MinedBlock, count: number, spacing: number): MinedBlock[] {
  const run: MinedBlock[] = [];
  for (let i = 0; i < count; i += 1) {
    const before = run.at(-1) ?? parent;
    run.push(mine(before, { time: before.time + spacing, bits: before.bits }));
  }
  return run;
}

/** The last of some blocks. */
export function tipOf(blocks: readonly MinedBlock[]): MinedBlock {
  const tip = blocks.at(-1);
  if (tip === undefined) throw new Error("no blocks");
  return tip;
}

export function serialised(blocks: readonly MinedBlock[]): Uint8Array {
  return Buffer.concat(blocks.map(({ header }) => header));
}

/** Hashes of rows, of the best chain's where none are given, in hexadecimal. */
export function idsOf(chain: HeaderChain, rows: readonly number[] = activeRows(chain)): string[] {
  return rows.map((row) => Buffer.from(chain.hash(row)).toString("hex"));
}

/** The block at a height among those that lead to one. */
export function ancestorAt(block: MinedBlock, height: number): MinedBlock {
  let at = block;
  while (at.height > height && at.parent !== null) at = at.parent;
  return at;
}

/** Blocks from the first to this one. */
export function pathTo(block: MinedBlock): MinedBlock[] {
  const path: MinedBlock[] = [];
  for (let at: MinedBlock | null = block; at !== null; at = at.parent) path.push(at);
  return path.toReversed();
}

/** Mantissa × 256^(exponent − 3); only for exponents of 3 and more. */
export function targetOf(bits: number): bigint {
  return BigInt(bits & 0x7fffff) << (8n * BigInt((bits >>> 24) - 3));
}

/** Whether a hash, read as a little-endian number, is at or below a target. */
export function meets({ hash: bytes }: MinedBlock, target: bigint): boolean {
  const number = BigInt(`0x${Buffer.from(bytes.toReversed()).toString("hex")}`);
  return number <= target;
}

function blockOf(bytes: Buffer, parent: MinedBlock | null): MinedBlock {
  const header = Buffer.from(bytes);
  const twice = hash("sha256", hash("sha256", header, "buffer"), "buffer");
  return {
    header,
    hash: twice,
    id: twice.toString("hex"),
    parent,
    height: parent === null ? 0 : parent.height + 1,
    version: header.readInt32LE(0),
    time: header.readUInt32LE(68),
    bits: header.readUInt32LE(72),
  };
}

function activeRows(chain: HeaderChain): number[] {
  return Array.from({ length: chain.tipHeight + 1 }, (_, height) => chain.activeRow(height));
}

function firstHeader(bits: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(START, 68);
  header.writeUInt32LE(bits, 72);
  return header;
}
