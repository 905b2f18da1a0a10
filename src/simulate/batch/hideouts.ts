import { MOSTLY_ON, leftOn } from "../miners/displacement.ts";
import type { FleetLayout } from "../miners/fleet-layout.ts";
import type { BatchKernel, LaneColumn } from "./batch-kernel.ts";
import type { BatchReach } from "./batch-reach.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";

/**
 * Where machines of a batch hide from orders. Nobody steps the hidden of a site before the first of
 * them come; then those of a member are as they would have been had only retirement touched them.
 */
export class Hideouts {
  private readonly layout: FleetLayout;
  /** Sites where any member hides, for the kernel; and by member. */
  private readonly any: Int32Array;
  private readonly entered: Uint8Array;
  /** Whether an order has sent a member's machines into hiding, by order and member. */
  private readonly sent: Uint8Array;
  private readonly online: LaneColumn;
  private readonly stillBelow: LaneColumn;
  /** Fraction switched on with which they begin. */
  private readonly settled: Float64Array;

  constructor(layout: FleetLayout, kernel: BatchKernel) {
    this.layout = layout;
    this.any = kernel.hides;
    this.online = kernel.column("online");
    this.stillBelow = kernel.column("stillBelow");
    this.entered = new Uint8Array(layout.sites.length * BLOCK_MEMBERS);
    this.sent = new Uint8Array(kernel.shape.reaches.length * BLOCK_MEMBERS);
    this.settled = new Float64Array(layout.cohorts * BLOCK_MEMBERS);
  }

  open(): void {
    this.any.fill(0);
    this.entered.fill(0);
    this.sent.fill(0);
  }

  settle(cohort: number, lane: number, online: number): void {
    this.settled[cohort * BLOCK_MEMBERS + lane] = online;
  }

  /** Owners take a part of what is off for good, as `Displacement.retire` has it. */
  retire(lane: number, part: number): void {
    const { layout, settled } = this;
    for (let site = 0; site < layout.sites.length; site += 1) {
      const first = layout.cohort(site, layout.operators.length, 0);
      for (let cohort = first; cohort < first + layout.stride; cohort += 1) {
        const at = cohort * BLOCK_MEMBERS + lane;
        const on = settled[at] ?? NaN;
        if (on <= MOSTLY_ON) settled[at] = leftOn(on, part);
      }
    }
  }

  /** From now on the hidden in an order's reach are stepped. */
  enter({ order, reach }: BatchReach, lane: number): void {
    const { layout, entered, sent } = this;
    const { stride } = layout;
    if (sent[order * BLOCK_MEMBERS + lane] === 1) return;
    sent[order * BLOCK_MEMBERS + lane] = 1;
    for (const site of reach.sites) {
      if (entered[site * BLOCK_MEMBERS + lane] === 1) continue;
      entered[site * BLOCK_MEMBERS + lane] = 1;
      this.any[site] = 1;
      const first = layout.cohort(site, layout.operators.length, 0);
      for (let machine = 0; machine < stride; machine += 1) {
        const online = this.settled[(first + machine) * BLOCK_MEMBERS + lane] ?? NaN;
        this.online.set(first + machine, lane, online);
        this.stillBelow.set(site * stride + machine, lane, Infinity);
      }
    }
  }
}
