import type { ScoresAnswer } from "../../api/index.ts";
import type { Estimate } from "../../base/index.ts";
import { RETARGET_INTERVAL } from "../../bitcoin/index.ts";
import { EPOCH_FIELDS, type NormalForecast } from "../../simulate/index.ts";
import {
  type ScoredSample,
  estimateOfSample,
  fairCrps,
  intervalCoverage,
  kernelLogScore,
  normalCrps,
  normalLogScore,
} from "../../statistics/index.ts";
import type { Simulation } from "./simulate-scenario.ts";

const CHANGE: number = EPOCH_FIELDS.indexOf("change_pct");
const TRILLION = 1e12;
/** Members that came to the last retarget, below which nothing is scored. */
const LEAST_MEMBERS = 20;

/** One retarget: what was said of it, and what came. */
export interface BacktestEpoch {
  readonly height: number;
  /** When it came, and the median of when it was to come, s since 1970. */
  readonly at: number;
  readonly forecast_at: number;
  readonly actual_change_pct: number;
  readonly forecast_change_pct: Estimate;
  /** Difficulty after it, 10^12. */
  readonly actual_T: number;
  readonly forecast_T: Estimate;
  /** Of ln difficulty, of the ensemble and of persistence with drift; less is better. */
  readonly crps: number;
  readonly crps_baseline: number;
  readonly log_score: number;
  readonly log_score_baseline: number;
  /** The members' changes with the one that came, per cent. */
  readonly changes: ScoredSample;
}

/** What came after the instant, and what persistence said of it. */
export interface Outcomes {
  /** Height of the first retarget to come. */
  readonly firstHeight: number;
  /** ln difficulty of the epoch under way. */
  readonly lnDifficulty: number;
  /** When the retargets came, s since 1970. */
  readonly times: readonly number[];
  /** ln difficulty after each. */
  readonly outcomes: Float64Array;
  readonly baseline: NormalForecast;
}

/** Share of the members that did not come to the last retarget and are not scored, per cent. */
export function membersLeftOut(simulation: Simulation, given: Outcomes): number {
  const first = simulation.summary.epochs.findIndex(({ height }) => height === given.firstHeight);
  const all = simulation.numbers.reduce((sum, { from, to }) => sum + to - from, 0);
  const kept = first < 0 ? 0 : (memberPaths(simulation, first, given).changes[0]?.length ?? 0);
  return 100 * (1 - kept / all);
}

/** Sets each retarget of an ensemble against the one that came. */
export function scoredEpochs(simulation: Simulation, given: Outcomes): BacktestEpoch[] {
  const slots = simulation.summary.epochs;
  const first = slots.findIndex(({ height }) => height === given.firstHeight);
  if (first < 0) return [];
  const members = memberPaths(simulation, first, given);
  if ((members.changes[0]?.length ?? 0) < LEAST_MEMBERS) return [];
  return given.times.flatMap((_, k) => {
    const slot = slots[first + k];
    return slot === undefined
      ? []
      : [scoredEpoch(k, { given, members, forecastAt: slot.time.q50 })];
  });
}

interface MemberPaths {
  /** `[k][member]`: change of the k-th retarget, per cent. */
  readonly changes: readonly Float64Array[];
  /** `[k][member]`: ln difficulty after it. */
  readonly lnDifficulties: readonly Float64Array[];
}

/** Retargets of the members that came to the last of them. */
function memberPaths({ numbers }: Simulation, first: number, given: Outcomes): MemberPaths {
  const horizon = given.times.length;
  const rows = numbers.flatMap(({ from, to, epochs }) => {
    const stride = epochs.length / (to - from);
    return Array.from({ length: to - from }, (_, member) =>
      Float64Array.from(
        { length: horizon },
        (__, k) => epochs[member * stride + (first + k) * EPOCH_FIELDS.length + CHANGE] ?? NaN,
      ),
    ).filter((row) => row.every((change) => Number.isFinite(change)));
  });
  const paths = rows.map((row) => {
    let sum = given.lnDifficulty;
    return row.map((change) => (sum += Math.log1p(change / 100)));
  });
  const columns = (table: readonly Float64Array[]): Float64Array[] =>
    given.times.map((_, k) => Float64Array.from(table, (row) => row[k] ?? NaN));
  return { changes: columns(rows), lnDifficulties: columns(paths) };
}

interface EpochParts {
  readonly given: Outcomes;
  readonly members: MemberPaths;
  readonly forecastAt: number;
}

function scoredEpoch(k: number, { given, members, forecastAt }: EpochParts): BacktestEpoch {
  const { outcomes, baseline, firstHeight, lnDifficulty, times } = given;
  const outcome = outcomes[k] ?? NaN;
  const before = k === 0 ? lnDifficulty : (outcomes[k - 1] ?? NaN);
  const changes = members.changes[k] ?? new Float64Array();
  const lns = members.lnDifficulties[k] ?? new Float64Array();
  const [mean, deviation] = [baseline.mean[k] ?? NaN, baseline.deviation[k] ?? NaN];
  const actual = 100 * Math.expm1(outcome - before);
  return {
    height: firstHeight + k * RETARGET_INTERVAL,
    at: times[k] ?? NaN,
    forecast_at: forecastAt,
    actual_change_pct: actual,
    forecast_change_pct: estimateOfSample(changes),
    actual_T: Math.exp(outcome) / TRILLION,
    forecast_T: estimateOfSample(lns.map((ln) => Math.exp(ln) / TRILLION)),
    crps: fairCrps(lns, outcome),
    crps_baseline: normalCrps(mean, deviation, outcome),
    log_score: kernelLogScore(lns, outcome),
    log_score_baseline: normalLogScore(mean, deviation, outcome),
    changes: { sample: changes, outcome: actual },
  };
}

/** Mean scores over the retargets; null of none. */
export function meanScores(epochs: readonly BacktestEpoch[]): ScoresAnswer | null {
  if (epochs.length === 0) return null;
  const mean = (of: (epoch: BacktestEpoch) => number): number =>
    epochs.reduce((sum, epoch) => sum + of(epoch), 0) / epochs.length;
  const held = intervalCoverage(epochs.map(({ changes }) => changes));
  const percent = (level: number): number =>
    100 * (held.find((one) => one.level === level)?.share ?? NaN);
  const crps = mean((epoch) => epoch.crps);
  const baseline = mean((epoch) => epoch.crps_baseline);
  return {
    n: epochs.length,
    crps,
    crps_baseline: baseline,
    skill_pct: 100 * (1 - crps / baseline),
    log_score: mean((epoch) => epoch.log_score),
    log_score_baseline: mean((epoch) => epoch.log_score_baseline),
    coverage_50_pct: percent(0.5),
    coverage_80_pct: percent(0.8),
    coverage_95_pct: percent(0.95),
    mae_pp: mean((one) => Math.abs(one.forecast_change_pct.value - one.actual_change_pct)),
  };
}
