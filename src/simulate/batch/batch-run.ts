import { HASHES_PER_EH, SECONDS_PER_DAY } from "../../base/index.ts";
import { BLOCKS_PER_DAY } from "../../bitcoin/index.ts";
import { FleetLayout } from "../miners/fleet-layout.ts";
import type { ScenarioFacts } from "../member/facts.ts";
import {
  LEAST_RUNNING,
  TH_PER_EH,
  detectedShare,
  monthsOf,
  ownersOf,
  stepsOfRound,
  waterOf,
} from "../member/member-run.ts";
import type { BlockReport, MemberShape } from "../member/member-shape.ts";
import { fillPrices } from "../member/price-path.ts";
import { Reward, feesOf, hashpriceOf } from "../member/reward.ts";
import { type RunGrid, runGrid } from "../member/run-shape.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { BatchAccount } from "./batch-account.ts";
import { BatchDeployment } from "./batch-deployment.ts";
import { BatchDisplacement } from "./batch-displacement.ts";
import { BatchFleet } from "./batch-fleet.ts";
import { type BatchKernel, batchKernel } from "./batch-kernel.ts";
import { BatchMarket } from "./batch-market.ts";
import { BatchSchedule } from "./batch-schedule.ts";
import { batchShape, wetPlaces } from "./batch-shape.ts";
import { type LaneRun, type Starter, emptyRun } from "./lane-run.ts";

/**
 * The model of a scenario for members side by side: what `MemberRun` is for one, to the last bit.
 * The numbers that all cohorts and places have lie in pairs of members, and a step does both at once.
 */
export class BatchRun {
  private readonly fleet: BatchFleet;
  private readonly displacement: BatchDisplacement;
  private readonly deployment: BatchDeployment;
  private readonly market: BatchMarket;
  private readonly orders: BatchSchedule;
  private readonly account: BatchAccount;
  private readonly grid: RunGrid;
  private readonly facts: ScenarioFacts;
  private readonly start: number;
  private readonly months: Uint8Array;
  /** Members that there is room for, and those that run. */
  private readonly places: LaneRun[] = [];
  private runs: readonly LaneRun[] = [];
  private lanes = 0;
  private costAfter = -1;
  private sharesFor = -1;

  private constructor(scenario: Scenario, facts: ScenarioFacts, made: Made) {
    const { layout, kernel, shape } = made;
    this.grid = runGrid(scenario);
    const stepDays = this.grid.stepSeconds / SECONDS_PER_DAY;
    this.fleet = new BatchFleet(layout, kernel);
    this.displacement = new BatchDisplacement(this.fleet);
    this.deployment = new BatchDeployment(this.fleet, this.displacement, stepDays);
    this.market = new BatchMarket(this.fleet, wetPlaces(scenario, layout));
    const { fleet, displacement, market } = this;
    this.orders = new BatchSchedule(scenario, { fleet, displacement, market, stepDays });
    this.account = new BatchAccount(kernel, shape, this.grid);
    this.facts = facts;
    this.start = scenario.start;
    this.months = monthsOf(scenario.start, this.grid);
  }

  /** Null where there is no SIMD. */
  static of(scenario: Scenario, facts: ScenarioFacts, shape: MemberShape): BatchRun | null {
    const layout = new FleetLayout(scenario);
    const kernel = batchKernel(batchShape(scenario, layout, shape));
    return kernel === null ? null : new BatchRun(scenario, facts, { layout, kernel, shape });
  }

  /** Runs so many members; `starter` is asked for each in turn and may use one scenario for all. */
  run(members: number, starter: (lane: number) => Starter, report: BlockReport): void {
    const { fleet, grid } = this;
    // Members run in pairs: a lone last one runs beside a copy of itself.
    this.lanes = members + (members % 2);
    this.sharesFor = -1;
    fleet.open(this.lanes);
    this.displacement.open();
    this.market.open();
    this.orders.open();
    this.account.open(members, report);
    for (let lane = 0; lane < this.lanes; lane += 1) {
      this.take(lane, starter(Math.min(lane, members - 1)));
    }
    this.runs = this.places.slice(0, this.lanes);
    this.begin();
    for (let step = 0; step < grid.steps; step += 1) this.step(step);
    this.account.close();
  }

  /** Takes a member's numbers. */
  private take(lane: number, { scenario, networks, chance }: Starter): void {
    const { facts, grid, places, fleet } = this;
    const stepDays = grid.stepSeconds / SECONDS_PER_DAY;
    const run = (places[lane] ??= emptyRun(lane, grid.steps));
    const prices = { prices: run.prices, stepSeconds: grid.stepSeconds };
    fillPrices(prices, scenario, facts, chance.price);
    run.networks = networks;
    run.network = networks.first;
    run.chance = chance;
    run.reward = new Reward(feesOf(scenario, facts, run.network.height));
    run.owners = ownersOf(scenario, stepDays);
    run.noise = scenario.parameters.hashrate_noise_per_day * Math.sqrt(stepDays);
    run.unexplained = 0;
    run.factor = 1;
    run.detection = scenario.parameters.covert_detection_per_year;
    run.coins = run.reward.at(run.network.height);
    run.hashprice = hashpriceOf(run.coins, run.prices[0] ?? NaN, run.network.difficulty);
    const luck = facts.hashrateSpread * chance.start.normal();
    run.running = scenario.network.hashrate_EH_s ?? facts.hashrate_EH_s * Math.exp(luck);
    fleet.reset(lane, scenario, run.running, run.owners);
    this.displacement.reset(lane, scenario, stepDays);
    this.market.reset(lane, scenario, waterOf(scenario, chance));
    this.deployment.reset(lane, scenario);
    this.orders.reset(lane, scenario);
    this.account.openMember(lane, scenario.network.hashrate_EH_s ?? facts.hashrate_EH_s);
  }

  /** Puts the machines in place, such that as much runs as the record or the scenario says. */
  private begin(): void {
    const { fleet } = this;
    this.market.turnTo(this.months[0] ?? 0);
    this.orders.begin(this.start);
    this.refreshShares();
    fleet.stir();
    for (const { lane, owners, hashprice } of this.runs) {
      fleet.settle(lane, owners, hashprice);
      fleet.prepareStep(lane, hashprice, 1);
    }
    fleet.step();
    this.switchOnWhereNoneRuns();
    for (const { lane, running, hashprice } of this.runs) {
      fleet.scaleAll(lane, running / fleet.running(lane));
      this.deployment.begin(lane, running, hashprice);
    }
    this.costAfter = this.changes();
  }

  /** The record shows machines running that do not pay: all are on, and their owners react. */
  private switchOnWhereNoneRuns(): void {
    const { fleet } = this;
    let any = false;
    for (const { lane, running } of this.runs) {
      if (fleet.running(lane) >= LEAST_RUNNING * running) continue;
      any = true;
      fleet.online.fill(1, lane, fleet.layout.cohorts);
      fleet.available.fill(1, lane, fleet.layout.cohorts);
    }
    if (any) this.addUp();
  }

  private step(step: number): void {
    const { grid, fleet, account, runs, deployment } = this;
    const from = this.start + step * grid.stepSeconds;
    for (const run of runs) this.beginStep(run, step, from);
    this.moveMachines(step, from);
    for (const run of runs) {
      run.hashprice = hashpriceOf(run.coins, run.price, run.network.difficulty);
      fleet.prepareStep(run.lane, run.hashprice, run.factor);
    }
    fleet.step();
    this.enterFreely();
    for (const run of runs) {
      deployment.order(run.lane, run.hashprice);
      run.running = fleet.running(run.lane);
      const worked = run.network.work;
      run.network.advance(run.running * HASHES_PER_EH, grid.stepSeconds);
      run.work = run.network.work - worked;
      account.tell(run, run.network);
    }
    account.closeStep(fleet.pairs);
  }

  /** New machines come at once where that pays; what runs is added up anew, nobody switches. */
  private enterFreely(): void {
    const { fleet, deployment } = this;
    let any = false;
    for (const { lane, coins, price, factor } of this.runs) {
      const running = fleet.running(lane);
      const freeEntry = (coins * price * BLOCKS_PER_DAY) / (running * TH_PER_EH);
      any = deployment.enterFreely(lane, freeEntry, running / factor) || any;
    }
    if (any) this.addUp();
  }

  private addUp(): void {
    this.fleet.stir();
    for (const { lane } of this.runs) this.fleet.follow(lane, 0, 0);
    this.fleet.step();
    this.fleet.stir();
    for (const { lane, owners } of this.runs) this.fleet.follow(lane, owners.on, owners.off);
  }

  private beginStep(run: LaneRun, step: number, from: number): void {
    const { networks, chance } = run;
    const isFree = networks.switchAt <= from;
    if (isFree && run.network === networks.first) {
      run.network = networks.free();
      const gap = Math.max(from - run.network.time, 0);
      run.network.advance(run.running * HASHES_PER_EH, gap);
    }
    if (isFree) {
      run.unexplained += run.noise * chance.noise.normal();
      run.factor = Math.exp(run.unexplained);
    }
    run.time = from + this.grid.stepSeconds;
    run.price = run.prices[step] ?? NaN;
    run.coins = run.reward.at(run.network.height);
  }

  /** Orders, the month's power, machines on the move and, every four weeks, a round. */
  private moveMachines(step: number, from: number): void {
    const { fleet, grid } = this;
    this.market.turnTo(this.months[step] ?? 0);
    this.orders.step(from, from + grid.stepSeconds);
    this.refreshShares();
    if (this.changes() !== this.costAfter) {
      this.costAfter = this.changes();
      for (const { lane } of this.runs) this.deployment.refreshCost(lane);
    }
    if (step > 0) fleet.kernel.deliver(fleet.pairs);
    fleet.kernel.move(fleet.pairs);
    const every = stepsOfRound(grid);
    if ((step + 1) % every === 0) this.makeRound((every * grid.stepSeconds) / SECONDS_PER_DAY);
  }

  /** What does not pay is retired; what hides is found at the rate of a detection a year. */
  private makeRound(days: number): void {
    this.displacement.retire(days);
    for (const { lane, detection } of this.runs) {
      this.findHidden(lane, detectedShare(detection, days));
    }
  }

  private findHidden(lane: number, found: number): void {
    const { fleet, displacement } = this;
    const { layout } = fleet;
    for (let site = 0; site < layout.sites.length; site += 1) {
      if (fleet.kernel.hides[site] === 0) continue;
      for (let machine = 0; machine < layout.machines.length; machine += 1) {
        const cohort = layout.cohort(site, layout.operators.length, machine);
        const hidden = fleet.hash.get(cohort, lane);
        if (hidden === 0) continue;
        fleet.hash.set(cohort, lane, hidden * (1 - found));
        displacement.displace(machine, lane, hidden * found);
      }
    }
  }

  private refreshShares(): void {
    const { announcements } = this.displacement;
    if (announcements === this.sharesFor) return;
    this.sharesFor = announcements;
    for (const { lane } of this.runs) this.displacement.refreshShares(lane);
  }

  /** Repricings and announcements so far: what the cost of the newest machines depends on. */
  private changes(): number {
    return this.fleet.repricings + this.displacement.announcements;
  }
}

interface Made {
  readonly layout: FleetLayout;
  readonly kernel: BatchKernel;
  readonly shape: MemberShape;
}
