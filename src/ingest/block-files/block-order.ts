import { HASH_BYTES, HEADER_BYTES, PREVIOUS_HASH_AT } from "../../bitcoin/index.ts";
import type { BlockCoinbase } from "../block-source.ts";
import { BlockQueue } from "./block-queue.ts";
import { HashIds } from "./hash-ids.ts";
import type { HeaderGroup } from "./header-group.ts";
import { type WaitingBlock, WaitingPool } from "./waiting-pool.ts";

/** So many blocks at most, waiting while so many others came, are leftovers. */
const MAX_LEFTOVERS = 100;
const LEFTOVER_AGE = 20_000;

/** What is known of a hash, growing: only its name; its block waits; the receiver has it; handed on. */
const NAMED = 0;
const WAITING = 1;
const KNOWN = 2;
const HANDED_ON = 3;

/** What a block has besides its header: its place among all files, and its coinbase. */
export interface PlacedBlock {
  readonly place: number;
  readonly body: BlockCoinbase | null;
}

/**
 * Puts blocks in an order in which each comes after its parent.
 *
 * Blocks lie in the files as they arrived, up to about a thousand from their parents (Bitcoin Core:
 * `BLOCK_DOWNLOAD_WINDOW`, 1024). A block whose parent has not come waits for it, in a pool bounded by
 * bytes; what came first leaves first. A block the receiver has brings its whole line of ancestors
 * with it, since the receiver must have those too.
 */
export class BlockOrder {
  /** What is in order by now; whoever takes it clears it. */
  readonly ready: BlockQueue = new BlockQueue();
  private readonly ids = new HashIds();
  private states = new Uint8Array(2 ** 12);
  private readonly pool = new WaitingPool();
  /** Handed on without their coinbase; a better copy is handed on again. */
  private readonly bare = new Set<number>();
  private readonly maxBytes: number;
  /** Number of the hash of zeros that the first block names as its parent. */
  private readonly noParent = this.idOf(new DataView(new ArrayBuffer(HASH_BYTES)), 0);
  private handedOn = 0;
  /** Place of the first block that left the pool for want of room. */
  private firstLost = Infinity;
  private lost = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** Blocks handed on since the beginning. */
  get total(): number {
    return this.handedOn;
  }

  /** Blocks whose parent has not come, the ones that left the pool among them. */
  get unresolved(): number {
    return this.pool.size + this.lost;
  }

  /** The block that has waited longest. */
  get oldest(): WaitingBlock | null {
    return this.pool.oldest;
  }

  /** Header of the block that has waited longest. */
  get oldestHeader(): Uint8Array | null {
    return this.oldest === null ? null : this.pool.headerOf(this.oldest);
  }

  /** First place, among all files, of a block not handed on; infinite when there is none. */
  get firstUnresolved(): number {
    return Math.min(this.firstLost, this.oldest?.place ?? Infinity);
  }

  /** The receiver has the block of this hash. */
  know(hash: Uint8Array): void {
    const id = this.idOf(new DataView(hash.buffer, hash.byteOffset, HASH_BYTES), 0);
    if (this.stateOf(id) < KNOWN) this.release(this.meetKnown(id));
  }

  /** Takes the block of a row. */
  add(block: PlacedBlock, group: HeaderGroup, row: number): void {
    const id = this.idOf(group.hashes, row * HASH_BYTES);
    const parent = this.idOf(group.headerView, row * HEADER_BYTES + PREVIOUS_HASH_AT);
    const state = this.stateOf(id);
    const inOrder = state === KNOWN || this.stateOf(parent) >= KNOWN;
    if (state === WAITING || (state === HANDED_ON && !this.isBetter(id, block))) return;
    const at = row * HEADER_BYTES;
    if (!inOrder) {
      const { place, body } = block;
      this.states[id] = WAITING;
      this.pool.enter({ id, parent, place, body, since: this.handedOn }, group.headers, at);
      if (this.pool.bytes > this.maxBytes) this.makeRoom();
      return;
    }
    this.handOn(id, group.headers, at, block.body);
    if (this.pool.hasChildren(id)) this.release(this.pool.childrenOf(id));
    if (state === KNOWN) this.release(this.meetKnown(parent));
  }

  /**
   * Lets go of a few blocks that waited while many thousands came: leftovers of branches whose
   * beginning the node never stored. They stay counted, but hold no place any more.
   */
  abandonLeftovers(): void {
    if (this.pool.size > MAX_LEFTOVERS) return;
    let { oldest } = this;
    while (oldest !== null && this.handedOn - oldest.since > LEFTOVER_AGE) {
      this.lose(oldest);
      ({ oldest } = this);
    }
  }

  /** Hands on waiting blocks and all that waited for them, parents first. */
  private release(first: readonly number[]): void {
    const due = [...first];
    for (let id = due.pop(); id !== undefined; id = due.pop()) {
      const block = this.pool.find(id);
      if (block === undefined) continue;
      const wasKnown = this.stateOf(id) === KNOWN;
      this.handOn(id, this.pool.headerOf(block), 0, block.body);
      this.pool.leave(id);
      for (const child of this.pool.childrenOf(id)) due.push(child);
      if (!wasKnown) continue;
      for (const relative of this.meetKnown(block.parent)) due.push(relative);
    }
  }

  /** The receiver has this block: what waited for it, and itself if it waits. */
  private meetKnown(id: number): readonly number[] {
    if (id === this.noParent || this.stateOf(id) >= KNOWN) return [];
    this.states[id] = KNOWN;
    const children = this.pool.childrenOf(id);
    return this.pool.has(id) ? [...children, id] : children;
  }

  private handOn(id: number, headers: Uint8Array, at: number, body: BlockCoinbase | null): void {
    this.ready.push(headers, at, body);
    if (this.states[id] !== HANDED_ON) this.handedOn += 1;
    this.states[id] = HANDED_ON;
    if (body === null) this.bare.add(id);
  }

  /** Whether a block brings the coinbase that its first copy lacked. */
  private isBetter(id: number, block: PlacedBlock): boolean {
    return block.body !== null && this.bare.delete(id);
  }

  /** Loses the oldest quarter of the pool. */
  private makeRoom(): void {
    let { oldest } = this;
    while (oldest !== null && this.pool.bytes > 0.75 * this.maxBytes) {
      this.firstLost = Math.min(this.firstLost, oldest.place);
      this.lose(oldest);
      ({ oldest } = this);
    }
  }

  private lose({ id }: WaitingBlock): void {
    this.pool.leave(id);
    this.states[id] = NAMED;
    this.lost += 1;
  }

  private stateOf(id: number): number {
    return this.states[id] ?? NAMED;
  }

  private idOf(view: DataView, at: number): number {
    const id = this.ids.of(view, at);
    if (id >= this.states.length) {
      const states = new Uint8Array(this.states.length * 2);
      states.set(this.states);
      this.states = states;
    }
    return id;
  }
}
