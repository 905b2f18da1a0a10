import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../../src/base/index.ts";
import { obfuscated, RECORD_PREFIX, type StoredBlock } from "../fixtures/block-file.ts";

/** How a folder of block files looks. */
export interface BlockFileOptions {
  /** First bytes of each block's record. */
  readonly magic?: number;
  /** Content of `xor.dat`; without one the file is absent, as before Bitcoin Core 28. */
  readonly key?: Uint8Array;
  /** A file ends before it would be longer. Bitcoin Core: `MAX_BLOCKFILE_SIZE`, 128 MiB. */
  readonly maximumBytes?: number;
  /** The last file is padded to a multiple of it. Bitcoin Core: `BLOCKFILE_CHUNK_SIZE`, 16 MiB. */
  readonly chunkBytes?: number;
  /** What stands where no block is, before every so many blocks. */
  readonly holes?: { readonly kind: HoleKind; readonly every: number };
}

/**
 * `stub`: magic and length, and then another magic instead of a block (Bitcoin Core issue #8614);
 * `zeros`: eight zeros, as a reindex left them (#24858); `debris`: the first half of a block.
 */
type HoleKind = "stub" | "zeros" | "debris";

/** A folder of block files that can grow. */
export interface BlockFolder {
  readonly folder: string;
  /** Paths of the files, the oldest first. */
  readonly files: readonly string[];
  append(blocks: Iterable<StoredBlock>): void;
  /** Writes the first bytes of a block's record; the next block written overwrites them. */
  appendPart(block: StoredBlock, length: number): void;
}

const REGTEST_MAGIC = 0xdab5bffa;
const DEFAULT_MAXIMUM = 128 * 2 ** 20;
const DEFAULT_CHUNK = 2 ** 16;

/** Writes `blk00000.dat` and so on into a folder, in the order given, as Bitcoin Core lays them out. */
export function writeBlockFiles(
  folder: string,
  blocks: Iterable<StoredBlock>,
  options: BlockFileOptions = {},
): BlockFolder {
  mkdirSync(folder, { recursive: true });
  if (options.key !== undefined) writeFileSync(join(folder, "xor.dat"), options.key);
  const files = new Files(folder, options);
  files.append(blocks);
  return files;
}

/**
 * Blocks in an order in which they might have arrived: each less than `window` places from its own,
 * the first in place. Bitcoin Core: `BLOCK_DOWNLOAD_WINDOW`, 1,024.
 */
export function outOfOrder(
  blocks: Iterable<StoredBlock>,
  window: number,
  seed: number,
): StoredBlock[] {
  const random = new Random(seed);
  return Array.from(blocks, (block, index) => {
    const place = index === 0 ? 0 : index + window * random.uniform();
    return { block, place };
  })
    .toSorted((a, b) => a.place - b.place)
    .map(({ block }) => block);
}

class Files implements BlockFolder {
  readonly folder: string;
  readonly files: string[] = [];
  private readonly magic: number;
  private readonly key: Uint8Array | undefined;
  private readonly maximum: number;
  private readonly chunk: number;
  private readonly holes: BlockFileOptions["holes"];
  private used = 0;
  private allocated = 0;
  private written = 0;

  constructor(folder: string, options: BlockFileOptions) {
    this.folder = folder;
    this.magic = options.magic ?? REGTEST_MAGIC;
    this.key = options.key;
    this.maximum = options.maximumBytes ?? DEFAULT_MAXIMUM;
    this.chunk = options.chunkBytes ?? DEFAULT_CHUNK;
    this.holes = options.holes;
    this.startFile();
  }

  append(blocks: Iterable<StoredBlock>): void {
    let pending: Buffer[] = [];
    let length = 0;
    for (const block of blocks) {
      const record = this.withHole(block);
      if (this.used + length > 0 && this.used + length + record.length > this.maximum) {
        this.put(Buffer.concat(pending));
        this.finishFile();
        this.startFile();
        pending = [];
        length = 0;
      }
      pending.push(record);
      length += record.length;
      this.written += 1;
    }
    this.put(Buffer.concat(pending));
  }

  appendPart(block: StoredBlock, length: number): void {
    const part = this.record(block).subarray(0, length);
    const { used } = this;
    this.put(part);
    this.used = used;
  }

  private withHole(block: StoredBlock): Buffer {
    const record = this.record(block);
    if (this.holes === undefined || this.written === 0) return record;
    if (this.written % this.holes.every !== 0) return record;
    return Buffer.concat([holeBefore(record, this.holes.kind), record]);
  }

  private record({ bytes }: StoredBlock): Buffer {
    const record = Buffer.alloc(RECORD_PREFIX + bytes.length);
    record.writeUInt32LE(this.magic, 0);
    record.writeUInt32LE(bytes.length, 4);
    record.set(bytes, RECORD_PREFIX);
    return record;
  }

  private startFile(): void {
    const name = `blk${String(this.files.length).padStart(5, "0")}.dat`;
    this.files.push(join(this.folder, name));
    this.used = 0;
    this.allocated = 0;
    closeSync(openSync(this.current(), "w"));
  }

  /** Cuts off the padding. Bitcoin Core: `FlatFileSeq::Flush` with `finalize`. */
  private finishFile(): void {
    const file = openSync(this.current(), "r+");
    ftruncateSync(file, this.used);
    closeSync(file);
  }

  /** The padding is zeros on disk, also where a key hides the blocks. */
  private put(bytes: Buffer): void {
    const file = openSync(this.current(), "r+");
    const end = this.used + bytes.length;
    if (end > this.allocated) {
      this.allocated = Math.ceil(end / this.chunk) * this.chunk;
      ftruncateSync(file, this.allocated);
    }
    const hidden = this.key === undefined ? bytes : obfuscated(bytes, this.key, this.used);
    writeSync(file, hidden, 0, hidden.length, this.used);
    closeSync(file);
    this.used = end;
  }

  private current(): string {
    return this.files.at(-1) ?? "";
  }
}

function holeBefore(record: Buffer, kind: HoleKind): Buffer {
  switch (kind) {
    case "stub":
      return Buffer.from(record.subarray(0, RECORD_PREFIX));
    case "zeros":
      return Buffer.alloc(RECORD_PREFIX);
    case "debris":
      return Buffer.from(record.subarray(0, Math.floor(record.length / 2)));
  }
}
