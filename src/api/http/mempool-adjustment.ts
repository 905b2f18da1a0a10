import type { UnixSeconds } from "../../base/index.ts";
import { type Timeline, epochStateAt } from "../../observe/index.ts";

/** Answer of mempool's `/api/v1/difficulty-adjustment`. Dates and times in ms but `previousTime`, in s. */
export interface MempoolAdjustment {
  readonly progressPercent: number;
  /** Per cent, -75 to 300. */
  readonly difficultyChange: number;
  readonly estimatedRetargetDate: number;
  readonly remainingBlocks: number;
  readonly remainingTime: number;
  /** Per cent, -75 to 300. */
  readonly previousRetarget: number;
  readonly previousTime: number;
  readonly nextRetargetHeight: number;
  readonly timeAvg: number;
  readonly adjustedTimeAvg: number;
  /** Of testnet alone; 0 here. */
  readonly timeOffset: number;
  readonly expectedBlocks: number;
}

/** What the estimate is made from. Times in s since 1970. */
export interface AdjustmentMoment {
  readonly now: number;
  readonly height: number;
  /** Time of the first block of the epoch. */
  readonly epochStart: number;
  /** Time of the block a quarter of an epoch back; null where it is not known. */
  readonly quarterBack: number | null;
  /** Per cent. */
  readonly previousRetarget: number;
  /** Header time of the tip. */
  readonly tipTime: number;
}

const EPOCH_BLOCKS = 2016;
const SPACING_S = 600;
/** mempool looks this many blocks back, and divides by one more. */
const LOOK_BACK = 503;
const [LARGEST_FALL, LARGEST_RISE] = [-75, 300] as const;

/**
 * mempool's estimate of the next change, its formula restated (see docs/http.md). With k blocks since
 * the first of the epoch, elapsed = now − first, and q the time of the block a quarter back:
 *
 *   k < 503:  adj = elapsed + (first − q) × (1 + previous change)
 *             change = 600 / (adj / 504) − 1,  spacing ahead = adj / 503
 *   else      change = 600 / (elapsed / (k + 1)) − 1, up to the tip when k = 2015
 *             spacing ahead = elapsed / k
 *
 * Has no error and forgets all before the epoch once k > 503: `/api/difficulty` does not.
 */
export function difficultyAdjustment(moment: AdjustmentMoment): MempoolAdjustment {
  const { now, height, epochStart, quarterBack, previousRetarget } = moment;
  const blocks = height % EPOCH_BLOCKS;
  const elapsed = Math.max(0, now - epochStart);
  const spacing = blocks === 0 ? SPACING_S : elapsed / blocks;
  const early = quarterBack !== null && blocks < LOOK_BACK;
  const adjusted = early
    ? elapsed + (epochStart - quarterBack) * (1 + previousRetarget / 100)
    : (blocks === EPOCH_BLOCKS - 1 ? moment.tipTime : now) - epochStart;
  const counted = early ? LOOK_BACK + 1 : blocks + 1;
  const change = 100 * (SPACING_S / (adjusted / counted) - 1);
  const timeAvg = Math.floor(1000 * spacing);
  const adjustedTimeAvg = early ? Math.floor((1000 * adjusted) / LOOK_BACK) : timeAvg;
  const remainingBlocks = EPOCH_BLOCKS - blocks;
  const remainingTime = remainingBlocks * adjustedTimeAvg;
  return {
    progressPercent: (blocks / EPOCH_BLOCKS) * 100,
    difficultyChange: clamp(change),
    estimatedRetargetDate: remainingTime + 1000 * now,
    remainingBlocks,
    remainingTime,
    previousRetarget,
    previousTime: epochStart,
    nextRetargetHeight: height + remainingBlocks,
    timeAvg,
    adjustedTimeAvg,
    timeOffset: 0,
    expectedBlocks: elapsed / SPACING_S,
  };
}

/**
 * The moment as the chain shows it. An instant after the tip counts as time without a block.
 *
 * @throws HashfallError `record.uncovered` before the first whole epoch of the record or after its end.
 */
export function adjustmentMoment(timeline: Timeline, now: UnixSeconds): AdjustmentMoment {
  const { height, blocksIntoEpoch, epochStart, difficulty } = epochStateAt(timeline, now);
  const { time, firstHeight } = timeline.blocks;
  const tip = height - firstHeight;
  const before = timeline.difficulty[tip - blocksIntoEpoch - 1] ?? difficulty;
  return {
    now,
    height,
    epochStart,
    quarterBack: time[tip - LOOK_BACK] ?? null,
    previousRetarget: clamp(100 * (difficulty / before - 1)),
    tipTime: time[tip] ?? NaN,
  };
}

function clamp(change: number): number {
  return Math.min(LARGEST_RISE, Math.max(LARGEST_FALL, change));
}
