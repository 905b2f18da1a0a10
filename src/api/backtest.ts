import { type Estimate, unixSeconds } from "../base/index.ts";
import { isoTime } from "./units.ts";
import type { ProvenanceAnswer } from "./simulation.ts";

/** Scores of the retargets of a backtest. */
export interface ScoresAnswer {
  readonly n: number;
  /** Mean continuous ranked probability score of ln difficulty. */
  readonly crps: number;
  readonly crps_baseline: number;
  readonly skill_pct: number;
  /** Mean −ln density of ln difficulty, nats. */
  readonly log_score: number;
  readonly log_score_baseline: number;
  /** How many of the changes the bands held. */
  readonly coverage_50_pct: number;
  readonly coverage_80_pct: number;
  readonly coverage_95_pct: number;
  /** Mean absolute error of the median change, percentage points. */
  readonly mae_pp: number;
}

interface EpochAnswer {
  readonly height: number;
  readonly at: string;
  readonly forecast_at: string;
  readonly actual_change_pct: number;
  readonly forecast: Estimate;
  readonly inside_80: boolean;
  readonly actual_difficulty_T: number;
  readonly forecast_difficulty_T: Estimate;
  readonly crps: number;
  readonly crps_baseline: number;
}

/** Answer of `backtest`. */
export interface BacktestAnswer {
  readonly name: string;
  readonly as_of: string;
  readonly hindcast: boolean;
  /** Whether the draws were fitted to the very blocks that are scored. */
  readonly in_sample: boolean;
  readonly members: number;
  readonly asked: number;
  readonly seed: number;
  readonly wall_s: number;
  readonly complete: boolean;
  readonly orders_left_out: readonly string[];
  readonly provenance: ProvenanceAnswer;
  readonly scores: (ScoresAnswer & { readonly method: string }) | null;
  /** Members that did not come to the last retarget and are not scored; null of none to come. */
  readonly members_left_out_pct: number | null;
  readonly epochs: readonly EpochAnswer[];
  /** The week's mean of the hashrate as it was. */
  readonly actual: {
    readonly trough_EH_s: number;
    readonly trough_at: string | null;
    readonly recovered_at: string | null;
    readonly fall_pct: number;
    /** End of the span: that of the members' run, or of the record where it is earlier. */
    readonly until: string;
  };
}

export type BacktestHead = Pick<
  BacktestAnswer,
  | "name"
  | "hindcast"
  | "members"
  | "asked"
  | "seed"
  | "wall_s"
  | "complete"
  | "orders_left_out"
  | "provenance"
>;

const METHOD =
  "fair CRPS and kernel log score of ln difficulty after each retarget, against a normal persistence with drift fitted to the epochs before; coverage and mean absolute error of the change in per cent";

/** What was said, and what came, as it is measured. */
export interface BacktestMeasured {
  readonly asOf: number;
  readonly in_sample: boolean;
  readonly members_left_out_pct: number | null;
  readonly scores: ScoresAnswer | null;
  readonly epochs: readonly MeasuredEpoch[];
  readonly actual: {
    readonly trough_EH_s: number;
    readonly trough_at: number;
    readonly recovered_at: number;
    readonly fall_pct: number;
    readonly until: number;
  };
}

interface MeasuredEpoch {
  readonly height: number;
  readonly at: number;
  readonly forecast_at: number;
  readonly actual_change_pct: number;
  readonly forecast_change_pct: Estimate;
  readonly actual_T: number;
  readonly forecast_T: Estimate;
  readonly crps: number;
  readonly crps_baseline: number;
}

export function backtestAnswer(head: BacktestHead, measured: BacktestMeasured): BacktestAnswer {
  const { asOf, in_sample, members_left_out_pct, scores, epochs, actual } = measured;
  const { name, hindcast, ...rest } = head;
  return {
    name,
    as_of: isoTime(unixSeconds(asOf)),
    hindcast,
    in_sample,
    ...rest,
    scores: scores === null ? null : { ...scores, method: METHOD },
    members_left_out_pct,
    epochs: epochs.map(epochAnswer),
    actual: {
      trough_EH_s: actual.trough_EH_s,
      trough_at: instantOrNull(actual.trough_at),
      recovered_at: instantOrNull(actual.recovered_at),
      fall_pct: actual.fall_pct,
      until: isoTime(unixSeconds(actual.until)),
    },
  };
}

function epochAnswer(epoch: MeasuredEpoch): EpochAnswer {
  const { forecast_change_pct: forecast, actual_change_pct: actual } = epoch;
  return {
    height: epoch.height,
    at: isoTime(unixSeconds(epoch.at)),
    forecast_at: isoTime(unixSeconds(epoch.forecast_at)),
    actual_change_pct: actual,
    forecast,
    inside_80: isInside(actual, forecast),
    actual_difficulty_T: epoch.actual_T,
    forecast_difficulty_T: epoch.forecast_T,
    crps: epoch.crps,
    crps_baseline: epoch.crps_baseline,
  };
}

/** Whether the 80 % band holds a value. */
export function isInside(value: number, { lo80, hi80 }: Estimate): boolean {
  return value >= lo80 && value <= hi80;
}

const instantOrNull = (time: number): string | null =>
  Number.isFinite(time) ? isoTime(unixSeconds(time)) : null;
