import {
  HashfallError,
  type Seconds,
  type UnixSeconds,
  after,
  dayOf,
  days,
  earlier,
  formatTime,
  hours,
  invalidInput,
  unixDay,
  unixSeconds,
} from "../base/index.ts";
import { RETARGET_INTERVAL } from "../bitcoin/index.ts";
import {
  type Claim,
  FALSE_ALARMS_PER_YEAR,
  type HashrateEstimate,
  auditClaims,
  concentrationOf,
  epochStateAt,
  extremeWindow,
  findAlarms,
  hashpriceOf,
  hashrateAt,
  measureChange,
  poolCounts,
  poolTable,
  retargetHistory,
  scoreForecasts,
  windowsAround,
  windowsEndingAt,
} from "../observe/index.ts";
import { findOrders, ordersBetween } from "../policy/index.ts";
import type { Fall, ForecastStory, StudyData, StudyPlan } from "../report/index.ts";
import { studyEnergy } from "./study-energy.ts";
import { verifyRecord } from "./verify.ts";
import { VERSION } from "./version.ts";
import type { Workspace } from "./workspace.ts";

const WEEK = days(7);
const STEP = hours(6);
const HEADLINE_WINDOWS = [hours(24), days(3), WEEK, days(14)];
const POOL_WINDOWS = [hours(24), WEEK, days(14)];

/** Told before each part of a study is made. */
export type Progress = (part: string, done: number, total: number) => void;

/** Parts of a study: seven of numbers, and the page. */
export const STUDY_PARTS = 8;

/** Makes every number of a study. */
export function runStudy(
  workspace: Workspace,
  plan: StudyPlan,
  claims: readonly Claim[],
  progress: Progress = () => undefined,
): StudyData {
  const { record, timeline, modelled } = workspace;
  requireWhole(workspace, plan);
  const step = stepper(progress);
  step("verify");
  const recordFacts = describeRecord(workspace);
  step("hashrate");
  const hashrate = series(plan, STEP, (at) => hashrateAt(timeline, at, WEEK));
  const daily = series({ ...plan, from: after(plan.from, days(1)) }, days(1), (at) =>
    hashrateAt(timeline, at, days(1)),
  );
  step("pools");
  const around = windowsAround(plan.moment, days(14));
  const pools = POOL_WINDOWS.map((window) => ({
    window,
    table: poolTable(timeline, windowsAround(plan.moment, window)),
  }));
  step("forecast");
  const forecast = forecastStory(workspace, plan.reported);
  step("alarms");
  const alarms = findAlarms(modelled, { orders: record.orders, from: plan.from, to: plan.to });
  step("energy");
  const energy = studyEnergy(workspace, plan);
  step("claims");
  return {
    plan,
    version: VERSION,
    record: recordFacts,
    headline: HEADLINE_WINDOWS.map((window) => hashrateAt(timeline, plan.reported, window)),
    hashrate,
    daily,
    orders: findOrders(ordersBetween(record.orders, plan.from, plan.to), { place: plan.place }),
    network: HEADLINE_WINDOWS.map((window) => ({
      window,
      change: measureChange(timeline, windowsAround(plan.moment, window)),
    })),
    poolsReported: poolTable(timeline, windowsEndingAt(plan.reported, days(1))),
    pools,
    concentration: {
      before: concentrationOf(poolCounts(timeline, around.before)),
      after: concentrationOf(poolCounts(timeline, around.after)),
    },
    retargets: retargetsAround(workspace, plan),
    forecast,
    alarms,
    falseAlarmsPerYear: FALSE_ALARMS_PER_YEAR,
    claims: auditClaims(timeline, record, claims),
    hashprice: daysOf(plan).map((day) => hashpriceOf(timeline, record.market, day)),
    fall: findFall(workspace, plan),
    energy,
    poolNames: new Map(record.pools.map(({ slug, name }) => [slug, name])),
  };
}

/** Retargets of the stretch and of a fortnight on each side. */
function retargetsAround({ record }: Workspace, { from, to }: StudyPlan): StudyData["retargets"] {
  const [first, last] = [earlier(from, days(14)), after(to, days(14))];
  return retargetHistory(record.retargets).filter(
    ({ at }) => at !== null && at >= first && at <= last,
  );
}

/** A study needs its whole stretch of time, and the epoch in which the press reported to its end. */
function requireWhole({ timeline }: Workspace, plan: StudyPlan): void {
  if (plan.to <= timeline.span.to) return;
  const end = formatTime(timeline.span.to);
  const need = formatTime(plan.to);
  throw invalidInput(
    "--as-of",
    `the record ends at ${end}, the study ${plan.name} needs it to ${need}`,
    "study it with a later --as-of or a longer record",
  );
}

function describeRecord({ record, timeline }: Workspace): StudyData["record"] {
  const verification = verifyRecord(record);
  return {
    fingerprint: record.fingerprint,
    firstHeight: verification.firstHeight,
    lastHeight: verification.lastHeight,
    ...timeline.span,
    retargetsChecked: verification.retargetsChecked,
    mismatches: verification.mismatches.length,
    files: record.files,
  };
}

function stepper(progress: Progress): (part: string) => void {
  let done = 0;
  return (part) => {
    progress(part, done, STUDY_PARTS);
    done += 1;
  };
}

function series(
  { from, to }: StudyPlan,
  step: Seconds,
  measure: (at: UnixSeconds) => HashrateEstimate,
): HashrateEstimate[] {
  const length = Math.floor((to - from) / step) + 1;
  return Array.from({ length }, (_, index) => measure(after(from, index * step)));
}

function daysOf({ from, to }: StudyPlan): ReturnType<typeof unixDay>[] {
  const [first, last] = [dayOf(from), dayOf(to)];
  return Array.from({ length: last - first }, (_, index) => unixDay(first + index));
}

function forecastStory(workspace: Workspace, at: UnixSeconds): ForecastStory {
  const { timeline } = workspace;
  const forecaster = workspace.forecaster();
  const asOf = forecaster.forecastAt(at);
  const scoreboard = scoreForecasts(workspace.modelled, forecaster);
  const own = scoreboard.scored.filter(
    ({ forecast }) => forecast.epochHeight === epochStateAt(timeline, at).epoch * RETARGET_INTERVAL,
  );
  const [first] = own;
  if (asOf === null || first === undefined) {
    throw new HashfallError("input.invalid", "the record does not hold the epoch of the study");
  }
  const next = first.forecast.epochHeight + RETARGET_INTERVAL - timeline.blocks.firstHeight;
  return {
    asOf,
    course: own.map(({ forecast }) => forecast),
    actualPct: first.actualPct,
    actualAt: unixSeconds(timeline.blocks.time[next] ?? NaN),
    scoreboard,
  };
}

/** Highest week before the moment and lowest after it. */
function findFall({ timeline }: Workspace, { from, moment, to }: StudyPlan): Fall {
  const highest = extremeWindow(timeline, WEEK, { from, to: moment, step: hours(1) }, "highest");
  const lowest = extremeWindow(timeline, WEEK, { from: moment, to, step: hours(1) }, "lowest");
  const { changePct } = measureChange(timeline, {
    before: { from: earlier(highest, WEEK), to: highest },
    after: { from: earlier(lowest, WEEK), to: lowest },
  });
  return {
    peak: hashrateAt(timeline, highest, WEEK),
    trough: hashrateAt(timeline, lowest, WEEK),
    changePct,
  };
}
