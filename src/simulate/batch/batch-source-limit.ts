import { isInForce, nextChange } from "../orders/in-force.ts";
import { type SourceCap, capOf, leavingShare } from "../orders/source-limit.ts";
import type { ScenarioOrder } from "../scenario/scenario.ts";
import type { BatchReach } from "./batch-reach.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import type { BatchOrder, BatchTargets } from "./batch-order.ts";

/** Site regulation in every member, see `SourceLimitProgram`. */
export class BatchSourceLimit implements BatchOrder {
  private readonly order: ScenarioOrder;
  private readonly scope: BatchReach;
  private readonly targets: BatchTargets;
  private readonly limits: SourceCap[] = [];
  private readonly caps = new Float64Array(BLOCK_MEMBERS);
  private readonly share = new Float64Array(BLOCK_MEMBERS);

  constructor(order: ScenarioOrder, scope: BatchReach, targets: BatchTargets) {
    this.order = order;
    this.scope = scope;
    this.targets = targets;
  }

  open(): void {
    this.caps.fill(NaN);
  }

  reset(lane: number, { effect }: ScenarioOrder): void {
    if (effect.kind === "source-limit") this.limits[lane] = { ...effect };
    this.targets.fleet.setReach(this.scope, lane, () => true);
  }

  begin(): void {}

  step(from: number, to: number): number {
    if (!isInForce(this.order, to)) return nextChange(this.order, to);
    const { fleet, displacement } = this.targets;
    for (let lane = 0; lane < fleet.lanes; lane += 1) {
      this.share[lane] = this.shareOver(lane, from, to);
    }
    if (!this.share.some((share) => share > 0)) return to;
    fleet.takeOut(this.scope, this.share, null);
    displacement.leave();
    return to;
  }

  private shareOver(lane: number, from: number, to: number): number {
    const effect = this.limits[lane];
    if (effect === undefined) return 0;
    const load = this.load(lane);
    if (Number.isNaN(this.caps[lane])) this.caps[lane] = capOf(effect, load);
    const cap = this.caps[lane] ?? NaN;
    const since = Math.max(from, this.order.effective);
    return leavingShare(effect, { load, cap, seconds: to - since });
  }

  /** Connected load in scope, MW. */
  private load(lane: number): number {
    const { hash, efficiency, layout, pue } = this.targets.fleet;
    let load = 0;
    for (const cohort of this.scope.reach.cohorts) {
      const machine = layout.machineOf(cohort);
      load += hash.get(cohort, lane) * efficiency.get(machine, lane) * (pue[lane] ?? NaN);
    }
    return load;
  }
}
