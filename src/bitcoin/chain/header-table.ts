import { type UnixSeconds, unixSeconds } from "../../base/index.ts";
import { isSameHash, viewOf } from "../hash-words.ts";
import {
  BITS_AT,
  HASH_BYTES,
  HEADER_BYTES,
  PREVIOUS_HASH_AT,
  TIME_AT,
  VERSION_AT,
} from "../header-layout.ts";
import { type CompactBits, compactBits } from "../retarget.ts";
import type { TargetTable } from "../target-table.ts";

/** A hash where it stands in a table, as serialised. */
export interface HashPlace {
  readonly bytes: DataView;
  readonly at: number;
}

/** Serialised headers one after another, and their hashes, read by row. */
export class HeaderTable {
  /** Rows there is room for. */
  readonly size: number;
  private readonly headers: Uint8Array;
  private readonly hashes: Uint8Array;
  private readonly headerView: DataView;
  private readonly hashView: DataView;

  constructor(size: number) {
    this.size = size;
    this.headers = new Uint8Array(size * HEADER_BYTES);
    this.hashes = new Uint8Array(size * HASH_BYTES);
    this.headerView = viewOf(this.headers);
    this.hashView = viewOf(this.hashes);
  }

  /** Signed, as Bitcoin Core compares it (src/primitives/block.h, `nVersion`). */
  version(row: number): number {
    return this.headerView.getInt32(row * HEADER_BYTES + VERSION_AT, true);
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
    return { bytes: this.headerView, at: row * HEADER_BYTES + PREVIOUS_HASH_AT };
  }

  hasHash(row: number, { bytes, at }: HashPlace): boolean {
    return isSameHash(this.hashView, row * HASH_BYTES, bytes, at);
  }

  /** Whether a row's hash meets the target of its header. */
  meetsTarget(row: number, targets: TargetTable): boolean {
    return targets.isMet(this.bits(row), this.hashView, row * HASH_BYTES);
  }

  /** The first four bytes of a row's hash. */
  hashWord(row: number): number {
    return this.hashView.getInt32(row * HASH_BYTES, true);
  }

  /** Writes headers and their hashes from a row on. */
  write(row: number, headers: Uint8Array, hashes: Uint8Array): void {
    this.headers.set(headers, row * HEADER_BYTES);
    this.hashes.set(hashes, row * HASH_BYTES);
  }

  copyRow(from: number, to: number): void {
    this.write(to, this.header(from), this.hash(from));
  }

  /** The same rows with room for more. */
  enlarged(size: number): HeaderTable {
    const bigger = new HeaderTable(size);
    bigger.write(0, this.headers, this.hashes);
    return bigger;
  }
}
