import { type Satoshis, satoshis } from "../base/index.ts";
import { ByteReader } from "./byte-reader.ts";
import { doubleSha256 } from "./sha256/sha256.ts";

/** Where a coinbase pays, and how much. */
export interface CoinbaseOutput {
  readonly value: Satoshis;
  /** Locking script. */
  readonly script: Uint8Array;
}

/** First transaction of a block, as serialised; its arrays are copies of their own. */
export interface Coinbase {
  /** Length of the serialised transaction with its witness, in bytes. */
  readonly size: number;
  readonly version: number;
  /** Input script: the height since BIP 34, then what the miner likes. */
  readonly script: Uint8Array;
  readonly sequence: number;
  readonly outputs: readonly CoinbaseOutput[];
  readonly lockTime: number;
}

const FAULTS = {
  what: "coinbase",
  truncated: "coinbase.truncated",
  invalid: "coinbase.invalid",
} as const;

/** Most bytes of a transaction without witness: `MAX_BLOCK_WEIGHT` / `WITNESS_SCALE_FACTOR`. */
const MAX_STRIPPED_SIZE = 1_000_000;
/** Value and length of an output with an empty script, in bytes. */
const MIN_OUTPUT_SIZE = 9;
/** All the coins there will ever be, in satoshis. Bitcoin Core: `MAX_MONEY`, src/consensus/amount.h. */
const MAX_MONEY = 21e14;
const MIN_SCRIPT_SIZE = 2;
const MAX_SCRIPT_SIZE = 100;
const NO_OUTPUT_INDEX = 0xffffffff;
/** The witness of a coinbase: a stack of one item of 32 bytes, each with its length before it. */
const WITNESS_SIZE = 34;
/** Marker and flag that announce a witness (BIP 144). */
const WITNESS_MARK_SIZE = 2;

/**
 * Reads a serialised coinbase that begins at `offset`; what follows it is left alone.
 *
 * Both forms are read, with a witness and without. A witness must be the one stack of one item of
 * 32 bytes that BIP 141 wants of a coinbase; it is not kept.
 *
 * Source: Bitcoin Core v28, src/primitives/transaction.h, `UnserializeTransaction`;
 * src/consensus/tx_check.cpp, `CheckTransaction`; BIP 144.
 *
 * @throws HashfallError `coinbase.truncated` when the bytes end first, `coinbase.invalid`.
 */
export function parseCoinbase(bytes: Uint8Array, offset = 0): Coinbase {
  const reader = new ByteReader(bytes, FAULTS, offset);
  const version = reader.u32le();
  const hasWitness = readInputCount(reader);
  readNullOutpoint(reader);
  const script = reader.bytes(readScriptSize(reader));
  const sequence = reader.u32le();
  const outputs = readOutputs(reader, offset + MAX_STRIPPED_SIZE);
  if (hasWitness) skipWitness(reader);
  const lockTime = reader.u32le();
  return { size: reader.position - offset, version, script, sequence, outputs, lockTime };
}

/**
 * Identifier of a coinbase that `bytes` begin with, in serialised order: the double SHA-256 of the
 * transaction without its witness. A block of no other transaction has it as merkle root.
 */
export function coinbaseTransactionId(bytes: Uint8Array, coinbase: Coinbase): Uint8Array {
  const whole = bytes.subarray(0, coinbase.size);
  if (whole[4] !== 0) return doubleSha256(whole);
  const stripped = new Uint8Array(coinbase.size - WITNESS_MARK_SIZE - WITNESS_SIZE);
  const inputsAt = 4 + WITNESS_MARK_SIZE;
  stripped.set(whole.subarray(0, 4));
  stripped.set(whole.subarray(inputsAt, coinbase.size - WITNESS_SIZE - 4), 4);
  stripped.set(whole.subarray(coinbase.size - 4), stripped.length - 4);
  return doubleSha256(stripped);
}

/** What a coinbase pays out in all: subsidy and fees, or less where a miner claims less. */
export function coinbaseReward(coinbase: Coinbase): Satoshis {
  return satoshis(coinbase.outputs.reduce((sum, output) => sum + output.value, 0));
}

/** Reads up to the one input; says whether a witness will follow the outputs. */
function readInputCount(reader: ByteReader): boolean {
  const first = reader.compactSize();
  if (first === 1) return false;
  if (first !== 0) throw reader.invalid(`${first} inputs instead of 1`);
  const flag = reader.u8();
  if (flag !== 1) throw reader.invalid(`flag ${flag} after the marker instead of 1`);
  const inputs = reader.compactSize();
  if (inputs !== 1) throw reader.invalid(`${inputs} inputs instead of 1`);
  return true;
}

function readNullOutpoint(reader: ByteReader): void {
  for (let word = 0; word < 8; word += 1) {
    if (reader.u32le() !== 0) throw reader.invalid("the input spends a transaction");
  }
  const index = reader.u32le();
  if (index !== NO_OUTPUT_INDEX) throw reader.invalid(`the input spends output ${index}`);
}

function readScriptSize(reader: ByteReader): number {
  const size = reader.compactSize();
  if (size < MIN_SCRIPT_SIZE || size > MAX_SCRIPT_SIZE) {
    throw reader.invalid(`an input script of ${size} bytes instead of 2 to 100`);
  }
  return size;
}

/** `end` is the last place where a transaction small enough for a block may end. */
function readOutputs(reader: ByteReader, end: number): CoinbaseOutput[] {
  const count = reader.compactSize(Math.floor((end - reader.position) / MIN_OUTPUT_SIZE));
  if (count === 0) throw reader.invalid("no outputs");
  if (count * MIN_OUTPUT_SIZE > reader.remaining) throw reader.truncated(count * MIN_OUTPUT_SIZE);
  const outputs: CoinbaseOutput[] = [];
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    const value = reader.u64le();
    sum += value;
    if (sum > MAX_MONEY) throw reader.invalid(`outputs of ${sum} sat exceed 21 million BTC`);
    const script = reader.bytes(reader.compactSize(end - reader.position));
    outputs.push({ value: satoshis(value), script });
  }
  return outputs;
}

function skipWitness(reader: ByteReader): void {
  const items = reader.compactSize();
  if (items !== 1) throw reader.invalid(`a witness of ${items} items instead of 1`);
  const size = reader.compactSize();
  if (size !== 32) throw reader.invalid(`a witness item of ${size} bytes instead of 32`);
  reader.skip(size);
}
