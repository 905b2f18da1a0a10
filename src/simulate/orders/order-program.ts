import type { UnixSeconds } from "../../base/index.ts";
import type { Displacement } from "../miners/displacement.ts";
import type { FleetLayout } from "../miners/fleet-layout.ts";
import type { Fleet } from "../miners/fleet.ts";
import type {
  Closure,
  EfficiencyLimit,
  OrderEffect,
  Scenario,
  ScenarioOrder,
} from "../scenario/scenario.ts";
import { ClosureProgram, closureOf } from "./closure.ts";
import { CostProgram } from "./cost.ts";
import { isInForce, nextChange } from "./in-force.ts";
import { MoveProgram } from "./move.ts";
import { OutageProgram } from "./outage.ts";
import { type Reach, reachOf } from "./reach.ts";
import { SourceLimitProgram } from "./source-limit.ts";

/** What an order may change. */
export interface OrderTargets {
  readonly fleet: Fleet;
  readonly displacement: Displacement;
  /** Carbon of a MWh of each site, kg. */
  readonly carbon: Float64Array;
  /** Length of a step. */
  readonly stepDays: number;
}

/** An order with its numbers, and the cohorts and regions in its scope. */
export interface PlacedOrder<Effect extends OrderEffect = OrderEffect> {
  readonly effect: Effect;
  readonly reach: Reach;
  readonly known: UnixSeconds;
  readonly effective: UnixSeconds;
  readonly ends: UnixSeconds | null;
}

/** An order at work. */
export interface OrderProgram {
  /** Puts in place what is in force when a run begins, before it is known how much runs. */
  begin?(start: number): void;
  /**
   * Applies what the order does between two instants [s since 1970]. Returns when it has something to
   * do again: a step that ends by then may be left out.
   */
  step(from: number, to: number): number;
}

/** Who is reached by each order of a scenario; the same for all members. */
export function reachesOf(scenario: Scenario, layout: FleetLayout): Map<string, Reach> {
  return new Map(
    Object.entries(scenario.orders).map(([id, { scope }]) => {
      const regions = layout.regionsIn(scope.place, scenario.regions);
      return [id, reachOf(layout.cohortsIn(scope, scenario), regions, layout)];
    }),
  );
}

/** Sets an order to work with the numbers of one member. */
export function startOrder(
  order: ScenarioOrder,
  reach: Reach,
  targets: OrderTargets,
): OrderProgram {
  const { effect } = order;
  switch (effect.kind) {
    case "closure":
      return new ClosureProgram(placed(effect, order, reach), targets);
    case "efficiency-limit":
      return new ClosureProgram(limited(placed(effect, order, reach), targets), targets);
    case "outage":
      return new OutageProgram(placed(effect, order, reach), targets.fleet);
    case "source-limit":
      return new SourceLimitProgram(placed(effect, order, reach), targets);
    case "move":
      return new MoveProgram(placed(effect, order, reach), targets);
    case "build-limit":
      return new BuildLimitProgram(placed(effect, order, reach), targets.displacement);
    case "surcharge":
    case "revenue-tax":
    case "carbon-tax":
      return new CostProgram(placed(effect, order, reach), targets);
  }
}

function placed<Effect extends OrderEffect>(
  effect: Effect,
  { known, effective, ends }: ScenarioOrder,
  reach: Reach,
): PlacedOrder<Effect> {
  return { effect, reach, known, effective, ends };
}

/** A closure of the machines less efficient than a standard. */
function limited(
  order: PlacedOrder<EfficiencyLimit>,
  { fleet }: OrderTargets,
): PlacedOrder<Closure> {
  const { layout, efficiency } = fleet;
  const { limit_J_TH: limit } = order.effect;
  const above = [...order.reach.cohorts].filter(
    (at) => (efficiency[layout.machineOf(at)] ?? 0) > limit,
  );
  return { ...order, reach: reachOf(above, [], layout), effect: closureOf(order.effect) };
}

type BuildLimit = Extract<OrderEffect, { readonly kind: "build-limit" }>;

/** A destination takes in fewer machines while the order is in force. */
class BuildLimitProgram implements OrderProgram {
  private inForce = false;
  private readonly order: PlacedOrder<BuildLimit>;
  private readonly displacement: Displacement;

  constructor(order: PlacedOrder<BuildLimit>, displacement: Displacement) {
    this.order = order;
    this.displacement = displacement;
  }

  step(_from: number, to: number): number {
    const due = isInForce(this.order, to);
    if (due !== this.inForce) {
      const { effect, reach } = this.order;
      for (const region of reach.regions) {
        this.displacement.limitBuilding(region, effect.fraction, due);
      }
    }
    this.inForce = due;
    return nextChange(this.order, to);
  }
}
