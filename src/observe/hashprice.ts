import {
  type Btc,
  type Estimate,
  HashfallError,
  SECONDS_PER_DAY,
  type Usd,
  type UnixDay,
  btc,
  estimate,
  formatDate,
  startOfDay,
  terahashesPerSecond,
  unixSeconds,
  usd,
} from "../base/index.ts";
import { expectedHashes, subsidyAt } from "../bitcoin/index.ts";
import type { MarketColumns } from "../record/index.ts";
import { poissonInterval } from "../statistics/index.ts";
import type { Timeline } from "./timeline.ts";

/** What a terahash per second earned on a day, with its parts. */
export interface HashpriceOfDay {
  readonly day: UnixDay;
  /** USD per TH/s and day; the interval is that of the mean fee, a day's fees over a Poisson count. */
  readonly hashprice: Estimate;
  readonly price: Usd;
  /** Mean subsidy of the day's blocks. */
  readonly subsidy: Btc;
  /** Mean fees of a block of the day. */
  readonly fees: Btc;
  /** Harmonic mean over the day's clock. */
  readonly difficulty: number;
}

/**
 * Expected revenue of one terahash per second over a day, at the difficulty in force.
 *
 *   hashprice = 10^12 × 86,400 / W̄ × (subsidy + fees per block) × price,  W̄ = mean difficulty × 2^32
 *
 * W̄ is the harmonic mean over the day's clock, so a retarget inside the day counts by its hours; the
 * subsidy is the mean of the day's blocks, so a halving does too.
 * Source: the trade's definition (Luxor Hashrate Index), with the day's fees instead of 144 blocks'.
 *
 * @throws HashfallError `record.uncovered` on a day without price, fees or blocks.
 */
export function hashpriceOf(
  timeline: Timeline,
  market: MarketColumns,
  day: UnixDay,
): HashpriceOfDay {
  const [start, end] = [startOfDay(day), unixSeconds(startOfDay(day) + SECONDS_PER_DAY)];
  const price = market.priceUsd[day - market.firstDay] ?? NaN;
  const feesOfDay = market.feesBtc[day - market.firstDay] ?? NaN;
  const blocks = timeline.count(start, end);
  if (!Number.isFinite(price) || !Number.isFinite(feesOfDay) || blocks === 0) {
    const reason = `no price, fees or blocks on ${formatDate(start)}`;
    const remedy = "choose a day that the record's market figures and blocks both cover";
    throw new HashfallError("record.uncovered", reason, {
      problems: [{ path: "day", reason, remedy }],
    });
  }
  const exposure = timeline.exposure(start, end);
  const subsidy = meanSubsidy(timeline, timeline.window(start, end).rows);
  const toHashprice = (fees: number): number =>
    terahashesPerSecond(1) * exposure * (subsidy + fees) * price;
  const fees = feesOfDay / blocks;
  return {
    day,
    hashprice: estimate(toHashprice(fees), (level) => {
      const [fewest, most] = poissonInterval(blocks, level);
      return [toHashprice(feesOfDay / most), toHashprice(feesOfDay / fewest)];
    }),
    price: usd(price),
    subsidy,
    fees: btc(fees),
    difficulty: SECONDS_PER_DAY / exposure / expectedHashes(1),
  };
}

function meanSubsidy(timeline: Timeline, rows: Uint32Array): Btc {
  const { firstHeight } = timeline.blocks;
  const total = rows.reduce((sum, row) => sum + subsidyAt(firstHeight + row), 0);
  return btc(total / rows.length);
}
