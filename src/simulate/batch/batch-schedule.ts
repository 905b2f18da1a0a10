import { reachesOf } from "../orders/order-program.ts";
import type { Scenario, ScenarioOrder } from "../scenario/scenario.ts";
import { BatchCharge } from "./batch-charge.ts";
import { BatchClosure } from "./batch-closure.ts";
import type { BatchReach } from "./batch-reach.ts";
import { BatchMove } from "./batch-move.ts";
import type { BatchOrder, BatchTargets } from "./batch-order.ts";
import { BatchOutage } from "./batch-outage.ts";
import { BatchSourceLimit } from "./batch-source-limit.ts";

/** The orders of a scenario on a batch; each is asked only when it has something to do. */
export class BatchSchedule {
  private readonly orders: ReadonlyMap<string, BatchOrder>;
  private readonly programs: readonly BatchOrder[];
  /** When each has something to do again, s since 1970. */
  private readonly due: Float64Array;

  constructor(scenario: Scenario, targets: BatchTargets) {
    const reaches = reachesOf(scenario, targets.fleet.layout);
    let moves = 0;
    this.orders = new Map(
      Object.entries(scenario.orders).flatMap(([id, order], index) => {
        const reach = reaches.get(id);
        if (reach === undefined) return [];
        const made = makeOrder(order, { scope: { order: index, reach }, targets, move: moves });
        if (order.effect.kind === "move") moves += 1;
        return [[id, made] as const];
      }),
    );
    this.programs = [...this.orders.values()];
    this.due = new Float64Array(this.programs.length);
  }

  open(): void {
    this.due.fill(-Infinity);
    for (const program of this.programs) program.open();
  }

  /** Takes a member's numbers. */
  reset(lane: number, { orders }: Scenario): void {
    for (const [id, program] of this.orders) {
      const order = orders[id];
      if (order !== undefined) program.reset(lane, order);
    }
  }

  /** Puts in place what was in force before the run begins, s since 1970. */
  begin(start: number): void {
    for (const program of this.programs) program.begin(start);
  }

  /** Applies what the orders do between two instants, s since 1970. */
  step(from: number, to: number): void {
    const { programs, due } = this;
    for (let index = 0; index < programs.length; index += 1) {
      if (to <= (due[index] ?? 0)) continue;
      due[index] = programs[index]?.step(from, to) ?? Infinity;
    }
  }
}

interface Given {
  readonly scope: BatchReach;
  readonly targets: BatchTargets;
  /** Moves among the orders before this one. */
  readonly move: number;
}

function makeOrder(order: ScenarioOrder, { scope, targets, move }: Given): BatchOrder {
  const { effect } = order;
  switch (effect.kind) {
    case "closure":
    case "efficiency-limit":
      return new BatchClosure(order, scope, targets);
    case "outage":
      return new BatchOutage(order, scope, targets);
    case "source-limit":
      return new BatchSourceLimit(order, scope, targets);
    case "move":
      return new BatchMove(scope, targets, { order, move, to: effect.to });
    case "build-limit":
    case "surcharge":
    case "revenue-tax":
    case "carbon-tax":
      return new BatchCharge(order, scope, targets);
  }
}
