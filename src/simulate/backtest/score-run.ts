import { SECONDS_PER_DAY, HASHES_PER_EH, type UnixSeconds, unixSeconds } from "../../base/index.ts";
import type { Timeline } from "../../observe/index.ts";
import type { FactRecord } from "../../record/index.ts";
import { fairCrps, normalCrps, sampleQuantile } from "../../statistics/index.ts";
import type { ShardNumbers } from "../ensemble/collector.ts";
import { EPOCH_FIELDS } from "../member/member-shape.ts";
import { ChainHistory } from "./chain-history.ts";
import { outcomesAfter, persistenceForecast } from "./persistence.ts";

/** What the record says of the period of a run, as plain columns. */
export interface RunCourse {
  /** Ends of days, Unix seconds, and the mean of the week before each. */
  readonly time_s: readonly number[];
  readonly hashrate_7d_EH_s: readonly number[];
  /** Retargets that came, with the difficulty after each. */
  readonly retarget_s: readonly number[];
  readonly difficulty_T: readonly number[];
  readonly first_height: number;
  /** Of the natural logarithm of the difficulty: at the start, after each retarget. */
  readonly ln_start: number;
  readonly ln_difficulty: readonly number[];
  /** The same as persistence with drift has it, from what was known at the start. */
  readonly persistence_mean: readonly number[];
  readonly persistence_deviation: readonly number[];
}

/** Scores of a run over the retargets that came; less continuous ranked probability score is better. */
export interface RunScore {
  readonly n: number;
  readonly crps: number;
  readonly crps_persistence: number;
  /** Share of the outcomes inside the central band of the members. */
  readonly coverage_50_pct: number;
  readonly coverage_95_pct: number;
  /** Members that did not come to the last retarget and are not scored. */
  readonly left_out_pct: number;
}

const WEEK_S: number = 7 * SECONDS_PER_DAY;
const TRILLION = 1e12;
const LEAST_MEMBERS = 20;
const CHANGE: number = EPOCH_FIELDS.indexOf("change_pct");
const HEIGHT: number = EPOCH_FIELDS.indexOf("height");

/** The record's course from a start to an end, judged from `known`; empty where it has none. */
export function courseOf(
  { record, timeline }: { readonly record: FactRecord; readonly timeline: Timeline },
  { start, end, known }: Readonly<Record<"start" | "end" | "known", UnixSeconds>>,
): RunCourse {
  const days = daysBetween(timeline, start, end);
  const history = new ChainHistory(record, known);
  const whole = new ChainHistory(record);
  const { epoch } = history.tip;
  const times: number[] = [];
  for (let next = epoch + 1; next < whole.epochs && whole.start(next) <= end; next += 1) {
    times.push(whole.start(next));
  }
  const outcomes = Array.from(outcomesAfter(whole, epoch, times.length));
  const baseline = times.length === 0 ? null : persistenceForecast(history, times.length);
  return {
    ...days,
    retarget_s: times,
    difficulty_T: outcomes.map((ln) => Math.exp(ln) / TRILLION),
    first_height: times.length === 0 ? 0 : history.height(epoch + 1),
    ln_start: history.lnDifficulty(epoch),
    ln_difficulty: outcomes,
    persistence_mean: Array.from(baseline?.mean ?? []),
    persistence_deviation: Array.from(baseline?.deviation ?? []),
  };
}

function daysBetween(
  timeline: Timeline,
  start: UnixSeconds,
  end: UnixSeconds,
): Pick<RunCourse, "time_s" | "hashrate_7d_EH_s"> {
  const last = Math.min(end, timeline.span.to);
  const time_s: number[] = [];
  const rates: number[] = [];
  for (let time = start + SECONDS_PER_DAY; time <= last; time += SECONDS_PER_DAY) {
    const [from, to] = [unixSeconds(time - WEEK_S), unixSeconds(time)];
    if (from < timeline.span.from) continue;
    time_s.push(time);
    rates.push(timeline.count(from, to) / timeline.exposure(from, to) / HASHES_PER_EH);
  }
  return { time_s, hashrate_7d_EH_s: rates };
}

/** Sets the members' retargets against those that came; null where there is nothing to set. */
export function scoreRun(numbers: readonly ShardNumbers[], course: RunCourse): RunScore | null {
  const n = course.ln_difficulty.length;
  if (n === 0) return null;
  const { paths, all } = memberPaths(numbers, course);
  if (paths.length < LEAST_MEMBERS) return null;
  let [crps, persistence, in50, in95] = [0, 0, 0, 0];
  for (const [k, outcome] of course.ln_difficulty.entries()) {
    const sample = Float64Array.from(paths, (path) => path[k] ?? NaN).toSorted();
    crps += fairCrps(sample, outcome) / n;
    const [mean, deviation] = [course.persistence_mean[k], course.persistence_deviation[k]];
    persistence += normalCrps(mean ?? NaN, deviation ?? NaN, outcome) / n;
    in50 += isWithin(sample, outcome, 0.5) ? 100 / n : 0;
    in95 += isWithin(sample, outcome, 0.95) ? 100 / n : 0;
  }
  return {
    n,
    crps,
    crps_persistence: persistence,
    coverage_50_pct: in50,
    coverage_95_pct: in95,
    left_out_pct: 100 * (1 - paths.length / all),
  };
}

function isWithin(sorted: Float64Array, outcome: number, level: number): boolean {
  const low = sampleQuantile(sorted, (1 - level) / 2);
  return low <= outcome && outcome <= sampleQuantile(sorted, (1 + level) / 2);
}

interface Paths {
  /** ln difficulty after each retarget of each member that came to the last. */
  readonly paths: readonly (readonly number[])[];
  readonly all: number;
}

function memberPaths(numbers: readonly ShardNumbers[], course: RunCourse): Paths {
  const paths: (readonly number[])[] = [];
  let all = 0;
  for (const { from, to, epochs } of numbers) {
    const stride = epochs.length / (to - from);
    for (let member = 0; member < to - from; member += 1) {
      const path = pathOf(epochs.subarray(member * stride, (member + 1) * stride), course);
      if (path !== null) paths.push(path);
      all += 1;
    }
  }
  return { paths, all };
}

function pathOf(epochs: Float64Array, course: RunCourse): readonly number[] | null {
  const fields = EPOCH_FIELDS.length;
  let slot = 0;
  while (slot < epochs.length && epochs[slot + HEIGHT] !== course.first_height) slot += fields;
  let ln = course.ln_start;
  const path: number[] = [];
  for (let k = 0; k < course.ln_difficulty.length; k += 1) {
    ln += Math.log1p((epochs[slot + k * fields + CHANGE] ?? NaN) / 100);
    path.push(ln);
  }
  return Number.isFinite(ln) ? path : null;
}
