import { SECONDS_PER_DAY } from "../../base/index.ts";
import type { Closure } from "../scenario/scenario.ts";
import type { OrderProgram, OrderTargets, PlacedOrder } from "./order-program.ts";

/** Time constant of coming back to power that was cut off and is there again, days. */
const REOPENING_DAYS = 3;
/** Days after which whoever has not come back comes at once: fewer than one in 10,000. */
const REOPENED_DAYS = 30;
/** Share of the machines in scope below which a step's exit is put off to the next. */
const LEAST_SHARE = 2e-3;
/** φ from which on nothing is left to do: a ten thousandth of those reached. */
const COMPLETE = 1 - 1e-4;

/**
 * Machines in scope go, first those that do not wait for the deadline, then the rest:
 *
 *   φ(t) = a (t − known) / (effective − known)          before it takes effect
 *   φ(t) = a + (1 − a) (1 − exp(−(t − effective) / τ))   after
 *
 * Of those reached, compliance × φ lose their plug and (1 − compliance) × covert × φ hide where they
 * stand. With `wait` the plugless stay on site, dark, and come back after the order's end.
 */
export class ClosureProgram implements OrderProgram {
  private readonly order: PlacedOrder<Closure>;
  private readonly targets: OrderTargets;
  /** Fraction reached in the end, and which of those lose their plug. */
  private readonly reached: number;
  private readonly left: number;
  /** φ when the order takes effect: nobody goes before what nobody knows. */
  private readonly early: number;
  private inForce = false;
  /** Whether any machine in scope waits dark. */
  private dark = false;
  /** φ as far as it has been carried out. */
  private gone = NaN;
  /** When the next exit is carried out. */
  private due = NaN;

  constructor(order: PlacedOrder<Closure>, targets: OrderTargets) {
    const { compliance, covert, anticipation } = order.effect;
    this.order = order;
    this.early = order.known < order.effective ? anticipation : 0;
    this.targets = targets;
    this.reached = compliance + (1 - compliance) * covert;
    this.left = compliance / this.reached;
  }

  step(from: number, to: number): number {
    const { known, effective, ends } = this.order;
    const first = Math.min(known, effective);
    if (to <= first) return first;
    const end = ends ?? Infinity;
    if (to > end) return this.end(Math.max(from, end), to);
    this.announce(1);
    if (Number.isNaN(this.gone)) {
      this.gone = this.fractionGone(from);
      this.due = this.nextExit();
    }
    if (to > this.due) this.exitUntil(to);
    return Math.min(this.due, end);
  }

  private exitUntil(time: number): void {
    const { gone, reached } = this;
    this.gone = this.fractionGone(time);
    this.due = this.nextExit();
    const share = (reached * (this.gone - gone)) / (1 - reached * gone);
    if (share > 0) this.close(share);
  }

  /** Closes a share of every cohort in scope; of that, some lose their plug and the rest hides. */
  private close(share: number): void {
    const { left } = this;
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
    const over = to > (this.order.ends ?? Infinity) + REOPENED_DAYS * SECONDS_PER_DAY;
    const back = over ? 1 : -Math.expm1(-(to - from) / SECONDS_PER_DAY / REOPENING_DAYS);
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

  private fractionGone(time: number): number {
    const { known, effective, effect } = this.order;
    if (time <= Math.min(known, effective)) return 0;
    if (time <= effective) return (this.early * (time - known)) / (effective - known);
    const days = (time - effective) / SECONDS_PER_DAY;
    return this.early - (1 - this.early) * Math.expm1(-days / effect.ramp_days);
  }

  /** When enough will have gone for an exit to be carried out, or all: φ(t) solved for t. */
  private nextExit(): number {
    const { gone, reached, early } = this;
    const { known, effective, effect } = this.order;
    if (gone > COMPLETE || reached === 0) return Infinity;
    const due = Math.min(gone + LEAST_SHARE * (1 / reached - gone), COMPLETE);
    if (due <= early) return known + (due / early) * (effective - known);
    const days = -effect.ramp_days * Math.log((1 - due) / (1 - early));
    return effective + days * SECONDS_PER_DAY;
  }
}
