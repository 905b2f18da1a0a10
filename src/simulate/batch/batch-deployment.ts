import { DAYS_PER_YEAR } from "../../base/index.ts";
import { DELIVERY_STAGES, OUTLOOK_DAYS, appetiteOf } from "../miners/deployment.ts";
import { leavingOf } from "../miners/lane.ts";
import type { ParameterValues } from "../scenario/parameter-table.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { BatchDisplacement } from "./batch-displacement.ts";
import type { BatchFleet } from "./batch-fleet.ts";
import type { LaneColumn } from "./batch-kernel.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import { SCALARS } from "./batch-memory.ts";

type Answers = Pick<ParameterValues, "payback_days" | "growth_response" | "growth_per_day">;

/** New machines of a batch: what `Deployment` is for one member. */
export class BatchDeployment {
  private readonly fleet: BatchFleet;
  private readonly displacement: BatchDisplacement;
  private readonly onOrder: LaneColumn;
  private readonly newest = new Int32Array(BLOCK_MEMBERS);
  private readonly price = new Float64Array(BLOCK_MEMBERS);
  private readonly installedAtStart = new Float64Array(BLOCK_MEMBERS);
  private readonly outlook = new Float64Array(BLOCK_MEMBERS);
  private readonly cost = new Float64Array(BLOCK_MEMBERS);
  private readonly cheaper = new Float64Array(BLOCK_MEMBERS);
  private readonly cheaperPerStep = new Float64Array(BLOCK_MEMBERS);
  /** Hashprice that free entry leaves at the start, USD per TH/s and day. */
  private readonly barrier = new Float64Array(BLOCK_MEMBERS);
  private readonly deliveryDays = new Float64Array(BLOCK_MEMBERS);
  private readonly answers: Answers[] = [];
  private readonly stepDays: number;
  /** Part of the way to today's hashprice that the outlook goes in a step. */
  private readonly attention: number;

  constructor(fleet: BatchFleet, displacement: BatchDisplacement, stepDays: number) {
    this.fleet = fleet;
    this.displacement = displacement;
    this.onOrder = fleet.kernel.column("onOrder");
    this.stepDays = stepDays;
    this.attention = -Math.expm1(-stepDays / OUTLOOK_DAYS);
  }

  /** Takes a member's numbers; `begin` follows when it is known how much runs. */
  reset(lane: number, { parameters, machines }: Scenario): void {
    const { layout, efficiency, kernel, scalars } = this.fleet;
    let newest = 0;
    for (let machine = 1; machine < layout.machines.length; machine += 1) {
      if (efficiency.get(machine, lane) < efficiency.get(newest, lane)) newest = machine;
    }
    const isNewest = kernel.column("isNewest");
    isNewest.fill(0, lane, layout.machines.length);
    isNewest.set(newest, lane, 1);
    this.newest[lane] = newest;
    this.price[lane] = machines[layout.machines[newest] ?? ""]?.price_USD_TH ?? NaN;
    this.barrier[lane] = parameters.entry_barrier_USD_TH_day;
    this.cheaper[lane] = 1;
    this.cheaperPerStep[lane] = Math.exp(
      (-parameters.progress_per_year * this.stepDays) / DAYS_PER_YEAR,
    );
    const { payback_days, growth_response, growth_per_day, delivery_days } = parameters;
    this.answers[lane] = { payback_days, growth_response, growth_per_day };
    const leaving = leavingOf(DELIVERY_STAGES, delivery_days, this.stepDays);
    scalars.set(SCALARS.deliveryLeaving, lane, leaving);
    this.deliveryDays[lane] = delivery_days;
  }

  /** Deliveries under way at the start are those of a market that paid as it does then. */
  begin(lane: number, installed: number, hashprice: number): void {
    this.installedAtStart[lane] = installed;
    this.outlook[lane] = hashprice;
    this.refreshCost(lane);
    const stage = (this.orderRate(lane) * (this.deliveryDays[lane] ?? NaN)) / DELIVERY_STAGES;
    this.onOrder.fill(stage, lane, DELIVERY_STAGES);
  }

  /** Orders what pays at the end of a step. */
  order(lane: number, hashprice: number): void {
    const outlook = this.outlook[lane] ?? NaN;
    this.outlook[lane] = outlook + (hashprice - outlook) * this.attention;
    this.onOrder.add(0, lane, this.orderRate(lane) * this.stepDays);
    this.cheaper[lane] = (this.cheaper[lane] ?? NaN) * (this.cheaperPerStep[lane] ?? NaN);
  }

  /**
   * Machines come at once where entry is free, as in `Deployment.enterFreely`; returns whether any
   * did. `freeEntry`: hashprice at the target pace [USD per TH/s and day]; `running`: EH/s.
   */
  enterFreely(lane: number, freeEntry: number, running: number): boolean {
    const excess = freeEntry / ((this.barrier[lane] ?? NaN) * (this.cheaper[lane] ?? NaN)) - 1;
    return excess > 0 && running > 0 && this.landRunning(lane, running * excess);
  }

  /** Looks up anew what running the newest machine costs where newcomers go. */
  refreshCost(lane: number): void {
    const { layout, parts } = this.fleet;
    const blocks = layout.operators.length;
    const newest = this.newest[lane] ?? 0;
    let cost = 0;
    for (let site = 0; site < layout.sites.length; site += 1) {
      const share = this.displacement.shareOf(layout.regionOfSite[site] ?? 0, lane);
      if (share === 0) continue;
      for (let block = 0; block < blocks; block += 1) {
        const cohort = layout.cohort(site, block, newest);
        cost += share * parts.get(site * blocks + block, lane) * this.fleet.costOf(cohort, lane);
      }
    }
    this.cost[lane] = cost;
  }

  /** Plugs in new machines, switched on, until so much more runs: `landRunning` of one member. */
  private landRunning(lane: number, running: number): boolean {
    const { layout, parts, hash, online, available } = this.fleet;
    const operators = layout.operators.length;
    const newest = this.newest[lane] ?? 0;
    const places = Array.from({ length: layout.sites.length * operators }, (_, place) => {
      const site = Math.floor(place / operators);
      const region = layout.regionOfSite[site] ?? 0;
      const share = parts.get(place, lane) * this.displacement.shareOf(region, lane);
      return { share, cohort: layout.cohort(site, place % operators, newest) };
    });
    let powered = 0;
    for (const { share, cohort } of places) powered += share * available.get(cohort, lane);
    if (powered === 0) return false;
    for (const { share, cohort } of places) {
      if (share === 0) continue;
      const added = (running * share) / powered;
      const before = hash.get(cohort, lane);
      hash.set(cohort, lane, before + added);
      online.set(cohort, lane, (before * online.get(cohort, lane) + added) / (before + added));
    }
    return running / powered > 0;
  }

  /** EH/s a day. */
  private orderRate(lane: number): number {
    const answers = this.answers[lane];
    if (answers === undefined) return NaN;
    const margin = (this.outlook[lane] ?? NaN) - (this.cost[lane] ?? NaN);
    const price = (this.price[lane] ?? NaN) * (this.cheaper[lane] ?? NaN);
    const grown = answers.growth_per_day * (this.installedAtStart[lane] ?? NaN);
    return grown * appetiteOf(answers, margin, price);
  }
}
