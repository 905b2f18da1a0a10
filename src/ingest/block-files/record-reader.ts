import { HashfallError } from "../../base/index.ts";
import { type Coinbase, HEADER_BYTES, parseCoinbase } from "../../bitcoin/index.ts";
import type { FileWindow } from "./file-window.ts";

/** Magic and size before each block, in bytes. */
export const PREFIX = 8;
/** Smallest record that can be a block: a header and the count of its transactions. */
const MIN_BLOCK = 81;
/** Bitcoin Core: `MAX_BLOCK_SERIALIZED_SIZE`, src/consensus/consensus.h. */
const MAX_BLOCK = 4_000_000;
/** No transaction is smaller. Bitcoin Core: `MIN_TRANSACTION_WEIGHT` / `WITNESS_SCALE_FACTOR`. */
const MIN_TRANSACTION = 60;
/** One read covers header and coinbase of nearly all blocks; larger reads cost more than they save. */
const WINDOW = 1024;
/** Where blocks are small, one read covers many. */
const WIDE_WINDOW = 2 ** 16;
const SMALL_BLOCK = 8192;
/** How much more is read each time a coinbase goes on beyond what was. */
const GROWTH = 16;

/** Beginning of a block's transactions. */
export interface BlockBody {
  readonly transactions: number;
  readonly coinbase: Coinbase;
}

/** A block found in a file. */
export interface FoundBlock {
  /** Where its record begins, in bytes from the start of the file. */
  readonly place: number;
  /** Bytes of the block, without what stands before it. */
  readonly size: number;
  /** In memory that is used again: good until two more blocks were read. */
  readonly header: Uint8Array;
  /** Null where it makes no sense. */
  readonly body: BlockBody | null;
}

/** What stands at a place of a file. `cut` is a block that the file ends before; `to` ends a hole. */
export type Finding =
  | { readonly kind: "block" | "cut"; readonly block: FoundBlock }
  | { readonly kind: "hole"; readonly to: number }
  | { readonly kind: "garbage" | "nothing" };

const GARBAGE: Finding = { kind: "garbage" };
const NOTHING: Finding = { kind: "nothing" };

/** Whether a record of so many bytes can hold a block. */
export function isBlockSize(size: number): boolean {
  return size >= MIN_BLOCK && size <= MAX_BLOCK;
}

/** Where the block of a record ends. */
export function endOf(block: FoundBlock): number {
  return block.place + PREFIX + block.size;
}

/**
 * Reads records at given places: magic 4, size 4, block; integers little-endian.
 *
 * A `hole` is a record of which nothing but magic and size was written, with the next one directly
 * behind (Bitcoin Core issue 8614), or zeros between records (issue 24858).
 *
 * Source: Bitcoin Core v28, src/node/blockstorage.cpp, `WriteBlockToDisk`.
 */
export class RecordReader {
  private readonly window: FileWindow;
  private readonly magic: number;
  private ahead = WINDOW;
  private header: Uint8Array = new Uint8Array(HEADER_BYTES);
  private otherHeader: Uint8Array = new Uint8Array(HEADER_BYTES);

  constructor(window: FileWindow, magic: number) {
    this.window = window;
    this.magic = magic;
  }

  /** What stands at a place; of a block one read brings header and coinbase, as a rule. */
  at(place: number): Finding {
    const { window } = this;
    const loaded = window.load(place, PREFIX + HEADER_BYTES, this.ahead);
    if (loaded < PREFIX || window.u32(place) !== this.magic) return this.noRecord(place);
    if (loaded < PREFIX + HEADER_BYTES) return GARBAGE;
    if (window.u32(place + PREFIX) === this.magic) {
      return { kind: "hole", to: place + PREFIX };
    }
    const size = window.u32(place + 4);
    if (!isBlockSize(size)) return GARBAGE;
    this.ahead = size < SMALL_BLOCK ? WIDE_WINDOW : WINDOW;
    const header = this.nextHeader();
    header.set(window.bytes(place + PREFIX, HEADER_BYTES));
    const body = this.body(place + PREFIX, size);
    const block = { place, size, header, body };
    return { kind: endOf(block) > window.size ? "cut" : "block", block };
  }

  private nextHeader(): Uint8Array {
    const { header } = this;
    this.header = this.otherHeader;
    this.otherHeader = header;
    return header;
  }

  private noRecord(place: number): Finding {
    const to = this.window.skipEmpty(place);
    if (to === this.window.size) return NOTHING;
    return to >= place + PREFIX ? { kind: "hole", to } : GARBAGE;
  }

  /** Count of transactions and coinbase; null where they make no sense or the file ends first. */
  private body(block: number, size: number): BlockBody | null {
    const left = Math.min(size, this.window.size - block);
    let loaded = Math.min(this.window.held(block), left);
    for (;;) {
      const parsed = parseBody(this.window.bytes(block, loaded), size);
      if (parsed !== "truncated") return parsed;
      if (loaded >= left) return null;
      const more = this.window.load(block, Math.min(left, loaded * GROWTH + WINDOW));
      if (more <= loaded) return null;
      loaded = Math.min(more, left);
    }
  }
}

function parseBody(bytes: Uint8Array, size: number): BlockBody | null | "truncated" {
  const first = bytes[HEADER_BYTES];
  if (first === undefined) return "truncated";
  const width = first < 0xfd ? 1 : first === 0xfd ? 3 : 5;
  if (bytes.length < HEADER_BYTES + width) return "truncated";
  const transactions = first < 0xfd ? first : countAt(bytes, HEADER_BYTES + 1, width - 1);
  if (first === 0xff || transactions < 1 || transactions * MIN_TRANSACTION > size) return null;
  const coinbase = coinbaseAt(bytes, HEADER_BYTES + width);
  return coinbase === null || coinbase === "truncated" ? coinbase : { transactions, coinbase };
}

function countAt(bytes: Uint8Array, at: number, width: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, width);
  return width === 2 ? view.getUint16(0, true) : view.getUint32(0, true);
}

function coinbaseAt(bytes: Uint8Array, at: number): Coinbase | null | "truncated" {
  try {
    return parseCoinbase(bytes, at);
  } catch (error) {
    if (!(error instanceof HashfallError)) throw error;
    return error.code === "coinbase.truncated" ? "truncated" : null;
  }
}
