import { SECONDS_PER_DAY } from "../../base/index.ts";
import type { Fleet } from "../miners/fleet.ts";
import type { Outage } from "../scenario/scenario.ts";
import type { OrderProgram, PlacedOrder } from "./order-program.ts";

/** Fraction off below which an outage that ended is over. */
const FORGOTTEN = 1e-4;

/** An outage with its times, s since 1970. */
type TimedOutage = Pick<PlacedOrder<Outage>, "effective" | "ends" | "effect">;

/**
 * Power is short: a fraction of the load goes off and comes back when the power does.
 *
 *   off(t) = depth (1 − exp(−(t − effective) / ramp))     until the end
 *   off(t) = off(end) exp(−(t − end) / return)            after
 *
 * Several outages of one cohort multiply: each leaves its fraction of what the others left.
 */
export class OutageProgram implements OrderProgram {
  private readonly order: PlacedOrder<Outage>;
  private readonly fleet: Fleet;
  private readonly course: OutageCourse;

  constructor(order: PlacedOrder<Outage>, fleet: Fleet) {
    this.order = order;
    this.fleet = fleet;
    this.course = new OutageCourse(order);
  }

  begin(start: number): void {
    this.step(start, start);
  }

  step(from: number, to: number): number {
    const { effective } = this.order;
    if (to <= effective) return effective;
    const { course } = this;
    if (course.state === "over") return Infinity;
    const change = course.step(from, to);
    if (course.turned !== 0) this.feel(course.turned);
    if (change !== 1) this.turn(change);
    return to;
  }

  private turn(change: number): void {
    const { available } = this.fleet;
    for (const cohort of this.order.reach.cohorts) {
      available[cohort] = (available[cohort] ?? 0) * change;
    }
  }

  private feel(change: number): void {
    const { outagesAt } = this.fleet;
    this.fleet.outages += change;
    for (const site of this.order.reach.sites) {
      outagesAt[site] = (outagesAt[site] ?? 0) + change;
    }
  }
}

/** How far an outage is carried out. */
export class OutageCourse {
  private readonly order: TimedOutage;
  /** Fraction off as far as it has been carried out. */
  private before = 0;
  state: "ahead" | "felt" | "over" = "ahead";
  /** In the last step: 1 where the outage began to be felt, −1 where it was over, else 0. */
  turned = 0;

  constructor(order: TimedOutage) {
    this.order = order;
  }

  /** What a step that ends after the order took effect multiplies the power in scope by. */
  step(from: number, to: number): number {
    const { ends } = this.order;
    let after = offOf(this.order, to);
    this.turned = 0;
    if (this.state === "ahead") {
      this.state = "felt";
      this.turned = 1;
    } else if (ends !== null && from > ends && after < FORGOTTEN) {
      this.state = "over";
      this.turned = -1;
      after = 0;
    }
    const change = (1 - after) / (1 - this.before);
    this.before = after;
    return change;
  }
}

/** Fraction of the load in scope that is off at an instant. */
function offOf({ effective, ends, effect }: TimedOutage, time: number): number {
  if (time <= effective) return 0;
  const until = ends === null ? time : Math.min(time, ends);
  const on = -Math.expm1(-(until - effective) / SECONDS_PER_DAY / effect.ramp_days);
  const since = (time - until) / SECONDS_PER_DAY;
  const back = since === 0 ? 1 : Math.exp(-since / effect.return_days);
  // A total outage leaves nothing to come back to by factors, so a millionth stays on.
  const depth = Math.min(effect.depth, 1 - 1e-6);
  return depth * on * back;
}
