import type { CarbonTax, RevenueTax, Surcharge } from "../scenario/scenario.ts";
import { isInForce, nextChange } from "./in-force.ts";
import type { OrderProgram, OrderTargets, PlacedOrder } from "./order-program.ts";

export const KG_PER_TONNE = 1000;

/** What a MWh or a day's revenue costs more while the order is in force. */
export class CostProgram implements OrderProgram {
  private readonly order: PlacedOrder<Surcharge | RevenueTax | CarbonTax>;
  private readonly targets: OrderTargets;
  private inForce = false;

  constructor(order: PlacedOrder<Surcharge | RevenueTax | CarbonTax>, targets: OrderTargets) {
    this.order = order;
    this.targets = targets;
  }

  begin(start: number): void {
    this.step(start, start);
  }

  step(_from: number, to: number): number {
    const due = isInForce(this.order, to);
    if (due !== this.inForce) this.chargeAll(due ? 1 : -1);
    this.inForce = due;
    return nextChange(this.order, to);
  }

  private chargeAll(sign: 1 | -1): void {
    const { fleet } = this.targets;
    const sites = new Set<number>();
    for (const cohort of this.order.reach.cohorts) {
      this.charge(cohort, sign);
      sites.add(fleet.layout.siteOf(cohort));
    }
    for (const site of sites) fleet.reprice(site);
  }

  private charge(cohort: number, sign: 1 | -1): void {
    const { fleet, carbon } = this.targets;
    const { effect } = this.order;
    switch (effect.kind) {
      case "surcharge":
        add(fleet.extra, cohort, sign * effect.surcharge_USD_MWh);
        return;
      case "carbon-tax": {
        const kilograms = carbon[fleet.layout.siteOf(cohort)] ?? 0;
        add(fleet.extra, cohort, (sign * effect.tax_USD_t * kilograms) / KG_PER_TONNE);
        return;
      }
      case "revenue-tax":
        add(fleet.taxed, cohort, sign * effect.fraction);
    }
  }
}

function add(column: Float64Array, index: number, change: number): void {
  column[index] = (column[index] ?? 0) + change;
}
