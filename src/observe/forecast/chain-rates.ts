import { SECONDS_PER_DAY } from "../../base/index.ts";
import { TARGET_SPACING } from "../../bitcoin/index.ts";
import { type Timeline, at } from "../timeline.ts";

/** Half-life of the exponentially forgotten rate [d]. Prior; 3 to 6 d score alike. */
export const HALF_LIFE_DAYS = 5;

/**
 * Work and exposure as running sums over the blocks of a timeline, so that any rate is found in
 * constant time.
 *
 *   arrival[i]  = max(time[0..i])                                                   [s]
 *   exposure[i] = sum over j <= i of (arrival[j] - arrival[j-1]) / difficulty[j]    [s]
 *   decayed[i]  = sum over j <= i of difficulty[j] × 2^(-(arrival[i] - arrival[j]) / half-life)
 *
 * Header times stand in for arrival times; the running maximum repairs their order.
 */
export class ChainRates {
  private readonly arrival: Float64Array;
  private readonly difficulty: Float64Array;
  private readonly exposure: Float64Array;
  private readonly decayed: Float64Array;
  private readonly memory: number = (HALF_LIFE_DAYS * SECONDS_PER_DAY) / Math.LN2;

  constructor({ tipTime, difficulty }: Timeline) {
    const size = tipTime.length;
    this.arrival = tipTime;
    this.difficulty = difficulty;
    this.exposure = new Float64Array(size);
    this.decayed = new Float64Array(size);
    let exposure = 0;
    let decayed = 0;
    for (let row = 0; row < size; row += 1) {
      const gap = row === 0 ? 0 : at(tipTime, row) - at(tipTime, row - 1);
      exposure += gap / at(difficulty, row);
      decayed = decayed * Math.exp(-gap / this.memory) + at(difficulty, row);
      this.exposure[row] = exposure;
      this.decayed[row] = decayed;
    }
  }

  /** Time spent per unit of difficulty up to `now`: sum of dt / difficulty [s]. */
  exposureAt(now: number, tip: number): number {
    return at(this.exposure, tip) + (now - at(this.arrival, tip)) / at(this.difficulty, tip);
  }

  /**
   * Log of the exponentially forgotten rate [log(difficulty per 600 s)].
   *
   *   rate = 600 × decayed work / (memory × (1 - exp(-(now - start) / memory)))
   *
   * Work, not blocks, is counted, so a retarget leaves no step.
   */
  logForgottenRate(now: number, tip: number): number {
    const work = at(this.decayed, tip) * Math.exp((at(this.arrival, tip) - now) / this.memory);
    const span = this.memory * -Math.expm1((at(this.arrival, 0) - now) / this.memory);
    return Math.log((work * TARGET_SPACING) / span);
  }
}
