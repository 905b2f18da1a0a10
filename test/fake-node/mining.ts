import type { StoredBlock } from "../fixtures/block-file.ts";
import { displayed, doubleSha256, HEADER_BYTES, serialised } from "../fixtures/header-columns.ts";
import type { Entry } from "./chain.ts";

/** How a new block looks. */
export interface MinedLike {
  /** What the coinbase says after its height. */
  readonly tag?: string | Uint8Array;
  /** Locking script of the coinbase's first output. */
  readonly script?: Uint8Array;
  /** Header time of the first, seconds since 1970; ten minutes after the parent unless given. */
  readonly time?: number;
  /** Seconds from one to the next. */
  readonly spacing?: number;
  /** Makes blocks differ that would else be equal, as those of two branches. */
  readonly extraNonce?: number;
}

const REGTEST_BITS = 0x207fffff;
const REGTEST_TARGET = ((1n << 255n) - 1n) & (0x7fffffn << 232n);
const REGTEST_HALVING = 150;
const SUBSIDY = 5_000_000_000n;
const VERSION = 0x20000000;
/** Last height that BIP 34 writes as an opcode. */
const LAST_OPCODE_HEIGHT = 16;
const OP_1 = 0x51;
/** An output anyone may spend: pay to the script hash of repeated 0x2a. */
const SOME_SCRIPT = Buffer.concat([
  Buffer.from("a914", "hex"),
  Buffer.alloc(20, 0x2a),
  Buffer.from("87", "hex"),
]);
/** OP_RETURN, then the commitment of a block whose only witness is the coinbase's (BIP 141). */
const COMMITMENT = Buffer.concat([
  Buffer.from("6a24aa21a9ed", "hex"),
  doubleSha256(Buffer.alloc(64)),
]);

/** Mines a regtest block with nothing but a coinbase on another. */
export function mineOn(parent: Entry, like: MinedLike = {}): StoredBlock {
  const height = parent.height + 1;
  const { tag = "/fake/", script = SOME_SCRIPT, time = parent.time + 600, extraNonce = 0 } = like;
  const nonceBytes = Buffer.alloc(8);
  nonceBytes.writeUInt32LE(extraNonce);
  const input = Buffer.concat([
    pushedHeight(height),
    pushed(typeof tag === "string" ? Buffer.from(tag) : tag),
    pushed(nonceBytes),
  ]);
  const value = Buffer.alloc(8);
  value.writeBigUInt64LE(SUBSIDY >> BigInt(Math.floor(height / REGTEST_HALVING)));
  const body = Buffer.concat([
    Buffer.from([1]),
    Buffer.alloc(32),
    Buffer.alloc(4, 0xff),
    counted(input),
    Buffer.alloc(4, 0xff),
    Buffer.from([2]),
    value,
    counted(script),
    Buffer.alloc(8),
    counted(COMMITMENT),
  ]);
  const version = Buffer.from("02000000", "hex");
  const lockTime = Buffer.alloc(4);
  const header = solved(parent, doubleSha256(Buffer.concat([version, body, lockTime])), time);
  const witness = Buffer.concat([Buffer.from([1, 32]), Buffer.alloc(32)]);
  const marker = Buffer.from([0, 1]);
  const transaction = Buffer.concat([version, marker, body, witness, lockTime]);
  const bytes = Buffer.concat([header, Buffer.from([1]), transaction]);
  return {
    hash: displayed(doubleSha256(header)),
    header: bytes.subarray(0, HEADER_BYTES),
    bytes,
  };
}

/** Tries nonces until the hash meets regtest's target; two on average. */
function solved(parent: Entry, merkleRoot: Uint8Array, time: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(VERSION, 0);
  header.set(serialised(parent.block.hash), 4);
  header.set(merkleRoot, 36);
  header.writeUInt32LE(time, 68);
  header.writeUInt32LE(REGTEST_BITS, 72);
  let nonce = 0;
  while (BigInt(`0x${displayed(doubleSha256(header))}`) > REGTEST_TARGET) {
    nonce += 1;
    header.writeUInt32LE(nonce, 76);
  }
  return header;
}

/** BIP 34: the shortest script number; 1 to 16 as opcodes. */
function pushedHeight(height: number): Buffer {
  if (height <= LAST_OPCODE_HEIGHT) return Buffer.from([OP_1 + height - 1]);
  const bytes: number[] = [];
  for (let left = height; left > 0; left = Math.floor(left / 256)) bytes.push(left % 256);
  if ((bytes.at(-1) ?? 0) >= 0x80) bytes.push(0);
  return pushed(Buffer.from(bytes));
}

/** A push of up to 75 bytes. */
function pushed(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

/** Bytes with their length before them; up to 252. */
function counted(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}
