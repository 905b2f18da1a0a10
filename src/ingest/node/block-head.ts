import { HashfallError } from "../../base/index.ts";
import {
  ByteReader,
  type Coinbase,
  HASH_BYTES,
  HEADER_BYTES,
  MERKLE_ROOT_AT,
  coinbaseTransactionId,
  parseCoinbase,
} from "../../bitcoin/index.ts";
import { malformed } from "./failures.ts";
import type { BlockName } from "./node-interface.ts";

/** What a block has before its other transactions, behind its header. */
export interface BlockHead {
  /** The coinbase counted with the others. */
  readonly transactions: number;
  readonly coinbase: Coinbase;
}

const FAULTS = {
  what: "block",
  truncated: "coinbase.truncated",
  invalid: "coinbase.invalid",
} as const;
/** More than any block can hold: 1,000,000 bytes without witness, 60 each. Bitcoin Core: `MIN_TRANSACTION_WEIGHT`. */
const MAX_TRANSACTIONS = 16_667;

/**
 * Reads what stands after a block's header: the count of transactions, then the coinbase.
 *
 * The coinbase of a block without other transactions is checked against the header's merkle root;
 * for others that would take all identifiers.
 *
 * @returns null when the bytes end before the coinbase does.
 * @throws HashfallError `source.malformed`.
 */
export function readHead(bytes: Uint8Array, block: BlockName, label: string): BlockHead | null {
  try {
    const reader = new ByteReader(bytes, FAULTS);
    const transactions = reader.compactSize(MAX_TRANSACTIONS);
    if (transactions === 0) throw reader.invalid("no transactions");
    const coinbase = parseCoinbase(bytes, reader.position);
    if (transactions === 1) requireMerkleRoot(bytes.subarray(reader.position), coinbase, block);
    return { transactions, coinbase };
  } catch (error) {
    if (!(error instanceof HashfallError)) throw error;
    if (error.code === "coinbase.truncated") return null;
    throw malformed(label, `block ${block.hash}: ${error.message}`, error);
  }
}

/** The same from the beginning of a block, whose header must be the one asked for. */
export function readBlock(bytes: Uint8Array, block: BlockName, label: string): BlockHead | null {
  if (Buffer.compare(bytes.subarray(0, HEADER_BYTES), block.header) !== 0) {
    throw malformed(label, `asked for block ${block.hash}, another one came`);
  }
  return readHead(bytes.subarray(HEADER_BYTES), block, label);
}

function requireMerkleRoot(bytes: Uint8Array, coinbase: Coinbase, { header }: BlockName): void {
  const root = header.subarray(MERKLE_ROOT_AT, MERKLE_ROOT_AT + HASH_BYTES);
  if (Buffer.compare(coinbaseTransactionId(bytes, coinbase), root) === 0) return;
  throw new HashfallError("coinbase.invalid", "its coinbase is not the one its header commits to");
}
