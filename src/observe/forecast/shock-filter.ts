import { TARGET_SPACING } from "../../bitcoin/index.ts";
import { at } from "../timeline.ts";

/** Diffusion of the log rate [per square-root day]. Prior, not fitted. */
export const DIFFUSION_PER_ROOT_DAY = 0.0075;

/** Shocks per day and mean absolute shock of the log rate. Prior: one 8 % shock per 50 days. */
const SHOCKS_PER_DAY = 0.02;
const SHOCK_SCALE = 0.08;

/** Cell of the log-rate grid, cells on each side of its centre, drift that moves the centre. */
const CELL = 0.01;
const SIDE_CELLS = 120;
const RECENTRE = 0.3;

/** Mean and variance of the log rate. */
export interface LogRate {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Bayes filter for the log of the network rate: diffusion plus rare Laplace shocks, seen
 * through Poisson block counts, on a grid of log rates.
 *
 *   predict: p <- (1 - a dt) × diffusion(p) + a dt × laplace(p)
 *   update:  p <- p × exp(n × g - exp(g) × dE / 600),  g = log rate, dE = exposure
 *
 * Shocks keep the gain small in calm weeks and large after a ban or a storm.
 * Source: grid (point-mass) filtering, Bucy and Senne 1971; Poisson counts, Bowden et al. 2018.
 */
export class ShockFilter {
  private centre: number;
  private mass: Float64Array;
  private next: Float64Array;
  private readonly rate: Float64Array;

  constructor(centre: number) {
    const cells = 2 * SIDE_CELLS + 1;
    this.centre = centre;
    this.mass = new Float64Array(cells).fill(1 / cells);
    this.next = new Float64Array(cells);
    this.rate = new Float64Array(cells);
    this.fillRates();
  }

  /** Independent copy of the state. */
  clone(): ShockFilter {
    const copy = new ShockFilter(this.centre);
    copy.mass.set(this.mass);
    return copy;
  }

  /** Advances by `days`, in which `blocks` arrived over `exposure` [s per difficulty]. */
  step(days: number, blocks: number, exposure: number): LogRate {
    this.predict(days);
    this.update(blocks, exposure / TARGET_SPACING);
    return this.summarise();
  }

  private predict(days: number): void {
    const { mass, next } = this;
    const last = mass.length - 1;
    const spread = Math.min(0.25, (0.5 * DIFFUSION_PER_ROOT_DAY ** 2 * days) / CELL ** 2);
    const shock = Math.min(0.5, SHOCKS_PER_DAY * days);
    const fade = Math.exp(-CELL / SHOCK_SCALE);
    const laplace = (shock * (1 - fade)) / (1 + fade);
    let tail = 0;
    for (let cell = 0; cell <= last; cell += 1) {
      const here = at(mass, cell);
      const below = at(mass, Math.max(0, cell - 1));
      const above = at(mass, Math.min(last, cell + 1));
      tail = tail * fade + here;
      const diffused = here + spread * (below + above - 2 * here);
      next[cell] = (1 - shock) * diffused + laplace * tail;
    }
    tail = 0;
    for (let cell = last; cell >= 0; cell -= 1) {
      next[cell] = at(next, cell) + laplace * tail;
      tail = (tail + at(mass, cell)) * fade;
    }
    this.mass = next;
    this.next = mass;
  }

  private update(blocks: number, exposure: number): void {
    const { mass, next, rate } = this;
    let best = Number.NEGATIVE_INFINITY;
    for (let cell = 0; cell < mass.length; cell += 1) {
      const value = blocks * CELL * (cell - SIDE_CELLS) - at(rate, cell) * exposure;
      next[cell] = value;
      best = Math.max(best, value);
    }
    let total = 0;
    for (let cell = 0; cell < mass.length; cell += 1) {
      const weight = at(mass, cell) * Math.exp(at(next, cell) - best);
      mass[cell] = weight;
      total += weight;
    }
    for (let cell = 0; cell < mass.length; cell += 1) {
      mass[cell] = at(mass, cell) / total;
    }
  }

  private summarise(): LogRate {
    let first = 0;
    let second = 0;
    for (let cell = 0; cell < this.mass.length; cell += 1) {
      const offset = CELL * (cell - SIDE_CELLS);
      first += at(this.mass, cell) * offset;
      second += at(this.mass, cell) * offset * offset;
    }
    const mean = this.centre + first;
    if (Math.abs(first) > RECENTRE) {
      this.shift(Math.round(first / CELL));
    }
    return { mean, variance: second - first * first };
  }

  private shift(cells: number): void {
    const { mass, next } = this;
    for (let cell = 0; cell < mass.length; cell += 1) {
      next[cell] = mass[cell + cells] ?? 0;
    }
    this.mass = next;
    this.next = mass;
    this.centre += cells * CELL;
    this.fillRates();
  }

  private fillRates(): void {
    for (let cell = 0; cell < this.rate.length; cell += 1) {
      this.rate[cell] = Math.exp(this.centre + CELL * (cell - SIDE_CELLS));
    }
  }
}
