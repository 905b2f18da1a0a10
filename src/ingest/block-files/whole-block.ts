import { HashfallError } from "../../base/index.ts";
import {
  ByteReader,
  doubleSha256,
  HASH_BYTES,
  HEADER_BYTES,
  MERKLE_ROOT_AT,
} from "../../bitcoin/index.ts";

/** Previous output and sequence of an input, in bytes. */
const OUTPOINT = 36;
const SEQUENCE = 4;
const VALUE = 8;
const LOCK_TIME = 4;
/** Marker of a serialisation with witness (BIP 144), where the count of inputs would stand. */
const WITNESS_MARKER = 0;
/** Fewest bytes of a transaction: version, one input, one output, lock time. */
const MIN_TRANSACTION = 60;

const FAULTS = {
  what: "block",
  truncated: "source.malformed",
  invalid: "source.malformed",
} as const;

/**
 * Whether bytes are a block complete to the last transaction: its transactions fill the bytes and hash
 * to the merkle root of its header. Witnesses are stepped over, not checked.
 *
 * Tells a block that the node is still writing from one that is all there: the space behind it is
 * reserved and zero, so neither the file's length nor the record's says so.
 *
 * Source: Bitcoin Core v28, src/consensus/merkle.cpp, `ComputeMerkleRoot`; BIP 144.
 */
export function isWholeBlock(block: Uint8Array): boolean {
  if (block.length <= HEADER_BYTES) return false;
  try {
    const ids = transactionIds(block);
    const root = ids === null ? null : merkleRoot(ids);
    return root !== null && root.every((byte, i) => byte === block[MERKLE_ROOT_AT + i]);
  } catch (error) {
    if (error instanceof HashfallError) return false;
    throw error;
  }
}

/** Identifiers of all transactions; null where they do not fill the block exactly. */
function transactionIds(block: Uint8Array): Uint8Array[] | null {
  const reader = new ByteReader(block, FAULTS, HEADER_BYTES);
  const count = reader.compactSize(Math.floor(block.length / MIN_TRANSACTION));
  const ids: Uint8Array[] = [];
  while (ids.length < count) ids.push(transactionId(block, reader));
  return reader.remaining === 0 ? ids : null;
}

/** Reads one transaction; its identifier leaves marker, flag and witness out. */
function transactionId(block: Uint8Array, reader: ByteReader): Uint8Array {
  const from = reader.position;
  reader.skip(4);
  const hasWitness = block[reader.position] === WITNESS_MARKER;
  if (hasWitness) reader.skip(2);
  const coreFrom = reader.position;
  const inputs = skipItems(reader, OUTPOINT, SEQUENCE);
  skipItems(reader, VALUE, 0);
  const coreTo = reader.position;
  if (hasWitness) {
    for (let i = 0; i < inputs; i += 1) skipItems(reader, 0, 0);
  }
  reader.skip(LOCK_TIME);
  const to = reader.position;
  if (!hasWitness) return doubleSha256(block.subarray(from, to));
  const core = block.subarray(coreFrom, coreTo);
  const stripped = new Uint8Array(4 + core.length + LOCK_TIME);
  stripped.set(block.subarray(from, from + 4));
  stripped.set(core, 4);
  stripped.set(block.subarray(to - LOCK_TIME, to), 4 + core.length);
  return doubleSha256(stripped);
}

/** Steps over a counted list of byte strings with fixed parts before and after each; answers how many. */
function skipItems(reader: ByteReader, before: number, after: number): number {
  const count = reader.compactSize();
  for (let i = 0; i < count; i += 1) {
    reader.skip(before);
    reader.skip(reader.compactSize());
    reader.skip(after);
  }
  return count;
}

/** Hash of pairs of hashes, level by level; an odd one out is paired with itself. */
function merkleRoot(ids: readonly Uint8Array[]): Uint8Array | null {
  let level = ids;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const pair = new Uint8Array(2 * HASH_BYTES);
      pair.set(level[i] ?? pair);
      pair.set(level[i + 1] ?? level[i] ?? pair, HASH_BYTES);
      above.push(doubleSha256(pair));
    }
    level = above;
  }
  return level[0] ?? null;
}
