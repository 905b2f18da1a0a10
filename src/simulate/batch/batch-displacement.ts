import { DAYS_PER_YEAR } from "../../base/index.ts";
import { appeal } from "../miners/appeal.ts";
import { DAYS_PER_MONTH, ROAD_STAGES } from "../miners/displacement.ts";
import { leavingOf } from "../miners/lane.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { BatchFleet } from "./batch-fleet.ts";
import type { LaneColumn } from "./batch-kernel.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import { SCALARS } from "./batch-memory.ts";

/** Where the machines of a batch are that lost their plug: what `Displacement` is for one member. */
export class BatchDisplacement {
  /** How often what is known of closures changed. */
  announcements = 0;
  private readonly fleet: BatchFleet;
  private readonly dismantling: LaneColumn;
  private readonly resale: LaneColumn;
  private readonly road: LaneColumn;
  private readonly queue: LaneColumn;
  private readonly scrapped: LaneColumn;
  private readonly lost: LaneColumn;
  private readonly spare: LaneColumn;
  private readonly ready: LaneColumn;
  private readonly openWeight: LaneColumn;
  private readonly newKey: LaneColumn;
  private readonly movedKey: LaneColumn;
  private readonly weights: Float64Array;
  private readonly build: Float64Array;
  private readonly shares: Float64Array;
  /** What limits leave of the plugs that become ready, by region and member. */
  private readonly limits: number[][];
  /** Closures in force in each region: orders have their times in common. */
  private readonly closures: Float64Array;
  private readonly retirement = new Float64Array(BLOCK_MEMBERS);

  constructor(fleet: BatchFleet) {
    const { kernel, layout } = fleet;
    const regions = layout.regions.length;
    this.fleet = fleet;
    this.dismantling = kernel.column("dismantling");
    this.resale = kernel.column("resale");
    this.road = kernel.column("road");
    this.queue = kernel.column("queue");
    this.scrapped = kernel.column("scrapped");
    this.lost = kernel.column("lost");
    this.spare = kernel.column("spare");
    this.ready = kernel.column("ready");
    this.openWeight = kernel.column("openWeight");
    this.newKey = kernel.column("newKey");
    this.movedKey = kernel.column("movedKey");
    this.weights = new Float64Array(regions * BLOCK_MEMBERS);
    this.build = new Float64Array(regions * BLOCK_MEMBERS);
    this.shares = new Float64Array(regions * BLOCK_MEMBERS);
    this.limits = Array.from({ length: regions * BLOCK_MEMBERS }, () => []);
    this.closures = new Float64Array(regions);
  }

  open(): void {
    this.closures.fill(0);
    for (const limits of this.limits) limits.length = 0;
  }

  /** `stepDays`: length of a step. */
  reset(lane: number, scenario: Scenario, stepDays: number): void {
    const { parameters } = scenario;
    const { scalars, layout } = this.fleet;
    const { dismantle_days, transit_days, resale_days } = parameters;
    scalars.set(SCALARS.dismantleLeaving, lane, leavingOf(1, dismantle_days, stepDays));
    scalars.set(SCALARS.roadLeaving, lane, leavingOf(ROAD_STAGES, transit_days, stepDays));
    scalars.set(SCALARS.resaleLeaving, lane, leavingOf(ROAD_STAGES, resale_days, stepDays));
    scalars.set(SCALARS.displacedTotal, lane, 0);
    const machines = layout.machines.length;
    for (const column of [this.dismantling, this.queue, this.scrapped, this.lost]) {
      column.fill(0, lane, machines);
    }
    for (const column of [this.road, this.resale]) column.fill(0, lane, machines * ROAD_STAGES);
    this.fleet.kernel.column("landingNew").fill(0, lane, machines);
    this.movedKey.fill(0, lane, layout.sites.length);
    const { relocated_share: moved, sold_share: sold } = parameters;
    scalars.set(SCALARS.moved, lane, moved);
    scalars.set(SCALARS.sold, lane, sold);
    scalars.set(SCALARS.scrapped, lane, 1 - moved - sold);
    this.retirement[lane] = parameters.retirement_per_year;
    for (const [index, name] of layout.regions.entries()) {
      const region = scenario.regions[name];
      const at = index * BLOCK_MEMBERS + lane;
      this.spare.set(index, lane, region?.spare_MW ?? 0);
      this.build[at] = (region?.build_MW_month ?? 0) / DAYS_PER_MONTH;
      this.weights[at] = region === undefined ? 0 : appeal(region, parameters);
      this.setReady(index, lane, stepDays);
    }
  }

  /** Machines of a generation leave their plug: some move, some are sold, the rest is scrapped. */
  displace(machine: number, lane: number, hashrate: number): void {
    const { scalars } = this.fleet;
    const scrapped = hashrate * scalars.get(SCALARS.scrapped, lane);
    scalars.add(SCALARS.displacedTotal, lane, hashrate);
    this.dismantling.add(machine, lane, hashrate * scalars.get(SCALARS.moved, lane));
    const sold = hashrate * scalars.get(SCALARS.sold, lane);
    this.resale.add(machine * ROAD_STAGES, lane, sold);
    this.scrapped.add(machine, lane, scrapped);
    this.lost.add(machine, lane, scrapped);
  }

  /** What the last order took out loses its plug, but for what hides. */
  leave(): void {
    this.fleet.kernel.leave(this.fleet.pairs);
  }

  /** See `Displacement.retire`. */
  retire(days: number): void {
    const { fleet } = this;
    for (let lane = 0; lane < fleet.lanes; lane += 1) {
      const part = -Math.expm1((-(this.retirement[lane] ?? NaN) * days) / DAYS_PER_YEAR);
      fleet.scalars.set(SCALARS.retired, lane, part);
      fleet.hideouts.retire(lane, part);
    }
    fleet.kernel.retire(fleet.pairs);
    fleet.stir();
  }

  /** Plugs machines of a generation in a region, spread like those already there. */
  land(region: number, machine: number, lane: number, hashrate: number): void {
    const { parts, hash, layout } = this.fleet;
    const blocks = layout.operators.length;
    for (const site of layout.sitesOfRegion[region] ?? []) {
      for (let block = 0; block < blocks; block += 1) {
        const part = parts.get(site * blocks + block, lane);
        hash.add(layout.cohort(site, block, machine), lane, hashrate * part);
      }
    }
  }

  /** Share of newcomers that each region draws by its appeal, whatever its plugs. */
  shareOf(region: number, lane: number): number {
    return this.shares[region * BLOCK_MEMBERS + lane] ?? 0;
  }

  /** A limit on the plugs that become ready in a region begins or ends; limits multiply. */
  limitBuilding(region: number, lane: number, change: Limit): void {
    const limits = this.limits[region * BLOCK_MEMBERS + lane] ?? [];
    if (change.begins) limits.push(change.fraction);
    else limits.splice(limits.indexOf(change.fraction), 1);
    this.setReady(region, lane, change.stepDays);
  }

  /** A closure in a region becomes known (1) or ends (−1): nobody moves to where one is. */
  announce(region: number, change: 1 | -1): void {
    this.closures[region] = (this.closures[region] ?? 0) + change;
    this.announcements += 1;
  }

  /** Takes in what is known of closures. */
  refreshShares(lane: number): void {
    const { layout, scalars } = this.fleet;
    const regions = layout.regions.length;
    let sum = 0;
    for (let region = 0; region < regions; region += 1) sum += this.weightOf(region, lane);
    scalars.set(SCALARS.anywhere, lane, sum > 0 ? 1 : 0);
    scalars.set(SCALARS.nowhere, lane, sum > 0 ? 0 : 1);
    for (let region = 0; region < regions; region += 1) {
      const weight = this.weightOf(region, lane);
      const share = sum === 0 ? 0 : weight / sum;
      this.shares[region * BLOCK_MEMBERS + lane] = share;
      this.openWeight.set(region, lane, weight);
      for (const site of layout.sitesOfRegion[region] ?? []) this.newKey.set(site, lane, share);
    }
  }

  private weightOf(region: number, lane: number): number {
    if ((this.closures[region] ?? 0) > 0) return 0;
    return this.weights[region * BLOCK_MEMBERS + lane] ?? 0;
  }

  private setReady(region: number, lane: number, stepDays: number): void {
    const at = region * BLOCK_MEMBERS + lane;
    const factor = (this.limits[at] ?? []).reduce((product, limit) => product * limit, 1);
    this.ready.set(region, lane, (this.build[at] ?? 0) * factor * stepDays);
  }
}

/** A limit on building that begins or ends. */
interface Limit {
  readonly fraction: number;
  readonly begins: boolean;
  readonly stepDays: number;
}
