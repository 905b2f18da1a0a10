import { DAYS_PER_YEAR, HASHES_PER_EH } from "../../base/index.ts";
import { HASHES_PER_DIFFICULTY } from "../../bitcoin/index.ts";
import type { Displacement } from "../miners/displacement.ts";
import type { Fleet } from "../miners/fleet.ts";
import type { PowerMarket } from "../miners/power-market.ts";
import type { Network } from "../network/network.ts";
import { Absence } from "./absence.ts";
import type { StepFacts, StepView } from "./member-run.ts";
import {
  DIFFICULTY_PER_T,
  GW_PER_MW,
  HOURS_PER_DAY,
  KG_PER_MT,
  MWH_PER_TWH,
  MW_PER_GW,
  TH_PER_EH,
  USD_PER_MUSD,
} from "./account-units.ts";
import { EpochList } from "./epoch-list.ts";
import type { MemberReport, MemberShape } from "./member-shape.ts";
import { Milestones } from "./milestones.ts";
import { NETWORK_SERIES, type RunGrid, SERIES_AT, TOTALS, TOTAL_AT } from "./run-shape.ts";
import { SeriesWriter } from "./series-writer.ts";
import { WeekMean } from "./week-mean.ts";

/** Keeps the account of one member after another: fills series, totals and epochs of its report. */
export class Account {
  private readonly wet: Int32Array;
  /** Of the step: the series in order, and the totals so far. */
  private readonly values: Float64Array;
  private readonly totals: Float64Array;
  private readonly writer: SeriesWriter;
  private readonly absence = new Absence();
  private readonly milestones = new Milestones();
  private readonly week: WeekMean;
  private report: MemberReport | undefined;
  private readonly epochs = new EpochList();

  /** `wet`: indices of the regions with surplus water. */
  constructor(shape: MemberShape, grid: RunGrid, wet: readonly number[]) {
    this.wet = Int32Array.from(wet);
    this.writer = new SeriesWriter(shape, grid.every);
    this.values = this.writer.values;
    this.totals = new Float64Array(TOTALS.length);
    this.week = new WeekMean(grid.stepSeconds);
  }

  /** Opens the account of a member; `hashrate` in EH/s was there in the week before. */
  open(report: MemberReport, hashrate: number): void {
    this.report = report;
    this.epochs.open(report.epochs);
    this.totals.fill(0);
    this.writer.open(report.series);
    this.milestones.reset();
    this.week.reset(hashrate);
  }

  readonly record = (step: StepFacts, view: StepView): void => {
    const { fleet, market, displacement, network } = view;
    this.fillNetwork(step, network, fleet);
    this.fillPower(step.days * HOURS_PER_DAY, fleet, market);
    this.fillOwners(step, fleet, displacement);
    this.epochs.take(network);
    this.writer.write();
  };

  /** Closes the account: writes what is counted once. */
  close(): void {
    writeMilestones(this.milestones, this.totals);
    this.report?.totals.set(this.totals);
  }

  private fillNetwork(step: StepFacts, network: Network, fleet: Fleet): void {
    const { values, totals } = this;
    const { difficulty } = network;
    const { hashrate } = step;
    const week = this.week.pass(step.work);
    this.milestones.pass(step.time, week);
    values[SERIES_AT.hashrate_EH_s] = hashrate;
    values[SERIES_AT.hashrate_7d_EH_s] = week;
    values[SERIES_AT.difficulty_T] = difficulty / DIFFICULTY_PER_T;
    values[SERIES_AT.block_interval_s] =
      (difficulty * HASHES_PER_DIFFICULTY) / (hashrate * HASHES_PER_EH);
    values[SERIES_AT.price_USD] = step.price;
    values[SERIES_AT.hashprice_USD_TH_day] = step.hashprice;
    values[SERIES_AT.machines_online_M] = fleet.machinesOnline;
    totals[TOTAL_AT.final_hashrate_EH_s] = hashrate;
  }

  private fillPower(hours: number, fleet: Fleet, market: PowerMarket): void {
    const { values, totals } = this;
    const { renewable, carbon, marginalCarbon } = market;
    const drawn = fleet.flows.power;
    const first = NETWORK_SERIES.length;
    let power = 0;
    let green = 0;
    let emitted = 0;
    let marginal = 0;
    for (let site = 0; site < drawn.length; site += 1) {
      const here = drawn[site] ?? 0;
      power += here;
      green += here * (renewable[site] ?? 0);
      emitted += here * (carbon[site] ?? 0);
      marginal += here * (marginalCarbon[site] ?? 0);
      values[first + site] = here * GW_PER_MW;
    }
    // Water that mining takes up would have been spilled: at the margin it emits nothing.
    marginal -= this.fillWater(first + drawn.length, hours, market);
    const yearly = (HOURS_PER_DAY * DAYS_PER_YEAR) / KG_PER_MT;
    add(totals, TOTAL_AT.energy_TWh, (power * hours) / MWH_PER_TWH);
    add(totals, TOTAL_AT.emissions_Mt, (emitted * hours) / KG_PER_MT);
    add(totals, TOTAL_AT.marginal_emissions_Mt, (marginal * hours) / KG_PER_MT);
    values[SERIES_AT.power_GW] = power * GW_PER_MW;
    values[SERIES_AT.energy_TWh] = totals[TOTAL_AT.energy_TWh] ?? NaN;
    values[SERIES_AT.renewable_pct] = (100 * green) / power;
    values[SERIES_AT.emissions_Mt_y] = emitted * yearly;
    values[SERIES_AT.marginal_emissions_Mt_y] = marginal * yearly;
    values[SERIES_AT.carbon_intensity_g_kWh] = emitted / power;
  }

  /** Returns the marginal emission that surplus water spares, kg an hour. */
  private fillWater(first: number, hours: number, market: PowerMarket): number {
    const { wet, values, totals } = this;
    let spared = 0;
    for (let place = 0; place < wet.length; place += 1) {
      const region = wet[place] ?? 0;
      const absorbed = (market.absorbed[region] ?? 0) * GW_PER_MW;
      const spilled = (market.surplus[region] ?? 0) * GW_PER_MW - absorbed;
      values[first + 2 * place] = spilled;
      values[first + 2 * place + 1] = absorbed;
      add(totals, TOTAL_AT.spill_GWh, spilled * hours);
      add(totals, TOTAL_AT.spill_absorbed_GWh, absorbed * hours);
      const site = market.hydroSiteOf(region);
      if (site >= 0) spared += absorbed * MW_PER_GW * (market.marginalCarbon[site] ?? 0);
    }
    return spared;
  }

  private fillOwners(step: StepFacts, fleet: Fleet, displacement: Displacement): void {
    const { values, totals, absence } = this;
    absence.count(fleet, displacement);
    const perHash = (step.hashprice * TH_PER_EH) / USD_PER_MUSD;
    const earned = step.hashrate * perHash;
    add(totals, TOTAL_AT.revenue_MUSD, earned * step.days);
    add(totals, TOTAL_AT.revenue_lost_MUSD, absence.hashrate * perHash * step.days);
    totals[TOTAL_AT.machines_lost_M] = absence.lost;
    totals[TOTAL_AT.displaced_EH_s] = displacement.displacedTotal;
    values[SERIES_AT.machines_displaced_M] = absence.displaced;
    values[SERIES_AT.machines_in_transit_M] = absence.inTransit;
    values[SERIES_AT.machines_queued_M] = absence.queued;
    values[SERIES_AT.machines_waiting_M] = absence.waiting;
    values[SERIES_AT.machines_lost_M] = absence.lost;
    values[SERIES_AT.revenue_MUSD_day] = earned;
    values[SERIES_AT.revenue_lost_MUSD] = totals[TOTAL_AT.revenue_lost_MUSD] ?? NaN;
  }
}

/** Writes what is known of a path at its end. */
export function writeMilestones(milestones: Milestones, totals: Float64Array): void {
  totals[TOTAL_AT.trough_EH_s] = milestones.trough;
  totals[TOTAL_AT.trough_at] = milestones.troughAt;
  totals[TOTAL_AT.peak_before_EH_s] = milestones.peak;
  totals[TOTAL_AT.peak_at] = milestones.peakAt;
  totals[TOTAL_AT.recovered_at] = milestones.recoveredAt;
  totals[TOTAL_AT.fall_pct] = milestones.fallPct;
}

function add(column: Float64Array, index: number, change: number): void {
  column[index] = (column[index] ?? 0) + change;
}
