import type { Coinbase } from "./coinbase.ts";
import { HASH_BYTES } from "./header-layout.ts";
import { type ByteRange, readableRanges, textOf } from "./readable-text.ts";

/** Some bytes of a script and where they begin. */
export interface ScriptSpan {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Readable text in a script. */
export interface LegibleText extends ScriptSpan {
  readonly text: string;
}

/**
 * Commitment to blocks of other chains mined along with this one; its bytes begin with its push where
 * it is one.
 */
export interface MergeMiningCommitment extends ScriptSpan {
  /** Root of the tree of the other chains' blocks, 32 bytes, in display order. */
  readonly root: Uint8Array;
  /** Leaves of that tree. */
  readonly treeSize: number;
  readonly nonce: number;
}

interface HeightPush {
  readonly height: number;
  /** Bytes of the push, its opcode among them. */
  readonly size: number;
}

const OP_1 = 0x51;
const OP_16 = 0x60;
/** Longest push of a height, in bytes: a block height is a signed 32-bit integer. */
const MAX_HEIGHT_BYTES = 4;
/** OP_RETURN, a push of 36 bytes, 0xaa21a9ed (BIP 141). */
const WITNESS_COMMITMENT_HEAD = [0x6a, 0x24, 0xaa, 0x21, 0xa9, 0xed] as const;
/** 0xfa 0xbe "mm". */
const MERGE_MINING_MAGIC = [0xfa, 0xbe, 0x6d, 0x6d] as const;
/** Magic 4, root 32, size 4, nonce 4. */
const MERGE_MINING_SIZE = 44;

/**
 * Height that the input script of a coinbase begins with, or null where it begins with none.
 *
 * The push is the one that Bitcoin Core's `CScript() << nHeight` makes, no other: OP_0 to OP_16 up to
 * 16, seen on regtest only, then the fewest bytes, little-endian, the top bit left free. A script from
 * before BIP 34 can begin like one by chance: the first block's reads as 486,604,799.
 *
 * Source: BIP 34; Bitcoin Core v28, src/validation.cpp, `ContextualCheckBlock`.
 */
export function coinbaseHeight(script: Uint8Array): number | null {
  return heightPush(script)?.height ?? null;
}

/** Bytes of the push of the height that an input script begins with; 0 where it begins with none. */
export function heightSize(script: Uint8Array): number {
  return heightPush(script)?.size ?? 0;
}

/**
 * Root of the witness tree that a coinbase commits to, 32 bytes in serialised order, or null.
 * Of several outputs with the right beginning the last counts.
 *
 * Source: BIP 141; Bitcoin Core v28, src/consensus/validation.h, `GetWitnessCommitmentIndex`.
 */
export function witnessCommitment(coinbase: Coinbase): Uint8Array | null {
  const size = WITNESS_COMMITMENT_HEAD.length + HASH_BYTES;
  const output = coinbase.outputs.findLast(
    ({ script }) => script.length >= size && startsWith(script, WITNESS_COMMITMENT_HEAD, 0),
  );
  return output?.script.subarray(WITNESS_COMMITMENT_HEAD.length, size) ?? null;
}

/**
 * The merge-mining commitment of a script, or null: 0xfabe6d6d, root, size and nonce of the tree. The
 * first that is whole counts.
 *
 * Source: Namecoin, "merged mining specification".
 */
export function mergeMiningCommitment(script: Uint8Array): MergeMiningCommitment | null {
  const pushed = heightSize(script);
  for (let at = pushed; at + MERGE_MINING_SIZE <= script.length; at += 1) {
    if (startsWith(script, MERGE_MINING_MAGIC, at)) {
      const isPush = at > pushed && script[at - 1] === MERGE_MINING_SIZE;
      return readCommitment(script, at, isPush ? at - 1 : at);
    }
  }
  return null;
}

/**
 * What a person could read in a script after its height: UTF-8 of three bytes or more that shows,
 * outside a merge-mining commitment.
 *
 * A reading, not a rule of the protocol: three bytes at random are text one time in twenty, and the
 * opcode of a push of 32 bytes or more is a character itself (the first block's "EThe Times …").
 */
export function legibleText(script: Uint8Array): LegibleText[] {
  return freeRanges(script)
    .flatMap((range) => readableRanges(script, range))
    .map((range) => {
      const { offset, bytes } = spanOf(script, range);
      return { offset, bytes, text: textOf(script, range) };
    });
}

/**
 * What is left of a script without its height, its readable text and its merge-mining commitment: the
 * bytes a miner counts through, and whatever else nobody could name. A reading, as `legibleText` is.
 */
export function extraNonce(script: Uint8Array): ScriptSpan[] {
  return freeRanges(script)
    .flatMap((range) => without(range, readableRanges(script, range)))
    .map((range) => spanOf(script, range));
}

function heightPush(script: Uint8Array): HeightPush | null {
  const opcode = script[0] ?? -1;
  if (opcode === 0) return { height: 0, size: 1 };
  if (opcode >= OP_1 && opcode <= OP_16) return { height: opcode - OP_1 + 1, size: 1 };
  if (opcode < 1 || opcode > MAX_HEIGHT_BYTES || opcode >= script.length) return null;
  const height = script.subarray(1, 1 + opcode).reduceRight((sum, byte) => sum * 256 + byte, 0);
  const fewest = Math.floor((32 - Math.clz32(height)) / 8) + 1;
  return height > 16 && fewest === opcode ? { height, size: 1 + opcode } : null;
}

function readCommitment(script: Uint8Array, at: number, from: number): MergeMiningCommitment {
  const rootAt = at + MERGE_MINING_MAGIC.length;
  const rootEnd = rootAt + HASH_BYTES;
  const view = new DataView(script.buffer, script.byteOffset, script.byteLength);
  return {
    ...spanOf(script, { from, to: at + MERGE_MINING_SIZE }),
    root: script.subarray(rootAt, rootEnd),
    treeSize: view.getUint32(rootEnd, true),
    nonce: view.getUint32(rootEnd + 4, true),
  };
}

/** The script without the push of its height and without a merge-mining commitment. */
function freeRanges(script: Uint8Array): ByteRange[] {
  const whole = { from: heightSize(script), to: script.length };
  const commitment = mergeMiningCommitment(script);
  if (commitment === null) return [whole];
  const { offset, bytes } = commitment;
  return [
    { from: whole.from, to: offset },
    { from: offset + bytes.length, to: whole.to },
  ];
}

/** What is left of a range outside some ranges in it, which are in order. */
function without({ from, to }: ByteRange, taken: readonly ByteRange[]): ByteRange[] {
  const starts = [from, ...taken.map((range) => range.to)];
  const ends = [...taken.map((range) => range.from), to];
  return starts
    .map((start, i) => ({ from: start, to: ends[i] ?? to }))
    .filter((range) => range.to > range.from);
}

function spanOf(script: Uint8Array, { from, to }: ByteRange): ScriptSpan {
  return { offset: from, bytes: script.subarray(from, to) };
}

function startsWith(script: Uint8Array, head: readonly number[], at: number): boolean {
  return head.every((byte, i) => script[at + i] === byte);
}
