import { SECONDS_PER_DAY } from "../../base/index.ts";
import type { Closure } from "../scenario/scenario.ts";

/** Share of the machines in scope below which a step's exit is put off to the next. */
const LEAST_SHARE = 2e-3;
/** φ from which on nothing is left to do: a ten thousandth of those reached. */
const COMPLETE = 1 - 1e-4;

/** A closure with its times, s since 1970. */
export interface TimedClosure {
  readonly effect: Closure;
  readonly known: number;
  readonly effective: number;
}

/**
 * How far a closure is carried out. Machines in scope go, first those that do not wait for the
 * deadline, then the rest:
 *
 *   φ(t) = a (t − known) / (effective − known)          before it takes effect
 *   φ(t) = a + (1 − a) (1 − exp(−(t − effective) / τ))   after
 *
 * Of those reached, compliance × φ lose their plug and (1 − compliance) × covert × φ hide where they
 * stand.
 */
export class ClosureCourse {
  private readonly order: TimedClosure;
  /** Fraction reached in the end, and which of those lose their plug. */
  private readonly reached: number;
  readonly left: number;
  /** φ when the order takes effect: nobody goes before what nobody knows. */
  private readonly early: number;
  /** φ as far as it has been carried out. */
  private gone = NaN;
  /** When the next exit is carried out. */
  due: number = NaN;

  constructor(order: TimedClosure) {
    const { compliance, covert, anticipation } = order.effect;
    this.order = order;
    this.early = order.known < order.effective ? anticipation : 0;
    this.reached = compliance + (1 - compliance) * covert;
    this.left = compliance / this.reached;
  }

  /** Share of what is in scope that goes in a step; 0 where its exit is put off. */
  exit(from: number, to: number): number {
    if (Number.isNaN(this.gone)) {
      this.gone = this.fractionGone(from);
      this.due = this.nextExit();
    }
    if (to <= this.due) return 0;
    const { gone, reached } = this;
    this.gone = this.fractionGone(to);
    this.due = this.nextExit();
    return (reached * (this.gone - gone)) / (1 - reached * gone);
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
