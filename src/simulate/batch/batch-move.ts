import { Lane } from "../miners/lane.ts";
import { LEAST_MOVED, MOVE_STAGES, goneOf } from "../orders/move.ts";
import type { Move, ScenarioOrder } from "../scenario/scenario.ts";
import type { BatchReach } from "./batch-reach.ts";
import type { LaneColumn } from "./batch-kernel.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import type { BatchOrder, BatchTargets } from "./batch-order.ts";

/** What a member carries with the season. */
interface Journey {
  readonly effect: Move;
  readonly lane: Lane;
  readonly arrived: Float64Array;
  /** Fraction that left, as far as it has been carried out. */
  gone: number;
}

/** Owners of every member carry machines with the season. */
export class BatchMove implements BatchOrder {
  private readonly order: ScenarioOrder;
  private readonly scope: BatchReach;
  private readonly targets: BatchTargets;
  private readonly journeys: Journey[] = [];
  private readonly share = new Float64Array(BLOCK_MEMBERS);
  private readonly seasonal: LaneColumn;
  /** First of the move's places in that column. */
  private readonly firstPlace: number;
  private readonly destination: number;

  constructor(scope: BatchReach, targets: BatchTargets, given: GivenMove) {
    const { layout, kernel } = targets.fleet;
    this.order = given.order;
    this.scope = scope;
    this.targets = targets;
    this.seasonal = kernel.column("seasonal");
    this.firstPlace = given.move * layout.machines.length;
    this.destination = layout.regions.indexOf(given.to);
  }

  open(): void {}

  reset(lane: number, { effect }: ScenarioOrder): void {
    if (effect.kind !== "move") return;
    const { fleet, stepDays } = this.targets;
    fleet.setReach(this.scope, lane, () => true);
    const machines = fleet.layout.machines.length;
    const road = new Lane(machines, MOVE_STAGES);
    road.reset(effect.transit_days, stepDays);
    const arrived = new Float64Array(machines);
    this.journeys[lane] = { effect: { ...effect }, lane: road, arrived, gone: NaN };
    for (let machine = 0; machine < machines; machine += 1) {
      this.seasonal.set(this.firstPlace + machine, lane, 0);
    }
  }

  begin(): void {}

  step(from: number, to: number): number {
    if (to <= this.order.effective) return this.order.effective;
    const { lanes } = this.targets.fleet;
    let any = false;
    for (let lane = 0; lane < lanes; lane += 1) {
      this.share[lane] = this.shareLeaving(lane, from, to);
      any ||= (this.share[lane] ?? 0) > 0;
    }
    if (any) this.targets.fleet.takeOut(this.scope, this.share, null);
    for (let lane = 0; lane < lanes; lane += 1) this.travel(lane);
    return to;
  }

  private shareLeaving(lane: number, from: number, to: number): number {
    const journey = this.journeys[lane];
    if (journey === undefined) return 0;
    const { effective, ends } = this.order;
    const timed = { effective, ends, effect: journey.effect };
    if (Number.isNaN(journey.gone)) journey.gone = goneOf(timed, from);
    const after = goneOf(timed, to);
    const share = (after - journey.gone) / (1 - journey.gone);
    if (share <= LEAST_MOVED) return 0;
    journey.gone = after;
    return share;
  }

  private travel(lane: number): void {
    const journey = this.journeys[lane];
    if (journey === undefined) return;
    const { fleet, displacement } = this.targets;
    const { arrived, lane: road } = journey;
    for (let machine = 0; (this.share[lane] ?? 0) > 0 && machine < arrived.length; machine += 1) {
      road.enter(machine, fleet.out.get(machine, lane));
    }
    road.step(arrived);
    for (let machine = 0; machine < arrived.length; machine += 1) {
      const hashrate = arrived[machine] ?? 0;
      if (hashrate > 0) displacement.land(this.destination, machine, lane, hashrate);
      arrived[machine] = 0;
      this.seasonal.set(this.firstPlace + machine, lane, road.of(machine));
    }
  }
}

/** A move, its number among the moves, and where it leads. */
interface GivenMove {
  readonly order: ScenarioOrder;
  readonly move: number;
  readonly to: string;
}
