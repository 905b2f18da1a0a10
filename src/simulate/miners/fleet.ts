import type { Scenario } from "../scenario/scenario.ts";
import type { BreakEven } from "./break-even.ts";
import { type CohortKernel, cohortKernel } from "./cohort-kernel.ts";
import { CONSTANTS, LANES, NUMBER_BYTES } from "./cohort-memory.ts";
import type { BlockReach } from "./block-reach.ts";
import type { FleetLayout } from "./fleet-layout.ts";
import { StartShares } from "./start-shares.ts";

/** Hours a day, and MWh in a Wh: [J/TH] × 24e-6 = MWh per TH/s and day. */
export const MWH_PER_TH_DAY = 24e-6;
/** What is paid for a MWh at least: subsidies that exceed the price do not make power a gift. */
export const LEAST_PRICE_USD_MWH = 0.01;
/** What is left of revenue at least when taxes add up to all of it or more. */
export const LEAST_UNTAXED = 1e-6;

/** What a fleet did in a step, by site. */
export interface SiteFlows {
  /** Hashrate switched on, EH/s. */
  readonly hashrate: Float64Array;
  /** Power drawn, cooling and losses included, MW. */
  readonly power: Float64Array;
}

/** Ways in which newcomers spread over the sites; each has its key and its machines. */
export const LANDING = { new: 0, moved: 1 } as const;

/**
 * Every machine with a plug, as columns over the cohorts.
 *
 * What a cohort has switched on is hash × online × available: its owners' choice by price, and what
 * outages leave of the power.
 *
 * Fields of fractions begin as NaN: V8 keeps a field that begins as a whole number in another way, and
 * has to change that at the first fraction. Nothing reads them before `reset` and a step.
 */
export class Fleet {
  readonly layout: FleetLayout;
  /** Installed hashrate, EH/s. */
  readonly hash: Float64Array;
  /** Fraction switched on by its owners. */
  readonly online: Float64Array;
  /** Fraction that power allows. */
  readonly available: Float64Array;
  /** Hashrate that waits on site for the end of an order, EH/s. */
  readonly waiting: Float64Array;
  /** J/TH, by generation. */
  readonly efficiency: Float64Array;
  /** Million machines in an EH/s, by generation: 1 / [TH/s each]. */
  readonly perMachine: Float64Array;
  /** Surcharges and hosting on top of the site's price, USD/MWh. */
  readonly extra: Float64Array;
  /** Fraction of revenue taxed away. */
  readonly taxed: Float64Array;
  /** Price of power by site, USD/MWh. */
  readonly price: Float64Array;
  readonly flows: SiteFlows;
  /** How often costs were worked out anew. */
  repricings = 0;
  /** Share of what lands in its region that each site and operator takes. */
  readonly parts: Float64Array;
  /** Machines switched on, million. */
  machinesOnline: number = NaN;
  pue: number = NaN;
  /** Outages that are felt at each site, and at all. */
  readonly outagesAt: Int32Array;
  outages = 0;
  /** Hashrate that waits for the end of an order, by generation, EH/s. */
  readonly waitingOf: Float64Array;
  darkHash: number = NaN;
  darkMachines: number = NaN;
  /** Running, EH/s. */
  running: number = NaN;
  private readonly kernel: CohortKernel;
  /** Logarithm of the MWh that a TH/s takes in a day, by generation. */
  private readonly lnEnergy: Float64Array;
  private readonly shares: StartShares;
  private scale = NaN;
  private brought = false;

  constructor(layout: FleetLayout) {
    const { sites, blocks, stride, machines } = layout;
    this.layout = layout;
    this.shares = new StartShares(layout);
    this.kernel = cohortKernel({ sites: sites.length, blocks, pairs: stride / LANES });
    this.hash = this.kernel.hash;
    this.online = this.kernel.online;
    this.available = this.kernel.available;
    this.efficiency = this.kernel.efficiency;
    this.parts = this.kernel.parts;
    this.flows = { hashrate: this.kernel.rate, power: this.kernel.power };
    this.perMachine = new Float64Array(stride);
    this.lnEnergy = new Float64Array(stride);
    this.waiting = new Float64Array(layout.cohorts);
    this.extra = new Float64Array(layout.cohorts);
    this.taxed = new Float64Array(layout.cohorts);
    this.price = new Float64Array(sites.length);
    this.outagesAt = new Int32Array(sites.length);
    this.waitingOf = new Float64Array(machines.length);
  }

  /** Puts the machines of a scenario's start into place; `installed` in EH/s. */
  reset(scenario: Scenario, installed: number, { scale }: BreakEven): void {
    const { layout } = this;
    this.pue = scenario.parameters.pue;
    this.scale = scale;
    this.outages = 0;
    this.outagesAt.fill(0);
    this.brought = false;
    this.waitingOf.fill(0);
    this.kernel.open.fill(layout.operators.length);
    this.available.fill(1);
    for (const column of [this.waiting, this.taxed, this.hash, this.online]) column.fill(0);
    for (const column of this.kernel.landing) column.fill(0);
    for (let machine = 0; machine < layout.machines.length; machine += 1) {
      const { efficiency_J_TH = NaN, hashrate_TH_s = NaN } =
        scenario.machines[layout.machines[machine] ?? ""] ?? {};
      this.efficiency[machine] = efficiency_J_TH;
      this.perMachine[machine] = 1 / hashrate_TH_s;
      this.lnEnergy[machine] = Math.log(efficiency_J_TH * MWH_PER_TH_DAY * this.pue);
    }
    this.spread(scenario, installed);
  }

  /** Sets how much is switched on to what the owners would settle at. */
  settle(curve: BreakEven, hashprice: number): void {
    const ln = Math.log(hashprice);
    for (let cohort = 0; cohort < this.online.length; cohort += 1) {
      this.online[cohort] = curve.target(ln - this.lnCost(cohort));
    }
  }

  /**
   * Works out anew what the machines of a site cost to run, after a price or a surcharge changed.
   *
   *   cost = MWh a day × (price + extra) / (1 − taxed),   price + extra at least 0.01 USD/MWh
   */
  reprice(site: number): void {
    this.repricings += 1;
    const { extra, taxed, lnEnergy, layout, scale } = this;
    const { position } = this.kernel;
    const price = this.price[site] ?? 0;
    let lastPaid = NaN;
    let lastLeft = NaN;
    let ln = NaN;
    for (let cohort = site * layout.width; cohort < (site + 1) * layout.width; cohort += 1) {
      const paid = Math.max(price + (extra[cohort] ?? NaN), LEAST_PRICE_USD_MWH);
      const left = Math.max(1 - (taxed[cohort] ?? 0), LEAST_UNTAXED);
      if (paid !== lastPaid || left !== lastLeft) ln = Math.log(paid / left);
      lastPaid = paid;
      lastLeft = left;
      position[cohort] = (ln + (lnEnergy[layout.machineOf(cohort)] ?? NaN)) * scale;
    }
  }

  /** Cost of a TH/s for a day at which its owner is indifferent, USD. */
  costOf(cohort: number): number {
    return Math.exp(this.lnCost(cohort));
  }

  /**
   * One step: owners move towards the fraction that pays, and what is on is added up by site.
   *
   *   online += κ (target − online),   running = hash × online × available
   *
   * κ is `on` upwards and `off` downwards. `factor` scales what is on: change that nothing explains.
   */
  step(curve: BreakEven, hashprice: number, factor: number): void {
    const { constants } = this.kernel;
    constants[CONSTANTS.origin] = Math.log(hashprice) * curve.scale;
    constants[CONSTANTS.edge] = curve.edge;
    constants[CONSTANTS.middle] = curve.middle;
    constants[CONSTANTS.linear] = curve.linear;
    constants[CONSTANTS.cubic] = curve.cubic;
    constants[CONSTANTS.on] = curve.on;
    constants[CONSTANTS.off] = curve.off;
    constants[CONSTANTS.perRate] = factor;
    constants[CONSTANTS.perPower] = factor * this.pue;
    this.runKernel(curve.on > curve.off ? 1 : 0);
  }

  /** Adds up anew what runs after machines came, as of the last step; owners stay where they are. */
  addUp(): void {
    const { constants } = this.kernel;
    constants[CONSTANTS.on] = 0;
    constants[CONSTANTS.off] = 0;
    this.runKernel(0);
  }

  /** Share of newcomers of a kind that goes to each site. */
  keyOf(kind: 0 | 1): Float64Array {
    return this.kernel.keys[kind];
  }

  /** Brings machines to be plugged in by a key when newcomers next are. */
  bring(kind: 0 | 1, machine: number, hashrate: number): void {
    const amounts = this.kernel.landing[kind];
    amounts[machine] = (amounts[machine] ?? 0) + hashrate;
    this.brought = true;
  }

  /** Plugs in what was brought. */
  plugIn(): void {
    if (!this.brought) return;
    const { kernel } = this;
    const { landing } = kernel;
    kernel.land();
    landing[0].fill(0);
    landing[1].fill(0);
    this.brought = false;
  }

  /**
   * Takes a share of the machines in reach off their plugs; of these a part hides on its site.
   * Returns what was taken by generation [EH/s], to be read at once.
   */
  takeOut(reach: BlockReach, share: number, hidden: number): Float64Array {
    const { kernel, layout } = this;
    const { blocks, machines, sites } = reach;
    const { blockList, constants } = kernel;
    for (let machine = 0; machine < machines.length; machine += 1) {
      kernel.share[machine] = share * (machines[machine] ?? 0);
    }
    constants[CONSTANTS.hidden] = hidden;
    for (let place = 0; place < blocks.length; place += 1) {
      blockList[place] = (blocks[place] ?? 0) * NUMBER_BYTES;
    }
    kernel.close(blocks.length / 2);
    if (hidden > 0) for (const site of sites) kernel.open[site] = layout.blocks;
    return kernel.out;
  }

  /** Machines without power on their sites, EH/s and million, written to the fields below. */
  countDark(): void {
    const { waitingOf, perMachine, outagesAt, layout } = this;
    this.darkHash = 0;
    this.darkMachines = 0;
    for (let machine = 0; machine < waitingOf.length; machine += 1) {
      this.darkHash += waitingOf[machine] ?? 0;
      this.darkMachines += (waitingOf[machine] ?? 0) * (perMachine[machine] ?? 0);
    }
    if (this.outages === 0) return;
    for (let site = 0; site < outagesAt.length; site += 1) {
      if ((outagesAt[site] ?? 0) > 0) this.countDarkAt(site * layout.width);
    }
  }

  /** Scales every cohort: the machines there are when so much of them runs. */
  scaleAll(factor: number): void {
    for (let cohort = 0; cohort < this.hash.length; cohort += 1) {
      this.hash[cohort] = (this.hash[cohort] ?? 0) * factor;
    }
  }

  private runKernel(fastOn: 0 | 1): void {
    const { kernel, perMachine } = this;
    const { constants, running, whole } = kernel;
    kernel.step(fastOn);
    this.running = whole[0] ?? 0;
    let machines = 0;
    for (let machine = 0; machine < perMachine.length; machine += 1) {
      machines += (running[machine] ?? 0) * (perMachine[machine] ?? 0);
    }
    this.machinesOnline = machines * (constants[CONSTANTS.perRate] ?? 0);
  }

  private lnCost(cohort: number): number {
    return (this.kernel.position[cohort] ?? NaN) / this.scale;
  }

  private countDarkAt(first: number): void {
    const { hash, online, available, perMachine, layout } = this;
    const end = first + layout.operators.length * layout.stride;
    for (let cohort = first; cohort < end; cohort += 1) {
      const off = (hash[cohort] ?? 0) * (online[cohort] ?? 0) * (1 - (available[cohort] ?? 1));
      this.darkHash += off;
      this.darkMachines += off * (perMachine[cohort % layout.stride] ?? 0);
    }
  }

  private spread(scenario: Scenario, installed: number): void {
    const { layout, hash, extra, parts, shares } = this;
    const { stride, operators, machines } = layout;
    shares.reset(scenario);
    for (let site = 0; site < layout.sites.length; site += 1) {
      const here = installed * (shares.sites[site] ?? NaN);
      for (let block = 0; block < layout.blocks; block += 1) {
        const first = layout.cohort(site, block, 0);
        const fee = scenario.operators[operators[block] ?? ""]?.fee_USD_MWh;
        extra.fill(fee ?? scenario.parameters.covert_surcharge_USD_MWh, first, first + stride);
        if (fee === undefined) continue;
        const part = shares.operators[block] ?? NaN;
        parts[site * operators.length + block] = (shares.sitesOfRegion[site] ?? NaN) * part;
        for (let machine = 0; machine < machines.length; machine += 1) {
          hash[first + machine] = here * part * (shares.machines[machine] ?? NaN);
        }
      }
    }
  }
}
