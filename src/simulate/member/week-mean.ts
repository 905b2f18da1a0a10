import type { Network } from "../network/network.ts";
import type { StepFacts } from "./member-run.ts";

const SECONDS_PER_WEEK = 604_800;
const HASHES_PER_DIFFICULTY = 2 ** 32;
const HASHES_PER_EH = 1e18;

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

  /** Takes in a step; returns the mean of the week that it ends, EH/s. */
  pass({ blocks, height, difficulty }: StepFacts, network: Network): number {
    const last = network.retargets[network.retargets.length - 1];
    const split =
      last !== undefined && last.height - 1 >= height ? last.height - 1 - height : blocks;
    const old = Math.min(split, blocks);
    const work = old * difficulty + (blocks - old) * network.difficulty;
    this.sum += work - (this.work[this.next] ?? 0);
    this.work[this.next] = work;
    this.next = (this.next + 1) % this.work.length;
    return (this.sum * HASHES_PER_DIFFICULTY) / SECONDS_PER_WEEK / HASHES_PER_EH;
  }
}
