import type { UnixSeconds } from "../../base/index.ts";
import { targetWords, viewOf } from "../hash-words.ts";
import { type CompactBits, RETARGET_INTERVAL, compactBits, toTarget } from "../retarget.ts";
import { HashIndex } from "./hash-index.ts";
import { HeaderTable } from "./header-table.ts";

export { HASH_BYTES, HEADER_BYTES } from "../sha256/header-program.ts";

const ROWS_AT_FIRST = 4096;

/** What packed bits stand for: the target as words, and the expected hashes to meet it. */
interface Difficulty {
  readonly bits: CompactBits;
  readonly target: Uint32Array;
  readonly work: bigint;
}

/** Headers in order of arrival, each with its hash, parent, height and the work up to it. */
export class HeaderRows {
  private readonly easiestBits: CompactBits;
  private entered = 0;
  private table = HeaderTable.ofSize(ROWS_AT_FIRST);
  private parents = new Int32Array(ROWS_AT_FIRST);
  private heights = new Int32Array(ROWS_AT_FIRST);
  private strictBitsOfRows = new Uint32Array(ROWS_AT_FIRST);
  /** Row where the stretch of equal bits begins that a row ends; its work is stored, theirs follows. */
  private stretches = new Int32Array(ROWS_AT_FIRST);
  private readonly works = new Map<number, bigint>();
  private readonly index = new HashIndex();
  private readonly difficulties = new Map<CompactBits, Difficulty>();
  private lastDifficulty: Difficulty;

  /** `easiestBits` are those of the network's easiest target. */
  constructor(easiestBits: CompactBits) {
    this.easiestBits = easiestBits;
    this.lastDifficulty = difficultyOf(easiestBits);
  }

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
    return (this.works.get(start) ?? 0n) + blocks * this.difficulty(this.bits(row)).work;
  }

  /** A view, not a copy. */
  header(row: number): Uint8Array {
    return this.table.header(row);
  }

  /** A view, not a copy. */
  hash(row: number): Uint8Array {
    return this.table.hash(row);
  }

  /** Bits of the last block of an epoch, up to a row, that was not easy; else those of its first. */
  strictBits(row: number): CompactBits {
    return compactBits(this.strictBitsOfRows[row] ?? 0);
  }

  /** Row of a hash as serialised; -1 where it is not known. */
  find(hash: Uint8Array): number {
    return this.index.find(this.table, { bytes: viewOf(hash), at: 0 });
  }

  /** Row that has the hash of a batch's row; -1 where it is not known. */
  findSame(batch: HeaderTable, row: number): number {
    return this.index.find(this.table, batch.hashPlace(row));
  }

  /** Row of the block that a batch's row names as its parent: a likely one is tried first. */
  findParent(batch: HeaderTable, row: number, likely: number): number {
    const named = batch.parentPlace(row);
    return this.table.hasHash(likely, named) ? likely : this.index.find(this.table, named);
  }

  /** Enters a batch's row that is not known; returns its own. */
  enter(batch: HeaderTable, batchRow: number, parent: number): number {
    const row = this.count;
    if (row === this.table.size) this.grow();
    this.table.copyRow(row, batch, batchRow);
    const bits = this.bits(row);
    const height = parent === -1 ? 0 : this.height(parent) + 1;
    const isStrict = bits !== this.easiestBits || height % RETARGET_INTERVAL === 0;
    this.parents[row] = parent;
    this.heights[row] = height;
    this.strictBitsOfRows[row] = isStrict ? bits : this.strictBits(parent);
    if (parent !== -1 && bits === this.bits(parent)) {
      this.stretches[row] = this.stretches[parent] ?? 0;
    } else {
      this.stretches[row] = row;
      this.works.set(row, this.work(parent) + this.difficulty(bits).work);
    }
    this.index.add(this.table, row);
    this.entered += 1;
    return row;
  }

  /**
   * Target of packed bits and its work.
   *
   *   work = 2^256 / (target + 1)
   *
   * Source: Bitcoin Core v28, src/chain.cpp, `GetBlockProof`.
   */
  difficulty(bits: CompactBits): Difficulty {
    if (this.lastDifficulty.bits === bits) return this.lastDifficulty;
    const found = this.difficulties.get(bits) ?? difficultyOf(bits);
    this.difficulties.set(bits, found);
    this.lastDifficulty = found;
    return found;
  }

  private grow(): void {
    const size = 2 * this.table.size;
    this.table = this.table.doubled();
    this.parents = grown(new Int32Array(size), this.parents);
    this.heights = grown(new Int32Array(size), this.heights);
    this.stretches = grown(new Int32Array(size), this.stretches);
    this.strictBitsOfRows = grown(new Uint32Array(size), this.strictBitsOfRows);
  }
}

function difficultyOf(bits: CompactBits): Difficulty {
  const target = toTarget(bits);
  return { bits, target: targetWords(target), work: (1n << 256n) / (target + 1n) };
}

function grown<T extends Int32Array | Uint32Array>(bigger: T, old: T): T {
  bigger.set(old);
  return bigger;
}
