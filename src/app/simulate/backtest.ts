import type { ScoresAnswer } from "../../api/index.ts";
import {
  HASHES_PER_EH,
  SECONDS_PER_DAY,
  type UnixSeconds,
  days,
  unixSeconds,
} from "../../base/index.ts";
import type { Timeline } from "../../observe/index.ts";
import type { FactRecord } from "../../record/index.ts";
import {
  ChainHistory,
  type KnownRecord,
  Milestones,
  fitScenario,
  outcomesAfter,
  persistenceForecast,
} from "../../simulate/index.ts";
import {
  type BacktestEpoch,
  type Outcomes,
  meanScores,
  membersLeftOut,
  scoredEpochs,
} from "./backtest-scores.ts";
import type { LoadedModel } from "./load-model.ts";
import { type EnsembleOptions, type Simulation, simulateScenario } from "./simulate-scenario.ts";

/** Members of a slow chain come to the last retarget this much later. */
const SLACK_DAYS = 60;

/** What happened to the week's mean of the hashrate, EH/s, and when, s since 1970. */
export interface ActualFall {
  readonly trough_EH_s: number;
  readonly trough_at: number;
  readonly recovered_at: number;
  readonly fall_pct: number;
  /** End of the span it is of: that of the members' run, or of the record before it. */
  readonly until: UnixSeconds;
  /** Whether the record reaches that far, so that the members' fall is of the same span. */
  readonly is_whole: boolean;
}

export interface Backtest {
  readonly simulation: Simulation;
  /** End of the scenario; the run goes on a little, so that slow chains get there. */
  readonly end: UnixSeconds;
  /** Up to when anything was known. */
  readonly asOf: UnixSeconds;
  /** Whether the run began with all orders and prices known. */
  readonly hindcast: boolean;
  readonly epochs: readonly BacktestEpoch[];
  /** Null where no retarget lies between the instant and the end. */
  readonly scores: ScoresAnswer | null;
  /** Members that did not come to the last retarget and are not scored; null of none to come. */
  readonly members_left_out_pct: number | null;
  /** Whether the draws were fitted to the very blocks that are scored. */
  readonly in_sample: boolean;
  readonly actual: ActualFall;
}

/** What the record tells later, to judge by. */
export interface Hindsight {
  readonly record: FactRecord;
  readonly timeline: Timeline;
}

/**
 * The model with draws from its posterior, given what was known. Where the scenario names draws that
 * were made from the same facts, those are kept.
 */
export function fittedModel(model: LoadedModel, known: KnownRecord): LoadedModel {
  if (model.draws !== null || !model.request.posterior) return model;
  const { draws } = fitScenario(known, model.scenario);
  return { ...model, draws, missing_draws: null };
}

/** Runs a scenario from what was known and sets its retargets against those that came. */
export async function runBacktest(
  model: LoadedModel,
  { record, timeline }: Hindsight,
  options: EnsembleOptions,
): Promise<Backtest> {
  const { scenario, request } = model;
  const asOf = request.asOf ?? scenario.start;
  const end = unixSeconds(scenario.end + days(SLACK_DAYS));
  const simulation = await simulateScenario({ ...model, scenario: { ...scenario, end } }, options);
  const outcomes = outcomesBetween(record, asOf, scenario.end);
  const epochs = outcomes === null ? [] : scoredEpochs(simulation, outcomes);
  return {
    simulation,
    end: scenario.end,
    asOf,
    hindcast: request.asOf === undefined,
    epochs,
    scores: meanScores(epochs),
    members_left_out_pct: outcomes === null ? null : membersLeftOut(simulation, outcomes),
    in_sample: request.asOf === undefined && model.draws !== null,
    actual: actualFall(timeline, scenario.start, end),
  };
}

/** Retargets of the record after an instant and up to an end; null where there are none. */
function outcomesBetween(record: FactRecord, asOf: UnixSeconds, end: UnixSeconds): Outcomes | null {
  const [history, whole] = [new ChainHistory(record, asOf), new ChainHistory(record)];
  const { epoch } = history.tip;
  const times: number[] = [];
  for (let next = epoch + 1; next < whole.epochs && whole.start(next) <= end; next += 1) {
    times.push(whole.start(next));
  }
  if (times.length === 0) return null;
  return {
    firstHeight: history.height(epoch + 1),
    lnDifficulty: history.lnDifficulty(epoch),
    times,
    outcomes: outcomesAfter(whole, epoch, times.length),
    baseline: persistenceForecast(history, times.length),
  };
}

/** Peak, trough and recovery of the week's mean, day by day, as a member counts them. */
function actualFall(timeline: Timeline, start: UnixSeconds, end: UnixSeconds): ActualFall {
  const milestones = new Milestones();
  const last = unixSeconds(Math.min(end, timeline.span.to));
  for (let time = start + SECONDS_PER_DAY; time <= last; time += SECONDS_PER_DAY) {
    const [from, to] = [unixSeconds(time - 7 * SECONDS_PER_DAY), unixSeconds(time)];
    if (from < timeline.span.from) continue;
    milestones.pass(time, timeline.count(from, to) / timeline.exposure(from, to) / HASHES_PER_EH);
  }
  const { trough, troughAt, recoveredAt, fallPct } = milestones;
  return {
    trough_EH_s: trough,
    trough_at: troughAt,
    recovered_at: recoveredAt,
    fall_pct: fallPct,
    until: last,
    is_whole: last === end,
  };
}
