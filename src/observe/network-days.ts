import {
  type DaySpan,
  SECONDS_PER_DAY,
  dayOf,
  startOfDay,
  unixDay,
  unixSeconds,
} from "../base/index.ts";
import { expectedHashes, subsidyAt } from "../bitcoin/index.ts";
import type { NetworkDays } from "../energy/index.ts";
import type { MarketColumns } from "../record/index.ts";
import type { Timeline } from "./timeline.ts";

/**
 * The days that the record's blocks cover from end to end, with what they paid.
 *
 *   hashrate = Σ difficulty × 2^32 / 86,400,   coins = Σ subsidy + fees of the day
 *
 * Blocks of header time in (midnight, next midnight]. Coins and price are NaN on days without market
 * figures.
 */
export function networkDays(timeline: Timeline, market: MarketColumns): NetworkDays {
  const { from, to } = timeline.span;
  const firstDay = unixDay(Math.ceil(from / SECONDS_PER_DAY));
  const count = Math.max(dayOf(to) - firstDay, 0);
  const hashrate = new Float64Array(count);
  const blocks = new Float64Array(count);
  const coins = new Float64Array(count);
  const price = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const day = unixDay(firstDay + index);
    const [start, end] = [startOfDay(day), unixSeconds(startOfDay(day) + SECONDS_PER_DAY)];
    hashrate[index] = expectedHashes(timeline.difficultySum(start, end)) / SECONDS_PER_DAY;
    blocks[index] = timeline.count(start, end);
    coins[index] = subsidies(timeline, start, end) + (market.feesBtc[day - market.firstDay] ?? NaN);
    price[index] = market.priceUsd[day - market.firstDay] ?? NaN;
  }
  return { firstDay, hashrate, blocks, coins, price };
}

/** Full days from the first to the last with a price, as far as the blocks go. */
export function pricedDays(timeline: Timeline, { firstDay, priceUsd }: MarketColumns): DaySpan {
  const first = Math.max(priceUsd.findIndex(Number.isFinite), 0);
  const end = firstDay + priceUsd.findLastIndex(Number.isFinite) + 1;
  return { from: unixDay(firstDay + first), to: unixDay(Math.min(dayOf(timeline.span.to), end)) };
}

function subsidies(timeline: Timeline, ...[start, end]: Parameters<Timeline["window"]>): number {
  const { firstHeight } = timeline.blocks;
  let sum = 0;
  for (const row of timeline.window(start, end).rows) sum += subsidyAt(firstHeight + row);
  return sum;
}
