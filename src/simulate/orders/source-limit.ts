import { SECONDS_PER_DAY } from "../../base/index.ts";
import type { SourceLimit } from "../scenario/scenario.ts";
import { isInForce, nextChange } from "./in-force.ts";
import type { OrderProgram, OrderTargets, PlacedOrder } from "./order-program.ts";

/**
 * Site regulation: the load in scope must come below a cap, and what is over it loses its plug.
 *
 *   excess = 1 − cap / load;   leaving in a step = compliance × excess × (1 − exp(−days / ramp))
 *
 * A cap as a share is one of the load when the order takes effect; the stricter of two caps counts.
 */
export class SourceLimitProgram implements OrderProgram {
  private readonly order: PlacedOrder<SourceLimit>;
  private readonly targets: OrderTargets;
  private cap = NaN;

  constructor(order: PlacedOrder<SourceLimit>, targets: OrderTargets) {
    this.order = order;
    this.targets = targets;
  }

  step(from: number, to: number): number {
    const { effective, effect } = this.order;
    if (!isInForce(this.order, to)) return nextChange(this.order, to);
    const load = this.load();
    if (Number.isNaN(this.cap)) this.cap = capOf(effect, load);
    const seconds = to - Math.max(from, effective);
    const share = leavingShare(effect, { load, cap: this.cap, seconds });
    if (share > 0) this.close(share);
    return to;
  }

  private close(share: number): void {
    const { fleet, displacement } = this.targets;
    const out = fleet.takeOut(this.order.reach, share, 0);
    for (let machine = 0; machine < fleet.waitingOf.length; machine += 1) {
      displacement.displace(machine, out[machine] ?? 0);
    }
  }

  /** Connected load in scope, MW. */
  private load(): number {
    const { hash, efficiency, layout, pue } = this.targets.fleet;
    let load = 0;
    for (const cohort of this.order.reach.cohorts) {
      load += (hash[cohort] ?? 0) * (efficiency[layout.machineOf(cohort)] ?? 0) * pue;
    }
    return load;
  }
}

export type SourceCap = Omit<SourceLimit, "kind">;

/** The cap of a load [MW] that is what it is when the order takes effect, MW. */
export function capOf({ limit_MW, limit_share }: SourceCap, load: number): number {
  const share = (limit_share ?? Infinity) * load;
  return Math.min(limit_MW ?? Infinity, share);
}

/** Share of the load that leaves in so long; 0 where it is below the cap. */
export function leavingShare(
  { compliance, ramp_days }: SourceCap,
  { load, cap, seconds }: { readonly load: number; readonly cap: number; readonly seconds: number },
): number {
  const excess = 1 - cap / load;
  if (!(excess > 0)) return 0;
  return -compliance * excess * Math.expm1(-seconds / SECONDS_PER_DAY / ramp_days);
}
