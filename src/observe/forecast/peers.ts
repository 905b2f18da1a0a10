import { RETARGET_INTERVAL, TARGET_SPACING } from "../../bitcoin/index.ts";
import { type Timeline, at } from "../timeline.ts";
import type { DifficultyForecast } from "./forecaster.ts";

/** Forecasts the next change of difficulty, per cent, with what was known at `now`. */
export type PeerMethod = (timeline: Timeline, moment: DifficultyForecast) => number;

/** mempool looks this many blocks back, and divides by one more. */
const LOOK_BACK = 503;
const LARGEST_FALL = -75;
const LARGEST_RISE = 300;

/**
 * mempool.space, `calcDifficultyAdjustment`. With k blocks found and elapsed = now − first:
 *
 *   k < 503:  adj = elapsed + (first − time of the block 503 back) × (1 + previous change)
 *             change = 600 / (adj / 504) − 1
 *   else      change = 600 / (elapsed / (k + 1)) − 1,  elapsed up to the tip when k = 2015
 *
 * clamped to −75 … +300 %. The formula is restated from its description, none of its code is used.
 */
export const mempoolChange: PeerMethod = (timeline, { now, blocks, epochHeight }) => {
  const { time, firstHeight } = timeline.blocks;
  const first = epochHeight - firstHeight;
  const start = at(time, first);
  const tip = first + blocks;
  const back = tip - LOOK_BACK;
  if (blocks < LOOK_BACK && back >= 0) {
    const previous = at(timeline.difficulty, first) / at(timeline.difficulty, first - 1);
    const adjusted = Math.max(0, now - start) + (start - at(time, back)) * previous;
    return clamp(100 * (TARGET_SPACING / (adjusted / (LOOK_BACK + 1)) - 1));
  }
  const end = blocks === RETARGET_INTERVAL - 1 ? at(time, tip) : now;
  return clamp(100 * (TARGET_SPACING / ((end - start) / (blocks + 1)) - 1));
};

/** BRK / bitview, `difficulty.rs`: change = k × 600 / (tip time − first time) − 1; none at k = 0. */
export const brkChange: PeerMethod = (timeline, { blocks, epochHeight }) => {
  const first = epochHeight - timeline.blocks.firstHeight;
  const elapsed = at(timeline.blocks.time, first + blocks) - at(timeline.blocks.time, first);
  return blocks === 0 || elapsed <= 0 ? 0 : 100 * ((blocks * TARGET_SPACING) / elapsed - 1);
};

/** Predicts that the difficulty stays. */
export const noChange: PeerMethod = () => 0;

const clamp = (change: number): number => Math.min(LARGEST_RISE, Math.max(LARGEST_FALL, change));
