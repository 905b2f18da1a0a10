import { readSync } from "node:fs";
import { HashfallError } from "../../base/index.ts";
import type { Obfuscation } from "./obfuscation.ts";

/** A place in a file is 32 bits in the node. Bitcoin Core: `FlatFilePos::nPos`. */
const MAX_FILE_BYTES = 2 ** 32;
const WORD_BYTES = 8;
const FIRST_CAPACITY = 2 ** 16;

/** What an open block file is read through. */
export interface OpenFile {
  readonly descriptor: number;
  /** Name to print. */
  readonly name: string;
  /** Bytes of the file when it was opened; what is written later is not seen. */
  readonly size: number;
}

/**
 * A stretch of a file in one buffer that is used again and again, the node's key taken off.
 *
 * Reads are positional and block the thread: for windows of about a kilobyte they are seven times as
 * fast as promises.
 */
export class FileWindow {
  readonly size: number;
  readonly name: string;
  private readonly descriptor: number;
  private readonly key: Obfuscation;
  private words = new Int32Array(FIRST_CAPACITY / 4);
  private buffer: Uint8Array = new Uint8Array(this.words.buffer);
  private view = new DataView(this.words.buffer);
  private start = 0;
  private length = 0;
  /** The empty stretch found last. */
  private emptyFrom = 0;
  private emptyTo = 0;

  constructor(file: OpenFile, key: Obfuscation) {
    this.descriptor = file.descriptor;
    this.name = file.name;
    this.size = Math.min(file.size, MAX_FILE_BYTES);
    this.key = key;
  }

  /** Bytes that stand in the buffer from a place of the file on. */
  held(place: number): number {
    if (place < this.start) return 0;
    return Math.max(0, this.start + this.length - place);
  }

  /**
   * Brings `wanted` bytes from a place on into the buffer, as far as the file has them, and reads on
   * to `ahead` when it must read at all. Answers how many bytes stand there now.
   */
  load(place: number, wanted: number, ahead: number = wanted): number {
    const present = this.held(place);
    const left = Math.max(0, this.size - place);
    if (present >= Math.min(wanted, left)) return present;
    this.read(place, Math.min(Math.max(wanted, ahead), left));
    return this.length;
  }

  /** Unsigned 32-bit integer, little-endian, at a loaded place. */
  u32(place: number): number {
    return this.view.getUint32(place - this.start, true);
  }

  /** Loaded bytes of a stretch, or as many as there are; valid until the next `load`. */
  bytes(place: number, length: number): Uint8Array {
    const from = place - this.start;
    return this.buffer.subarray(from, Math.min(from + length, this.length));
  }

  /** First place from `place` on that holds something; the file's size when there is none. */
  skipEmpty(place: number): number {
    if (place < this.emptyFrom || place >= this.emptyTo) {
      this.emptyTo = this.findContent(place);
      this.emptyFrom = place;
    }
    return this.emptyTo;
  }

  private findContent(place: number): number {
    let at = place;
    while (at < this.size) {
      const loaded = this.load(at, 1, FIRST_CAPACITY);
      if (loaded === 0) return this.size;
      const stretch = Math.min(loaded, FIRST_CAPACITY);
      const empty = this.key.emptyPrefix(this.bytes(at, stretch), at);
      at += empty;
      if (empty < stretch) return at;
    }
    return this.size;
  }

  private read(place: number, length: number): void {
    if (length > this.buffer.length) this.grow(length);
    this.start = place;
    this.length = 0;
    try {
      this.length = readSync(this.descriptor, this.buffer, 0, length, place);
    } catch (cause) {
      throw new HashfallError(
        "source.unreachable",
        `${this.name} cannot be read at byte ${place}: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );
    }
    this.key.remove(this.words, this.length, place);
  }

  private grow(length: number): void {
    const capacity = Math.ceil(length / WORD_BYTES) * WORD_BYTES;
    this.words = new Int32Array(capacity / 4);
    this.buffer = new Uint8Array(this.words.buffer);
    this.view = new DataView(this.words.buffer);
  }
}
