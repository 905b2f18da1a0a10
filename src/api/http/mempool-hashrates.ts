import { type UnixSeconds, dayOf, startOfDay, unixDay, unixSeconds } from "../../base/index.ts";
import type { Retarget, Timeline } from "../../observe/index.ts";
import { type MempoolInterval, intervalStart } from "./mempool-interval.ts";
import { networkHashps } from "./network-hashps.ts";

/** A change of difficulty as mempool lists it; `adjustment` is new over old. */
interface MempoolRetarget {
  readonly time: number;
  readonly height: number;
  readonly difficulty: number;
  readonly adjustment: number;
}

/** Answer of mempool's `/api/v1/mining/hashrate/:interval`; hashrates in H/s. */
export interface MempoolHashrates {
  /** One for each UTC day, at the midnight that ends it. */
  readonly hashrates: readonly { readonly timestamp: number; readonly avgHashrate: number }[];
  /** Oldest first. */
  readonly difficulty: readonly MempoolRetarget[];
  readonly currentHashrate: number;
  readonly currentDifficulty: number;
}

/** An answer's chain, and up to when it is asked about. */
export interface MempoolQuestion {
  readonly timeline: Timeline;
  readonly retargets: readonly Retarget[];
  readonly interval: MempoolInterval;
  readonly now: UnixSeconds;
}

/** Blocks that "current" looks back over. */
const CURRENT_BLOCKS = 1008;
const EPOCH_BLOCKS = 2016;
/** mempool keeps the factor as a 32-bit float and shows six digits of it. */
const FACTOR_DIGITS = 6;

export function mempoolHashrates(question: MempoolQuestion): MempoolHashrates {
  const { timeline, interval, now } = question;
  const tip = timeline.tipRow(now);
  const from = intervalStart(interval, now);
  return {
    hashrates: dailyHashrates(timeline, now).filter(({ timestamp }) => timestamp >= from),
    difficulty: retargetsIn(question),
    currentHashrate: networkHashps(timeline, tip, CURRENT_BLOCKS),
    currentDifficulty: timeline.difficulty[tip] ?? NaN,
  };
}

/** Answer of `/api/v1/mining/difficulty-adjustments`: [time, height, difficulty, new over old], newest first. */
export type MempoolAdjustments = readonly (readonly [number, number, number, number])[];

export function mempoolAdjustments(question: MempoolQuestion): MempoolAdjustments {
  return retargetsIn(question)
    .map((row) => [row.time, row.height, row.difficulty, row.adjustment] as const)
    .toReversed();
}

/** Finished UTC days that the record holds, from the first: `getnetworkhashps` of the day's blocks. */
function dailyHashrates(
  timeline: Timeline,
  now: UnixSeconds,
): { readonly timestamp: number; readonly avgHashrate: number }[] {
  const { from } = timeline.span;
  const rates: { timestamp: number; avgHashrate: number }[] = [];
  for (let day = dayOf(from); ; day = unixDay(day + 1)) {
    const end = startOfDay(unixDay(day + 1));
    if (end > now) return rates;
    const avgHashrate = hashrateBetween(timeline, startOfDay(day), end);
    if (startOfDay(day) >= from && !Number.isNaN(avgHashrate)) {
      rates.push({ timestamp: end, avgHashrate });
    }
  }
}

/** `getnetworkhashps` of as many blocks as have a time in [from, to], up to the highest; 0 for none. */
export function hashrateBetween(timeline: Timeline, from: UnixSeconds, to: UnixSeconds): number {
  const { rows } = timeline.window(unixSeconds(from - 1), to);
  if (rows.length === 0) return 0;
  const highest = rows.reduce((most, row) => Math.max(most, row), 0);
  return networkHashps(timeline, highest, rows.length);
}

/**
 * Blocks at which the difficulty changed, oldest first. The list of retargets reaches back to genesis
 * and the chain further on; a retarget whose time neither knows is left out.
 */
function retargetsIn({ timeline, retargets, interval, now }: MempoolQuestion): MempoolRetarget[] {
  const rows = new Map<number, { time: number | null; difficulty: number }>();
  for (const { height, at, difficulty } of retargets) rows.set(height, { time: at, difficulty });
  for (const { firstHeight, start, difficulty } of timeline.epochs) {
    if (firstHeight % EPOCH_BLOCKS === 0) rows.set(firstHeight, { time: start, difficulty });
  }
  const from = intervalStart(interval, now);
  const changes: MempoolRetarget[] = [];
  let previous: number | undefined;
  for (const [height, { time, difficulty }] of [...rows].toSorted(([a], [b]) => a - b)) {
    const adjustment = previous === undefined ? 0 : difficulty / previous;
    const isChange = difficulty !== previous && (previous !== undefined || height === 0);
    previous = difficulty;
    if (time === null || time < from || time > now || !isChange) continue;
    const factor = Number(adjustment.toPrecision(FACTOR_DIGITS));
    changes.push({ time, height, difficulty, adjustment: factor });
  }
  return changes;
}
