import { type Estimate, mapEstimate } from "../base/index.ts";
import type { RivalName, ShockBacktest, ShockFolds, ShockResult } from "../simulate/index.ts";
import { isoTime } from "./units.ts";

/** One shock of the catalogue; changes are against the difficulty of the epoch under way then. */
interface ShockAnswer {
  readonly id: string;
  readonly cause: string;
  readonly as_of: string;
  /** Why then. */
  readonly rule: string;
  readonly fell: string;
  readonly crps: number;
  readonly crps_baseline: number;
  readonly skill_pct: number;
  readonly log_score: number;
  readonly epochs: readonly {
    readonly actual_change_pct: number;
    readonly forecast_change_pct: Record<"value" | "lo80" | "hi80", number>;
    readonly persistence_change_pct: number;
    readonly inside_80: boolean;
  }[];
}

/** Answer of `backtest shocks`. */
export interface ShocksAnswer {
  readonly name: "shocks";
  readonly members: number;
  readonly seed: number;
  readonly provenance: ShockFolds["made_from"];
  readonly scores: {
    readonly n: number;
    readonly crps: number;
    readonly crps_baseline: number;
    readonly skill_pct: number;
    readonly log_score: number;
    readonly coverage_50_pct: number;
    readonly coverage_80_pct: number;
    readonly coverage_95_pct: number;
    /** Skill against each rival, per cent, with its interval over the shocks. */
    readonly skill_against_pct: Readonly<Record<RivalName, Estimate>>;
    /** Outcomes by the fifth of the forecast they fell in. */
    readonly ranks: readonly number[];
    readonly rank_p_value: number;
  };
  readonly shocks: readonly ShockAnswer[];
}

export interface ShocksHead {
  readonly members: number;
  readonly seed: number;
  readonly made_from: ShockFolds["made_from"];
}

export function shocksAnswer(
  { members, seed, made_from }: ShocksHead,
  backtest: ShockBacktest,
): ShocksAnswer {
  const { results, skill, coverage, histogram, uniformity, n } = backtest;
  const mean = (of: (result: ShockResult) => number): number =>
    results.reduce((sum, result) => sum + of(result), 0) / results.length;
  const held = (level: number): number =>
    100 * (coverage.find((one) => one.level === level)?.share ?? NaN);
  return {
    name: "shocks",
    members,
    seed,
    provenance: made_from,
    scores: {
      n,
      crps: mean(({ model }) => model.crps),
      crps_baseline: mean(({ rivals }) => rivals.persistence.crps),
      skill_pct: 100 * skill.persistence.value,
      log_score: mean(({ model }) => model.logScore),
      coverage_50_pct: held(0.5),
      coverage_80_pct: held(0.8),
      coverage_95_pct: held(0.95),
      skill_against_pct: {
        persistence: inPercent(skill.persistence),
        free_entry: inPercent(skill.free_entry),
        announced_share: inPercent(skill.announced_share),
        other_shocks: inPercent(skill.other_shocks),
      },
      ranks: [...histogram.counts],
      rank_p_value: uniformity.pValue,
    },
    shocks: results.map(shockAnswer),
  };
}

function inPercent(share: Estimate): Estimate {
  return mapEstimate(share, (value) => 100 * value);
}

function shockAnswer(result: ShockResult): ShockAnswer {
  const { shock, lnDifficulty, model, persistence, rivals, skill } = result;
  const change = (ln: number): number => 100 * Math.expm1(ln - lnDifficulty);
  return {
    id: shock.id,
    cause: shock.cause,
    as_of: isoTime(shock.asOf),
    rule: shock.rule,
    fell: shock.fell,
    crps: model.crps,
    crps_baseline: rivals.persistence.crps,
    skill_pct: 100 * skill,
    log_score: model.logScore,
    epochs: model.epochs.map(({ outcome, median, band80: [low, high] }, k) => ({
      actual_change_pct: change(outcome),
      forecast_change_pct: { value: change(median), lo80: change(low), hi80: change(high) },
      persistence_change_pct: change(persistence.mean[k] ?? NaN),
      inside_80: outcome >= low && outcome <= high,
    })),
  };
}
