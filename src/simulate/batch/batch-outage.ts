import { OutageCourse } from "../orders/outage.ts";
import type { ScenarioOrder } from "../scenario/scenario.ts";
import type { BatchReach } from "./batch-reach.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import type { BatchOrder, BatchTargets } from "./batch-order.ts";

/** Power is short in every member, by its own numbers. */
export class BatchOutage implements BatchOrder {
  private readonly order: ScenarioOrder;
  private readonly scope: BatchReach;
  private readonly targets: BatchTargets;
  private readonly courses: (OutageCourse | undefined)[] = [];
  private readonly change = new Float64Array(BLOCK_MEMBERS);

  constructor(order: ScenarioOrder, scope: BatchReach, targets: BatchTargets) {
    this.order = order;
    this.scope = scope;
    this.targets = targets;
  }

  open(): void {}

  reset(lane: number, { effect, effective, ends }: ScenarioOrder): void {
    if (effect.kind !== "outage") return;
    this.targets.fleet.setReach(this.scope, lane, () => true);
    this.courses[lane] = new OutageCourse({ effect: { ...effect }, effective, ends });
  }

  begin(start: number): void {
    this.step(start, start);
  }

  step(from: number, to: number): number {
    const { effective } = this.order;
    if (to <= effective) return effective;
    const { fleet } = this.targets;
    let [isOver, turns] = [true, false];
    for (let lane = 0; lane < fleet.lanes; lane += 1) {
      const course = this.courses[lane];
      this.change[lane] = 1;
      if (course === undefined || course.state === "over") continue;
      isOver = false;
      const change = course.step(from, to);
      this.change[lane] = change;
      turns ||= change !== 1;
      if (course.turned !== 0) fleet.feel(this.scope, lane, course.turned);
    }
    if (turns) fleet.dim(this.scope, this.change);
    return isOver ? Infinity : to;
  }
}
