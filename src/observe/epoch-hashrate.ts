import { type Estimate, type UnixSeconds, estimate } from "../base/index.ts";
import { RETARGET_INTERVAL, expectedHashes } from "../bitcoin/index.ts";
import { gammaQuantile } from "../statistics/index.ts";
import type { Retarget } from "./difficulty.ts";

/** Name of the method, as printed beside every figure made by it. */
export const EPOCH_METHOD =
  "work of an epoch over the header times of its first block and the next epoch's; exact Gamma interval of 2016 block times";

/** Hashrate of a whole epoch, H/s. */
export interface EpochHashrate {
  readonly retarget: Retarget;
  /** Null for the epoch that is not over, and where a time is not known. */
  readonly hashrate: Estimate | null;
}

/**
 * Hashrate of each epoch from how long its blocks took.
 *
 *   H = 2016 × difficulty × 2^32 / span,   H_true × span / (difficulty × 2^32) ~ Gamma(2016)
 *
 * The count is fixed and the time is random, so the interval is that of a Gamma law, not of a count.
 * Rises inside the epoch are averaged over its blocks, not over its clock.
 */
export function epochHashrates(retargets: readonly Retarget[]): EpochHashrate[] {
  return retargets.map((retarget, index) => {
    const span = spanOf(retarget.at, retargets[index + 1]?.at ?? null);
    return { retarget, hashrate: span === null ? null : rateOf(retarget.difficulty, span) };
  });
}

function spanOf(from: UnixSeconds | null, to: UnixSeconds | null): number | null {
  return from === null || to === null || to <= from ? null : to - from;
}

function rateOf(difficulty: number, span: number): Estimate {
  const ofBlocks = (blocks: number): number => (blocks * expectedHashes(difficulty)) / span;
  return estimate(ofBlocks(RETARGET_INTERVAL), (level) => [
    ofBlocks(blocksAt(0.5 - level / 2)),
    ofBlocks(blocksAt(0.5 + level / 2)),
  ]);
}

const known = new Map<number, number>();

/** Quantile of the Gamma law of 2016 block times, reckoned once for each probability. */
function blocksAt(probability: number): number {
  const found = known.get(probability) ?? gammaQuantile(RETARGET_INTERVAL, probability);
  known.set(probability, found);
  return found;
}
