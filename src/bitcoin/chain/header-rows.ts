import type { UnixSeconds } from "../../base/index.ts";
import { viewOf } from "../hash-words.ts";
import { HEADER_BYTES } from "../header-layout.ts";
import { type CompactBits, toTarget } from "../retarget.ts";
import { HashIndex } from "./hash-index.ts";
import { HeaderTable } from "./header-table.ts";

const ROWS_AT_FIRST = 4096;

/** Headers in order of arrival, each with its hash, parent, height and the work up to it. */
export class HeaderRows {
  private entered = 0;
  private table = new HeaderTable(ROWS_AT_FIRST);
  private parents = new Int32Array(ROWS_AT_FIRST);
  private heights = new Int32Array(ROWS_AT_FIRST);
  /** Row where the stretch of equal bits begins that a row ends; its work is stored, theirs follows. */
  private stretches = new Int32Array(ROWS_AT_FIRST);
  private readonly works = new Map<number, bigint>();
  private readonly index = new HashIndex();
  /** Expected hashes of one block by its bits. */
  private readonly blockWorks = new Map<CompactBits, bigint>();

  /** Headers entered. */
  get count(): number {
    return this.entered;
  }

  height(row: number): number {
    return this.heights[row] ?? 0;
  }

  time(row: number): UnixSeconds {
    return this.table.time(row);
  }

  bits(row: number): CompactBits {
    return this.table.bits(row);
  }

  /** Row of the block before; -1 before the first. */
  parent(row: number): number {
    return this.parents[row] ?? -1;
  }

  /** Expected hashes of the chain that ends with a row. */
  work(row: number): bigint {
    if (row === -1) return 0n;
    const start = this.stretches[row] ?? 0;
    const blocks = BigInt(this.height(row) - this.height(start));
    return (this.works.get(start) ?? 0n) + blocks * this.blockWork(this.bits(row));
  }

  /** A view, not a copy. */
  header(row: number): Uint8Array {
    return this.table.header(row);
  }

  /** A view, not a copy. */
  hash(row: number): Uint8Array {
    return this.table.hash(row);
  }

  /** Row of a hash as serialised; -1 where it is not known. */
  find(hash: Uint8Array): number {
    return this.index.find(this.table, { bytes: viewOf(hash), at: 0 });
  }

  /**
   * Puts headers behind those entered, to be entered or not; they have the rows from `count` on, in
   * the table returned, until others are put there.
   */
  stage(headers: Uint8Array, hashes: Uint8Array): HeaderTable {
    this.makeRoom(this.count + headers.length / HEADER_BYTES);
    this.table.write(this.count, headers, hashes);
    return this.table;
  }

  /** Row entered that has the hash of a staged one; -1 where it is not known. */
  findSame(staged: number): number {
    return this.index.find(this.table, this.table.hashPlace(staged));
  }

  /** Row of the block that a staged one names as its parent: a likely one is tried first. */
  findParent(staged: number, likely: number): number {
    const named = this.table.parentPlace(staged);
    return this.table.hasHash(likely, named) ? likely : this.index.find(this.table, named);
  }

  /** Enters a staged header that is not known; returns its row, which is lower where others were not. */
  enter(staged: number, parent: number): number {
    const row = this.count;
    if (row !== staged) this.table.copyRow(staged, row);
    const bits = this.bits(row);
    this.parents[row] = parent;
    this.heights[row] = parent === -1 ? 0 : this.height(parent) + 1;
    if (parent !== -1 && bits === this.bits(parent)) {
      this.stretches[row] = this.stretches[parent] ?? 0;
    } else {
      this.stretches[row] = row;
      this.works.set(row, this.work(parent) + this.blockWork(bits));
    }
    this.index.add(this.table, row);
    this.entered += 1;
    return row;
  }

  /**
   * Expected hashes of a block.
   *
   *   work = 2^256 / (target + 1)
   *
   * Source: Bitcoin Core v28, src/chain.cpp, `GetBlockProof`.
   */
  private blockWork(bits: CompactBits): bigint {
    const work = this.blockWorks.get(bits) ?? (1n << 256n) / (toTarget(bits) + 1n);
    this.blockWorks.set(bits, work);
    return work;
  }

  private makeRoom(rows: number): void {
    let size = this.table.size;
    if (rows <= size) return;
    while (size < rows) size *= 2;
    this.table = this.table.enlarged(size);
    this.parents = enlarged(this.parents, size);
    this.heights = enlarged(this.heights, size);
    this.stretches = enlarged(this.stretches, size);
  }
}

function enlarged(old: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const bigger = new Int32Array(size);
  bigger.set(old);
  return bigger;
}
