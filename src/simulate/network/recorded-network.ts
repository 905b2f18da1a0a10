import { HashfallError } from "../../base/index.ts";
import { HASHES_PER_DIFFICULTY } from "../../bitcoin/index.ts";
import type { Network, Retarget } from "./network.ts";
import { difficultyOfBits } from "./next-bits.ts";

/** A stretch of constant difficulty that really was. */
export interface RecordedEpoch {
  /** Height of its first block. */
  readonly height: number;
  /** Header time of its first block, s since 1970: from then on its difficulty is taken to hold. */
  readonly start: number;
  readonly bits: number;
}

/**
 * The difficulty as it was, whatever the hashrate: what a path of hashrate is worth in expected
 * blocks without errors of difficulty feeding on themselves. The first epoch holds before its time
 * too, the last for ever.
 */
export class RecordedNetwork implements Network {
  private readonly epochs: readonly RecordedEpoch[];
  private readonly difficulties: Float64Array;
  private readonly past: Retarget[] = [];
  readonly retargets: readonly Retarget[] = this.past;
  private epoch = 0;
  time = 0;
  height = 0;
  work = 0;

  /** Epochs oldest first; `height` of the tip at `time`. */
  constructor(
    epochs: readonly RecordedEpoch[],
    start: { readonly time: number; readonly height: number },
  ) {
    if (epochs.length === 0) {
      throw new HashfallError("number.domain", "a recorded chain of 0 epochs");
    }
    this.epochs = epochs;
    this.difficulties = Float64Array.from(epochs, ({ bits }) => difficultyOfBits(bits));
    this.time = start.time;
    this.height = start.height;
    while (this.nextStart() <= start.time) this.epoch += 1;
  }

  get bits(): number {
    return this.epochs[this.epoch]?.bits ?? NaN;
  }

  get difficulty(): number {
    return this.difficulties[this.epoch] ?? NaN;
  }

  advance(hashrate: number, seconds: number): number {
    const end = this.time + seconds;
    let found = 0;
    this.work += (hashrate * seconds) / HASHES_PER_DIFFICULTY;
    while (this.nextStart() <= end) {
      found += this.expected(hashrate, this.nextStart() - this.time);
      this.time = this.nextStart();
      this.enterNext();
    }
    found += this.expected(hashrate, end - this.time);
    this.time = end;
    this.height += found;
    return found;
  }

  private nextStart(): number {
    return this.epochs[this.epoch + 1]?.start ?? Infinity;
  }

  private expected(hashrate: number, seconds: number): number {
    return (hashrate * seconds) / (this.difficulty * HASHES_PER_DIFFICULTY);
  }

  private enterNext(): void {
    const before = this.difficulty;
    this.epoch += 1;
    const entered = this.epochs[this.epoch];
    if (entered === undefined) return;
    const { height, start, bits } = entered;
    this.past.push({
      height,
      time: start,
      bits,
      change_pct: (this.difficulty / before - 1) * 100,
    });
  }
}
