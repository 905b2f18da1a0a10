import { setImmediate, setTimeout } from "node:timers/promises";
import { HashfallError, type Problem } from "../../base/index.ts";
import {
  bytesFromHex,
  displayHash,
  MERKLE_ROOT_AT,
  type Network,
  PREVIOUS_HASH_AT,
} from "../../bitcoin/index.ts";
import type { BlockBatch, BlockSource, Known } from "../block-source.ts";
import { type BlockFolder, blockFileName } from "./block-folder.ts";
import { BlockScan, type FilePlace, filePlace } from "./block-scan.ts";
import { detectNetwork, findBlockFolder } from "./find-folder.ts";
import { heightOfLastFile, statedHeight } from "./tip-height.ts";

/** Blocks in a batch, at most. */
const BATCH = 2000;
const MAX_WAITING_BYTES = 64_000_000;
/** Time between two looks whether the files have grown, in milliseconds. */
const LOOK_EVERY_MS = 1000;
const CURSOR = /^(\d{1,6}):(\d{1,10})$/u;

/** Choices for reading block files. */
export interface BlockFilesOptions {
  /** The network that the files must be of; whichever they begin with when absent. */
  readonly network?: Network | undefined;
  /** Most bytes of blocks that wait for their parents. */
  readonly maxWaitingBytes?: number;
  /** Waits so many milliseconds, or until the signal. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Block files as a source of blocks, with what was found wrong in them. */
export interface BlockFileSource extends BlockSource {
  /** What was wrong in the scan so far: the first hundred problems. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Bytes in which no block was found where one was due. */
  readonly skippedBytes: number;
}

/**
 * Opens the `blkNNNNN.dat` of a node: in a folder of them or in a data directory.
 *
 * All blocks are handed over, those of branches that lost too, parents first. Headers meet the target
 * they state; whether it is the due one, and which branch has the most work, the receiver decides.
 *
 * **Going on.** The cursor is the place, file and byte, before which every block was handed over. A
 * scan that begins there knows of the blocks before only what the locator names; a block whose parent
 * is neither named nor handed over waits, and if any still waits at the end, everything is read again
 * from the first file, once. So blocks may come twice, but none is left out. A source that is asked
 * again with the cursor it gave last goes on where it stopped and remembers everything.
 *
 * **Damage** is passed over and listed in `problems`: what is no block up to the next one; a header
 * that does not meet its target; a coinbase that makes no sense, whose header is handed over without
 * it. Blocks whose parent is in no file are listed as one problem. Nothing of this ends the reading;
 * only files of which no block at all can be handed over do.
 *
 * A damaged end of the last file is not told from a block being written; the source waits for more.
 *
 * @throws HashfallError `input.invalid`, `source.unreachable`, `source.malformed`, `source.other-network`.
 */
export async function openBlockFiles(
  directory: string,
  options: BlockFilesOptions = {},
): Promise<BlockFileSource> {
  const folder = findBlockFolder(directory, options.network);
  const network = detectNetwork(folder, options.network);
  return Promise.resolve(new BlockFiles({ directory, folder, network, options }));
}

interface OpenedFolder {
  readonly directory: string;
  readonly folder: BlockFolder;
  readonly network: Network;
  readonly options: BlockFilesOptions;
}

/** A scan, the place it began at, and the last cursor handed over. */
interface Progress {
  readonly scan: BlockScan;
  readonly fromStart: boolean;
  cursor: string | null;
  /** Whether the reader took everything up to the end. */
  finished: boolean;
}

class BlockFiles implements BlockFileSource {
  readonly label: string;
  readonly network: Network;
  readonly givesCoinbases = true;
  private readonly folder: BlockFolder;
  private readonly options: BlockFilesOptions;
  private progress: Progress | null = null;
  private tipHeight: number | null = null;

  constructor({ directory, folder, network, options }: OpenedFolder) {
    this.label = `blk:${directory}`;
    this.network = network;
    this.folder = folder;
    this.options = options;
  }

  get problems(): readonly Problem[] {
    const { progress } = this;
    if (progress === null) return [];
    const waiting = this.waitingProblem(progress.scan);
    return waiting === null ? progress.scan.faults.list : [waiting, ...progress.scan.faults.list];
  }

  get problemCount(): number {
    const { progress } = this;
    if (progress === null) return 0;
    return progress.scan.faults.count + Math.sign(progress.scan.order.unresolved);
  }

  get skippedBytes(): number {
    return this.progress?.scan.faults.skippedBytes ?? 0;
  }

  async *blocks(known: Known, signal: AbortSignal): AsyncGenerator<BlockBatch> {
    this.folder.look();
    this.tipHeight = heightOfLastFile(this.folder, this.network);
    let progress = this.goOn(known) ?? this.begin(placeOf(known.cursor, this.folder), known);
    this.progress = progress;
    yield* this.read(progress, signal);
    if (progress.scan.order.unresolved > 0 && !progress.fromStart) {
      progress = this.begin(null, known);
      this.progress = progress;
      yield* this.read(progress, signal);
    }
    progress.scan.order.abandonLeftovers();
    this.requireBlocks(progress);
    progress.finished = true;
  }

  async changed(signal: AbortSignal): Promise<void> {
    const wait = this.options.wait ?? waitQuietly;
    while (!signal.aborted && !this.hasChanged()) await wait(LOOK_EVERY_MS, signal);
  }

  async close(): Promise<void> {
    this.progress?.scan.close();
    this.progress = null;
    return Promise.resolve();
  }

  /** The scan before, if the receiver has stored all that it gave. */
  private goOn(known: Known): Progress | null {
    const { progress } = this;
    if (progress === null || !progress.finished) return null;
    if (known.cursor === null || progress.cursor !== known.cursor) return null;
    progress.finished = false;
    for (const hash of known.have ?? known.locator) progress.scan.order.know(hash);
    return progress;
  }

  private begin(place: FilePlace | null, known: Known): Progress {
    this.progress?.scan.close();
    const scan = new BlockScan({
      folder: this.folder,
      network: this.network,
      from: place ?? { file: this.folder.first, offset: 0 },
      maxWaitingBytes: this.options.maxWaitingBytes ?? MAX_WAITING_BYTES,
    });
    scan.order.know(bytesFromHex(this.network.genesisHash).toReversed());
    for (const hash of known.have ?? known.locator) scan.order.know(hash);
    const fromStart = place === null;
    return { scan, fromStart, cursor: fromStart ? null : known.cursor, finished: false };
  }

  /** Batches up to the present end of the files. */
  private async *read(progress: Progress, signal: AbortSignal): AsyncGenerator<BlockBatch> {
    const { scan } = progress;
    try {
      let more = true;
      while (more) {
        if (signal.aborted) throw new HashfallError("stopped", `reading ${this.label} was stopped`);
        more = scan.step();
        yield* this.batches(progress);
        await setImmediate();
      }
    } finally {
      scan.close();
    }
  }

  /** What is in order by now. A cursor goes only with the last batch: it tells of all of them. */
  private *batches(progress: Progress): Generator<BlockBatch> {
    const { ready } = progress.scan.order;
    const { file, offset } = progress.scan.resumeAt;
    const count = ready.length;
    for (let from = 0; from < count; from += BATCH) {
      const part = ready.part(from, from + BATCH);
      if (from + BATCH >= count) progress.cursor = `${file}:${offset}`;
      this.raiseTip(part.coinbases);
      const batch = { ...part, tipHeight: this.tipHeight };
      yield progress.cursor === null ? batch : { ...batch, cursor: progress.cursor };
    }
    ready.clear();
  }

  private raiseTip(bodies: BlockBatch["coinbases"]): void {
    const height = statedHeight(bodies.at(-1) ?? null, this.network);
    if (height !== null && height > (this.tipHeight ?? 0)) this.tipHeight = height;
  }

  private hasChanged(): boolean {
    const before = this.progress?.scan.lastMark;
    if (before === null || before === undefined) return true;
    const { last } = this.folder;
    const now = this.folder.mark(last);
    if (now?.size !== before.size || now.writtenMs !== before.writtenMs) return true;
    return this.folder.mark(last + 1) !== null;
  }

  private requireBlocks({ scan, fromStart }: Progress): void {
    if (!fromStart || scan.order.total > 0) return;
    const waiting = this.waitingProblem(scan);
    const reason = waiting?.reason ?? "no block in them can be read";
    throw new HashfallError(
      waiting === null ? "source.malformed" : "source.refused",
      `the block files in ${this.folder.path}: ${reason}`,
      { problems: this.problems },
    );
  }

  /** Blocks left over because something before them is in no file. */
  private waitingProblem({ order }: BlockScan): Problem | null {
    if (order.unresolved === 0) return null;
    const { oldestHeader } = order;
    const { first } = this.folder;
    const at = order.firstUnresolved;
    const path = Number.isFinite(at) ? blockFileName(filePlace(at).file) : this.folder.path;
    if (first > 0) {
      return {
        path,
        reason: `the node is pruned: blocks before ${blockFileName(first)} are gone, and later ones that connect to nothing known number ${order.unresolved}`,
        remedy:
          "fetch the headers first, with --from http or --from p2p, then read the files again",
      };
    }
    const parent = oldestHeader === null ? "" : ` ${parentOf(oldestHeader)}`;
    return {
      path,
      reason: `a block${parent} is in no file, and blocks that come after it number ${order.unresolved}`,
      remedy: "run the node with -reindex, or fetch the headers with --from http or --from p2p",
    };
  }
}

function parentOf(header: Uint8Array): string {
  return displayHash(header.subarray(PREVIOUS_HASH_AT, MERKLE_ROOT_AT));
}

/** The place a cursor names; null where it is none of these files', so that all are read. */
function placeOf(cursor: string | null, folder: BlockFolder): FilePlace | null {
  const [, file, offset] = CURSOR.exec(cursor ?? "") ?? [];
  if (file === undefined || offset === undefined) return null;
  const place = { file: Number(file), offset: Number(offset) };
  const mark = folder.mark(place.file);
  return mark === null || place.offset > mark.size ? null : place;
}

async function waitQuietly(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch {
    // The signal; whoever waits looks at it.
  }
}
