import type { StoredBlock } from "../fixtures/block-file.ts";
import { displayed } from "../fixtures/header-columns.ts";

/** A block with its place in the tree. */
export interface Entry {
  readonly block: StoredBlock;
  readonly parent: Entry | null;
  readonly height: number;
  /** Header time, seconds since 1970. */
  readonly time: number;
  readonly bits: number;
  /** Expected hashes from the first block to this one. */
  readonly work: bigint;
}

/** Told after the active chain changed: the new blocks, the lowest first. */
export type TipListener = (connected: readonly Entry[]) => void;

/** Bytes of undo data for a block without spends. Bitcoin Core: magic, size, an empty list, checksum. */
const EMPTY_UNDO = 41;
const RECORD_PREFIX = 8;
/** Blocks whose times the median is taken of. Bitcoin Core: `nMedianTimeSpan`. */
const MEDIAN_SPAN = 11;

/**
 * A tree of blocks with one active branch, as a node has it. Blocks that were never on the active
 * branch stay unknown unless `reveal` is called, so that a reorganisation can be replayed.
 */
export class FakeChain {
  private readonly stored = new Map<string, Entry>();
  private readonly known = new Map<string, Entry>();
  private readonly leaves = new Set<Entry>();
  private readonly active: Entry[] = [];
  private readonly listeners = new Set<TipListener>();
  private readonly workOfBits = new Map<number, bigint>();
  private size = 0;

  /** Blocks in any order in which parents come first; the first block has none. */
  constructor(blocks: Iterable<StoredBlock>) {
    for (const block of blocks) this.store(block);
  }

  /** Holds a block ready without letting anyone know. */
  store(block: StoredBlock): Entry {
    const found = this.stored.get(block.hash);
    if (found !== undefined) return found;
    const header = Buffer.from(block.header);
    const parent = this.stored.get(displayed(block.header.subarray(4, 36))) ?? null;
    if (parent === null && this.stored.size > 0) throw new Error(`${block.hash} has no parent`);
    const bits = header.readUInt32LE(72);
    const entry: Entry = {
      block,
      parent,
      height: parent === null ? 0 : parent.height + 1,
      time: header.readUInt32LE(68),
      bits,
      work: (parent?.work ?? 0n) + this.workOf(bits),
    };
    this.stored.set(block.hash, entry);
    return entry;
  }

  /** Lets a block and its ancestors be known, though they may not be on the active branch. */
  reveal(hash: string): Entry {
    const last = this.stored.get(hash);
    if (last === undefined) throw new Error(`${hash} is not stored`);
    for (
      let at: Entry | null = last;
      at !== null && !this.known.has(at.block.hash);
      at = at.parent
    ) {
      this.known.set(at.block.hash, at);
      this.size += RECORD_PREFIX + at.block.bytes.length + (at.parent === null ? 0 : EMPTY_UNDO);
      if (at === last) this.leaves.add(at);
      if (at.parent !== null) this.leaves.delete(at.parent);
    }
    return last;
  }

  revealAll(): void {
    for (const hash of this.stored.keys()) this.reveal(hash);
  }

  /** Makes the branch that ends in a block the active one, whatever its work, and tells the listeners. */
  setActive(hash: string): void {
    const connected: Entry[] = [];
    for (
      let at: Entry | null = this.reveal(hash);
      at !== null && !this.isActive(at);
      at = at.parent
    ) {
      connected.push(at);
    }
    connected.reverse();
    this.active.length = connected[0]?.height ?? this.heightOf(hash) + 1;
    for (const entry of connected) this.active.push(entry);
    for (const listener of this.listeners) listener(connected);
  }

  onTip(listener: TipListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get tip(): Entry {
    const tip = this.active.at(-1);
    if (tip === undefined) throw new Error("no active chain");
    return tip;
  }

  /** What has the most work of all stored blocks; of equals the first. */
  get heaviest(): Entry {
    let best: Entry | undefined;
    for (const entry of this.stored.values()) {
      if (best === undefined || entry.work > best.work) best = entry;
    }
    if (best === undefined) throw new Error("no block");
    return best;
  }

  /** A known block. */
  get(hash: string): Entry | undefined {
    return this.known.get(hash);
  }

  at(height: number): Entry | undefined {
    return this.active[height];
  }

  isActive(entry: Entry): boolean {
    return this.active[entry.height] === entry;
  }

  /** Blocks of the active chain from one of them on. */
  from(entry: Entry, count: number): readonly Entry[] {
    return this.isActive(entry) ? this.active.slice(entry.height, entry.height + count) : [];
  }

  /** Ends of the known branches, the active one among them; the highest first. */
  tips(): readonly Entry[] {
    return [...new Set([this.tip, ...this.leaves])].toSorted((a, b) => b.height - a.height);
  }

  /** Height of the last active block below an entry, or its own. */
  forkHeight(entry: Entry): number {
    let at = entry;
    while (!this.isActive(at) && at.parent !== null) at = at.parent;
    return at.height;
  }

  /** Median time of a block and the ten before it. Bitcoin Core: `GetMedianTimePast`. */
  medianTime(entry: Entry): number {
    const times: number[] = [];
    for (let at: Entry | null = entry; at !== null && times.length < MEDIAN_SPAN; at = at.parent) {
      times.push(at.time);
    }
    return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  }

  /** Bytes of the block and undo files without padding; exact while no block spends anything. */
  get sizeOnDisk(): number {
    return this.size;
  }

  private heightOf(hash: string): number {
    return this.known.get(hash)?.height ?? 0;
  }

  private workOf(bits: number): bigint {
    const found = this.workOfBits.get(bits);
    if (found !== undefined) return found;
    const target = BigInt(bits & 0x007fffff) << BigInt(8 * ((bits >>> 24) - 3));
    const work = (1n << 256n) / (target + 1n);
    this.workOfBits.set(bits, work);
    return work;
  }
}
