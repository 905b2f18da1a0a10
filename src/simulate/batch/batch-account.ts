import { writeMilestones } from "../member/account.ts";
import { EpochList } from "../member/epoch-list.ts";
import {
  BLOCK_MEMBERS,
  type BlockReport,
  EPOCH_FIELDS,
  type MemberShape,
} from "../member/member-shape.ts";
import { Milestones } from "../member/milestones.ts";
import type { RunGrid } from "../member/run-shape.ts";
import { WeekMean } from "../member/week-mean.ts";
import type { Network } from "../network/network.ts";
import type { BatchKernel, LaneColumn } from "./batch-kernel.ts";
import { SCALARS } from "./batch-memory.ts";

/** What a step of a member was, for its account. */
export interface LaneStep {
  /** Place of the member among those of its batch. */
  readonly lane: number;
  /** End of the step, s since 1970. */
  time: number;
  price: number;
  hashprice: number;
  /** Difficulty of the step's blocks added up. */
  work: number;
}

/** Keeps the accounts of the members of a batch: what `Account` does for one. */
export class BatchAccount {
  private readonly kernel: BatchKernel;
  private readonly totals: LaneColumn;
  private readonly scalars: LaneColumn;
  private readonly weeks: readonly WeekMean[];
  private readonly milestones: readonly Milestones[];
  private readonly epochs: readonly EpochList[];
  private readonly shape: MemberShape;
  private readonly every: number;
  private readonly epochNumbers: number;
  private readonly isMean: Uint8Array;
  /** Sums of a point that covers several steps, by series and member. */
  private readonly sums: Float64Array;
  private report: BlockReport | undefined;
  private members = 0;
  private step = 0;

  constructor(kernel: BatchKernel, shape: MemberShape, grid: RunGrid) {
    const each = Array.from({ length: BLOCK_MEMBERS });
    this.kernel = kernel;
    this.totals = kernel.column("totals");
    this.scalars = kernel.column("scalars");
    this.weeks = each.map(() => new WeekMean(grid.stepSeconds));
    this.milestones = each.map(() => new Milestones());
    this.epochs = each.map(() => new EpochList());
    this.shape = shape;
    this.every = grid.every;
    this.epochNumbers = shape.epochSlots * EPOCH_FIELDS.length;
    this.isMean = Uint8Array.from(shape.series, ({ aggregate }) => (aggregate === "mean" ? 1 : 0));
    this.sums = new Float64Array(kernel.rows.length);
  }

  /** Opens the accounts of so many members for a report. */
  open(members: number, report: BlockReport): void {
    this.report = report;
    this.members = members;
    this.step = 0;
    this.sums.fill(0);
  }

  /** Opens the account of a member; `hashrate` in EH/s was there in the week before. */
  openMember(lane: number, hashrate: number): void {
    const { report, epochNumbers } = this;
    this.totals.fill(0, lane, this.shape.totals.length);
    this.weeks[lane]?.reset(hashrate);
    this.milestones[lane]?.reset();
    const from = lane * epochNumbers;
    const epochs = report?.epochs.subarray(from, from + epochNumbers);
    this.epochs[lane]?.open(epochs ?? new Float64Array(0));
  }

  /** Tells what the step of a member was that `close` counts. */
  tell(step: LaneStep, network: Network): void {
    const { scalars } = this;
    const { lane } = step;
    const week = this.weeks[lane]?.pass(step.work) ?? NaN;
    this.milestones[lane]?.pass(step.time, week);
    scalars.set(SCALARS.week, lane, week);
    scalars.set(SCALARS.difficulty, lane, network.difficulty);
    scalars.set(SCALARS.price, lane, step.price);
    scalars.set(SCALARS.hashprice, lane, step.hashprice);
    this.epochs[lane]?.take(network);
  }

  /** Counts the step of so many pairs of members, and writes their series. */
  closeStep(pairs: number): void {
    const { kernel, every } = this;
    kernel.account(pairs);
    this.step += 1;
    if (every > 1) this.gather();
    if (this.step % every === 0) this.writePoint(this.step / every - 1);
  }

  /** Closes the accounts: hands over what is counted once. */
  close(): void {
    const { report, shape, members } = this;
    if (report === undefined) return;
    const count = shape.totals.length;
    const totals = new Float64Array(count);
    for (let lane = 0; lane < members; lane += 1) {
      for (let at = 0; at < count; at += 1) totals[at] = this.totals.get(at, lane);
      const milestones = this.milestones[lane];
      if (milestones !== undefined) writeMilestones(milestones, totals);
      report.totals.set(totals, lane * count);
    }
  }

  private writePoint(point: number): void {
    const { report, members } = this;
    const { rows } = this.kernel;
    if (members === BLOCK_MEMBERS) {
      report?.series.set(rows, point * rows.length);
      return;
    }
    const count = rows.length / BLOCK_MEMBERS;
    for (let series = 0; series < count; series += 1) {
      const from = series * BLOCK_MEMBERS;
      const place = (point * count + series) * members;
      report?.series.set(rows.subarray(from, from + members), place);
    }
  }

  private gather(): void {
    const { kernel, sums, isMean, every } = this;
    const { rows } = kernel;
    const isDue = this.step % every === 0;
    for (let at = 0; at < rows.length; at += 1) {
      const sum = (sums[at] ?? 0) + (rows[at] ?? NaN);
      sums[at] = isDue ? 0 : sum;
      if (isDue && isMean[Math.floor(at / BLOCK_MEMBERS)] === 1) rows[at] = sum / every;
    }
  }
}
