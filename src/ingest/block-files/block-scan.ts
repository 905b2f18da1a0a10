import { CoinbaseFacts } from "../coinbase-facts.ts";
import type { Network } from "../../bitcoin/index.ts";
import {
  type BlockFolder,
  blockFileName,
  type OpenBlockFile,
  type WriteMark,
} from "./block-folder.ts";
import { BlockOrder } from "./block-order.ts";
import { FileFaults } from "./file-faults.ts";
import { FileScanner } from "./file-scanner.ts";
import { HeaderGroup } from "./header-group.ts";
import type { FoundBlock } from "./record-reader.ts";

/** Blocks hashed at once, and read before the caller gets a word in. */
const GROUP = 1024;
/** Places within a file are 32 bits; the file's number stands above them. */
const PLACES = 2 ** 32;

/** A place among all block files. */
export interface FilePlace {
  readonly file: number;
  /** Bytes from the start of the file. */
  readonly offset: number;
}

/** What a scan is of, and where it begins. */
export interface BlockScanOptions {
  readonly folder: BlockFolder;
  readonly network: Network;
  readonly from: FilePlace;
  /** Most bytes of blocks waiting for their parents. */
  readonly maxWaitingBytes: number;
}

interface OpenScan {
  readonly file: OpenBlockFile;
  readonly scanner: FileScanner;
  readonly growing: boolean;
}

/**
 * Goes through the block files from a place on: reads records, hashes headers in groups, and orders
 * what meets its own target. At the present end it stops, and goes on from there when stepped again.
 */
export class BlockScan {
  readonly faults: FileFaults = new FileFaults();
  readonly order: BlockOrder;
  /** How far the last file was written when it was read. */
  lastMark: WriteMark | null = null;
  private readonly folder: BlockFolder;
  private readonly network: Network;
  private readonly group: HeaderGroup;
  private readonly facts: CoinbaseFacts;
  private at: FilePlace;
  private current: OpenScan | null = null;

  constructor(options: BlockScanOptions) {
    this.folder = options.folder;
    this.network = options.network;
    this.at = options.from;
    this.order = new BlockOrder(options.maxWaitingBytes);
    this.facts = new CoinbaseFacts(options.network);
    this.group = new HeaderGroup(GROUP, options.network);
  }

  /** The place before which every block was handed on. */
  get resumeAt(): FilePlace {
    const scanned = this.at.file * PLACES + (this.current?.scanner.place ?? this.at.offset);
    return filePlace(Math.min(scanned, this.order.firstUnresolved));
  }

  /** Reads on for a while; false at the present end of the data. */
  step(): boolean {
    const current = this.current ?? this.open();
    if (current === null) return false;
    const blocks: FoundBlock[] = [];
    let found = current.scanner.next();
    while (typeof found !== "string") {
      this.group.put(blocks.length, found.header);
      blocks.push(found);
      if (blocks.length === GROUP) break;
      found = current.scanner.next();
    }
    this.take(blocks);
    return found === "end" ? this.leave(current) : true;
  }

  /** Closes the file being read; the place is kept. */
  close(): void {
    if (this.current === null) return;
    this.at = { file: this.at.file, offset: this.current.scanner.place };
    this.current.file.close();
    this.current = null;
  }

  private open(): OpenScan | null {
    const number = this.present(this.at.file);
    if (number === null) return null;
    if (number !== this.at.file) this.at = { file: number, offset: 0 };
    const growing = this.folder.from(number + 1) === null;
    const file = this.folder.open(number);
    if (growing) this.lastMark = file.mark;
    const options = { network: this.network, from: this.at.offset, growing, faults: this.faults };
    const scanner = new FileScanner(file.window, options);
    this.current = { file, scanner, growing };
    return this.current;
  }

  /** The next file that is still there: a pruned node deletes while it is read. */
  private present(from: number): number | null {
    const number = this.folder.from(from);
    if (number === null || this.folder.mark(number) !== null) return number;
    this.folder.look();
    return this.folder.from(from);
  }

  /** Leaves a file at its end; one that was the last is gone over again if another has come. */
  private leave({ growing }: OpenScan): boolean {
    this.close();
    if (growing) return this.folder.from(this.at.file + 1) !== null;
    this.at = { file: this.at.file + 1, offset: 0 };
    return true;
  }

  /** Hashes and orders the blocks whose headers stand in the group. */
  private take(blocks: readonly FoundBlock[]): void {
    const { group, order } = this;
    group.hash(blocks.length);
    let row = -1;
    for (const { place, body } of blocks) {
      row += 1;
      if (!group.meetsTarget(row)) {
        this.fault(place, "the header does not meet its target");
        continue;
      }
      if (body === null) this.fault(place, "the coinbase makes no sense");
      const facts = body === null ? null : this.facts.of(body.coinbase, body.transactions);
      order.add({ place: this.at.file * PLACES + place, body: facts }, group, row);
    }
  }

  private fault(place: number, reason: string): void {
    this.faults.add(blockFileName(this.at.file), place, reason);
  }
}

/** Splits a place among all files into the file's number and the place in it. */
export function filePlace(place: number): FilePlace {
  return { file: Math.floor(place / PLACES), offset: place % PLACES };
}
