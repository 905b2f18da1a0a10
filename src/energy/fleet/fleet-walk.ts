import { DAYS_PER_YEAR } from "../../base/index.ts";
import { type FleetHistory, STEP_DAYS } from "./fleet-history.ts";
import type { FleetInput } from "./fleet-priors.ts";
import type { MachineTable } from "./machine-table.ts";
import { Sales } from "./sales.ts";

const STEP_YEARS = STEP_DAYS / DAYS_PER_YEAR;
/** kWh that a machine of 1 J/TH needs for a terahash per second over a day. */
const LOG_KWH_PER_DAY: number = Math.log(0.024);
/** Time constant with which owners follow the hashprice, switching on or off; own judgement. */
const REACTION_DAYS = 30;
const FOLLOW: number = -Math.expm1(-STEP_DAYS / REACTION_DAYS);
/** Twelve years after its release a model is forgotten; own judgement, none runs so long. */
const OLDEST_STEPS: number = Math.ceil(12 / STEP_YEARS);
/** Part of the network below which the oldest model is forgotten; own judgement, for speed alone. */
const FORGOTTEN = 3e-5;
/** New machines run at least so far where the price would let none of them; own judgement. */
const LEAST_RUNNING = 0.05;
/** Half width of the biweight law in standard deviations: its variance on [−1, 1] is 1/7. */
const HALF_WIDTH: number = Math.sqrt(7);

/** Uncertain inputs of one draw. */
export type FleetDraw = Readonly<Record<FleetInput, number>>;

/** One draw of the fleet's owners: its inputs, and the median of their power price in each step. */
interface Owners {
  readonly draw: FleetDraw;
  /** Natural logarithm of USD/kWh, overhead included. */
  readonly logPrice: Float64Array;
}

/**
 * The fleet by machine model, from 2013 on in steps of a fortnight.
 *
 *   installed  falls by retirement, ln 2 (age / life)^shape cumulated, and by what idle machines lose;
 *   running    u = share of owners whose power the hashprice pays, approached within a month;
 *   new        max(rate − Σ u installed, orders × deliveries of the past year), shared as `Sales` says;
 *   surplus    where more could run than the network shows, model i runs at
 *              1 − (1 − r) (1 − s + s J/TH / mean), r = rate / Σ u installed, s = shedding
 *
 * The last line keeps the sum: Σ over models is the network's rate again (but where a model is all off).
 * It stands for orders, outages and full halls alike. A step reads the past alone.
 */
export class FleetWalk {
  /** H/s by model in owners' hands after the last step. */
  readonly installed: Float64Array;
  /** Share of owners by model whose power the hashprice pays. */
  private readonly paid: Float64Array;
  private readonly table: MachineTable;
  private readonly history: FleetHistory;
  private readonly owners: Owners;
  private readonly sales: Sales;
  private readonly survival: Float64Array;
  /** Deliveries, H/s a year, over about the past year. */
  private deliveries = 0;
  /** First model not yet forgotten. */
  private oldest = 0;
  /** Of what is paid, model i runs at max(flat − slope × J/TH, 0). */
  private flat = 1;
  private slope = 0;
  /** Of what is paid: H/s, and H/s × J/TH. */
  private able = 0;
  private power = 0;

  constructor(table: MachineTable, history: FleetHistory, owners: Owners) {
    const models = table.released.length;
    this.table = table;
    this.history = history;
    this.owners = owners;
    this.installed = new Float64Array(models);
    this.paid = new Float64Array(models).fill(1);
    this.sales = new Sales(table, owners.draw);
    this.survival = survivalByAge(owners.draw.life, owners.draw.lifeShape);
  }

  /** Mean efficiency of what runs in each step, J/TH by the makers' figures. */
  efficiencies(): Float64Array {
    return this.history.rate.map((_, step) => this.advance(step));
  }

  /** Takes one step, in order from the first; gives the mean efficiency of what runs. */
  advance(step: number): number {
    const rate = this.history.rate[step] ?? 0;
    const day = this.history.firstStep + step * STEP_DAYS;
    this.sales.moveTo(day);
    this.forget(day, rate);
    this.age(day, step);
    this.deliver(rate - this.able);
    return this.shed(this.able > 0 ? Math.min(rate / this.able, 1) : 1);
  }

  /** H/s by model that run after the last step. */
  running(): Float64Array {
    const { efficiency } = this.table;
    return this.installed.map((installed, row) => {
      const on = Math.max(this.flat - this.slope * (efficiency[row] ?? 0), 0);
      return installed * (this.paid[row] ?? 0) * on;
    });
  }

  private forget(day: number, rate: number): void {
    const last = Math.floor(day / STEP_DAYS) - OLDEST_STEPS;
    const few = FORGOTTEN * rate;
    while (this.oldest < this.sales.first) {
      const young = (this.table.releaseStep[this.oldest] ?? 0) > last;
      if (young && (this.installed[this.oldest] ?? 0) > few) return;
      this.installed[this.oldest] = 0;
      this.oldest += 1;
    }
  }

  /** Retires, loses idle machines and lets owners follow the hashprice. */
  private age(day: number, step: number): void {
    const { installed, paid, survival, flat, slope } = this;
    const { releaseStep, efficiency, logEfficiency } = this.table;
    const { draw, logPrice } = this.owners;
    const now = Math.floor(day / STEP_DAYS);
    const lost = -Math.expm1(-draw.idleLoss * STEP_YEARS);
    const scale = 1 / (HALF_WIDTH * draw.priceSpread);
    const earned = this.history.logHashprice[step] ?? NaN;
    // Without any price everyone runs.
    const margin = Number.isNaN(earned)
      ? Infinity
      : earned - LOG_KWH_PER_DAY - (logPrice[step] ?? 0);
    const level = margin * scale;
    let [able, power] = [0, 0];
    const { end } = this.sales;
    for (let row = this.oldest; row < end; row += 1) {
      const own = efficiency[row] ?? 0;
      const target = biweightShare(level - (logEfficiency[row] ?? 0) * scale);
      const before = paid[row] ?? 0;
      const had = installed[row] ?? 0;
      const idle = 1 - before * Math.max(flat - slope * own, 0);
      const has = had * (1 - lost * idle) * (survival[now - (releaseStep[row] ?? 0)] ?? 0);
      const pays = had === 0 ? target : before + FOLLOW * (target - before);
      installed[row] = has;
      paid[row] = pays;
      able += has * pays;
      power += has * pays * own;
    }
    this.able = able;
    this.power = power;
  }

  /** Adds new machines for a lack of hashrate, or what is still on order. */
  private deliver(lack: number): void {
    const { first, end, weight } = this.sales;
    const { efficiency } = this.table;
    let [running, drawn] = [0, 0];
    for (let row = first; row < end; row += 1) {
      const part = (weight[row] ?? 0) * (this.paid[row] ?? 0);
      running += part;
      drawn += part * (efficiency[row] ?? 0);
    }
    const ordered = this.owners.draw.orders * this.deliveries * STEP_YEARS;
    const added = Math.max(lack / Math.max(running, LEAST_RUNNING), ordered);
    for (let row = first; row < end; row += 1) {
      this.installed[row] = (this.installed[row] ?? 0) + added * (weight[row] ?? 0);
    }
    this.able += added * running;
    this.power += added * drawn;
    this.deliveries += added - this.deliveries * STEP_YEARS;
  }

  /** Switches the surplus off; gives the mean efficiency of the rest. */
  private shed(part: number): number {
    const { installed, paid } = this;
    const { efficiency } = this.table;
    const { shedding } = this.owners.draw;
    const flat = 1 - (1 - part) * (1 - shedding);
    const slope = this.power > 0 ? ((1 - part) * shedding * this.able) / this.power : 0;
    this.flat = flat;
    this.slope = slope;
    let [rate, drawn] = [0, 0];
    const { end } = this.sales;
    for (let row = this.oldest; row < end; row += 1) {
      const own = efficiency[row] ?? 0;
      const on = Math.max(flat - slope * own, 0);
      const running = (installed[row] ?? 0) * (paid[row] ?? 0) * on;
      rate += running;
      drawn += running * own;
    }
    return rate > 0 ? drawn / rate : this.meanInstalled();
  }

  /** J/TH of all that is installed: what is told where no owner's power pays. */
  private meanInstalled(): number {
    let [rate, drawn] = [0, 0];
    for (let row = this.oldest; row < this.sales.end; row += 1) {
      const here = this.installed[row] ?? 0;
      rate += here;
      drawn += here * (this.table.efficiency[row] ?? 0);
    }
    return drawn / rate;
  }
}

/** Part that outlives a step, by age in steps since release. */
function survivalByAge(life: number, shape: number): Float64Array {
  const survival = new Float64Array(OLDEST_STEPS);
  let before = 0;
  for (let step = 0; step < OLDEST_STEPS; step += 1) {
    const after = Math.LN2 * (((step + 1) * STEP_YEARS) / life) ** shape;
    survival[step] = Math.exp(before - after);
    before = after;
  }
  return survival;
}

/**
 * Distribution function of the biweight law on −1 … 1: ½ + y (15 − 10 y² + 3 y⁴) / 16.
 *
 * Within 0.0216 of the normal law of the same deviation; as in `simulate`'s break-even.
 */
function biweightShare(position: number): number {
  const y = Math.max(Math.min(position, 1), -1);
  const square = y * y;
  return 0.5 + (y * (15 + square * (3 * square - 10))) / 16;
}
