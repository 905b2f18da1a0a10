import {
  type Stats,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { HashfallError } from "../../base/index.ts";
import { FileWindow } from "./file-window.ts";
import type { Obfuscation } from "./obfuscation.ts";

const FILE_NAME = /^blk(\d{5,6})\.dat$/u;

/** How far a file had been written. */
export interface WriteMark {
  readonly size: number;
  /** Time of the last write, in milliseconds since 1970. */
  readonly writtenMs: number;
}

/** A block file opened for reading. */
export interface OpenBlockFile {
  readonly window: FileWindow;
  /** Taken before anything was read. */
  readonly mark: WriteMark;
  close(): void;
}

/** The folder of a node's block files: where it is, what it holds, and its key. */
export class BlockFolder {
  readonly path: string;
  readonly key: Obfuscation;
  private numbers: readonly number[];

  constructor(path: string, key: Obfuscation) {
    this.path = path;
    this.key = key;
    this.numbers = blockFileNumbers(path);
  }

  /** Lowest number of a file; the node deletes the lowest first when it prunes. */
  get first(): number {
    return this.numbers[0] ?? 0;
  }

  /** Highest number of a file when last looked. */
  get last(): number {
    return this.numbers.at(-1) ?? 0;
  }

  /** Looks again which files there are. */
  look(): void {
    this.numbers = blockFileNumbers(this.path);
  }

  /** Lowest number of a file from `number` on; looks again when none is known. Null for none. */
  from(number: number): number | null {
    if (number > this.last) this.look();
    let [low, high] = [0, this.numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.numbers[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return this.numbers[low] ?? null;
  }

  file(number: number): string {
    return join(this.path, blockFileName(number));
  }

  /** How far a file is written now; null when it is not there. */
  mark(number: number): WriteMark | null {
    const path = this.file(number);
    const stats = reaching(path, () => statSync(path, { throwIfNoEntry: false }));
    return stats === undefined ? null : { size: stats.size, writtenMs: stats.mtimeMs };
  }

  /** @throws HashfallError `source.unreachable`. */
  open(number: number): OpenBlockFile {
    const path = this.file(number);
    const descriptor = reaching(path, () => openSync(path, WITHOUT_WAITING));
    const close = () => closeSync(descriptor);
    try {
      const stats = fstatSync(descriptor);
      const { size, mtimeMs } = stats;
      reaching(path, () => requireFile(stats));
      const file = { descriptor, size, name: blockFileName(number) };
      const mark = { size, writtenMs: mtimeMs };
      return { window: new FileWindow(file, this.key), mark, close };
    } catch (error) {
      close();
      throw error;
    }
  }
}

/** Opening what is no file, such as a pipe, does not wait for someone at its other end. */
const WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK;

/** @throws Error where something else than a file bears a file's name. */
export function requireFile(stats: Stats): void {
  if (!stats.isFile()) throw new Error("it is no file");
}

/** Name of a block file. Bitcoin Core: `FlatFileSeq::FileName`, src/flatfile.cpp. */
export function blockFileName(number: number): string {
  return `blk${String(number).padStart(5, "0")}.dat`;
}

/** Numbers of the block files in a folder, ascending; none where there is no such folder. */
export function blockFileNumbers(path: string): number[] {
  if (!existsSync(path)) return [];
  return reaching(path, () => (statSync(path).isDirectory() ? readdirSync(path) : []))
    .map((name) => ({ name, number: Number(FILE_NAME.exec(name)?.[1] ?? Number.NaN) }))
    .filter(({ name, number }) => blockFileName(number) === name)
    .map(({ number }) => number)
    .toSorted((a, b) => a - b);
}

/** Runs a task on a file; where the system refuses, says which file, and what may help. */
export function reaching<T>(path: string, task: () => T): T {
  try {
    return task();
  } catch (cause) {
    if (cause instanceof HashfallError) throw cause;
    const reason = `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
    const remedy = "run as the user of the node, or allow this user to read the folder";
    throw new HashfallError("source.unreachable", `${path} ${reason}`, {
      cause,
      problems: [{ path, reason, remedy }],
    });
  }
}
