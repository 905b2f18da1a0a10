import { SECONDS_PER_DAY } from "../base/index.ts";
import { RETARGET_INTERVAL, difficultyOf, expectedHashes, subsidyAt } from "../bitcoin/index.ts";
import type { HashrateEpoch, PowerInputs } from "../energy/index.ts";
import type { FactRecord, RetargetRow } from "../record/index.ts";
import { networkDays } from "./network-days.ts";
import type { Timeline } from "./timeline.ts";

/** What the model of network power needs of a record; cut at an instant, it knows no more. */
export function powerInputs(timeline: Timeline, record: FactRecord): PowerInputs {
  return {
    days: networkDays(timeline, record.market),
    machines: record.energy.machines,
    epochs: epochsOf(record.retargets),
    market: record.market,
  };
}

/**
 * Epochs whose end is known.
 *
 *   hashrate = 2016 × difficulty × 2^32 / span,   coins a day = Σ subsidy × 86,400 / span
 *
 * A halving falls within an epoch: 210,000 is no multiple of 2016.
 */
function epochsOf(retargets: readonly RetargetRow[]): HashrateEpoch[] {
  return retargets.flatMap(({ height, time, bits }, row) => {
    const end = retargets[row + 1]?.time ?? null;
    if (time === null || end === null) return [];
    const span = end - time;
    const hashes = expectedHashes(difficultyOf(bits)) * RETARGET_INTERVAL;
    const coins = (subsidiesFrom(height) * SECONDS_PER_DAY) / span;
    return [{ start: time, hashrate: hashes / span, coins }];
  });
}

/** What the blocks of the epoch that begins at a height pay out, BTC. */
function subsidiesFrom(height: number): number {
  let sum = 0;
  for (let block = 0; block < RETARGET_INTERVAL; block += 1) sum += subsidyAt(height + block);
  return sum;
}
