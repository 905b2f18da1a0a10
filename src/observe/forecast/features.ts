import { SECONDS_PER_DAY } from "../../base/index.ts";
import {
  RETARGET_INTERVAL,
  TARGET_SPACING,
  TARGET_TIMESPAN,
  subsidyAt,
} from "../../bitcoin/index.ts";
import type { MarketColumns } from "../../record/index.ts";
import { at } from "../timeline.ts";
import { HALF_LIFE_DAYS } from "./chain-rates.ts";

/** Windows of the revenue momentum [d]. Prior: hashrate follows it by one to three months. */
const MOMENTUM_DAYS: readonly number[] = [30, 60, 90];

/** A missing price is replaced by the last one at most this many days old. */
const STALE_DAYS = 7;

/** Brings the drift term to the size of the others; sets how hard the ridge holds it. */
const DRIFT_UNIT = 0.1;

/** Drift, revenue and drawdown term [1]. */
export type Terms = readonly [number, number, number];

/** What was known at one moment of an epoch. */
export interface Situation {
  readonly now: number;
  /** Blocks found in the epoch after its first. */
  readonly blocks: number;
  /** now - time of the epoch's first block [s]. */
  readonly elapsed: number;
  /** Log of the current rate over the epoch's difficulty. */
  readonly logPace: number;
  /** Posterior variance of the log rate. */
  readonly variance: number;
  readonly terms: Terms;
}

function logPriceOn(market: MarketColumns, day: number): number {
  for (let age = 0; age <= STALE_DAYS; age += 1) {
    const price = market.priceUsd[day - age - market.firstDay] ?? Number.NaN;
    if (price > 0) return Math.log(price);
  }
  return Number.NaN;
}

/**
 * Mean log change of what a block pays its miner, fees left out, over 30, 60 and 90 days [1].
 *
 *   mean over w of log(price(d) subsidy(now)) − log(price(d − w) subsidy(now − w))
 *   d = the last finished UTC day before now
 *
 * A day's price is known only from the next midnight on. Windows without prices are left out;
 * with none the term is 0.
 */
export function revenueMomentum(
  market: MarketColumns | null,
  heightAt: (time: number) => number,
  now: number,
): number {
  if (market === null) return 0;
  const day = Math.floor(now / SECONDS_PER_DAY) - 1;
  const price = logPriceOn(market, day);
  const subsidy = subsidyAt(heightAt(now));
  const changes = MOMENTUM_DAYS.map((window) => {
    const before = subsidyAt(heightAt(now - window * SECONDS_PER_DAY));
    return price - logPriceOn(market, day - window) + Math.log(subsidy / before);
  }).filter(Number.isFinite);
  return changes.length === 0 ? 0 : changes.reduce((sum, x) => sum + x, 0) / changes.length;
}

/**
 * Regressors of the log growth from the estimate's mean age to the middle of the rest.
 *
 *   lead  = (half-life / ln 2 + remaining / 2) / 14 d
 *   terms = lead × [0.1, momentum, log(peak rate / rate)]
 *
 * Every coefficient is a growth per 14 days. Machines that went dark come back: drawdown term.
 */
export function growthTerms(blocks: number, momentum: number, drawdown: number): Terms {
  const remainingDays = ((RETARGET_INTERVAL - 1 - blocks) * TARGET_SPACING) / SECONDS_PER_DAY;
  const lead = (HALF_LIFE_DAYS / Math.LN2 + remainingDays / 2) / 14;
  return [lead * DRIFT_UNIT, lead * momentum, lead * drawdown];
}

/**
 * Median time for the rest of the epoch at the present pace [s].
 *
 *   (2015 - k - 1/3) × 600 / exp(logPace)
 *
 * The median of a Gamma(n) variable is n - 1/3 to first order.
 */
export function restAtPace(blocks: number, logPace: number): number {
  return ((RETARGET_INTERVAL - 1 - blocks - 1 / 3) * TARGET_SPACING) / Math.exp(logPace);
}

/**
 * Difficulty change from the span of an epoch's 2015 intervals [%].
 *
 *   100 × (T / clamp(span, T/4, 4T) - 1)
 *
 * Source: Bitcoin Core, src/pow.cpp, `CalculateNextWorkRequired` (before packing into bits).
 */
export function changeFromSpan(span: number): number {
  const clamped = Math.min(Math.max(span, TARGET_TIMESPAN / 4), TARGET_TIMESPAN * 4);
  return 100 * (TARGET_TIMESPAN / clamped - 1);
}

/** Header time of the epoch's last block minus `now` [s], at least one second. */
export function restObserved(time: Float64Array, lastIndex: number, now: number): number {
  return Math.max(1, at(time, lastIndex) - now);
}
