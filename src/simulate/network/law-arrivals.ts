import type { Random } from "../../base/index.ts";
import { betaDraw, exponentialDraw, poissonDraw } from "../../statistics/index.ts";
import type { UnitArrivals } from "./arrivals.ts";

/**
 * Arrivals by their law, without drawing each one.
 *
 *   N ~ Poisson(amount);  N < most: N arrivals, all of the amount is used
 *   N ≥ most: the most-th came at amount · Beta(most, N − most + 1), and the rest is forgotten
 *
 * Exact: given N, arrivals are N uniform points, and what follows the most-th, a stopping time, is a
 * new Poisson process independent of it. To the first arrival it is an exponential waiting time.
 */
export class LawArrivals implements UnitArrivals {
  private readonly random: Random;
  used = 0;

  constructor(random: Random) {
    this.random = random;
  }

  take(amount: number, most: number): number {
    if (most === 1) return this.first(amount);
    const count = poissonDraw(this.random, amount);
    if (count < most) return count;
    this.used = amount * betaDraw(this.random, most, count - most + 1);
    return most;
  }

  private first(amount: number): number {
    const wait = exponentialDraw(this.random);
    if (wait > amount) return 0;
    this.used = wait;
    return 1;
  }
}
