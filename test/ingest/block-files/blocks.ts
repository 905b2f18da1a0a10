import type { StoredBlock } from "../../fixtures/block-file.ts";
import { displayed, doubleSha256, serialised } from "../../fixtures/header-columns.ts";

/** A serialised transaction, and the part of it that its identifier is the hash of. */
export interface Transaction {
  readonly bytes: Buffer;
  readonly stripped: Buffer;
}

/** A coinbase without witness that pays to one script of any length. */
export function coinbasePaying(script: Uint8Array): Transaction {
  const bytes = Buffer.concat([
    Buffer.from("0200000001", "hex"),
    Buffer.alloc(32),
    Buffer.from("ffffffff0451515151ffffffff01", "hex"),
    Buffer.alloc(8, 1).fill(0, 3),
    long(script.length),
    script,
    Buffer.alloc(4),
  ]);
  return { bytes, stripped: bytes };
}

/** Mines a regtest block of these transactions, the coinbase first. */
export function blockOf(parent: string, transactions: readonly Transaction[]): StoredBlock {
  const header = Buffer.alloc(80);
  header.writeInt32LE(4, 0);
  header.set(serialised(parent), 4);
  header.set(merkleRoot(transactions.map(({ stripped }) => doubleSha256(stripped))), 36);
  header.writeUInt32LE(1_700_000_000, 68);
  header.writeUInt32LE(0x207fffff, 72);
  for (let nonce = 0; (doubleSha256(header)[31] ?? 0) > 0x7e; nonce += 1) {
    header.writeUInt32LE(nonce, 76);
  }
  const count = long(transactions.length);
  const bytes = Buffer.concat([header, count, ...transactions.map((each) => each.bytes)]);
  return { hash: displayed(doubleSha256(header)), header, bytes };
}

function merkleRoot(ids: readonly Buffer[]): Buffer {
  const [first = Buffer.alloc(32)] = ids;
  if (ids.length <= 1) return first;
  const above: Buffer[] = [];
  for (let i = 0; i < ids.length; i += 2) {
    const left = ids[i] ?? first;
    above.push(doubleSha256(Buffer.concat([left, ids[i + 1] ?? left])));
  }
  return merkleRoot(above);
}

function long(length: number): Buffer {
  if (length < 0xfd) return Buffer.from([length]);
  const wide = length > 0xffff;
  const bytes = Buffer.alloc(wide ? 5 : 3, wide ? 0xfe : 0xfd);
  if (wide) bytes.writeUInt32LE(length, 1);
  else bytes.writeUInt16LE(length, 1);
  return bytes;
}
