import {
  DAYS_PER_YEAR,
  HASHES_PER_EH,
  Random,
  SECONDS_PER_DAY,
  civilFromDays,
  dayOf,
  unixSeconds,
} from "../../base/index.ts";
import { BLOCKS_PER_DAY } from "../../bitcoin/index.ts";
import { normalDraw } from "../../statistics/index.ts";
import { BreakEven } from "../miners/break-even.ts";
import { Deployment } from "../miners/deployment.ts";
import { Displacement } from "../miners/displacement.ts";
import { FleetLayout } from "../miners/fleet-layout.ts";
import { Fleet } from "../miners/fleet.ts";
import { PowerMarket } from "../miners/power-market.ts";
import type { Network } from "../network/network.ts";
import { reachesOf, startOrder } from "../orders/order-program.ts";
import { OrderSchedule } from "../orders/order-schedule.ts";
import type { Reach } from "../orders/reach.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { ScenarioFacts } from "./facts.ts";
import { type NormalSource, fillPrices } from "./price-path.ts";
import { Reward, feesOf, hashpriceOf } from "./reward.ts";
import { type RunGrid, runGrid } from "./run-shape.ts";

export const TH_PER_EH = 1e6;
/** Fraction of the hashrate of the start that must pay for the rest to be put down to idle machines. */
export const LEAST_RUNNING = 1e-3;
/** Owners look at what to retire, and officials for what is hidden, every four weeks. */
const ROUND_DAYS = 28;

/** Chance in a run, one stream for each purpose, so that runs that differ in one thing share the rest. */
export interface Chance {
  readonly price: NormalSource;
  readonly water: NormalSource;
  readonly noise: NormalSource;
  readonly start: NormalSource;
}

export function chanceOf(seed: number, member: number): Chance {
  const stream = (purpose: string): NormalSource => {
    const random = Random.stream(seed, member, purpose);
    return { normal: () => normalDraw(random) };
  };
  return {
    price: stream("price"),
    water: stream("water"),
    noise: stream("noise"),
    start: stream("start"),
  };
}

/** What a step of a run left behind, for whoever keeps the account. */
export interface StepView {
  readonly fleet: Fleet;
  readonly displacement: Displacement;
  readonly deployment: Deployment;
  readonly market: PowerMarket;
  readonly network: Network;
}

/** One step of a run as it went; one object for all steps, so read it at once. */
export class StepFacts {
  /** End of the step, s since 1970, and its length in days. */
  time: number = NaN;
  days: number = NaN;
  price: number = NaN;
  /** USD per TH/s and day at the step's start. */
  hashprice: number = NaN;
  /** Running, EH/s. */
  hashrate: number = NaN;
  blocks: number = NaN;
  /** Difficulty of those blocks added up. */
  work: number = NaN;
  /** Height and difficulty when the step began. */
  height: number = NaN;
  difficulty: number = NaN;
}

/**
 * The model of one scenario: owners, power, orders and machines on the move above a block layer.
 * Built once, run for one member after another.
 */
export class MemberRun {
  readonly layout: FleetLayout;
  readonly fleet: Fleet;
  readonly displacement: Displacement;
  readonly deployment: Deployment;
  readonly market: PowerMarket;
  readonly grid: RunGrid;
  private readonly facts: ScenarioFacts;
  private readonly reach: ReadonlyMap<string, Reach>;
  private readonly prices: Float64Array;
  /** Calendar month of each step, 0 for January. */
  private readonly months: Uint8Array;
  private readonly orders: OrderSchedule;
  private readonly stepDays: number;
  private readonly stepsOfRound: number;

  constructor(scenario: Scenario, facts: ScenarioFacts) {
    this.layout = new FleetLayout(scenario);
    this.fleet = new Fleet(this.layout);
    this.displacement = new Displacement(this.fleet);
    this.deployment = new Deployment(this.fleet, this.displacement);
    this.market = new PowerMarket(this.fleet);
    this.grid = runGrid(scenario);
    this.stepDays = this.grid.stepSeconds / SECONDS_PER_DAY;
    this.stepsOfRound = stepsOfRound(this.grid);
    this.facts = facts;
    this.reach = reachesOf(scenario, this.layout);
    this.orders = new OrderSchedule(this.reach.size);
    this.prices = new Float64Array(this.grid.steps);
    this.months = monthsOf(scenario.start, this.grid);
  }

  /**
   * Runs a scenario with the numbers of one member. `networks` are the chain to follow and when to
   * leave it for the next; `account` sees every step. Without chance the run is the mean path.
   */
  run(
    scenario: Scenario,
    networks: NetworkPlan,
    chance: Chance | null,
    account: (step: StepFacts, view: StepView) => void,
  ): void {
    const { grid, prices, stepDays: days, fleet, displacement, deployment, market } = this;
    const steps = { prices, stepSeconds: grid.stepSeconds };
    fillPrices(steps, scenario, this.facts, chance?.price ?? STILL);
    let network = networks.first;
    const reward = new Reward(feesOf(scenario, this.facts, network.height));
    const first = hashpriceOf(reward.at(network.height), prices[0] ?? NaN, network.difficulty);
    const owners = ownersOf(scenario, days);
    this.prepare(scenario, chance, owners, first);
    const now = new StepFacts();
    now.days = days;
    const noise = scenario.parameters.hashrate_noise_per_day * Math.sqrt(days);
    const view = { fleet, displacement, deployment, market, network };
    let unexplained = 0;
    for (let step = 0; step < grid.steps; step += 1) {
      const from = scenario.start + step * grid.stepSeconds;
      const isFree = networks.switchAt <= from;
      if (isFree && network === networks.first) {
        network = networks.free();
        network.advance(fleet.running * HASHES_PER_EH, Math.max(from - network.time, 0));
        view.network = network;
      }
      if (isFree && chance !== null) unexplained += noise * chance.noise.normal();
      now.time = from + grid.stepSeconds;
      now.price = prices[step] ?? NaN;
      now.height = network.height;
      now.difficulty = network.difficulty;
      this.moveMachines(step, from, now.time, scenario);
      this.switchMachines(now, owners, reward.at(now.height), Math.exp(unexplained));
      const worked = network.work;
      now.blocks = network.advance(now.hashrate * HASHES_PER_EH, grid.stepSeconds);
      now.work = network.work - worked;
      account(now, view);
    }
  }

  /** Orders, the month's power, machines on the move and, every four weeks, a round. */
  private moveMachines(step: number, from: number, to: number, { parameters }: Scenario): void {
    const turned = this.market.turnTo(this.months[step] ?? 0);
    if (this.orders.step(from, to) || turned) this.deployment.refreshCost();
    if (step > 0) this.deployment.bringDeliveries();
    this.displacement.step();
    this.fleet.plugIn();
    if ((step + 1) % this.stepsOfRound === 0) {
      this.makeRound(parameters.covert_detection_per_year, this.stepsOfRound * this.stepDays);
    }
  }

  /** Owners follow the hashprice, and new machines come when they pay. */
  private switchMachines(now: StepFacts, owners: BreakEven, coins: number, factor: number): void {
    const { fleet, deployment } = this;
    now.hashprice = hashpriceOf(coins, now.price, now.difficulty);
    fleet.step(owners, now.hashprice, factor);
    const freeEntry = (coins * now.price * BLOCKS_PER_DAY) / (fleet.running * TH_PER_EH);
    if (deployment.enterFreely(freeEntry, fleet.running / factor)) {
      fleet.addUp();
    }
    deployment.order(now.hashprice);
    this.market.absorb();
    now.hashrate = fleet.running;
  }

  /** Puts the machines in place, such that as much runs as the record or the scenario says. */
  private prepare(
    scenario: Scenario,
    chance: Chance | null,
    owners: BreakEven,
    hashprice: number,
  ): void {
    const { fleet, displacement, deployment, market, stepDays } = this;
    const luck = chance === null ? 0 : this.facts.hashrateSpread * chance.start.normal();
    const running = scenario.network.hashrate_EH_s ?? this.facts.hashrate_EH_s * Math.exp(luck);
    fleet.reset(scenario, running, owners);
    displacement.reset(scenario, stepDays);
    market.reset(scenario, waterOf(scenario, chance));
    market.turnTo(this.months[0] ?? 0);
    this.startOrders(scenario);
    fleet.settle(owners, hashprice);
    fleet.step(owners, hashprice, 1);
    if (fleet.running < LEAST_RUNNING * running) this.switchAllOn();
    fleet.scaleAll(running / fleet.running);
    deployment.reset(scenario, running, hashprice, stepDays);
  }

  /** The record shows machines running that do not pay: all are on, and their owners react. */
  private switchAllOn(): void {
    this.fleet.online.fill(1);
    this.fleet.available.fill(1);
    this.fleet.addUp();
  }

  private startOrders(scenario: Scenario): void {
    const { fleet, displacement, market, stepDays, orders } = this;
    const targets = { fleet, displacement, carbon: market.carbon, stepDays };
    orders.reset();
    for (const id in scenario.orders) {
      const order = scenario.orders[id];
      const reach = this.reach.get(id);
      if (order !== undefined && reach !== undefined) orders.add(startOrder(order, reach, targets));
    }
    orders.begin(scenario.start);
  }

  /** What does not pay is retired; what hides is found at the rate of a detection a year. */
  private makeRound(detectionPerYear: number, days: number): void {
    const { fleet, displacement, layout } = this;
    displacement.retire(days);
    const found = detectedShare(detectionPerYear, days);
    for (let site = 0; site < layout.sites.length; site += 1) {
      for (let machine = 0; machine < layout.machines.length; machine += 1) {
        const cohort = layout.cohort(site, layout.operators.length, machine);
        const hidden = fleet.hash[cohort] ?? 0;
        if (hidden === 0) continue;
        fleet.hash[cohort] = hidden * (1 - found);
        displacement.displace(machine, hidden * found);
      }
    }
  }
}

export function ownersOf({ parameters }: Scenario, stepDays: number): BreakEven {
  return new BreakEven({
    spread: parameters.cost_spread,
    floor: parameters.online_floor,
    onDays: parameters.switch_on_days,
    offDays: parameters.switch_off_days,
    stepDays,
  });
}

/** The chain that a run follows, and the one that it goes on with from an instant [s since 1970]. */
export interface NetworkPlan {
  readonly first: Network;
  readonly switchAt: number;
  free(): Network;
}

/** No chance at all: a price that is not known stays on its median. */
const STILL: NormalSource = { normal: () => 0 };

/** This year's water against the mean year. */
export function waterOf({ regions }: Scenario, chance: Chance | null): number {
  const spread = Math.max(0, ...Object.values(regions).map(({ hydro }) => hydro?.year_spread ?? 0));
  const luck = chance?.water.normal() ?? 0;
  return Math.exp(spread * luck - (spread * spread) / 2);
}

/** Steps between the rounds of owners and officials. */
export function stepsOfRound({ stepSeconds }: RunGrid): number {
  return Math.round((ROUND_DAYS * SECONDS_PER_DAY) / stepSeconds);
}

/** Share of what hides that is found in so many days. */
export function detectedShare(perYear: number, days: number): number {
  return -Math.expm1((-perYear * days) / DAYS_PER_YEAR);
}

/** Calendar month of each step, 0 for January. */
export function monthsOf(start: number, { steps, stepSeconds }: RunGrid): Uint8Array {
  return Uint8Array.from({ length: steps }, (_, step) => monthOf(start + step * stepSeconds));
}

function monthOf(time: number): number {
  return civilFromDays(dayOf(unixSeconds(time))).month - 1;
}
