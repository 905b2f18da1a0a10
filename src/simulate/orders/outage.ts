import { SECONDS_PER_DAY } from "../../base/index.ts";
import type { Fleet } from "../miners/fleet.ts";
import type { Outage } from "../scenario/scenario.ts";
import type { OrderProgram, PlacedOrder } from "./order-program.ts";

/** Fraction off below which an outage that ended is over. */
const FORGOTTEN = 1e-4;

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
  private state: "ahead" | "felt" | "over" = "ahead";
  /** Fraction off as far as it has been carried out. */
  private before = 0;

  constructor(order: PlacedOrder<Outage>, fleet: Fleet) {
    this.order = order;
    this.fleet = fleet;
  }

  begin(start: number): void {
    this.step(start, start);
  }

  step(from: number, to: number): number {
    const { effective, ends } = this.order;
    if (to <= effective) return effective;
    if (this.state === "over") return Infinity;
    let after = this.off(to);
    if (this.state === "ahead") {
      this.state = "felt";
      this.feel(1);
    } else if (ends !== null && from > ends && after < FORGOTTEN) {
      this.state = "over";
      this.feel(-1);
      after = 0;
    }
    this.turn(after);
    return to;
  }

  private turn(after: number): void {
    if (after === this.before) return;
    const { available } = this.fleet;
    const change = (1 - after) / (1 - this.before);
    this.before = after;
    for (const cohort of this.order.reach.cohorts) {
      available[cohort] = (available[cohort] ?? 0) * change;
    }
  }

  private feel(change: 1 | -1): void {
    const { outagesAt } = this.fleet;
    this.fleet.outages += change;
    for (const site of this.order.reach.sites) {
      outagesAt[site] = (outagesAt[site] ?? 0) + change;
    }
  }

  private off(time: number): number {
    const { effective, ends, effect } = this.order;
    if (time <= effective) return 0;
    const until = ends === null ? time : Math.min(time, ends);
    const on = -Math.expm1(-(until - effective) / SECONDS_PER_DAY / effect.ramp_days);
    const since = (time - until) / SECONDS_PER_DAY;
    const back = since === 0 ? 1 : Math.exp(-since / effect.return_days);
    // A total outage leaves nothing to come back to by factors, so a millionth stays on.
    const depth = Math.min(effect.depth, 1 - 1e-6);
    return depth * on * back;
  }
}
