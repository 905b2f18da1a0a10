import { MAX_LOCATOR_HASHES } from "./messages.ts";

/** Hashes of the newest blocks kept one by one; before them, one of each batch. */
const KEPT_WHOLE = 2_000;
/** Newest hashes of a locator that follow each other without a gap. */
const DENSE = 10;

/**
 * A chain as far as it matters for going on from it: the receiver's locator, then one hash of each
 * batch, then the newest hashes whole. Hashes are as serialised, in hexadecimal; the oldest is first.
 *
 * It stays small: some 500 marks for a million blocks.
 */
export class Trail {
  private readonly marks: readonly string[];
  private readonly recent: readonly string[];

  private constructor(marks: readonly string[], recent: readonly string[]) {
    this.marks = marks;
    this.recent = recent;
  }

  /** Begins with what a receiver has; `locator` has the newest first and ends with the first block. */
  static from(locator: readonly string[]): Trail {
    return new Trail(locator.toReversed(), []);
  }

  get tip(): string {
    return this.recent.at(-1) ?? this.marks.at(-1) ?? "";
  }

  /** Whether blocks may follow this one. */
  has(hash: string): boolean {
    return hash === this.tip || this.recent.includes(hash) || this.marks.includes(hash);
  }

  /** The chain that follows `parent` with further blocks; what stood after the parent is left out. */
  follow(parent: string, hashes: readonly string[]): Trail {
    const whole = this.recent.lastIndexOf(parent);
    if (whole < 0) {
      return new Trail(this.marks.slice(0, this.marks.lastIndexOf(parent) + 1), hashes);
    }
    const recent = [...this.recent.slice(0, whole + 1), ...hashes];
    const marks = [...this.marks];
    while (recent.length > 2 * KEPT_WHOLE) {
      const passed = recent.splice(0, KEPT_WHOLE);
      marks.push(...passed.slice(-1));
    }
    return new Trail(marks, recent);
  }

  /** The same chain without its newest block; null for a chain of one. */
  parent(): Trail | null {
    if (this.recent.length > 0) return new Trail(this.marks, this.recent.slice(0, -1));
    return this.marks.length < 2 ? null : new Trail(this.marks.slice(0, -1), []);
  }

  /**
   * What to ask with: ten hashes without a gap, then ever sparser, then the marks; the newest first.
   * `others` are tips of further branches the receiver has too.
   *
   * Source of the shape: Bitcoin Core v28, src/chain.cpp, `LocatorEntries`.
   */
  locator(others: readonly string[] = []): string[] {
    const newest: string[] = [];
    let step = 1;
    for (let i = this.recent.length - 1; i >= 0; i -= step) {
      newest.push(this.recent[i] ?? "");
      if (newest.length > DENSE) step *= 2;
    }
    const room = MAX_LOCATOR_HASHES - newest.length - others.length;
    return [...newest.slice(0, 1), ...others, ...newest.slice(1), ...thinned(this.marks, room)];
  }
}

/** The marks, newest first, no more than fit: the last ten, then evenly down to the first block. */
function thinned(marks: readonly string[], room: number): string[] {
  const newest = marks.toReversed();
  if (newest.length <= room) return newest;
  const rest = newest.slice(DENSE);
  const places = room - DENSE;
  const spread = Array.from({ length: places }, (_, i) =>
    rest.at(Math.round((i * (rest.length - 1)) / (places - 1))),
  );
  return [...newest.slice(0, DENSE), ...spread.filter((mark) => mark !== undefined)];
}
