import { HASHES_PER_EH, SECONDS_PER_DAY, type UnixSeconds, unixSeconds } from "../../base/index.ts";
import {
  BLOCKS_PER_DAY,
  HASHES_PER_DIFFICULTY,
  RETARGET_INTERVAL,
  TARGET_SPACING,
} from "../../bitcoin/index.ts";
import { type FactRecord, type MarketColumns, marketAsOf } from "../../record/index.ts";
import { FEE_DAYS, meanFees } from "../member/block-fees.ts";
import type { ScenarioFacts } from "../member/facts.ts";
import { bitsOfDifficulty } from "../network/next-bits.ts";
import type { ChainStart } from "../network/network.ts";
import type { RecordedEpoch } from "../network/recorded-network.ts";
import { ChainHistory } from "./chain-history.ts";

/** Days before the instant whose blocks the members are weighed by. */
const WARM_UP_DAYS = 7;
/** Blocks before the start from which the hashrate there is estimated: a week. */
const WEEK_BLOCKS: number = 7 * BLOCKS_PER_DAY;
/** Half-life with which days are forgotten in the volatility. */
const VOLATILITY_HALF_LIFE = 30;
const VOLATILITY_DAYS = 365;
/** Difficulty × 2^32 / 600 s in EH/s, for the difficulty at ten minutes a block. */
const EH_PER_DIFFICULTY: number = HASHES_PER_DIFFICULTY / TARGET_SPACING / HASHES_PER_EH;

/** All that was known of the chain and the market at an instant, as a run takes it. */
export interface FrozenShock {
  readonly history: ChainHistory;
  /** Start of the runs: a week before the instant, or the start of its epoch without blocks. */
  readonly start: UnixSeconds;
  readonly asOf: UnixSeconds;
  readonly facts: ScenarioFacts;
  /** Number of blocks found on each day from the start to the instant; empty where unknown. */
  readonly daily: readonly number[];
  /** Deviation of the daily change of ln price, lately: volatility comes in clusters. */
  readonly volatility: number;
  /** ln difficulty of the epoch under way. */
  readonly lnDifficulty: number;
}

/** Freezes the record at an instant: nothing in the result depends on what came later. */
export function freezeAt(record: FactRecord, asOf: UnixSeconds): FrozenShock {
  const history = new ChainHistory(record, asOf);
  const { tip } = history;
  const week = unixSeconds(asOf - WARM_UP_DAYS * SECONDS_PER_DAY);
  const seen = tip.found > 0 && (history.heightAt(week) ?? 0) >= history.firstHeight + WEEK_BLOCKS;
  const start = seen ? week : unixSeconds(tip.time);
  const market = marketAsOf(record.market, asOf);
  const lnRate = seen ? weekRate(history, week) : history.lnDifficulty(tip.epoch);
  const facts: ScenarioFacts = {
    chain: chainAt(history, start),
    hashrate_EH_s: Math.exp(lnRate) * EH_PER_DIFFICULTY,
    hashrateSpread: 1 / Math.sqrt(seen ? WEEK_BLOCKS : RETARGET_INTERVAL),
    priceFirstDay: market.firstDay,
    price_USD: [...market.priceUsd],
    fees_BTC_block: meanFees(market.feesBtc.subarray(-FEE_DAYS)),
    recorded: seen ? { until: chainAt(history, asOf), epochs: epochsOf(history) } : null,
    record: record.fingerprint,
  };
  const lnDifficulty = history.lnDifficulty(tip.epoch);
  const daily = seen ? dailyBlocks(history, week) : [];
  return { history, start, asOf, facts, daily, volatility: volatilityOf(market), lnDifficulty };
}

function weekRate(history: ChainHistory, at: number): number {
  const height = history.heightAt(at) ?? NaN;
  const epoch = Math.floor((height - history.height(0)) / RETARGET_INTERVAL);
  const found = height - history.height(epoch) + 1;
  return history.lnRateBefore({ epoch, found, time: at }, WEEK_BLOCKS) ?? NaN;
}

function chainAt(history: ChainHistory, time: UnixSeconds): ChainStart {
  const height = history.heightAt(time) ?? history.height(history.tip.epoch);
  const epoch = Math.floor((height - history.height(0)) / RETARGET_INTERVAL);
  const bits = bitsOfDifficulty(Math.exp(history.lnDifficulty(epoch)));
  return { time, height, bits, epochStart: history.start(epoch) };
}

function epochsOf(history: ChainHistory): RecordedEpoch[] {
  return Array.from({ length: history.epochs }, (_, epoch) => ({
    height: history.height(epoch),
    start: history.start(epoch),
    bits: bitsOfDifficulty(Math.exp(history.lnDifficulty(epoch))),
  })).slice(-3);
}

function dailyBlocks(history: ChainHistory, from: number): number[] {
  return Array.from({ length: WARM_UP_DAYS }, (_, day) => {
    const begin = from + day * SECONDS_PER_DAY;
    return (history.heightAt(begin + SECONDS_PER_DAY) ?? NaN) - (history.heightAt(begin) ?? NaN);
  });
}

/** Root of the mean square of daily changes of ln price, a day counting ½ after each half-life. */
function volatilityOf({ priceUsd }: MarketColumns): number {
  const last = [...priceUsd.subarray(-VOLATILITY_DAYS - 1)].toReversed();
  let [squares, weights] = [0, 0];
  for (const [ago, price] of last.slice(0, -1).entries()) {
    const weight = 2 ** (-ago / VOLATILITY_HALF_LIFE);
    squares += weight * Math.log(price / (last[ago + 1] ?? NaN)) ** 2;
    weights += weight;
  }
  return Math.sqrt(squares / weights);
}
