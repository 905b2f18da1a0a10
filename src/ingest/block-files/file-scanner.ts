import { HEADER_BYTES, type Network } from "../../bitcoin/index.ts";
import type { FileFaults } from "./file-faults.ts";
import type { FileWindow } from "./file-window.ts";
import { HeaderGroup } from "./header-group.ts";
import { endOf, type FoundBlock, isBlockSize, PREFIX, RecordReader } from "./record-reader.ts";
import { isWholeBlock } from "./whole-block.ts";

/** Bytes searched for the next block before the caller gets a word in. */
const SEARCH_STEP = 2 ** 20;
/** Blocks of a file that are read whole to tell whether they are complete; damage aside, one is. */
const MAX_WHOLE_READS = 16;

/** How a scan of one file goes about it. */
export interface ScanOptions {
  readonly network: Network;
  /** Where to begin: the place of a record. */
  readonly from: number;
  /** Whether the node may still be writing at the end. */
  readonly growing: boolean;
  readonly faults: FileFaults;
}

/** A stretch being searched for a block, after the place where one was due held none. */
interface Search {
  readonly to: number;
  readonly because: "no record follows" | "the data ends";
  at: number;
}

/**
 * Walks a block file from record to record.
 *
 * A block is handed on only when a record follows it. At the end of the data it must be complete,
 * to the merkle root: otherwise, in a file still growing, it is left for the next scan. Where no record follows,
 * the search begins inside the last block, whose size may be wrong, and goes on byte by byte to the
 * next one that meets its own target; searched stretches do not overlap, so damage costs linear time.
 */
export class FileScanner {
  private readonly window: FileWindow;
  private readonly options: ScanOptions;
  private readonly records: RecordReader;
  private readonly candidate: HeaderGroup;
  private readonly magic: Buffer;
  /** Found, but not known to be complete. */
  private held: FoundBlock | null = null;
  private search: Search | null = null;
  private at: number;
  private ended = false;
  private wholeReads = 0;

  constructor(window: FileWindow, options: ScanOptions) {
    this.window = window;
    this.options = options;
    this.records = new RecordReader(window, options.network.magic);
    this.candidate = new HeaderGroup(1, options.network);
    this.at = options.from;
    this.magic = Buffer.alloc(4);
    this.magic.writeUInt32LE(options.network.magic);
  }

  /** Where another scan would go on: everything before was handed on or passed over. */
  get place(): number {
    return this.held?.place ?? this.at;
  }

  /** The next block; "pause" where none was found yet in a long stretch, "end" at the end. */
  next(): FoundBlock | "pause" | "end" {
    while (!this.ended) {
      const step = this.search === null ? this.readOn() : this.searchOn(this.search);
      if (step !== null) return step;
    }
    return "end";
  }

  private readOn(): FoundBlock | null {
    const found = this.records.at(this.at);
    switch (found.kind) {
      case "block":
        return this.exchange(found.block, endOf(found.block));
      case "cut":
        return this.exchange(found.block, this.window.size);
      case "hole":
        this.options.faults.skip(found.to - this.at);
        return this.exchange(null, found.to);
      case "garbage":
        this.lose();
        return null;
      case "nothing":
        return this.finish();
    }
  }

  /** Hands on the block held, since a record follows it, and holds another. */
  private exchange(block: FoundBlock | null, next: number): FoundBlock | null {
    const { held } = this;
    this.held = block;
    this.at = next;
    return held;
  }

  /** Begins to search for a block up to the end of the file. */
  private lose(): void {
    const from = this.held === null ? this.at + 1 : this.held.place + PREFIX;
    this.search = { at: from, to: this.window.size, because: "no record follows" };
  }

  private searchOn(search: Search): FoundBlock | "pause" | null {
    const found = this.findRecord(search);
    if (found !== null) return this.resume(found);
    if (search.at < search.to) return "pause";
    this.search = null;
    const { held } = this;
    const checked = search.because === "the data ends";
    return held === null || (!checked && this.isComplete(held)) ? this.end() : this.giveUp(held);
  }

  /** Goes on at a record found by searching. */
  private resume(place: number): FoundBlock | null {
    const { held } = this;
    this.search = null;
    const due = this.at;
    this.at = place;
    this.held = null;
    this.options.faults.skip(Math.max(0, place - due));
    this.fault(due, `no block where one was due; the next one begins at byte ${place}`);
    return held === null ? null : withoutOverlap(held, place);
  }

  /** The data ends: hands on the last block if it is complete. */
  private finish(): FoundBlock | null {
    const { held } = this;
    if (held === null || this.isComplete(held)) return this.end();
    const from = held.place + PREFIX;
    const to = Math.min(endOf(held), this.window.size);
    this.search = { at: from, to, because: "the data ends" };
    return null;
  }

  /** The last block is not complete, and no other begins in it or behind it. */
  private giveUp(held: FoundBlock): FoundBlock | null {
    if (!this.options.growing) {
      this.fault(held.place, "the block is cut off or damaged");
      return this.end();
    }
    this.ended = true;
    return null;
  }

  private end(): FoundBlock | null {
    this.ended = true;
    if (!this.options.growing && this.at < this.window.size) this.reportRest();
    return this.exchange(null, this.at);
  }

  private reportRest(): void {
    const rest = this.window.size - this.window.skipEmpty(this.at);
    if (rest === 0) return;
    this.options.faults.skip(rest);
    this.fault(this.at, "no block up to the end of the file");
  }

  private isComplete(block: FoundBlock): boolean {
    const end = endOf(block);
    if (end > this.window.size) return false;
    if (end === this.window.size && !this.options.growing) return true;
    this.wholeReads += 1;
    if (this.wholeReads > MAX_WHOLE_READS) return false;
    this.window.load(block.place + PREFIX, block.size);
    return isWholeBlock(this.window.bytes(block.place + PREFIX, block.size));
  }

  /** Searches one step on; the place of a record whose block lies in the file and meets its target. */
  private findRecord(search: Search): number | null {
    const overlap = PREFIX + HEADER_BYTES;
    const end = Math.min(search.at + SEARCH_STEP, search.to);
    const length = Math.min(end + overlap, this.window.size) - search.at;
    this.window.load(search.at, length);
    const chunk = Buffer.from(this.window.bytes(search.at, length));
    let index = chunk.indexOf(this.magic);
    while (index >= 0 && search.at + index < end) {
      if (this.isRecord(chunk.subarray(index, index + overlap), search.at + index)) {
        return search.at + index;
      }
      index = chunk.indexOf(this.magic, index + 1);
    }
    search.at = end;
    return null;
  }

  private isRecord(bytes: Buffer, place: number): boolean {
    if (bytes.length < PREFIX + HEADER_BYTES) return false;
    const size = bytes.readUInt32LE(4);
    if (!isBlockSize(size) || place + PREFIX + size > this.window.size) return false;
    this.candidate.put(0, bytes.subarray(PREFIX));
    this.candidate.hash(1);
    return this.candidate.meetsTarget(0);
  }

  private fault(place: number, reason: string): void {
    this.options.faults.add(this.window.name, place, reason);
  }
}

/** The block as far as it goes: without its coinbase where another block begins in that. */
function withoutOverlap(block: FoundBlock, next: number): FoundBlock {
  const coinbase = block.body?.coinbase.size ?? 0;
  return block.place + PREFIX + HEADER_BYTES + coinbase < next ? block : { ...block, body: null };
}
