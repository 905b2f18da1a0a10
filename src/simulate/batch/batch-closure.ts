import { ClosureCourse } from "../orders/closure-course.ts";
import { closureOf, returnOf } from "../orders/closure.ts";
import type { ScenarioOrder } from "../scenario/scenario.ts";
import type { BatchReach } from "./batch-reach.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import type { BatchOrder, BatchTargets } from "./batch-order.ts";

/** A closure, or a limit on efficiency, which is one of the machines above it. */
export class BatchClosure implements BatchOrder {
  private readonly order: ScenarioOrder;
  private readonly scope: BatchReach;
  private readonly targets: BatchTargets;
  private readonly courses: ClosureCourse[] = [];
  private readonly share = new Float64Array(BLOCK_MEMBERS);
  private readonly left = new Float64Array(BLOCK_MEMBERS);
  /** When each member's next exit is carried out, s since 1970: most wait on most days. */
  private readonly due = new Float64Array(BLOCK_MEMBERS);
  private readonly wait: boolean;
  private inForce = false;
  /** Whether any machine in scope waits dark, by member. */
  private readonly dark = new Uint8Array(BLOCK_MEMBERS);

  constructor(order: ScenarioOrder, scope: BatchReach, targets: BatchTargets) {
    this.order = order;
    this.scope = scope;
    this.targets = targets;
    this.wait = order.effect.kind === "closure" && order.effect.wait;
  }

  open(): void {
    this.inForce = false;
    this.dark.fill(0);
  }

  reset(lane: number, { effect, known, effective }: ScenarioOrder): void {
    const { fleet } = this.targets;
    if (effect.kind === "closure") {
      fleet.setReach(this.scope, lane, () => true);
      this.courses[lane] = new ClosureCourse({ effect: { ...effect }, known, effective });
    } else if (effect.kind === "efficiency-limit") {
      const { limit_J_TH: limit } = effect;
      fleet.setReach(this.scope, lane, (at) => fleet.efficiency.get(at, lane) > limit);
      const closure = closureOf(effect);
      this.courses[lane] = new ClosureCourse({ effect: closure, known, effective });
    }
    this.left[lane] = this.courses[lane]?.left ?? 1;
    this.due[lane] = -Infinity;
  }

  begin(): void {}

  step(from: number, to: number): number {
    const { known, effective, ends, effect } = this.order;
    const first = Math.min(known, effective);
    if (to <= first) return first;
    const end = ends ?? Infinity;
    if (to > end) return this.end(Math.max(from, end), to);
    if (effect.kind === "closure") this.announce(1);
    return this.exit(from, to, end);
  }

  /** Carries out the exits that are due; returns when the next one is, `end` at the latest. */
  private exit(from: number, to: number, end: number): number {
    const { due, share, courses } = this;
    const { lanes } = this.targets.fleet;
    let next = end;
    let any = false;
    for (let lane = 0; lane < lanes; lane += 1) {
      const course = courses[lane];
      share[lane] = 0;
      if (course !== undefined && to > (due[lane] ?? NaN)) {
        const going = course.exit(from, to);
        due[lane] = course.due;
        if (going > 0) share[lane] = going;
        any ||= going > 0;
      }
      next = Math.min(next, due[lane] ?? NaN);
    }
    if (any) this.close();
    return next;
  }

  private close(): void {
    const { fleet, displacement } = this.targets;
    if (this.wait) this.leaveWaiting();
    fleet.takeOut(this.scope, this.share, this.left);
    if (this.wait) this.waitHere();
    else displacement.leave();
  }

  private waitHere(): void {
    const { out, waitingOf, layout, lanes } = this.targets.fleet;
    for (let lane = 0; lane < lanes; lane += 1) {
      if ((this.share[lane] ?? 0) === 0) continue;
      this.dark[lane] = 1;
      for (let machine = 0; machine < layout.machines.length; machine += 1) {
        waitingOf.add(machine, lane, out.get(machine, lane) * (this.left[lane] ?? NaN));
      }
    }
  }

  private leaveWaiting(): void {
    const { hash, waiting, lanes } = this.targets.fleet;
    for (const cohort of this.scope.reach.cohorts) {
      for (let lane = 0; lane < lanes; lane += 1) {
        const share = (this.share[lane] ?? 0) * (this.left[lane] ?? NaN);
        const at = cohort * BLOCK_MEMBERS + lane;
        waiting[at] = (waiting[at] ?? 0) + hash.get(cohort, lane) * share;
      }
    }
  }

  /** After its end those who waited come back. */
  private end(from: number, to: number): number {
    if (this.order.effect.kind === "closure") this.announce(-1);
    if (!this.dark.includes(1)) return Infinity;
    const { hash, waiting, waitingOf, layout, lanes } = this.targets.fleet;
    const { back, over } = returnOf(this.order.ends ?? Infinity, from, to);
    for (const cohort of this.scope.reach.cohorts) {
      const machine = layout.machineOf(cohort);
      for (let lane = 0; lane < lanes; lane += 1) {
        if (this.dark[lane] !== 1) continue;
        const at = cohort * BLOCK_MEMBERS + lane;
        const returning = (waiting[at] ?? 0) * back;
        waiting[at] = (waiting[at] ?? 0) - returning;
        hash.add(cohort, lane, returning);
        waitingOf.add(machine, lane, -returning);
      }
    }
    return over ? Infinity : to;
  }

  /** Nobody moves to where a closure is known. */
  private announce(change: 1 | -1): void {
    if (this.inForce === change > 0) return;
    this.inForce = change > 0;
    for (const region of this.scope.reach.regions) {
      this.targets.displacement.announce(region, change);
    }
  }
}
