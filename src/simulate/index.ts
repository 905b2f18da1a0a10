export {
  EPOCH_FIELDS,
  type MemberFunction,
  type MemberReport,
  type MemberShape,
  type SeriesInfo,
  type TotalInfo,
} from "./member/member-shape.ts";
export { type BrowserRun, type BrowserRunNews } from "./ensemble/browser-messages.ts";
export { BAND_LEVELS, CELL_FIELDS } from "./ensemble/cell-fields.ts";
export { type CellRange, type ShardSeries, summariseCells } from "./ensemble/cells.ts";
export { type SeriesKeeper, type ShardNumbers, seriesKeeper } from "./ensemble/collector.ts";
export { type MemberSource, loadMember } from "./ensemble/member-module.ts";
export { type OneThreadOptions, runInOneThread } from "./ensemble/one-thread.ts";
export { type EnsemblePlan, planEnsemble } from "./ensemble/plan.ts";
export {
  type MemberRange,
  type ShardResult,
  SHARD_MEMBERS,
  memberSizes,
  runShard,
  shardsOf,
} from "./ensemble/shard.ts";
export {
  type Bands,
  type EnsembleParts,
  type EnsembleSummary,
  type EpochBands,
  type SeriesBands,
  type TotalBands,
  summariseNumbers,
  summaryOf,
} from "./ensemble/summary.ts";
export { type MemberModel, createMember } from "./member/create-member.ts";
export { type KnownRecord, scenarioFacts } from "./member/record-facts.ts";
export type { ScenarioFacts } from "./member/facts.ts";
export { pickName } from "./scenario/nearest.ts";
export { ChainHistory } from "./backtest/chain-history.ts";
export {
  type NormalForecast,
  outcomesAfter,
  persistenceForecast,
} from "./backtest/persistence.ts";
export {
  type FitDiagnostics,
  type FitOptions,
  type ScenarioFit,
  fitScenario,
} from "./calibration/fit-scenario.ts";
export { checkOfFit, deafTo } from "./calibration/fit-check.ts";
export {
  ScenarioPosterior,
  evidenceOn,
  scenarioKnownAt,
} from "./calibration/scenario-posterior.ts";
export { Milestones } from "./member/milestones.ts";
export { Uncertainty } from "./scenario/draws.ts";
export { type Issue, isMap, shown } from "./scenario/issue.ts";
export { assignmentIssues, composeLayers, scenarioPart } from "./scenario/layers.ts";
export { type Assignment, keysOfPath } from "./scenario/merge.ts";
export { type Override, arrangeOverrides, readOverrides } from "./scenario/overrides.ts";
export { PARAMETER_ROWS, rowOfPath } from "./scenario/parameter-rows.ts";
export {
  type Aggregate,
  PARAMETER_KEYS,
  type ParameterKey,
  type ParameterRow,
  type ParameterValues,
} from "./scenario/parameter-table.ts";
export {
  type CheckedScenario,
  type ScenarioContext,
  checkScenario,
  readScenario,
} from "./scenario/read-scenario.ts";
export { referencePage } from "./scenario/reference-page.ts";
export { scenarioSchema } from "./scenario/scenario-schema.ts";
export type {
  Distribution,
  DrawSet,
  Machine,
  Operator,
  OrderEffect,
  OrderScope,
  PowerSource,
  PricePath,
  Region,
  Scenario,
  ScenarioOrder,
} from "./scenario/scenario.ts";
export { numericPaths, numericValueAt, withValues } from "./scenario/values.ts";
export {
  type RivalName,
  type ShockBacktest,
  type ShockResult,
  backtestShocks,
  shockCases,
} from "./backtest/backtest-shocks.ts";
export { SHOCKS, type Shock } from "./backtest/catalogue.ts";
export { eachGlobal } from "./backtest/global-design.ts";
export {
  GLOBAL_KEYS,
  type GlobalKey,
  type GlobalParameters,
} from "./backtest/global-parameters.ts";
export type { ShockFold, ShockFolds } from "./backtest/shock-folds.ts";
export {
  type PlayerShare,
  type RetargetAttribution,
  attributeRetarget,
} from "./attribution/attribute-retarget.ts";
export {
  type Change,
  type Changes,
  type ShippedScenario,
  composeShipped,
} from "./scenario/shipped-scenario.ts";
export {
  type StretchAsked,
  type StretchScenario,
  type StretchWorld,
  scenarioOfStretch,
} from "./scenario/scenario-of-stretch.ts";
export { type RunCourse, type RunScore, courseOf, scoreRun } from "./backtest/score-run.ts";
export {
  type DrawnPart,
  type DrawnSeries,
  type MemberDifference,
  drawnBands,
  memberDifferences,
  runDrawn,
  type RunTotal,
  runTotals,
} from "./ensemble/browser-parts.ts";
export { runShape as memberShape } from "./member/run-shape.ts";
