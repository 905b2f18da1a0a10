import {
  type DaySpan,
  type UnixDay,
  type UnixSeconds,
  dayOf,
  unixDay,
  unixSeconds,
} from "../../base/index.ts";
import type { NetworkDays } from "../network-days.ts";
import type { HashrateEpoch, PastMarket, PowerInputs } from "./power-inputs.ts";

/** 2013-01-01: the first machines built for the purpose were delivered that month. */
const WALK_FROM: UnixDay = unixDay(15_706);
const NEVER: UnixSeconds = unixSeconds(Infinity);
/** Days from one state of the fleet to the next, about one retarget; own judgement. */
export const STEP_DAYS = 14;
/** Days behind a step over which the fleet's size is read; a mean of 28 days is known to 1.6 %. */
const RATE_DAYS = 28;
/** Days behind a step over which owners judge what a hash pays; Cambridge takes as many. */
const PRICE_DAYS = 14;

/** What the fleet is built from. Every figure of a step comes from days up to it. */
export interface FleetHistory {
  /** Days from 2013 on: those of epochs, then those of blocks. */
  readonly days: NetworkDays;
  /** Days at the beginning of `days` that only have their epoch's mean. */
  readonly epochDays: number;
  /** Epoch of each of those, counted from the first. */
  readonly epochOf: Int32Array;
  /** Day of the first step; the others follow every `STEP_DAYS`. */
  readonly firstStep: UnixDay;
  /** Mean hashrate of the days behind each step, H/s. */
  readonly rate: Float64Array;
  /** Days from the first to the last with a price. */
  readonly priced: DaySpan;
  /** Natural logarithm of what a terahash per second earns in a day, USD; NaN without any price. */
  readonly logHashprice: Float64Array;
}

/**
 * Joins the epochs to the days and reads both at the steps.
 *
 *   hashprice = Σ coins × price / Σ hashrate [TH/s]   over the days behind a step that have both
 *
 * Days before the first price have that price, and no fees, so that owners respond to what their
 * machines earn from the beginning; steps after the last price have the last hashprice.
 *
 * Steps lie on days divisible by fourteen, so a later end of the days changes no earlier step.
 */
export function fleetHistory(inputs: PowerInputs): FleetHistory {
  const past = epochDays(inputs.epochs, inputs.market, inputs.days.firstDay);
  const days = joined(past.days, inputs.days);
  const priced = pricedRows(days);
  const earning = { ...days, price: heldBack(days.price, priced.first) };
  const firstStep = unixDay(Math.ceil((days.firstDay + RATE_DAYS) / STEP_DAYS) * STEP_DAYS);
  const last = days.firstDay + days.hashrate.length - 1;
  const count = Math.max(Math.floor((last - firstStep) / STEP_DAYS) + 1, 0);
  const rate = new Float64Array(count);
  const logHashprice = new Float64Array(count);
  for (let step = 0; step < count; step += 1) {
    const row = firstStep + step * STEP_DAYS - days.firstDay;
    rate[step] = meanBehind(days.hashrate, row);
    const earned = Math.log(hashpriceBehind(earning, row));
    logHashprice[step] = Number.isNaN(earned) ? (logHashprice[step - 1] ?? NaN) : earned;
  }
  return {
    days,
    epochDays: past.epochOf.length,
    epochOf: past.epochOf,
    firstStep,
    rate,
    priced: {
      from: unixDay(days.firstDay + priced.first),
      to: unixDay(days.firstDay + priced.end),
    },
    logHashprice,
  };
}

/** Rows from the first to the last with a price; none where there is no price. */
function pricedRows({ price }: NetworkDays): Readonly<Record<"first" | "end", number>> {
  const first = Math.max(price.findIndex(Number.isFinite), 0);
  return { first, end: price.findLastIndex(Number.isFinite) + 1 };
}

/** The values with the one at `first` on all rows before it. */
function heldBack(values: Float64Array, first: number): Float64Array {
  return values.slice().fill(values[first] ?? NaN, 0, first);
}

/** Step that holds on a day: the last one up to it. */
export function stepOn(history: FleetHistory, day: UnixDay): number {
  return Math.floor((day - history.firstStep) / STEP_DAYS);
}

interface EpochDays {
  readonly days: NetworkDays;
  readonly epochOf: Int32Array;
}

function epochDays(epochs: readonly HashrateEpoch[], market: PastMarket, end: UnixDay): EpochDays {
  const firstDay = unixDay(Math.min(firstWholeDay(epochs), end));
  const epochOf = new Int32Array(end - firstDay);
  let epoch = 0;
  for (let row = 0; row < epochOf.length; row += 1) {
    while (dayOf(epochs[epoch + 1]?.start ?? NEVER) < firstDay + row) epoch += 1;
    epochOf[row] = epoch;
  }
  const offset = firstDay - market.firstDay;
  const hashrate = Float64Array.from(epochOf, (own) => epochs[own]?.hashrate ?? NaN);
  const coins = Float64Array.from(
    epochOf,
    (own, row) => (epochs[own]?.coins ?? NaN) + feesOn(market, offset + row),
  );
  const price = Float64Array.from(epochOf, (_, row) => market.priceUsd[offset + row] ?? NaN);
  const blocks = new Float64Array(epochOf.length).fill(NaN);
  return { days: { firstDay, hashrate, blocks, coins, price }, epochOf };
}

/** Before the market's first day fees are left out: in 2015 they were under 1 % of what was paid. */
function feesOn({ feesBtc }: PastMarket, row: number): number {
  return row < 0 ? 0 : (feesBtc[row] ?? NaN);
}

function firstWholeDay(epochs: readonly HashrateEpoch[]): number {
  return Math.max(WALK_FROM, dayOf(epochs[0]?.start ?? NEVER) + 1);
}

function joined(past: NetworkDays, days: NetworkDays): NetworkDays {
  return {
    firstDay: past.firstDay,
    hashrate: endToEnd(past.hashrate, days.hashrate),
    blocks: endToEnd(past.blocks, days.blocks),
    coins: endToEnd(past.coins, days.coins),
    price: endToEnd(past.price, days.price),
  };
}

function endToEnd(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function meanBehind(values: Float64Array, row: number): number {
  let [sum, count] = [0, 0];
  for (let at = row - RATE_DAYS + 1; at <= row; at += 1) {
    const value = values[at] ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}

function hashpriceBehind(days: NetworkDays, row: number): number {
  let [paid, rate] = [0, 0];
  for (let at = row - PRICE_DAYS + 1; at <= row; at += 1) {
    const revenue = (days.coins[at] ?? NaN) * (days.price[at] ?? NaN);
    if (Number.isNaN(revenue)) continue;
    paid += revenue;
    rate += (days.hashrate[at] ?? NaN) / 1e12;
  }
  return paid / rate;
}
