import { type Random, SECONDS_PER_DAY, SECONDS_PER_HOUR, unixSeconds } from "../base/index.ts";
import { TARGET_SPACING } from "../bitcoin/index.ts";
import { sampleQuantile } from "../statistics/index.ts";
import { BASELINE_BLOCKS, ShockDetector } from "./shock-detector.ts";

const DAYS_PER_YEAR = 365.25;
/** Blocks before the fall, so that detector and baseline are in their usual state. */
const WARM_UP = BASELINE_BLOCKS + 500;
/** Blocks after which a fall counts as missed: four weeks. */
const GIVE_UP = 4032;

/** Alarms a year over `blocks` simulated blocks of a network whose hashrate never changes. */
export function simulateFalseAlarms(random: Random, blocks: number): number {
  const detector = new ShockDetector();
  let time = 0;
  let alarms = 0;
  for (let block = 0; block < blocks; block += 1) {
    time += TARGET_SPACING * random.exponential();
    if (detector.observe(unixSeconds(time), 1) !== null) alarms += 1;
  }
  return alarms / (time / (SECONDS_PER_DAY * DAYS_PER_YEAR));
}

/** Hours from fall to alarm: half, and nine tenths, of all falls are caught by then. */
export interface DetectionDelay {
  readonly medianHours: number;
  readonly p90Hours: number;
  /** Share of falls found within four weeks. */
  readonly found: number;
}

/** Delay of detection over `runs` simulated falls by the fraction `drop`. */
export function simulateDelay(random: Random, drop: number, runs: number): DetectionDelay {
  const delays = Float64Array.from({ length: runs }, () => delayOfOne(random, drop)).toSorted();
  return {
    medianHours: sampleQuantile(delays, 0.5),
    p90Hours: sampleQuantile(delays, 0.9),
    found: delays.filter((delay) => Number.isFinite(delay)).length / runs,
  };
}

function delayOfOne(random: Random, drop: number): number {
  const detector = new ShockDetector();
  let time = 0;
  for (let block = 0; block < WARM_UP; block += 1) {
    time += TARGET_SPACING * random.exponential();
    detector.observe(unixSeconds(time), 1);
  }
  const fall = time;
  for (let block = 0; block < GIVE_UP; block += 1) {
    time += (TARGET_SPACING * random.exponential()) / (1 - drop);
    const alarm = detector.observe(unixSeconds(time), 1);
    if (alarm !== null) return (alarm.raisedAt - fall) / SECONDS_PER_HOUR;
  }
  return Infinity;
}
