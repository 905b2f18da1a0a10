import {
  HASHES_PER_EH,
  HashfallError,
  type UnixSeconds,
  dayOf,
  formatTime,
  unixSeconds,
} from "../../base/index.ts";
import { BLOCKS_PER_DAY, RETARGET_INTERVAL, TARGET_SPACING } from "../../bitcoin/index.ts";
import type { Timeline } from "../../observe/index.ts";
import type { FactRecord, MarketColumns } from "../../record/index.ts";
import type { ChainStart } from "../network/network.ts";
import { bitsOfDifficulty } from "../network/next-bits.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { FEE_DAYS, meanFees } from "./block-fees.ts";
import type { RecordedChain, ScenarioFacts } from "./facts.ts";

/** Blocks before the start from which the hashrate there is estimated: about a week. */
const BLOCKS_BEFORE: number = 7 * BLOCKS_PER_DAY;

/** A record that may already be cut at an instant, with its blocks in order. */
export interface KnownRecord {
  readonly record: FactRecord;
  readonly timeline: Timeline;
}

/**
 * What a scenario takes from the record. A record cut at an instant inside the scenario gives the
 * chain up to there for the run to follow; one that ends before the start lends its last state.
 *
 * @throws HashfallError `record.uncovered` where the scenario starts before the record's blocks.
 */
export function scenarioFacts(known: KnownRecord, scenario: Scenario): ScenarioFacts {
  const { record, timeline } = known;
  const { start, network } = scenario;
  if (start < timeline.span.from) {
    const reason = `the record has no block before ${formatTime(timeline.span.from)}`;
    const remedy = "start the scenario later";
    throw new HashfallError("record.uncovered", `start: ${reason}`, {
      problems: [{ path: "start", reason, remedy }],
    });
  }
  const tip = chainAt(timeline, start);
  const row = timeline.tipRow(start);
  const first = unixSeconds(timeline.tipTime[Math.max(row - BLOCKS_BEFORE, 0)] ?? NaN);
  const last = unixSeconds(timeline.tipTime[row] ?? NaN);
  return {
    chain: givenChain(network, tip),
    hashrate_EH_s: timeline.count(first, last) / timeline.exposure(first, last) / HASHES_PER_EH,
    hashrateSpread: 1 / Math.sqrt(Math.min(row, BLOCKS_BEFORE)),
    priceFirstDay: record.market.firstDay,
    price_USD: [...record.market.priceUsd],
    fees_BTC_block: feesBefore(record.market, start),
    recorded: recordedAfter(timeline, scenario),
    record: record.fingerprint,
  };
}

/** The chain at an instant; past the record's end its tip, as if nothing had happened since. */
function chainAt(timeline: Timeline, at: UnixSeconds): ChainStart {
  const row = timeline.tipRow(at);
  const { firstHeight, bits, time } = timeline.blocks;
  const height = firstHeight + row;
  const epochRow = row - (height % RETARGET_INTERVAL);
  const elapsed = (height % RETARGET_INTERVAL) * TARGET_SPACING;
  const known = time[epochRow] ?? at - elapsed;
  const past = Math.max(at - timeline.span.to, 0);
  return { time: at, height, bits: bits[row] ?? NaN, epochStart: known + past };
}

function givenChain({ height, difficulty }: Scenario["network"], tip: ChainStart): ChainStart {
  const bits = difficulty === null ? tip.bits : bitsOfDifficulty(difficulty);
  if (height === null || height === tip.height) return { ...tip, bits };
  const epochStart = tip.time - (height % RETARGET_INTERVAL) * TARGET_SPACING;
  return { time: tip.time, height, bits, epochStart };
}

function recordedAfter(timeline: Timeline, { start, end }: Scenario): RecordedChain | null {
  const until = timeline.span.to;
  if (until <= start || until >= end) return null;
  const epochs = timeline.epochs.flatMap(({ firstHeight, start: began }) => {
    const bits = timeline.blocks.bits[firstHeight - timeline.blocks.firstHeight];
    return bits === undefined ? [] : [{ height: firstHeight, start: began, bits }];
  });
  return { until: chainAt(timeline, until), epochs };
}

/** Mean fees of a block in the month before a start; of the last known where that has none. */
function feesBefore({ firstDay, feesBtc }: MarketColumns, start: UnixSeconds): number {
  const last = dayOf(start) - firstDay;
  const before = meanFees(feesBtc.subarray(Math.max(last - FEE_DAYS, 0), Math.max(last, 0)));
  if (Number.isFinite(before)) return before;
  return meanFees(feesBtc.filter((fee) => Number.isFinite(fee)).subarray(-FEE_DAYS));
}
