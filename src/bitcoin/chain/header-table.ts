import { type UnixSeconds, unixSeconds } from "../../base/index.ts";
import { isAtMost, isSameHash, viewOf } from "../hash-words.ts";
import { type CompactBits, compactBits } from "../retarget.ts";
import { HASH_BYTES, HEADER_BYTES } from "../sha256/header-program.ts";

const PARENT_AT = 4;
const TIME_AT = 68;
const BITS_AT = 72;

/** A hash where it stands in a table, as serialised. */
export interface HashPlace {
  readonly bytes: DataView;
  readonly at: number;
}

/**
 * Serialised headers one after another, and their hashes, read by row. A batch that arrived is one,
 * and so is all that is known.
 */
export class HeaderTable {
  private readonly headers: Uint8Array;
  private readonly hashes: Uint8Array;
  private readonly headerView: DataView;
  private readonly hashView: DataView;

  constructor(headers: Uint8Array, hashes: Uint8Array) {
    this.headers = headers;
    this.hashes = hashes;
    this.headerView = viewOf(headers);
    this.hashView = viewOf(hashes);
  }

  /** An empty table with room for so many rows. */
  static ofSize(rows: number): HeaderTable {
    return new HeaderTable(new Uint8Array(rows * HEADER_BYTES), new Uint8Array(rows * HASH_BYTES));
  }

  /** Rows there is room for. */
  get size(): number {
    return this.hashes.length / HASH_BYTES;
  }

  /** Signed, as Bitcoin Core compares it (src/primitives/block.h, `nVersion`). */
  version(row: number): number {
    return this.headerView.getInt32(row * HEADER_BYTES, true);
  }

  time(row: number): UnixSeconds {
    return unixSeconds(this.headerView.getUint32(row * HEADER_BYTES + TIME_AT, true));
  }

  bits(row: number): CompactBits {
    return compactBits(this.headerView.getUint32(row * HEADER_BYTES + BITS_AT, true));
  }

  /** A view, not a copy. */
  header(row: number): Uint8Array {
    return this.headers.subarray(row * HEADER_BYTES, (row + 1) * HEADER_BYTES);
  }

  /** A view, not a copy. */
  hash(row: number): Uint8Array {
    return this.hashes.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES);
  }

  hashPlace(row: number): HashPlace {
    return { bytes: this.hashView, at: row * HASH_BYTES };
  }

  /** Where a header names its parent. */
  parentPlace(row: number): HashPlace {
    return { bytes: this.headerView, at: row * HEADER_BYTES + PARENT_AT };
  }

  hasHash(row: number, { bytes, at }: HashPlace): boolean {
    return isSameHash(this.hashView, row * HASH_BYTES, bytes, at);
  }

  /** Whether a row's hash is at or below a target given as words. */
  meets(row: number, target: Uint32Array): boolean {
    return isAtMost(this.hashView, row * HASH_BYTES, target);
  }

  /** The first four bytes of a row's hash. */
  hashWord(row: number): number {
    return this.hashView.getInt32(row * HASH_BYTES, true);
  }

  /** Copies a row of another table. Word by word: for 80 bytes a view costs more than the copy. */
  copyRow(row: number, from: HeaderTable, fromRow: number): void {
    const headerAt = fromRow * HEADER_BYTES - row * HEADER_BYTES;
    for (let at = row * HEADER_BYTES; at < (row + 1) * HEADER_BYTES; at += 4) {
      this.headerView.setInt32(at, from.headerView.getInt32(at + headerAt));
    }
    const hashAt = fromRow * HASH_BYTES - row * HASH_BYTES;
    for (let at = row * HASH_BYTES; at < (row + 1) * HASH_BYTES; at += 4) {
      this.hashView.setInt32(at, from.hashView.getInt32(at + hashAt));
    }
  }

  /** The same rows with room for twice as many. */
  doubled(): HeaderTable {
    const bigger = HeaderTable.ofSize(2 * this.size);
    bigger.headers.set(this.headers);
    bigger.hashes.set(this.hashes);
    return bigger;
  }
}
