import { HEADER_BYTES } from "../../bitcoin/index.ts";
import type { BlockCoinbase } from "../block-source.ts";

const FIRST_CAPACITY = 1024;
/** Bytes a waiting block takes, and each address its coinbase pays besides, about. */
const WAITING_BYTES = 700;
const ADDRESS_BYTES = 100;

/** A block whose parent has not come; hashes stand as their numbers. */
export interface WaitingBlock {
  readonly id: number;
  readonly parent: number;
  /** Place among all files. */
  readonly place: number;
  readonly body: BlockCoinbase | null;
  /** Blocks handed on before it came. */
  readonly since: number;
}

/** A waiting block with its neighbours: in order of arrival, and among those with the same parent. */
interface Entry extends WaitingBlock {
  /** Row of its header. */
  readonly row: number;
  earlier: Entry | null;
  later: Entry | null;
  nextSibling: Entry | null;
  previousSibling: Entry | null;
}

/** Blocks that wait for their parents, found by their own hash, by their parent's, and by age. */
export class WaitingPool {
  private readonly byId = new Map<number, Entry>();
  private readonly firstChild = new Map<number, Entry>();
  private readonly freeRows: number[] = [];
  private headers = new Uint8Array(FIRST_CAPACITY * HEADER_BYTES);
  private rows = 0;
  private first: Entry | null = null;
  private last: Entry | null = null;
  private used = 0;

  get size(): number {
    return this.byId.size;
  }

  /** Bytes of memory taken, about. */
  get bytes(): number {
    return this.used;
  }

  /** The block that has waited longest. */
  get oldest(): WaitingBlock | null {
    return this.first;
  }

  has(id: number): boolean {
    return this.byId.has(id);
  }

  /** Numbers of the blocks that wait for one. */
  childrenOf(id: number): readonly number[] {
    const children: number[] = [];
    for (let child = this.firstChild.get(id) ?? null; child !== null; child = child.nextSibling) {
      children.push(child.id);
    }
    return children;
  }

  hasChildren(id: number): boolean {
    return this.firstChild.has(id);
  }

  /** Lets a block in; its header begins at `at`. */
  enter(block: WaitingBlock, headers: Uint8Array, at: number): void {
    const row = this.keep(headers.subarray(at, at + HEADER_BYTES));
    const nextSibling = this.firstChild.get(block.parent) ?? null;
    const entry: Entry = {
      id: block.id,
      parent: block.parent,
      place: block.place,
      body: block.body,
      since: block.since,
      row,
      earlier: this.last,
      later: null,
      nextSibling,
      previousSibling: null,
    };
    if (nextSibling !== null) nextSibling.previousSibling = entry;
    this.firstChild.set(block.parent, entry);
    if (this.last === null) this.first = entry;
    else this.last.later = entry;
    this.last = entry;
    this.byId.set(block.id, entry);
    this.used += bytesOf(block);
  }

  /** Header of a waiting block; valid until the next one enters. */
  headerOf({ id }: WaitingBlock): Uint8Array {
    const start = (this.byId.get(id)?.row ?? 0) * HEADER_BYTES;
    return this.headers.subarray(start, start + HEADER_BYTES);
  }

  find(id: number): WaitingBlock | undefined {
    return this.byId.get(id);
  }

  leave(id: number): void {
    const entry = this.byId.get(id);
    if (entry === undefined) return;
    this.byId.delete(id);
    this.freeRows.push(entry.row);
    this.used -= bytesOf(entry);
    if (entry.earlier === null) this.first = entry.later;
    else entry.earlier.later = entry.later;
    if (entry.later === null) this.last = entry.earlier;
    else entry.later.earlier = entry.earlier;
    this.leaveSiblings(entry);
  }

  private leaveSiblings({ parent, nextSibling, previousSibling }: Entry): void {
    if (nextSibling !== null) nextSibling.previousSibling = previousSibling;
    if (previousSibling !== null) previousSibling.nextSibling = nextSibling;
    else if (nextSibling === null) this.firstChild.delete(parent);
    else this.firstChild.set(parent, nextSibling);
  }

  private keep(header: Uint8Array): number {
    const row = this.freeRows.pop() ?? this.rows;
    if (row === this.rows) this.rows += 1;
    if (row * HEADER_BYTES === this.headers.length) {
      const larger = new Uint8Array(2 * this.headers.length);
      larger.set(this.headers);
      this.headers = larger;
    }
    this.headers.set(header, row * HEADER_BYTES);
    return row;
  }
}

function bytesOf({ body }: WaitingBlock): number {
  return WAITING_BYTES + ADDRESS_BYTES * (body?.addresses.length ?? 0);
}
