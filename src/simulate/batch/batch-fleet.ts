import { LEAST_PRICE_USD_MWH, LEAST_UNTAXED, MWH_PER_TH_DAY } from "../miners/fleet.ts";
import type { BreakEven } from "../miners/break-even.ts";
import type { FleetLayout } from "../miners/fleet-layout.ts";
import { StartShares } from "../miners/start-shares.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { BatchKernel, LaneColumn } from "./batch-kernel.ts";
import type { BatchReach } from "./batch-reach.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import { SCALARS } from "./batch-memory.ts";
import { Hideouts } from "./hideouts.ts";

/**
 * Every machine with a plug of every member of a batch: what `Fleet` is for one. What belongs to
 * member m of an index stands at index × BLOCK_MEMBERS + m, or in a column of the kernel.
 */
export class BatchFleet {
  readonly layout: FleetLayout;
  readonly kernel: BatchKernel;
  readonly hash: LaneColumn;
  readonly online: LaneColumn;
  readonly available: LaneColumn;
  readonly efficiency: LaneColumn;
  readonly parts: LaneColumn;
  readonly waitingOf: LaneColumn;
  readonly scalars: LaneColumn;
  readonly out: LaneColumn;
  /** Hashrate that waits on site for the end of an order, EH/s. */
  readonly waiting: Float64Array;
  readonly extra: Float64Array;
  readonly taxed: Float64Array;
  readonly price: Float64Array;
  readonly pue: Float64Array = new Float64Array(BLOCK_MEMBERS);
  /** How often costs were worked out anew. */
  repricings = 0;
  /** Members that run, and pairs of them. */
  lanes = 0;
  pairs = 0;
  private readonly position: LaneColumn;
  private readonly reached: LaneColumn;
  private readonly stillBelow: LaneColumn;
  private readonly perMachine: LaneColumn;
  private readonly felt: LaneColumn;
  private readonly scale = new Float64Array(BLOCK_MEMBERS);
  private readonly lnEnergy: Float64Array;
  /** What `costOf` worked out since the last price, by cohort and member; NaN elsewhere. */
  private readonly costs: Float64Array;
  readonly hideouts: Hideouts;
  private readonly outagesAt: Int32Array;
  private readonly shares: StartShares;

  constructor(layout: FleetLayout, kernel: BatchKernel) {
    const { sites, stride, cohorts } = layout;
    this.layout = layout;
    this.kernel = kernel;
    this.hash = kernel.column("hash");
    this.online = kernel.column("online");
    this.available = kernel.column("available");
    this.efficiency = kernel.column("efficiency");
    this.parts = kernel.column("parts");
    this.waitingOf = kernel.column("waitingOf");
    this.scalars = kernel.column("scalars");
    this.out = kernel.column("out");
    this.position = kernel.column("position");
    this.reached = kernel.column("reached");
    this.stillBelow = kernel.column("stillBelow");
    this.perMachine = kernel.column("perMachine");
    this.felt = kernel.column("felt");
    this.waiting = new Float64Array(cohorts * BLOCK_MEMBERS);
    this.extra = new Float64Array(cohorts * BLOCK_MEMBERS);
    this.taxed = new Float64Array(cohorts * BLOCK_MEMBERS);
    this.price = new Float64Array(sites.length * BLOCK_MEMBERS);
    this.hideouts = new Hideouts(layout, kernel);
    this.outagesAt = new Int32Array(sites.length * BLOCK_MEMBERS);
    this.lnEnergy = new Float64Array(stride * BLOCK_MEMBERS);
    this.costs = new Float64Array(cohorts * BLOCK_MEMBERS);
    this.shares = new StartShares(layout);
  }

  /** Empties the fleets of a batch of so many members. */
  open(lanes: number): void {
    this.lanes = lanes;
    this.pairs = Math.ceil(lanes / 2);
    this.hideouts.open();
    this.kernel.feltAt.fill(0);
    for (const column of [this.waiting, this.taxed, this.outagesAt]) column.fill(0);
  }

  /** Puts the machines of a member's start into place; `installed` in EH/s. */
  reset(lane: number, scenario: Scenario, installed: number, owners: BreakEven): void {
    const { layout, scalars } = this;
    const { pue } = scenario.parameters;
    this.pue[lane] = pue;
    this.scale[lane] = owners.scale;
    scalars.set(SCALARS.pue, lane, pue);
    for (const name of ["edge", "middle", "linear", "cubic"] as const) {
      scalars.set(SCALARS[name], lane, owners[name]);
    }
    this.follow(lane, owners.on, owners.off);
    this.available.fill(1, lane, layout.cohorts);
    for (const column of [this.hash, this.online, this.position]) {
      column.fill(0, lane, layout.cohorts);
    }
    this.waitingOf.fill(0, lane, layout.machines.length);
    this.felt.fill(0, lane, layout.sites.length);
    for (let machine = 0; machine < layout.stride; machine += 1) {
      const { efficiency_J_TH = 0, hashrate_TH_s = Infinity } =
        scenario.machines[layout.machines[machine] ?? ""] ?? {};
      this.efficiency.set(machine, lane, efficiency_J_TH);
      this.perMachine.set(machine, lane, 1 / hashrate_TH_s);
      this.lnEnergy[machine * BLOCK_MEMBERS + lane] = Math.log(
        efficiency_J_TH * MWH_PER_TH_DAY * pue,
      );
    }
    this.spread(lane, scenario, installed);
  }

  /** Sets how fast owners switch on and off: the part of the way that they go in a step. */
  follow(lane: number, on: number, off: number): void {
    const sign = on > off ? -1 : 1;
    this.scalars.set(SCALARS.on, lane, sign * on);
    this.scalars.set(SCALARS.off, lane, sign * off);
    this.scalars.set(SCALARS.sign, lane, sign);
  }

  /** Sets how much is switched on to what the owners would settle at. */
  settle(lane: number, curve: BreakEven, hashprice: number): void {
    const ln = Math.log(hashprice);
    for (let cohort = 0; cohort < this.layout.cohorts; cohort += 1) {
      const online = curve.target(ln - this.lnCost(cohort, lane));
      this.online.set(cohort, lane, online);
      this.hideouts.settle(cohort, lane, online);
    }
  }

  /** Works out anew what the machines of a site cost to run, as `Fleet.reprice`. */
  reprice(site: number, lane: number): void {
    const { extra, taxed, lnEnergy, layout, position, costs } = this;
    const scale = this.scale[lane] ?? NaN;
    for (let machine = 0; machine < layout.stride; machine += 1) {
      this.stillBelow.set(site * layout.stride + machine, lane, Infinity);
    }
    const price = this.price[site * BLOCK_MEMBERS + lane] ?? 0;
    let [lastPaid, lastLeft, ln] = [NaN, NaN, NaN];
    for (let cohort = site * layout.width; cohort < (site + 1) * layout.width; cohort += 1) {
      const at = cohort * BLOCK_MEMBERS + lane;
      const paid = Math.max(price + (extra[at] ?? NaN), LEAST_PRICE_USD_MWH);
      const left = Math.max(1 - (taxed[at] ?? 0), LEAST_UNTAXED);
      if (paid !== lastPaid || left !== lastLeft) ln = Math.log(paid / left);
      lastPaid = paid;
      lastLeft = left;
      const energy = lnEnergy[layout.machineOf(cohort) * BLOCK_MEMBERS + lane] ?? NaN;
      position.set(cohort, lane, (ln + energy) * scale);
      costs[at] = NaN;
    }
  }

  /** Cost of a TH/s for a day at which its owner is indifferent, USD. */
  costOf(cohort: number, lane: number): number {
    const at = cohort * BLOCK_MEMBERS + lane;
    const known = this.costs[at] ?? NaN;
    if (!Number.isNaN(known)) return known;
    const cost = Math.exp(this.lnCost(cohort, lane));
    this.costs[at] = cost;
    return cost;
  }

  /** One step of the owners of a member at a hashprice, see `Fleet.step`. */
  prepareStep(lane: number, hashprice: number, factor: number): void {
    const { scalars } = this;
    scalars.set(SCALARS.origin, lane, Math.log(hashprice) * (this.scale[lane] ?? NaN));
    scalars.set(SCALARS.perRate, lane, factor);
    scalars.set(SCALARS.perPower, lane, factor * (this.pue[lane] ?? NaN));
  }

  step(): void {
    this.kernel.own(this.pairs);
  }

  /** Running, EH/s. */
  running(lane: number): number {
    return this.scalars.get(SCALARS.wholeRate, lane);
  }

  /** Says which generations an order reaches in a member: all of its scope, or those in `also` too. */
  setReach({ order, reach }: BatchReach, lane: number, also: (machine: number) => boolean): void {
    const { stride } = this.layout;
    for (let machine = 0; machine < stride; machine += 1) {
      const reached = also(machine) ? (reach.machines[machine] ?? 0) : 0;
      this.reached.set(order * stride + machine, lane, reached);
    }
  }

  /**
   * Takes a share of the machines in reach off their plugs, by member; of these some are left to go,
   * the rest hides on its site. What was taken is in `out` of those who lost any, to be read at once.
   */
  takeOut(scope: BatchReach, share: Float64Array, left: Float64Array | null): void {
    const { scalars, lanes, hideouts } = this;
    for (let lane = 0; lane < lanes; lane += 1) {
      const going = share[lane] ?? 0;
      scalars.set(SCALARS.share, lane, going);
      if (going === 0) continue;
      const leaving = left?.[lane] ?? 1;
      scalars.set(SCALARS.hidden, lane, 1 - leaving);
      scalars.set(SCALARS.left, lane, leaving);
      if (leaving < 1) hideouts.enter(scope, lane);
    }
    this.kernel.close(this.pairs, scope.order);
  }

  /** Multiplies what power allows in reach, by member. */
  dim({ order }: BatchReach, change: Float64Array): void {
    for (let lane = 0; lane < this.lanes; lane += 1) {
      this.scalars.set(SCALARS.share, lane, change[lane] ?? 1);
    }
    this.kernel.dim(this.pairs, order);
  }

  /** Owners look anew at every site: fractions switched on were changed from outside. */
  stir(): void {
    const { sites, stride } = this.layout;
    for (let lane = 0; lane < this.lanes; lane += 1) {
      this.stillBelow.fill(Infinity, lane, sites.length * stride);
    }
  }

  /** An outage begins to be felt at the sites in reach (1), or is over (−1). */
  feel({ reach }: BatchReach, lane: number, change: number): void {
    for (const site of reach.sites) {
      const at = site * BLOCK_MEMBERS + lane;
      const outages = (this.outagesAt[at] ?? 0) + change;
      this.outagesAt[at] = outages;
      this.felt.setBits(site, lane, outages > 0);
      if (outages > 0) this.kernel.feltAt[site] = 1;
    }
  }

  scaleAll(lane: number, factor: number): void {
    for (let cohort = 0; cohort < this.layout.cohorts; cohort += 1) {
      this.hash.set(cohort, lane, this.hash.get(cohort, lane) * factor);
    }
  }

  private lnCost(cohort: number, lane: number): number {
    return this.position.get(cohort, lane) / (this.scale[lane] ?? NaN);
  }

  private spread(lane: number, scenario: Scenario, installed: number): void {
    const { layout, shares } = this;
    shares.reset(scenario);
    for (let block = 0; block < layout.blocks; block += 1) {
      this.charge(block, lane, extraOf(scenario, layout.operators[block]));
    }
    for (let site = 0; site < layout.sites.length; site += 1) {
      const here = installed * (shares.sites[site] ?? NaN);
      for (let block = 0; block < layout.operators.length; block += 1) {
        this.plugIn(site, block, lane, here);
      }
    }
  }

  /** The part of a site's hashrate that a class of operators has. */
  private plugIn(site: number, block: number, lane: number, hashrate: number): void {
    const { layout, shares, parts, hash } = this;
    const part = shares.operators[block] ?? NaN;
    const first = layout.cohort(site, block, 0);
    const share = (shares.sitesOfRegion[site] ?? NaN) * part;
    parts.set(site * layout.operators.length + block, lane, share);
    for (let machine = 0; machine < shares.machines.length; machine += 1) {
      hash.set(first + machine, lane, hashrate * part * (shares.machines[machine] ?? NaN));
    }
  }

  /** What owners of a block pay on top of the power, at every site. */
  private charge(block: number, lane: number, extra_USD_MWh: number): void {
    const { layout, extra } = this;
    for (let site = 0; site < layout.sites.length; site += 1) {
      const first = layout.cohort(site, block, 0);
      for (let cohort = first; cohort < first + layout.stride; cohort += 1) {
        extra[cohort * BLOCK_MEMBERS + lane] = extra_USD_MWh;
      }
    }
  }
}

/** Who is no operator hides. */
function extraOf({ operators, parameters }: Scenario, name: string | undefined): number {
  const fee = name === undefined ? undefined : operators[name]?.fee_USD_MWh;
  return fee ?? parameters.covert_surcharge_USD_MWh;
}
