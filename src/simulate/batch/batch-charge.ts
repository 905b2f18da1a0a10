import { isInForce, nextChange } from "../orders/in-force.ts";
import { KG_PER_TONNE } from "../orders/cost.ts";
import type { OrderEffect, ScenarioOrder } from "../scenario/scenario.ts";
import type { BatchReach } from "./batch-reach.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import type { BatchOrder, BatchTargets } from "./batch-order.ts";

/** What is charged, or limits building, in every member while an order is in force. */
export class BatchCharge implements BatchOrder {
  private readonly order: ScenarioOrder;
  private readonly scope: BatchReach;
  private readonly targets: BatchTargets;
  /** Surcharge, tax or fraction of each member. */
  private readonly amount = new Float64Array(BLOCK_MEMBERS);
  private readonly kind: OrderEffect["kind"];
  private inForce = false;

  constructor(order: ScenarioOrder, scope: BatchReach, targets: BatchTargets) {
    this.order = order;
    this.scope = scope;
    this.targets = targets;
    this.kind = order.effect.kind;
  }

  open(): void {
    this.inForce = false;
  }

  reset(lane: number, { effect }: ScenarioOrder): void {
    this.amount[lane] = amountOf(effect);
  }

  begin(start: number): void {
    if (this.kind !== "build-limit") this.step(start, start);
  }

  step(_from: number, to: number): number {
    const due = isInForce(this.order, to);
    if (due !== this.inForce) this.turn(due);
    this.inForce = due;
    return nextChange(this.order, to);
  }

  private turn(begins: boolean): void {
    const { fleet } = this.targets;
    for (let lane = 0; lane < fleet.lanes; lane += 1) {
      if (this.kind === "build-limit") this.limit(lane, begins);
      else this.charge(lane, begins ? 1 : -1);
    }
    fleet.repricings += 1;
  }

  private limit(lane: number, begins: boolean): void {
    const { displacement, stepDays } = this.targets;
    const fraction = this.amount[lane] ?? NaN;
    for (const region of this.scope.reach.regions) {
      displacement.limitBuilding(region, lane, { fraction, begins, stepDays });
    }
  }

  private charge(lane: number, sign: 1 | -1): void {
    const { fleet, market } = this.targets;
    const amount = sign * (this.amount[lane] ?? NaN);
    const column = this.kind === "revenue-tax" ? fleet.taxed : fleet.extra;
    for (const cohort of this.scope.reach.cohorts) {
      const at = cohort * BLOCK_MEMBERS + lane;
      const kilograms = market.carbonOf(fleet.layout.siteOf(cohort), lane);
      const change = this.kind === "carbon-tax" ? (amount * kilograms) / KG_PER_TONNE : amount;
      column[at] = (column[at] ?? 0) + change;
    }
    for (const site of this.scope.reach.sites) fleet.reprice(site, lane);
  }
}

function amountOf(effect: OrderEffect): number {
  switch (effect.kind) {
    case "surcharge":
      return effect.surcharge_USD_MWh;
    case "carbon-tax":
      return effect.tax_USD_t;
    case "revenue-tax":
    case "build-limit":
      return effect.fraction;
    case "closure":
    case "efficiency-limit":
    case "move":
    case "outage":
    case "source-limit":
      return NaN;
  }
}
