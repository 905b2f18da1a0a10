import { powerOf } from "../../base/index.ts";

/** Half width of the biweight law in standard deviations: its variance is a seventh of the square. */
const HALF_WIDTH: number = Math.sqrt(7);

/** Where all run at any price the law still needs some who do not. */
const LEAST_ABOVE = 1e-12;

interface Behaviour {
  /** Standard deviation of the logarithm of cost inside a cohort. */
  readonly spread: number;
  /** Fraction that runs at any price. */
  readonly floor: number;
  /** Time constants of switching on and off, days. */
  readonly onDays: number;
  readonly offDays: number;
  readonly stepDays: number;
}

/**
 * Which fraction of a cohort pays at a hashprice, and how fast its owners follow.
 *
 * The logarithm of cost inside a cohort follows the biweight law around its own: within 0.0216 of
 * the normal law everywhere, but nobody pays more than √7 deviations off.
 *
 *   y = x / (√7 spread) cut to −1 … 1,   x = ln hashprice − ln cost
 *   target = floor + (1 − floor) (½ + y (15 − 10 y² + 3 y⁴) / 16)
 *
 * It is computed with Y = edge × y, edge⁵ = (1 − floor) 3 / 16, which saves the last factor:
 *
 *   target = middle + Y (linear + Y² (cubic + Y²))
 */
export class BreakEven {
  /** Change of Y with x, and where Y is cut. */
  readonly scale: number;
  readonly edge: number;
  readonly middle: number;
  readonly linear: number;
  readonly cubic: number;
  /** Part of the way to the target that owners go in a step, switching on and off. */
  readonly on: number;
  readonly off: number;

  constructor({ spread, floor, onDays, offDays, stepDays }: Behaviour) {
    const above = Math.max(1 - floor, LEAST_ABOVE);
    const edge = powerOf((above * 3) / 16, 0.2);
    this.edge = edge;
    this.scale = edge / (HALF_WIDTH * spread);
    this.middle = floor + above / 2;
    this.linear = (above * 15) / 16 / edge;
    this.cubic = (-above * 10) / 16 / (edge * edge * edge);
    this.on = -Math.expm1(-stepDays / onDays);
    this.off = -Math.expm1(-stepDays / offDays);
  }

  /** Fraction that pays where hashprice and cost differ by x in their logarithms. */
  target(x: number): number {
    const y = Math.max(Math.min(x * this.scale, this.edge), -this.edge);
    const square = y * y;
    return y * (this.linear + square * (this.cubic + square)) + this.middle;
  }
}
