import { SECONDS_PER_DAY } from "../../base/index.ts";
import { Lane } from "../miners/lane.ts";
import type { Move } from "../scenario/scenario.ts";
import type { OrderProgram, OrderTargets, PlacedOrder } from "./order-program.ts";

export const MOVE_STAGES = 2;
/** Share of the machines in scope that is not worth a truck. */
export const LEAST_MOVED = 1e-6;

/** A move with its times, s since 1970. */
type TimedMove = Pick<PlacedOrder<Move>, "effective" | "ends" | "effect">;

/**
 * Owners carry machines with the season: a fraction leaves around the date, is off on the way, and is
 * plugged in at the other end, where its owners have a place.
 *
 *   gone(t) = fraction (1 − exp(−(t − effective) / ramp));   days on the way: Erlang of two stages
 */
export class MoveProgram implements OrderProgram {
  private readonly order: PlacedOrder<Move>;
  private readonly targets: OrderTargets;
  private readonly lane: Lane;
  private readonly arrived: Float64Array;
  private readonly destination: number;
  /** Fraction that left, as far as it has been carried out. */
  private gone = NaN;

  constructor(order: PlacedOrder<Move>, targets: OrderTargets) {
    const { machines, regions } = targets.fleet.layout;
    this.order = order;
    this.targets = targets;
    this.lane = new Lane(machines.length, MOVE_STAGES);
    this.lane.reset(order.effect.transit_days, targets.stepDays);
    this.arrived = new Float64Array(machines.length);
    this.destination = regions.indexOf(order.effect.to);
    targets.displacement.seasonal.push(this.lane);
  }

  step(from: number, to: number): number {
    if (to <= this.order.effective) return this.order.effective;
    const { arrived, lane, destination, targets } = this;
    if (Number.isNaN(this.gone)) this.gone = goneOf(this.order, from);
    const after = goneOf(this.order, to);
    const share = (after - this.gone) / (1 - this.gone);
    if (share > LEAST_MOVED) {
      this.gone = after;
      this.depart(share);
    }
    lane.step(arrived);
    for (let machine = 0; machine < arrived.length; machine += 1) {
      const hashrate = arrived[machine] ?? 0;
      if (hashrate > 0) targets.displacement.land(destination, machine, hashrate);
      arrived[machine] = 0;
    }
    return to;
  }

  private depart(share: number): void {
    const out = this.targets.fleet.takeOut(this.order.reach, share, 0);
    for (let machine = 0; machine < this.arrived.length; machine += 1) {
      this.lane.enter(machine, out[machine] ?? 0);
    }
  }
}

/** Fraction of the machines in scope that has left by an instant. */
export function goneOf({ effective, ends, effect }: TimedMove, time: number): number {
  const until = ends === null ? time : Math.min(time, ends);
  if (until <= effective) return 0;
  const days = (until - effective) / SECONDS_PER_DAY;
  return -effect.fraction * Math.expm1(-days / effect.ramp_days);
}
