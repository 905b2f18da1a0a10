import { type UnixSeconds, formatTime, unixSeconds } from "../base/index.ts";
import {
  type CompactBits,
  RETARGET_INTERVAL,
  compactBits,
  difficultyOf,
} from "../bitcoin/index.ts";
import type { RetargetRow } from "../record/index.ts";
import { uncovered } from "./hashrate.ts";
import { type Timeline, at } from "./timeline.ts";

/** The first block of an epoch and how its difficulty compares with the epoch before. */
export interface Retarget {
  readonly height: number;
  /** Null where only the bits are known. */
  readonly at: UnixSeconds | null;
  readonly bits: CompactBits;
  readonly difficulty: number;
  /** Per cent; null for genesis. */
  readonly changePct: number | null;
}

/** All retargets since genesis: consensus facts, no error. */
export function retargetHistory(rows: readonly RetargetRow[]): Retarget[] {
  return rows.map((row, index) => {
    const difficulty = difficultyOf(row.bits);
    const previous = rows[index - 1];
    return {
      height: row.height,
      at: row.time,
      bits: row.bits,
      difficulty,
      changePct:
        previous === undefined ? null : (difficulty / difficultyOf(previous.bits) - 1) * 100,
    };
  });
}

/** Where the chain stood at an instant. */
export interface EpochState {
  readonly at: UnixSeconds;
  readonly height: number;
  /** Number of the epoch, height / 2016. */
  readonly epoch: number;
  readonly bits: CompactBits;
  readonly difficulty: number;
  /** Blocks since the first of the epoch, 0 … 2015. */
  readonly blocksIntoEpoch: number;
  readonly epochStart: UnixSeconds;
}

/** @throws HashfallError `record.uncovered` before the first whole epoch of the record or after its end. */
export function epochStateAt(timeline: Timeline, instant: UnixSeconds): EpochState {
  const row = timeline.tipRow(instant);
  const height = timeline.blocks.firstHeight + row;
  const blocksIntoEpoch = height % RETARGET_INTERVAL;
  const firstRow = row - blocksIntoEpoch;
  const { to } = timeline.span;
  if (firstRow < 0 || instant > to) {
    const wholeEpoch = timeline.epochs.find(({ firstHeight: h }) => h % RETARGET_INTERVAL === 0);
    throw uncovered(formatTime(instant), { from: wholeEpoch?.start ?? to, to });
  }
  return {
    at: instant,
    height,
    epoch: Math.floor(height / RETARGET_INTERVAL),
    bits: compactBits(at(timeline.blocks.bits, row)),
    difficulty: at(timeline.difficulty, row),
    blocksIntoEpoch,
    epochStart: unixSeconds(at(timeline.blocks.time, firstRow)),
  };
}
