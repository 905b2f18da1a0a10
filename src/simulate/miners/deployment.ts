import { DAYS_PER_YEAR, powerOf } from "../../base/index.ts";
import type { ParameterValues } from "../scenario/parameter-table.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Displacement } from "./displacement.ts";
import type { Fleet } from "./fleet.ts";
import { landRunning } from "./free-entry.ts";
import { Lane } from "./lane.ts";

export const DELIVERY_STAGES = 3;
/** Days over which owners average what a machine earns before they order. */
export const OUTLOOK_DAYS = 14;
/** Orders never exceed so many times the rate at which a machine pays back in time. */
const MOST_ORDERS = 4;

/**
 * New machines: ordered when they pay, delivered after the makers' lead, and kept out where entry is
 * free already.
 *
 *   orders a day = growth × H(0) × min(pays^response, 4),
 *   pays = payback × (outlook − cost) / price,   outlook = 14-day mean hashprice
 *
 * Deliveries under way at the start are those of a market that paid as it does then.
 */
export class Deployment {
  readonly onOrder: Lane;
  /** Machines that came since the start, EH/s by generation. */
  readonly delivered: Float64Array;
  /** Machines ordered since the start, EH/s by generation. */
  readonly ordered: Float64Array;
  private readonly fleet: Fleet;
  private readonly displacement: Displacement;
  private readonly arrived = new Float64Array(1);
  private parameters: ParameterValues | undefined;
  private stepDays = NaN;
  private newest = 0;
  private price = NaN;
  private installedAtStart = NaN;
  private outlook = NaN;
  /** Part of the way to today's hashprice that the outlook goes in a step. */
  private attention = NaN;
  private cost = NaN;
  /** Repricings and announcements that the cost takes in. */
  private costAfter = -1;
  private costFor = -1;
  /** What progress has left of prices and barrier since the start, and leaves in a step. */
  private cheaper = NaN;
  private cheaperPerStep = NaN;

  constructor(fleet: Fleet, displacement: Displacement) {
    const machines = fleet.layout.machines.length;
    this.fleet = fleet;
    this.displacement = displacement;
    // Only the newest are ordered, so that one lane serves for whichever they are.
    this.onOrder = new Lane(1, DELIVERY_STAGES);
    this.delivered = new Float64Array(machines);
    this.ordered = new Float64Array(machines);
  }

  /** `stepDays`: length of a step. */
  reset(scenario: Scenario, installed: number, hashprice: number, stepDays: number): void {
    const { layout, efficiency } = this.fleet;
    const { parameters } = scenario;
    this.parameters = parameters;
    this.stepDays = stepDays;
    this.delivered.fill(0);
    this.ordered.fill(0);
    this.newest = 0;
    for (let machine = 1; machine < layout.machines.length; machine += 1) {
      if ((efficiency[machine] ?? 0) < (efficiency[this.newest] ?? 0)) this.newest = machine;
    }
    this.price = scenario.machines[layout.machines[this.newest] ?? ""]?.price_USD_TH ?? NaN;
    this.installedAtStart = installed;
    this.outlook = hashprice;
    this.attention = -Math.expm1(-stepDays / OUTLOOK_DAYS);
    this.cheaper = 1;
    this.cheaperPerStep = Math.exp((-parameters.progress_per_year * stepDays) / DAYS_PER_YEAR);
    this.costAfter = -1;
    this.refreshCost();
    this.onOrder.reset(parameters.delivery_days, stepDays);
    this.onOrder.fill(0, this.orderRate());
  }

  /** Brings what the makers delivered, to be plugged in with all that come in a step. */
  bringDeliveries(): void {
    const { arrived, onOrder } = this;
    arrived[0] = 0;
    onOrder.step(arrived);
    this.bring(arrived[0] ?? 0);
  }

  /** Orders what pays at the end of a step. */
  order(hashprice: number): void {
    const { newest } = this;
    this.outlook += (hashprice - this.outlook) * this.attention;
    const ordered = this.orderRate() * this.stepDays;
    this.ordered[newest] = (this.ordered[newest] ?? 0) + ordered;
    this.onOrder.enter(0, ordered);
    this.cheaper *= this.cheaperPerStep;
  }

  /** Highest hashprice that free entry leaves, USD per TH/s and day; falls with progress. */
  get barrier(): number {
    return (this.parameters?.entry_barrier_USD_TH_day ?? NaN) * this.cheaper;
  }

  /**
   * Entry is free above a barrier: machines come at once until revenue per hash is back at it.
   *
   * Source: J. Prat, B. Walter, "An equilibrium model of the market for bitcoin mining", Journal of
   * Political Economy 129 (8), 2021: a reflecting barrier that falls at the rate of progress.
   *
   * `freeEntry`: hashprice at the target pace of blocks [USD per TH/s and day]; `running`: EH/s.
   * Returns whether any came.
   */
  enterFreely(freeEntry: number, running: number): boolean {
    const excess = freeEntry / this.barrier - 1;
    if (!(excess > 0 && running > 0)) return false;
    const { fleet, displacement, newest: machine } = this;
    const landed = landRunning(fleet, displacement, { machine, running: running * excess });
    this.delivered[machine] = (this.delivered[machine] ?? 0) + landed;
    this.ordered[machine] = (this.ordered[machine] ?? 0) + landed;
    return landed > 0;
  }

  /** Looks up anew what running the newest machine costs where newcomers go, if that changed. */
  refreshCost(): void {
    const { layout, parts, repricings } = this.fleet;
    const { announcements } = this.displacement;
    if (repricings === this.costAfter && announcements === this.costFor) return;
    this.costAfter = repricings;
    this.costFor = announcements;
    const blocks = layout.operators.length;
    let cost = 0;
    for (let site = 0; site < layout.sites.length; site += 1) {
      const share = this.displacement.shareOf(layout.regionOfSite[site] ?? 0);
      if (share === 0) continue;
      for (let block = 0; block < blocks; block += 1) {
        const cohort = layout.cohort(site, block, this.newest);
        cost += share * (parts[site * blocks + block] ?? 0) * this.fleet.costOf(cohort);
      }
    }
    this.cost = cost;
  }

  private bring(hashrate: number): void {
    if (hashrate <= 0) return;
    this.delivered[this.newest] = (this.delivered[this.newest] ?? 0) + hashrate;
    this.displacement.bringNew(this.newest, hashrate);
  }

  /** EH/s a day. */
  private orderRate(): number {
    const { parameters } = this;
    if (parameters === undefined) return NaN;
    const margin = this.outlook - this.cost;
    const grown = parameters.growth_per_day * this.installedAtStart;
    return grown * appetiteOf(parameters, margin, this.price * this.cheaper);
  }
}

/** How much more or less than at the start is ordered: at a margin [USD/TH/day] and price [USD/TH]. */
export function appetiteOf(
  { payback_days: payback, growth_response: response }: Answer,
  margin: number,
  price: number,
): number {
  const pays = Math.max((payback * margin) / price, 0);
  return Math.min(response === 1 ? pays : powerOf(pays, response), MOST_ORDERS);
}

type Answer = Pick<ParameterValues, "payback_days" | "growth_response">;
