import { HashfallError, type UnixSeconds, unixSeconds } from "../../base/index.ts";
import { RETARGET_INTERVAL, TARGET_SPACING } from "../../bitcoin/index.ts";
import type { FactRecord } from "../../record/index.ts";
import { difficultyOfBits } from "../network/next-bits.ts";

/** The chain at one place of it: how far the tip is in its epoch, and what the clock shows. */
export interface Origin {
  /** Index of the tip's epoch. */
  readonly epoch: number;
  /** Blocks of that epoch; 0 where the record has no blocks and only the epoch's start is known. */
  readonly found: number;
  /** Seconds since 1970: the instant, or the start of the epoch where no block is known. */
  readonly time: number;
}

/**
 * Epochs and blocks of a record up to an instant, in one unit: the logarithm of the difficulty at which
 * blocks would come every ten minutes.
 *
 *   ln rate = ln(Σ difficulty · 600 s / time),   of a whole epoch: ln of the difficulty after it
 *
 * So the difficulty after an epoch is the mean hashrate of that epoch, as the record gives it.
 */
export class ChainHistory {
  readonly #starts: number[] = [];
  readonly #lnDifficulty: number[] = [];
  readonly #firstEpochHeight: number;
  /** Height of the first block that the record has. */
  readonly firstHeight: number;
  /** Header times, raised to the latest before. */
  readonly #clock: Float64Array;

  constructor({ retargets, blocks }: FactRecord, known: UnixSeconds = unixSeconds(Infinity)) {
    const followed = retargets.filter(({ time, height }) => time !== null && height > 0);
    for (const { time, bits } of followed) {
      if (time === null || time > known) break;
      this.#starts.push(time);
      this.#lnDifficulty.push(Math.log(difficultyOfBits(bits)));
    }
    this.#firstEpochHeight = followed[0]?.height ?? NaN;
    this.firstHeight = blocks.firstHeight;
    const later = blocks.time.findIndex((time) => time > known);
    this.#clock = blocks.time.slice(0, later === -1 ? blocks.time.length : later);
    for (let row = 1; row < this.#clock.length; row += 1) {
      this.#clock[row] = Math.max(this.#clock[row] ?? NaN, this.#clock[row - 1] ?? NaN);
    }
    this.dropUnseenEpochs();
  }

  /** Epochs begun so far. */
  get epochs(): number {
    return this.#starts.length;
  }

  /** Difficulty of an epoch, as logarithm. */
  lnDifficulty(epoch: number): number {
    return this.#lnDifficulty[epoch] ?? NaN;
  }

  /** Header time of the first block of an epoch. */
  start(epoch: number): number {
    return this.#starts[epoch] ?? NaN;
  }

  height(epoch: number): number {
    return this.#firstEpochHeight + epoch * RETARGET_INTERVAL;
  }

  /** The tip. @throws HashfallError `record.uncovered` when not even one epoch is known. */
  get tip(): Origin {
    const epoch = this.epochs - 1;
    if (epoch < 0)
      throw new HashfallError("record.uncovered", "no epoch begins before the instant");
    const found = this.firstHeight + this.#clock.length - this.height(epoch);
    if (this.#clock.length === 0) return { epoch, found: 0, time: this.start(epoch) };
    return { epoch, found, time: this.#clock.at(-1) ?? NaN };
  }

  /** An earlier place of the chain, as far in its epoch as the tip; null where no block is known. */
  earlier(epoch: number): Origin | null {
    const { found } = this.tip;
    if (found === 0) return { epoch, found, time: this.start(epoch) };
    const time = this.clockAt(this.height(epoch) + found - 1);
    return time === null ? null : { epoch, found, time };
  }

  /** ln rate of the last so many blocks up to a place; null where the record has not all of them. */
  lnRateBefore({ epoch, found }: Origin, blocks: number): number | null {
    const height = this.height(epoch) + found - 1;
    const [from, to] = [this.clockAt(height - blocks), this.clockAt(height)];
    if (found === 0 || from === null || to === null) return null;
    const here = Math.min(found, blocks);
    const before = blocks - here;
    const work =
      here * Math.exp(this.lnDifficulty(epoch)) + before * Math.exp(this.lnDifficulty(epoch - 1));
    return Math.log((work * TARGET_SPACING) / (to - from));
  }

  /** Highest block whose header time, and all before, had come; null where blocks are unknown. */
  heightAt(time: number): number | null {
    if (time < (this.#clock[0] ?? Infinity)) return null;
    let [low, high] = [0, this.#clock.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#clock[middle] ?? NaN) <= time) low = middle + 1;
      else high = middle;
    }
    return this.firstHeight + low - 1;
  }

  private clockAt(height: number): number | null {
    return this.#clock[height - this.firstHeight] ?? null;
  }

  /** Where blocks are known, an epoch has begun when its first block is among them. */
  private dropUnseenEpochs(): void {
    if (this.#clock.length === 0) return;
    const tip = this.firstHeight + this.#clock.length - 1;
    while (this.epochs > 0 && this.height(this.epochs - 1) > tip) {
      this.#starts.pop();
      this.#lnDifficulty.pop();
    }
  }
}
