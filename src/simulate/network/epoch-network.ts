import { HashfallError } from "../../base/index.ts";
import {
  HASHES_PER_DIFFICULTY,
  RETARGET_INTERVAL,
  difficultyOf,
  compactBits,
} from "../../bitcoin/index.ts";
import type { UnitArrivals } from "./arrivals.ts";
import type { ChainStart, Network, Retarget } from "./network.ts";
import { EPOCH_INTERVALS, difficultyOfBits, nextPackedBits } from "./next-bits.ts";

/**
 * A chain whose blocks are Poisson arrivals and whose difficulty follows bitcoin's rule.
 *
 *   rate = hashrate / (difficulty · 2^32)  [blocks/s],  unit time = rate · seconds
 *
 * An epoch has two moments that matter, the first block and the last, whose whole seconds set the
 * next target: the arrivals are taken up to the nearer one, the rate changes after the last, and what
 * is left of the step goes on from there.
 *
 * Fields begin as numbers because a field that begins undefined is boxed by V8 at every store.
 */
export class EpochNetwork implements Network {
  private readonly arrivals: UnitArrivals;
  private readonly past: Retarget[] = [];
  readonly retargets: readonly Retarget[] = this.past;
  private epochStart = 0;
  /** Blocks to the next first or last block of an epoch. */
  private blocksToStop = 0;
  private blocksPerHash = 0;
  time = 0;
  height = 0;
  work = 0;
  bits = 0;
  difficulty = 0;

  constructor(start: ChainStart, arrivals: UnitArrivals) {
    this.arrivals = arrivals;
    this.epochStart = start.epochStart;
    this.time = start.time;
    this.height = start.height;
    this.bits = start.bits;
    this.difficulty = difficultyOf(compactBits(start.bits));
    this.blocksPerHash = blocksPerHash(this.difficulty);
    const place = start.height % RETARGET_INTERVAL;
    this.blocksToStop = place === EPOCH_INTERVALS ? 1 : EPOCH_INTERVALS - place;
  }

  advance(hashrate: number, seconds: number): number {
    const begin = this.height;
    const end = this.time + seconds;
    let rate = hashrate * this.blocksPerHash;
    let amount = rate * seconds;
    if (!(amount >= 0 && amount < Infinity && seconds >= 0)) {
      throw new HashfallError("number.domain", `advancing ${seconds} s at ${hashrate} H/s`);
    }
    let found = this.arrivals.take(amount, this.blocksToStop);
    while (found === this.blocksToStop) {
      this.height += found;
      this.work += found * this.difficulty;
      this.time = Math.min(end, this.time + this.arrivals.used / rate);
      this.stop();
      rate = hashrate * this.blocksPerHash;
      amount = rate * (end - this.time);
      found = this.arrivals.take(amount, this.blocksToStop);
    }
    this.blocksToStop -= found;
    this.height += found;
    this.work += found * this.difficulty;
    this.time = end;
    return this.height - begin;
  }

  private stop(): void {
    const headerTime = Math.floor(this.time);
    if (this.height % RETARGET_INTERVAL === 0) {
      this.epochStart = headerTime;
      this.blocksToStop = EPOCH_INTERVALS;
      return;
    }
    const before = this.difficulty;
    this.bits = nextPackedBits(this.bits, this.epochStart, headerTime);
    this.difficulty = difficultyOfBits(this.bits);
    this.blocksPerHash = blocksPerHash(this.difficulty);
    this.blocksToStop = 1;
    this.past.push({
      height: this.height + 1,
      time: headerTime,
      bits: this.bits,
      change_pct: (this.difficulty / before - 1) * 100,
    });
  }
}

function blocksPerHash(difficulty: number): number {
  return 1 / (difficulty * HASHES_PER_DIFFICULTY);
}
