import {
  type Estimate,
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  type Seconds,
  type UnixSeconds,
  after,
  days,
  earlier,
  hours,
  mapEstimate,
} from "../../base/index.ts";
import { expectedHashes } from "../../bitcoin/index.ts";
import { compareRates } from "../../statistics/index.ts";
import { SIGNIFICANCE, countIn } from "../drop.ts";
import { extremeWindow, hashrateAt } from "../hashrate.ts";
import { type Timeline, at } from "../timeline.ts";
import type { HashrateChangeClaim, HashrateClaim, PeakClaim, RecoveryClaim } from "./claim.ts";
import type { Judgement, WindowedEstimate } from "./verdict.ts";

/** Days either side of a claimed peak that are searched for the highest estimate. */
const PEAK_SEARCH = days(3);
const STEP = hours(1);

/** Supported when the 95 % interval of any window allowed by the claim holds the value. */
export function judgeHashrate(timeline: Timeline, claim: HashrateClaim): Judgement {
  const measured = claim.windows.map((window) => windowed(timeline, claim.at, window));
  const closest = closestTo(measured, claim.value);
  return {
    verdict: holds(closest.estimate, claim.value) ? "supported" : "contradicted",
    evidence: { what: "hashrate", measured, closest },
  };
}

/**
 * Contradicted when, in every allowed window, even the highest estimate near the day has its 95 %
 * interval below the value. The count at the newest difficulty is given too: it is how false peaks
 * are made when the difficulty has just risen.
 */
export function judgePeak(timeline: Timeline, claim: PeakClaim): Judgement {
  const measured = claim.windows.map((window) => highest(timeline, claim.at, window));
  const day = days(1);
  const unweighted: number[] = [];
  for (
    let time = claim.at;
    time <= claim.at + SECONDS_PER_DAY;
    time = after(time, SECONDS_PER_HOUR)
  ) {
    const newest = at(timeline.difficulty, timeline.tipRow(time));
    unweighted.push((timeline.count(earlier(time, day), time) * expectedHashes(newest)) / day);
  }
  const reached = measured.some(({ estimate }) => estimate.hi95 >= claim.value);
  return {
    verdict: reached ? "supported" : "contradicted",
    evidence: {
      what: "hashrate-peak",
      measured,
      unweightedPeak: Math.max(...unweighted),
      retargetPct: retargetOn(timeline, claim.at),
      ofDay: windowed(timeline, after(claim.at, day), day),
    },
  };
}

function retargetOn({ epochs }: Timeline, day: UnixSeconds): number | null {
  const index = epochs.findIndex(({ start }) => start > day && start <= day + SECONDS_PER_DAY);
  const [before, now] = [epochs[index - 1], epochs[index]];
  if (before === undefined || now === undefined) return null;
  return 100 * (now.difficulty / before.difficulty - 1);
}

/** Not distinguishable when no window finds a change; supported when one's interval holds the value. */
export function judgeHashrateChange(timeline: Timeline, claim: HashrateChangeClaim): Judgement {
  const compared = claim.windows.map((window) => {
    const before = countIn(timeline, { from: earlier(claim.from, window), to: claim.from });
    const later = countIn(timeline, { from: earlier(claim.at, window), to: claim.at });
    const { ratio, pValue } = compareRates(
      { count: before.blocks, exposure: before.exposure },
      { count: later.blocks, exposure: later.exposure },
    );
    const estimate = mapEstimate(ratio, (value) => (value - 1) * 100);
    return { window, at: claim.at, blocks: later.blocks, estimate, pValue };
  });
  const closest = closestTo(compared, claim.valuePct);
  const pValue = Math.min(...compared.map((comparison) => comparison.pValue));
  const supported = holds(closest.estimate, claim.valuePct) ? "supported" : "contradicted";
  return {
    verdict: pValue >= SIGNIFICANCE ? "not distinguishable from chance" : supported,
    evidence: { what: "hashrate-change", measured: compared, closest, pValue },
  };
}

/** Supported when the hashrate regained, within the time claimed, what it had before the fall. */
export function judgeRecovery(timeline: Timeline, claim: RecoveryClaim): Judgement {
  const before = windowed(timeline, claim.at, claim.window);
  const deadline = Math.min(claim.at + claim.within, timeline.span.to);
  let lowest = before;
  let regainedAt: UnixSeconds | null = null;
  for (
    let time = after(claim.at, SECONDS_PER_DAY);
    time <= deadline && regainedAt === null;
    time = after(time, SECONDS_PER_DAY)
  ) {
    const now = windowed(timeline, time, claim.window);
    if (now.estimate.value < lowest.estimate.value) lowest = now;
    const hasFallen = lowest.estimate.hi95 < before.estimate.lo95;
    if (hasFallen && now.estimate.value >= before.estimate.value) regainedAt = time;
  }
  return {
    verdict: regainedAt === null ? "contradicted" : "supported",
    evidence: { what: "recovery", before: before.estimate, lowest, regainedAt },
  };
}

/** Whether the 95 % interval of an estimate holds a value. */
export function holds(estimate: Estimate, value: number): boolean {
  return value >= estimate.lo95 && value <= estimate.hi95;
}

function windowed(timeline: Timeline, instant: UnixSeconds, window: Seconds): WindowedEstimate {
  const { blocks, hashrate } = hashrateAt(timeline, instant, window);
  return { window, at: instant, blocks, estimate: hashrate };
}

function highest(timeline: Timeline, day: UnixSeconds, window: Seconds): WindowedEstimate {
  const from = earlier(day, PEAK_SEARCH);
  const to = after(day, SECONDS_PER_DAY + PEAK_SEARCH);
  return windowed(
    timeline,
    extremeWindow(timeline, window, { from, to, step: STEP }, "highest"),
    window,
  );
}

/** The estimate in whose own 95 % width the value lies nearest. */
function closestTo<W extends WindowedEstimate>(measured: readonly W[], value: number): W {
  const distance = ({ estimate }: W): number =>
    Math.abs(value - estimate.value) / (estimate.hi95 - estimate.lo95);
  return measured.reduce((best, next) => (distance(next) < distance(best) ? next : best));
}
