import { SECONDS_PER_DAY } from "../../base/index.ts";
import type { Closure, EfficiencyLimit } from "../scenario/scenario.ts";
import { ClosureCourse } from "./closure-course.ts";
import type { OrderProgram, OrderTargets, PlacedOrder } from "./order-program.ts";

/** Time constant of coming back to power that was cut off and is there again, days. */
const REOPENING_DAYS = 3;
/** Days after which whoever has not come back comes at once: fewer than one in 10,000. */
const REOPENED_DAYS = 30;

/**
 * Machines in scope go as `ClosureCourse` says. With `wait` the plugless stay on site, dark, and come
 * back after the order's end.
 */
export class ClosureProgram implements OrderProgram {
  private readonly order: PlacedOrder<Closure>;
  private readonly targets: OrderTargets;
  private readonly course: ClosureCourse;
  private inForce = false;
  /** Whether any machine in scope waits dark. */
  private dark = false;

  constructor(order: PlacedOrder<Closure>, targets: OrderTargets) {
    this.order = order;
    this.targets = targets;
    this.course = new ClosureCourse(order);
  }

  step(from: number, to: number): number {
    const { known, effective, ends } = this.order;
    const first = Math.min(known, effective);
    if (to <= first) return first;
    const end = ends ?? Infinity;
    if (to > end) return this.end(Math.max(from, end), to);
    this.announce(1);
    const share = this.course.exit(from, to);
    if (share > 0) this.close(share);
    return Math.min(this.course.due, end);
  }

  /** Closes a share of every cohort in scope; of that, some lose their plug and the rest hides. */
  private close(share: number): void {
    const { left } = this.course;
    const { fleet, displacement } = this.targets;
    const { wait } = this.order.effect;
    if (wait) this.leaveWaiting(share * left);
    this.dark ||= wait;
    const out = fleet.takeOut(this.order.reach, share, 1 - left);
    for (let machine = 0; machine < fleet.waitingOf.length; machine += 1) {
      const closed = (out[machine] ?? 0) * left;
      if (closed === 0) continue;
      if (wait) fleet.waitingOf[machine] = (fleet.waitingOf[machine] ?? 0) + closed;
      else displacement.displace(machine, closed);
    }
  }

  private leaveWaiting(share: number): void {
    const { hash, waiting } = this.targets.fleet;
    for (const cohort of this.order.reach.cohorts) {
      waiting[cohort] = (waiting[cohort] ?? 0) + (hash[cohort] ?? 0) * share;
    }
  }

  /** After its end those who waited come back. */
  private end(from: number, to: number): number {
    this.announce(-1);
    if (!this.dark) return Infinity;
    const { hash, waiting, waitingOf, layout } = this.targets.fleet;
    const { back, over } = returnOf(this.order.ends ?? Infinity, from, to);
    for (const cohort of this.order.reach.cohorts) {
      const returning = (waiting[cohort] ?? 0) * back;
      waiting[cohort] = (waiting[cohort] ?? 0) - returning;
      hash[cohort] = (hash[cohort] ?? 0) + returning;
      const machine = layout.machineOf(cohort);
      waitingOf[machine] = (waitingOf[machine] ?? 0) - returning;
    }
    return over ? Infinity : to;
  }

  /** Nobody moves to where a closure is known. */
  private announce(change: 1 | -1): void {
    if (this.inForce === change > 0) return;
    this.inForce = change > 0;
    for (const region of this.order.reach.regions)
      this.targets.displacement.announce(region, change);
  }
}

/** Part of those who wait that comes back in a step after the end, and whether it is the last. */
export function returnOf(
  end: number,
  from: number,
  to: number,
): { readonly back: number; readonly over: boolean } {
  const over = to > end + REOPENED_DAYS * SECONDS_PER_DAY;
  const back = over ? 1 : -Math.expm1(-(to - from) / SECONDS_PER_DAY / REOPENING_DAYS);
  return { back, over };
}

/** A limit on efficiency as a closure of those above it. */
export function closureOf({ compliance, ramp_days }: EfficiencyLimit): Closure {
  return { kind: "closure", compliance, ramp_days, anticipation: 0, covert: 0, wait: false };
}
