import {
  SECONDS_PER_DAY,
  type UnixSeconds,
  dayOf,
  startOfDay,
  unixDay,
  unixSeconds,
} from "../base/index.ts";
import { expectedHashes, subsidyAt } from "../bitcoin/index.ts";
import type { NetworkDays } from "../energy/index.ts";
import type { MarketColumns } from "../record/index.ts";
import { type Timeline, at } from "./timeline.ts";

/** Headers whose median is a block's time past. Source: Bitcoin Core, `nMedianTimeSpan`. */
const MEDIAN_SPAN = 11;

/**
 * The days that the record covers, each block counted on the day of its median time past.
 *
 * That time is the median of the block's own and the ten header times before it: about five blocks
 * behind the clock, and never backwards. Coin Metrics' daily series are cut so, and Cambridge's figures
 * are made of them. A day holds as many blocks as by header time, but those of five blocks later; the
 * hashrate differs where the difficulty does, on the days of a retarget, by 5 × its change.
 */
export function medianTimeDays(timeline: Timeline, market: MarketColumns): NetworkDays {
  const { time } = timeline.blocks;
  const first = medianTimePast(time, MEDIAN_SPAN - 1);
  const firstDay = unixDay(Math.ceil(first / SECONDS_PER_DAY));
  const count = Math.max(dayOf(medianTimePast(time, time.length - 1)) - firstDay, 0);
  const hashrate = new Float64Array(count);
  const blocks = new Float64Array(count);
  const coins = new Float64Array(count);
  const price = new Float64Array(count);
  let from = firstRowFrom(time, startOfDay(firstDay));
  for (let index = 0; index < count; index += 1) {
    const day = unixDay(firstDay + index);
    const to = firstRowFrom(time, startOfDay(unixDay(day + 1)));
    const { difficulty, subsidies } = sumsOf(timeline, from, to);
    hashrate[index] = expectedHashes(difficulty) / SECONDS_PER_DAY;
    blocks[index] = to - from;
    coins[index] = subsidies + at(market.feesBtc, day - market.firstDay);
    price[index] = at(market.priceUsd, day - market.firstDay);
    from = to;
  }
  return { firstDay, hashrate, blocks, coins, price };
}

function sumsOf(
  { blocks, difficulty }: Timeline,
  from: number,
  to: number,
): Readonly<Record<"difficulty" | "subsidies", number>> {
  const sums = { difficulty: 0, subsidies: 0 };
  for (let row = from; row < to; row += 1) {
    sums.difficulty += at(difficulty, row);
    sums.subsidies += subsidyAt(blocks.firstHeight + row);
  }
  return sums;
}

/** First row whose median time past reaches an instant; the rule of the chain makes it ascend. */
function firstRowFrom(time: Float64Array, instant: UnixSeconds): number {
  let [low, high] = [MEDIAN_SPAN - 1, time.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (medianTimePast(time, middle) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Median of a row's header time and the ten before it; the row must have so many. */
function medianTimePast(time: Float64Array, row: number): UnixSeconds {
  const span = time.slice(row + 1 - MEDIAN_SPAN, row + 1).toSorted();
  return unixSeconds(at(span, (MEDIAN_SPAN - 1) / 2));
}
