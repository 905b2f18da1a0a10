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
} from "../../base/index.ts";
import { expectedHashes } from "../../bitcoin/index.ts";
import { holmAdjusted } from "../../statistics/index.ts";
import { SIGNIFICANCE, measureChange } from "../drop.ts";
import { extremeWindow, hashrateAt } from "../hashrate.ts";
import { type Timeline, at } from "../timeline.ts";
import type { HashrateChangeClaim, HashrateClaim, PeakClaim, RecoveryClaim } from "./claim.ts";
import type { Judgement, Verdict, WindowedEstimate } from "./verdict.ts";

/** Days either side of a claimed peak that are searched for the highest estimate. */
const PEAK_SEARCH = days(3);
const STEP = hours(1);

/** Supported when the 95 % interval of any window allowed by the claim holds the value. */
export function judgeHashrate(timeline: Timeline, claim: HashrateClaim): Judgement {
  const measured = claim.windows.map((window) => windowed(timeline, claim.at, window));
  const closest = closestTo(measured, claim.value);
  return {
    verdict: anyHolds(measured, claim.value) ? "supported" : "contradicted",
    evidence: { what: "hashrate", measured, closest },
  };
}

/**
 * Supported when the 95 % interval of the highest estimate near the day, over any allowed window,
 * holds the value. The count at the newest difficulty is given too: it is how false peaks can be made
 * when the difficulty has just risen.
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
  return {
    verdict: anyHolds(measured, claim.value) ? "supported" : "contradicted",
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

/** A claimed change that no interval holds is contradicted; one held is supported unless chance is, too. */
export function changeVerdict(held: boolean, pValue: number): Verdict {
  if (!held) return "contradicted";
  return pValue < SIGNIFICANCE ? "supported" : "not distinguishable from chance";
}

/** Over every window the claim allows, the p-values with Holm's correction. */
export function judgeHashrateChange(timeline: Timeline, claim: HashrateChangeClaim): Judgement {
  const compared = claim.windows.map((window) => {
    const {
      after: later,
      changePct,
      pValue,
    } = measureChange(timeline, {
      before: { from: earlier(claim.from, window), to: claim.from },
      after: { from: earlier(claim.at, window), to: claim.at },
    });
    return { window, at: claim.at, blocks: later.blocks, estimate: changePct, pValue };
  });
  const pValue = Math.min(...holmAdjusted(compared.map((comparison) => comparison.pValue)));
  return {
    verdict: changeVerdict(anyHolds(compared, claim.valuePct), pValue),
    evidence: {
      what: "hashrate-change",
      measured: compared,
      closest: closestTo(compared, claim.valuePct),
      pValue,
    },
  };
}

/**
 * Supported when the hashrate fell and, within the time claimed, regained what it had before. Not
 * distinguishable when it never fell for certain; not measurable while the time is not over.
 */
export function judgeRecovery(timeline: Timeline, claim: RecoveryClaim): Judgement {
  const before = windowed(timeline, claim.at, claim.window);
  const deadline = claim.at + claim.within;
  const end = Math.min(deadline, timeline.span.to);
  const workAt = (time: UnixSeconds): number =>
    timeline.difficultySum(earlier(time, claim.window), time);
  const enough = workAt(claim.at);
  let lowestAt = claim.at;
  let regainedAt: UnixSeconds | null = null;
  for (
    let time = after(claim.at, STEP);
    time <= end && regainedAt === null;
    time = after(time, STEP)
  ) {
    const work = workAt(time);
    if (work < workAt(lowestAt)) lowestAt = time;
    if (work >= enough && hasFallen(before, windowed(timeline, lowestAt, claim.window))) {
      regainedAt = time;
    }
  }
  const lowest = windowed(timeline, lowestAt, claim.window);
  const evidence = { what: "recovery", before: before.estimate, lowest, regainedAt } as const;
  if (regainedAt !== null) return { verdict: "supported", evidence };
  if (end < deadline) return { verdict: "cannot be measured here", evidence };
  const fell = hasFallen(before, lowest);
  return { verdict: fell ? "contradicted" : "not distinguishable from chance", evidence };
}

function hasFallen(before: WindowedEstimate, lowest: WindowedEstimate): boolean {
  return lowest.estimate.hi95 < before.estimate.lo95;
}

function anyHolds(measured: readonly WindowedEstimate[], value: number): boolean {
  return measured.some(({ estimate }) => holds(estimate, value));
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

/** The estimate nearest the value in units of its own 95 % width; one that holds it goes first. */
function closestTo<W extends WindowedEstimate>(measured: readonly W[], value: number): W {
  const distance = ({ estimate }: W): number =>
    Math.abs(value - estimate.value) / (estimate.hi95 - estimate.lo95) +
    (holds(estimate, value) ? 0 : 1);
  return measured.reduce((best, next) => (distance(next) < distance(best) ? next : best));
}
