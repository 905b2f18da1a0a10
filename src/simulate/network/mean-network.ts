import { HashfallError } from "../../base/index.ts";
import {
  HASHES_PER_DIFFICULTY,
  RETARGET_INTERVAL,
  TARGET_TIMESPAN,
  compactBits,
  difficultyOf,
} from "../../bitcoin/index.ts";
import type { ChainStart, Network, Retarget } from "./network.ts";
import { EPOCH_INTERVALS, bitsOfDifficulty } from "./next-bits.ts";

/**
 * The chain without chance, for fits: blocks come as expected, heights are fractions, and the
 * difficulty is a smooth function of the hashrate, neither floored to seconds nor packed.
 *
 *   blocks = hashrate · seconds / (difficulty · 2^32)
 *   next difficulty = difficulty · T / clamp(span of 2015 intervals, T/4, 4T)
 *
 * `bits` is the nearest packed target, for display.
 */
export class MeanNetwork implements Network {
  private readonly past: Retarget[] = [];
  readonly retargets: readonly Retarget[] = this.past;
  private epochStart = 0;
  /** Height of the next first or last block of an epoch. */
  private stopHeight = 0;
  time = 0;
  height = 0;
  difficulty = 0;
  work = 0;

  constructor(start: ChainStart) {
    this.epochStart = start.epochStart;
    this.time = start.time;
    this.height = start.height;
    this.difficulty = difficultyOf(compactBits(start.bits));
    this.stopHeight = stopAfter(start.height);
  }

  get bits(): number {
    return bitsOfDifficulty(this.difficulty);
  }

  advance(hashrate: number, seconds: number): number {
    const end = this.time + seconds;
    const begin = this.height;
    if (!(hashrate >= 0 && hashrate < Infinity && seconds >= 0)) {
      throw new HashfallError("number.domain", `advancing ${seconds} s at ${hashrate} H/s`);
    }
    this.work += (hashrate * seconds) / HASHES_PER_DIFFICULTY;
    for (;;) {
      const rate = hashrate / (this.difficulty * HASHES_PER_DIFFICULTY);
      const reached = this.height + (end - this.time) * rate;
      if (!(reached >= this.stopHeight)) {
        this.height = reached;
        this.time = end;
        return reached - begin;
      }
      this.time = Math.min(end, this.time + (this.stopHeight - this.height) / rate);
      this.height = this.stopHeight;
      this.stop();
    }
  }

  private stop(): void {
    this.stopHeight = stopAfter(this.height);
    if (this.height % RETARGET_INTERVAL === 0) {
      this.epochStart = this.time;
      return;
    }
    const before = this.difficulty;
    const span = (this.time - this.epochStart) / TARGET_TIMESPAN;
    this.difficulty = Math.max(1, before / Math.min(Math.max(span, 1 / 4), 4));
    this.past.push({
      height: this.height + 1,
      time: Math.floor(this.time),
      bits: this.bits,
      change_pct: (this.difficulty / before - 1) * 100,
    });
  }
}

/** Next first or last block of an epoch above a height. */
function stopAfter(height: number): number {
  const first = Math.floor(height / RETARGET_INTERVAL) * RETARGET_INTERVAL;
  const last = first + EPOCH_INTERVALS;
  return height < last ? last : first + RETARGET_INTERVAL;
}
