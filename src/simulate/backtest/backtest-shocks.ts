import { type Estimate, HashfallError, Random } from "../../base/index.ts";
import type { FactRecord } from "../../record/index.ts";
import {
  type ChiSquareTest,
  type LevelCoverage,
  type RankHistogram,
  chiSquareTest,
  intervalCoverage,
  rankHistogram,
  skillOf,
} from "../../statistics/index.ts";
import { scenarioKnownAt } from "../calibration/scenario-posterior.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { SHOCKS, SHOCK_HORIZON, type Shock } from "./catalogue.ts";
import { ChainHistory } from "./chain-history.ts";
import { type FrozenShock, freezeAt } from "./frozen-shock.ts";
import { type NormalForecast, outcomesAfter, persistenceForecast } from "./persistence.ts";
import { announcedForecast, freeEntryForecast, otherShocksForecast } from "./rival-forecasts.ts";
import { type ForecastScore, scoreForecast, scoreNormal } from "./score-forecast.ts";
import { ShockEnsemble } from "./shock-ensemble.ts";
import type { ShockFolds } from "./shock-folds.ts";

/** A shock with its scenario, what was known then, and what came. */
export interface ShockCase {
  readonly shock: Shock;
  readonly scenario: Scenario;
  readonly frozen: FrozenShock;
  readonly outcomes: Float64Array;
  readonly persistence: NormalForecast;
}

/** Forecasts that the model is compared with. */
export type RivalName = "persistence" | "free_entry" | "announced_share" | "other_shocks";

/** One shock, left out of the fit, then forecast. */
export interface ShockResult {
  readonly shock: Shock;
  /** ln difficulty of the epoch under way, against which changes are told. */
  readonly lnDifficulty: number;
  readonly model: ForecastScore;
  readonly persistence: NormalForecast;
  /** CRPS and log score of each rival. */
  readonly rivals: Readonly<
    Record<RivalName, { readonly crps: number; readonly logScore: number }>
  >;
  /** 1 − CRPS / CRPS of persistence with drift. */
  readonly skill: number;
}

export interface ShockBacktest {
  readonly results: readonly ShockResult[];
  /** Over all shocks, against each rival; intervals by bootstrap over shocks. */
  readonly skill: Readonly<Record<RivalName, Estimate>>;
  readonly coverage: readonly LevelCoverage[];
  readonly histogram: RankHistogram;
  /** As if the epochs were independent, which they are not. */
  readonly uniformity: ChiSquareTest;
  readonly n: number;
}

export interface ShockPlan {
  readonly folds: ShockFolds;
  readonly members: number;
  readonly seed: number;
}

const PIT_BINS = 5;
/** Ranks of the members with that of the outcome, on the scale of the histogram. */
const PIT_VALUES = 1000;

/** The shocks frozen each at its instant, with what came after from the whole record. */
export function shockCases(
  record: FactRecord,
  scenarioOf: (id: string) => Scenario,
): readonly ShockCase[] {
  const whole = new ChainHistory(record);
  return SHOCKS.map((shock) => {
    const frozen = freezeAt(record, shock.asOf);
    const { history } = frozen;
    return {
      shock,
      scenario: scenarioKnownAt(scenarioOf(shock.id), shock.asOf),
      frozen,
      outcomes: outcomesAfter(whole, history.tip.epoch, SHOCK_HORIZON),
      persistence: persistenceForecast(history, SHOCK_HORIZON),
    };
  });
}

/** Forecasts each shock with the parameters fitted on the others, and scores it. */
export function backtestShocks(cases: readonly ShockCase[], plan: ShockPlan): ShockBacktest {
  const random = Random.stream(plan.seed, 0, "scores");
  const results = cases.map((one) => resultOf(one, { cases, plan, random }));
  const epochs = results.flatMap(({ model }) => model.epochs);
  const histogram = rankHistogram(
    epochs.map(({ pit }) => Math.floor(pit * PIT_VALUES)),
    PIT_VALUES,
    PIT_BINS,
  );
  const skillAgainst = (rival: RivalName): Estimate =>
    skillOf(
      results.map(({ model, rivals }) => ({ score: model.crps, baseline: rivals[rival].crps })),
      random,
    );
  return {
    results,
    skill: {
      persistence: skillAgainst("persistence"),
      free_entry: skillAgainst("free_entry"),
      announced_share: skillAgainst("announced_share"),
      other_shocks: skillAgainst("other_shocks"),
    },
    coverage: intervalCoverage(epochs),
    histogram,
    uniformity: chiSquareTest(histogram),
    n: epochs.length,
  };
}

interface Bench {
  readonly cases: readonly ShockCase[];
  readonly plan: ShockPlan;
  readonly random: Random;
}

function resultOf(one: ShockCase, { cases, plan, random }: Bench): ShockResult {
  const { shock, scenario, frozen, outcomes, persistence } = one;
  const fold = plan.folds.folds.find(({ left_out }) => left_out === shock.id);
  if (fold === undefined) {
    throw new HashfallError("record.damaged", `no fold leaves out "${shock.id}"`);
  }
  const ensemble = new ShockEnsemble(scenario, frozen, SHOCK_HORIZON);
  const samples = ensemble.forecast(fold.globals, { seed: plan.seed, members: plan.members });
  const model = scoreForecast(samples, outcomes, random);
  const others = cases
    .filter((other) => other !== one)
    .map((other) => other.outcomes.map((outcome) => outcome - other.frozen.lnDifficulty));
  const rivals = {
    persistence: scoreNormal(persistence, outcomes),
    free_entry: scoreForecast(
      freeEntryForecast(frozen, persistence, plan.members),
      outcomes,
      random,
    ),
    announced_share: scoreNormal(announcedForecast(frozen, scenario, persistence), outcomes),
    other_shocks: scoreNormal(otherShocksForecast(frozen.lnDifficulty, others), outcomes),
  };
  return {
    shock,
    lnDifficulty: frozen.lnDifficulty,
    model,
    persistence,
    rivals,
    skill: 1 - model.crps / rivals.persistence.crps,
  };
}
