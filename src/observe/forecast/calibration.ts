import { SECONDS_PER_DAY } from "../../base/index.ts";
import { RETARGET_INTERVAL, TARGET_SPACING } from "../../bitcoin/index.ts";
import { at } from "../timeline.ts";
import type { Situation } from "./features.ts";
import { DIFFUSION_PER_ROOT_DAY } from "./shock-filter.ts";

/** Central coverages that are published. */
const COVERAGES: readonly number[] = [0.5, 0.8, 0.95];

/** Half-life of the memory for past errors [epochs]: half a year. Prior. */
const MEMORY_EPOCHS = 13;

/** Histogram of |standardised error|. */
const BIN = 0.02;
const BINS = 600;

/** Half-widths, in standardised units, of the central 50, 80 and 95 % intervals. */
export type HalfWidths = readonly [number, number, number];

/** Two-sided probability P(|T| < t) of Student's t with 5 degrees of freedom, closed form. */
function studentFive(t: number): number {
  const angle = Math.atan(t / Math.sqrt(5));
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  return (2 / Math.PI) * (angle + sine * cosine * (1 + (2 / 3) * cosine * cosine));
}

/**
 * Shape of the Gamma law that stands for the rest of the epoch: 1 / variance of its log [1].
 *
 *   variance = 1/n + 1/n² + V + q × d / 3,   n = 2015 - k blocks, d = 600 n in days
 *
 * Luck of n blocks, header-time error of one interval, posterior variance V of the rate, and a
 * random walk with variance q per day averaged over the rest.
 */
export function restShape(situation: Situation): number {
  const blocks = RETARGET_INTERVAL - 1 - situation.blocks;
  const days = (blocks * TARGET_SPACING) / SECONDS_PER_DAY;
  const walk = (DIFFUSION_PER_ROOT_DAY ** 2 * days) / 3;
  return 1 / (1 / blocks + 1 / blocks ** 2 + situation.variance + walk);
}

/**
 * Ratio of a quantile of the rest to its median [1].
 *
 *   ((c + z / (3 √a)) / c)³,  c = 1 - 1/(9a),  a = shape
 *
 * Source: Wilson and Hilferty 1931, cube-root normal law for Gamma variables.
 */
export function restRatio(shape: number, z: number): number {
  const middle = 1 - 1 / (9 * shape);
  return Math.max(0, (middle + z / (3 * Math.sqrt(shape))) / middle) ** 3;
}

/** Inverse of `restRatio`: |z| of an observed ratio. */
export function standardisedError(shape: number, ratio: number): number {
  const middle = 1 - 1 / (9 * shape);
  return Math.abs(3 * Math.sqrt(shape) * middle * (Math.cbrt(ratio) - 1));
}

/**
 * Distribution of past standardised errors, forgotten with a half-life of 13 epochs, from a
 * Student-t(5) prior that weighs as much as one epoch. Each finished epoch adds weight 1.
 *
 *   half-width(c) = the c-quantile of |z| over prior + past epochs
 *
 * Source: conformal prediction under drift with decaying weights, Barber et al. 2023.
 */
export class ErrorMemory {
  private readonly prior: Float64Array = new Float64Array(BINS);
  private readonly past: Float64Array = new Float64Array(BINS);

  constructor() {
    for (let bin = 0; bin < BINS; bin += 1) {
      const upper = bin === BINS - 1 ? 1 : studentFive((bin + 1) * BIN);
      this.prior[bin] = upper - studentFive(bin * BIN);
    }
  }

  /** Adds the standardised errors of one finished epoch. */
  add(errors: readonly number[]): void {
    const fade = 2 ** (-1 / MEMORY_EPOCHS);
    for (let bin = 0; bin < BINS; bin += 1) {
      this.past[bin] = at(this.past, bin) * fade;
    }
    for (const error of errors) {
      const bin = Math.min(BINS - 1, Math.floor(error / BIN));
      this.past[bin] = at(this.past, bin) + 1 / errors.length;
    }
  }

  /** Half-widths for the coming epoch. */
  halfWidths(): HalfWidths {
    const [half = 0, eighty = 0, ninetyFive = 0] = COVERAGES.map((level) => this.quantile(level));
    return [half, eighty, ninetyFive];
  }

  private quantile(level: number): number {
    let total = 0;
    for (let bin = 0; bin < BINS; bin += 1) {
      total += at(this.past, bin) + at(this.prior, bin);
    }
    let below = 0;
    for (let bin = 0; bin < BINS; bin += 1) {
      const mass = at(this.past, bin) + at(this.prior, bin);
      if (below + mass >= level * total) {
        return (bin + (level * total - below) / mass) * BIN;
      }
      below += mass;
    }
    return BINS * BIN;
  }
}
