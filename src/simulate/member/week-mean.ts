import { HASHES_PER_EH, SECONDS_PER_DAY } from "../../base/index.ts";
import { HASHES_PER_DIFFICULTY } from "../../bitcoin/index.ts";

const SECONDS_PER_WEEK: number = 7 * SECONDS_PER_DAY;

/**
 * Hashrate as an observer sees it: work of the blocks of the last seven days over seven days.
 *
 *   Ĥ = Σ difficulty × 2^32 / 604,800 s
 */
export class WeekMean {
  private readonly work: Float64Array;
  private readonly stepSeconds: number;
  private next = 0;
  private sum = 0;

  constructor(stepSeconds: number) {
    this.stepSeconds = stepSeconds;
    this.work = new Float64Array(Math.round(SECONDS_PER_WEEK / stepSeconds));
  }

  /** A week at a constant hashrate, EH/s. */
  reset(hashrate: number): void {
    const each = (hashrate * HASHES_PER_EH * this.stepSeconds) / HASHES_PER_DIFFICULTY;
    this.work.fill(each);
    this.sum = each * this.work.length;
    this.next = 0;
  }

  /** Takes in the work of a step, in units of 2^32 hashes; returns the mean of the week, EH/s. */
  pass(work: number): number {
    this.sum += work - (this.work[this.next] ?? 0);
    this.work[this.next] = work;
    this.next = (this.next + 1) % this.work.length;
    if (this.sum < 0) this.sum = 0;
    return (this.sum * HASHES_PER_DIFFICULTY) / SECONDS_PER_WEEK / HASHES_PER_EH;
  }
}
