import type { Problem } from "../../base/index.ts";

/** Problems kept; the rest is only counted. */
const KEPT = 100;

/** What was wrong with the files of one scan: the first hundred problems, and how many in all. */
export class FileFaults {
  private readonly first: Problem[] = [];
  private total = 0;
  private bytes = 0;

  get list(): readonly Problem[] {
    return this.first;
  }

  get count(): number {
    return this.total;
  }

  /** Bytes that were passed over because nothing could be made of them. */
  get skippedBytes(): number {
    return this.bytes;
  }

  add(file: string, place: number, reason: string): void {
    this.total += 1;
    if (this.first.length >= KEPT) return;
    this.first.push({
      path: `${file}:${place}`,
      reason,
      remedy: "if the node does not start either, run it with -reindex",
    });
  }

  skip(bytes: number): void {
    this.bytes += bytes;
  }
}
