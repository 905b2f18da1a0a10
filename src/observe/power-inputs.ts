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
 *   hashrate = 2016 × difficulty × 2^32 / span,   coins a day = 2016 × subsidy × 86,400 / span
 */
function epochsOf(retargets: readonly RetargetRow[]): HashrateEpoch[] {
  return retargets.flatMap(({ height, time, bits }, row) => {
    const end = retargets[row + 1]?.time ?? null;
    if (time === null || end === null) return [];
    const span = end - time;
    const hashes = expectedHashes(difficultyOf(bits)) * RETARGET_INTERVAL;
    const coins = (RETARGET_INTERVAL * subsidyAt(height) * SECONDS_PER_DAY) / span;
    return [{ start: time, hashrate: hashes / span, coins }];
  });
}
