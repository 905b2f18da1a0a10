import { DAYS_PER_YEAR } from "../../base/index.ts";
import type { MachineTable } from "./machine-table.ts";

const DAYS_PER_MONTH: number = DAYS_PER_YEAR / 12;
/** After this a model is no longer sold: thirty months; own judgement. */
const SALE_DAYS: number = 30 * DAYS_PER_MONTH;

interface Market {
  /** Months; see `FLEET_PRIORS`. */
  readonly lag: number;
  readonly saleAge: number;
  readonly preference: number;
  readonly bitmainShare: number;
}

/**
 * What buyers take of the models on sale on a day.
 *
 *   weight ∝ exp(−age / saleAge) × (J/TH)^−preference,   0 ≤ age < 30 months, age from release + lag
 *
 * Bitmain's models together weigh `bitmainShare`, all others the rest; where only one of the two sells
 * anything it has all. On a day without any model on sale the newest one is sold. As all models age
 * alike, the weights change only when one comes or goes.
 */
export class Sales {
  /** Models on sale are the rows from `first` up to, not with, `end`. */
  first = 0;
  end = 0;
  /** By row of the table; they add up to 1 over the models on sale. */
  readonly weight: Float64Array;
  private readonly table: MachineTable;
  private readonly bitmainShare: number;
  private readonly lagDays: number;
  /** Weight but for what all have in common. */
  private readonly liking: Float64Array;

  constructor(table: MachineTable, { lag, saleAge, preference, bitmainShare }: Market) {
    const { released, logEfficiency } = table;
    const origin = released[0] ?? 0;
    const saleDays = saleAge * DAYS_PER_MONTH;
    this.table = table;
    this.bitmainShare = bitmainShare;
    this.lagDays = lag * DAYS_PER_MONTH;
    this.weight = new Float64Array(released.length);
    this.liking = released.map((day, row) =>
      Math.exp((day - origin) / saleDays - preference * (logEfficiency[row] ?? 0)),
    );
  }

  /** Moves on to a later day. */
  moveTo(day: number): void {
    const { released } = this.table;
    const newest = day - this.lagDays;
    const [first, end] = [this.first, this.end];
    while ((released[this.end] ?? Infinity) <= newest) this.end += 1;
    // Before the first model of all is on sale, it is sold all the same.
    if (this.end === 0) this.end = 1;
    const goes = newest - SALE_DAYS;
    while (this.first < this.end - 1 && (released[this.first] ?? 0) <= goes) this.first += 1;
    if (this.first !== first || this.end !== end) this.weigh();
  }

  private weigh(): void {
    const { byBitmain } = this.table;
    let [bitmain, others] = [0, 0];
    for (let row = this.first; row < this.end; row += 1) {
      if (byBitmain[row] === 1) bitmain += this.liking[row] ?? 0;
      else others += this.liking[row] ?? 0;
    }
    const share = shareOf(this.bitmainShare, bitmain, others);
    const [ofBitmain, ofOthers] = [share / (bitmain || 1), (1 - share) / (others || 1)];
    for (let row = this.first; row < this.end; row += 1) {
      const part = byBitmain[row] === 1 ? ofBitmain : ofOthers;
      this.weight[row] = (this.liking[row] ?? 0) * part;
    }
  }
}

function shareOf(share: number, bitmain: number, others: number): number {
  if (bitmain === 0) return 0;
  return others === 0 ? 1 : share;
}
