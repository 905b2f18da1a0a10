import { DAYS_PER_YEAR, powerOf } from "../../base/index.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { appeal } from "./appeal.ts";
import { type Fleet, LANDING } from "./fleet.ts";
import { Lane } from "./lane.ts";

/** Days of a month, for plugs that are counted a month. */
export const DAYS_PER_MONTH: number = DAYS_PER_YEAR / 12;
/** Stages of a journey: dismantling is one, the road two. */
export const ROAD_STAGES = 2;
/** Fraction switched on from which on nobody looks for what to retire. */
export const MOSTLY_ON = 0.995;
/** Demand for plugs that is not worth an offer, MW: less than one machine. */
export const LEAST_DEMAND = 1e-3;

/** Where machines that lost their plug are, EH/s by generation, and which plugs wait for them. */
export class Displacement {
  /** Being taken down. */
  readonly dismantling: Lane;
  readonly onTheRoad: Lane;
  /** Sold, on the way to a buyer. */
  readonly resale: Lane;
  /** On the way between seasons, one lane for each order that moves machines. */
  readonly seasonal: Lane[] = [];
  /** At the door of a region, no plug yet. */
  readonly queue: Float64Array;
  /** Scrapped because an order took their plug. */
  readonly scrapped: Float64Array;
  /** Scrapped, or retired because they did not pay. */
  readonly lost: Float64Array;
  /** Plugs ready in each region, MW. */
  readonly spare: Float64Array;
  /** What is left of the plugs that become ready in each region. */
  private readonly buildFactor: Float64Array;
  private readonly buildLimits: number[][];
  /** Machines that left their plug since the start, EH/s; NaN as the fields of `Fleet`. */
  displacedTotal: number = NaN;
  private readonly fleet: Fleet;
  private readonly weights: Float64Array;
  private readonly build: Float64Array;
  private readonly drawn: Float64Array;
  private readonly crowded: Float64Array;
  private readonly shares: Float64Array;
  /** Regions that have plugs or get some; the first so many of the list. */
  private readonly destinations: Int32Array;
  private destinationCount = 0;
  /** Closures in force in each region. */
  private readonly closures: Float64Array;
  /** How often what is known of closures changed. */
  announcements = 0;
  private sharesFor = -1;
  /** Whether any region is open to newcomers. */
  private anywhere = true;
  /** Whether any machine is off its plug. */
  private isMoving = false;
  private stepDays = NaN;
  private moved = NaN;
  private sold = NaN;
  private retirement = NaN;
  private queueWeight = NaN;

  constructor(fleet: Fleet) {
    const machines = fleet.layout.machines.length;
    const regions = fleet.layout.regions.length;
    this.fleet = fleet;
    this.dismantling = new Lane(machines, 1);
    this.onTheRoad = new Lane(machines, ROAD_STAGES);
    this.resale = new Lane(machines, ROAD_STAGES);
    this.queue = new Float64Array(machines);
    this.scrapped = new Float64Array(machines);
    this.lost = new Float64Array(machines);
    this.spare = new Float64Array(regions);
    this.buildFactor = new Float64Array(regions);
    this.buildLimits = Array.from({ length: regions }, () => []);
    this.closures = new Float64Array(regions);
    this.weights = new Float64Array(regions);
    this.build = new Float64Array(regions);
    this.drawn = new Float64Array(machines);
    this.crowded = new Float64Array(regions);
    this.shares = new Float64Array(regions);
    this.destinations = new Int32Array(regions);
  }

  /** `stepDays`: length of a step. */
  reset(scenario: Scenario, stepDays: number): void {
    const { parameters } = scenario;
    this.stepDays = stepDays;
    this.dismantling.reset(parameters.dismantle_days, stepDays);
    this.onTheRoad.reset(parameters.transit_days, stepDays);
    this.resale.reset(parameters.resale_days, stepDays);
    for (const column of [this.queue, this.scrapped, this.lost, this.closures]) column.fill(0);
    this.buildFactor.fill(1);
    for (const limits of this.buildLimits) limits.length = 0;
    this.moved = parameters.relocated_share;
    this.sold = parameters.sold_share;
    this.retirement = parameters.retirement_per_year;
    this.queueWeight = parameters.choice_queue_weight;
    this.displacedTotal = 0;
    this.isMoving = false;
    this.sharesFor = -1;
    this.seasonal.length = 0;
    this.resetPlaces(scenario);
  }

  /** Machines of a generation leave their plug: some move, some are sold, the rest is scrapped. */
  displace(machine: number, hashrate: number): void {
    const scrapped = hashrate * (1 - this.moved - this.sold);
    this.displacedTotal += hashrate;
    this.isMoving = true;
    this.dismantling.enter(machine, hashrate * this.moved);
    this.resale.enter(machine, hashrate * this.sold);
    this.scrapped[machine] = (this.scrapped[machine] ?? 0) + scrapped;
    this.lost[machine] = (this.lost[machine] ?? 0) + scrapped;
  }

  /**
   * Owners take machines that do not pay off their plugs for good: of those switched off a fraction
   * 1 − exp(−rate × years).
   */
  retire(days: number): void {
    const { hash, online, layout } = this.fleet;
    const part = -Math.expm1((-this.retirement * days) / DAYS_PER_YEAR);
    const { generation } = layout;
    for (let cohort = 0; cohort < hash.length; cohort += 1) {
      const on = online[cohort] ?? 1;
      if (on > MOSTLY_ON) continue;
      const installed = hash[cohort] ?? 0;
      const out = installed * (1 - on) * part;
      const machine = generation[cohort] ?? 0;
      hash[cohort] = installed - out;
      online[cohort] = leftOn(on, part);
      this.lost[machine] = (this.lost[machine] ?? 0) + out;
    }
  }

  /** Plugs become ready, machines travel on, and those that arrived are offered plugs. */
  step(): void {
    const { build, buildFactor, spare, stepDays, destinations, drawn } = this;
    for (let place = 0; place < this.destinationCount; place += 1) {
      const region = destinations[place] ?? 0;
      const ready = (build[region] ?? 0) * (buildFactor[region] ?? 0) * stepDays;
      spare[region] = (spare[region] ?? 0) + ready;
    }
    if (!this.isMoving) return;
    this.resale.step(this.queue);
    this.onTheRoad.step(this.queue);
    this.dismantling.step(drawn);
    for (let machine = 0; machine < drawn.length; machine += 1) {
      this.onTheRoad.enter(machine, drawn[machine] ?? 0);
      drawn[machine] = 0;
    }
    this.offerPlugs();
  }

  /** Plugs machines of a generation in a region, spread like those already there. */
  land(region: number, machine: number, hashrate: number): void {
    const { parts, hash, layout } = this.fleet;
    const blocks = layout.operators.length;
    for (const site of layout.sitesOfRegion[region] ?? []) {
      for (let block = 0; block < blocks; block += 1) {
        const cohort = layout.cohort(site, block, machine);
        hash[cohort] = (hash[cohort] ?? 0) + hashrate * (parts[site * blocks + block] ?? 0);
      }
    }
  }

  /** Share of newcomers that each region draws by its appeal, whatever its plugs. */
  shareOf(region: number): number {
    if (this.sharesFor !== this.announcements) this.refreshShares();
    return this.shares[region] ?? 0;
  }

  /** A limit on the plugs that become ready in a region begins or ends; limits multiply. */
  limitBuilding(region: number, fraction: number, begins: boolean): void {
    const limits = this.buildLimits[region] ?? [];
    if (begins) limits.push(fraction);
    else limits.splice(limits.indexOf(fraction), 1);
    this.buildFactor[region] = limits.reduce((product, limit) => product * limit, 1);
  }

  /** A closure in a region becomes known (1) or ends (−1): nobody moves to where one is. */
  announce(region: number, change: 1 | -1): void {
    this.closures[region] = (this.closures[region] ?? 0) + change;
    this.announcements += 1;
  }

  /**
   * Brings new machines to be plugged in everywhere, by the appeal of the places, EH/s. While all
   * regions are closed they queue.
   */
  bringNew(machine: number, hashrate: number): void {
    if (this.sharesFor !== this.announcements) this.refreshShares();
    if (this.anywhere) {
      this.fleet.bring(LANDING.new, machine, hashrate);
      return;
    }
    this.queue[machine] = (this.queue[machine] ?? 0) + hashrate;
    this.isMoving = true;
  }

  private resetPlaces({ regions, parameters }: Scenario): void {
    this.fleet.keyOf(LANDING.moved).fill(0);
    this.destinationCount = 0;
    for (const [index, name] of this.fleet.layout.regions.entries()) {
      const region = regions[name];
      const spare = region?.spare_MW ?? 0;
      const build = (region?.build_MW_month ?? 0) / DAYS_PER_MONTH;
      this.spare[index] = spare;
      this.build[index] = build;
      this.weights[index] = region === undefined ? 0 : appeal(region, parameters);
      if (spare === 0 && build === 0) continue;
      this.destinations[this.destinationCount] = index;
      this.destinationCount += 1;
    }
  }

  private refreshShares(): void {
    let sum = 0;
    for (let region = 0; region < this.shares.length; region += 1) sum += this.openWeight(region);
    this.anywhere = sum > 0;
    for (let region = 0; region < this.shares.length; region += 1) {
      const share = sum === 0 ? 0 : this.openWeight(region) / sum;
      this.shares[region] = share;
      this.setKey(LANDING.new, region, share);
    }
    this.sharesFor = this.announcements;
  }

  private setKey(kind: 0 | 1, region: number, share: number): void {
    const { siteEnds } = this.fleet.layout;
    const key = this.fleet.keyOf(kind);
    const end = siteEnds[region] ?? 0;
    for (let site = siteEnds[region - 1] ?? 0; site < end; site += 1) key[site] = share;
  }

  /** Offers the queue to the regions by appeal; each takes what its spare plugs allow. */
  private offerPlugs(): void {
    const { efficiency, pue } = this.fleet;
    let demand = 0;
    for (let machine = 0; machine < this.queue.length; machine += 1) {
      demand += (this.queue[machine] ?? 0) * (efficiency[machine] ?? 0) * pue;
    }
    if (demand < LEAST_DEMAND) return;
    const left = this.offer(demand);
    if (left === 1) return;
    for (let machine = 0; machine < this.queue.length; machine += 1) {
      const waiting = this.queue[machine] ?? 0;
      this.fleet.bring(LANDING.moved, machine, waiting);
      this.queue[machine] = waiting * left;
    }
  }

  /** Shares the demand [MW] out; returns which part of it is left without a plug. */
  private offer(demand: number): number {
    const { crowded, spare, destinations, destinationCount } = this;
    let weights = 0;
    for (let place = 0; place < destinationCount; place += 1) {
      const weight = this.crowdedWeight(destinations[place] ?? 0, demand);
      crowded[place] = weight;
      weights += weight;
    }
    if (weights === 0) return 1;
    let left = 1;
    for (let place = 0; place < destinationCount; place += 1) {
      const region = destinations[place] ?? 0;
      const room = spare[region] ?? 0;
      const wanted = (crowded[place] ?? 0) / weights;
      const share = Math.max(Math.min(wanted, room / demand, left), 0);
      spare[region] = Math.max(room - share * demand, 0);
      left -= share;
      this.setKey(LANDING.moved, region, share);
    }
    return left;
  }

  private openWeight(region: number): number {
    return (this.closures[region] ?? 0) > 0 ? 0 : (this.weights[region] ?? 0);
  }

  /** Appeal of a region whose spare plugs meet this demand [MW]: full places are shunned. */
  private crowdedWeight(region: number, demand: number): number {
    const spare = this.spare[region] ?? 0;
    if (spare <= 0) return 0;
    const weight = this.queueWeight;
    const room = spare / (spare + demand);
    return this.openWeight(region) * (weight === 1 ? room : powerOf(room, weight));
  }
}

/** Fraction switched on after a part of those that are not has gone: those switched on stay. */
export function leftOn(on: number, part: number): number {
  return on / (1 - (1 - on) * part);
}
