export { type AttributionAnswer, attributionAnswer } from "./attribution.ts";
export { type AuditAnswer, type ClaimAnswer, auditAnswer } from "./claims.ts";
export {
  type DifficultyAnswer,
  type RetargetsAnswer,
  type ScoreAnswer,
  difficultyAnswer,
  retargetsAnswer,
  scoreAnswer,
} from "./difficulty.ts";
export {
  type AlarmsAnswer,
  type OrdersAnswer,
  alarmsAnswer,
  ordersAnswer,
} from "./events.ts";
export {
  type DropAnswer,
  type HashrateAnswer,
  type PoolTableAnswer,
  type PoolsAnswer,
  concentrationAnswer,
  dropAnswer,
  hashrateAnswer,
  poolTableAnswer,
  poolsAnswer,
} from "./measurements.ts";
export { type BbceAnswer, bbceAnswer } from "./bbce.ts";
export {
  type BoundsAnswer,
  type EnergyAnswer,
  type OtherEnergyAnswer,
  energyAnswer,
  otherEnergyAnswer,
} from "./energy.ts";
export {
  type ComparedPowerAnswer,
  type EnergyComparisonAnswer,
  comparedPowerAnswer,
} from "./energy-comparison.ts";
export { type PlaceLoadAnswer, placeLoadAnswer } from "./place-load.ts";
export { type SpillReport, spillReport } from "./spill.ts";
export { inExahashes, isoTime } from "./units.ts";
export {
  type ComparisonAnswer,
  type ProvenanceAnswer,
  type ScenarioAnswer,
  type SimulationAnswer,
  type TotalAnswer,
  type SimulationHead,
  comparisonAnswer,
  isInstant,
  simulationAnswer,
} from "./simulation.ts";
export {
  type BacktestAnswer,
  type BacktestHead,
  type ScoresAnswer,
  backtestAnswer,
  isInside,
} from "./backtest.ts";
export { type ShocksAnswer, type ShocksHead, shocksAnswer } from "./backtest-shocks.ts";
export {
  type EpochSeriesAnswer,
  type EstimateColumns,
  type HashpriceSeriesAnswer,
  type HashrateSeriesAnswer,
  type ScoreSeriesAnswer,
  epochSeriesAnswer,
  estimateColumns,
  hashpriceSeriesAnswer,
  hashrateSeriesAnswer,
  scoreSeriesAnswer,
} from "./series.ts";
export type { TableAnswer, TableDescription, TablesAnswer } from "./tables.ts";
export {
  type ClaimComparison,
  type ClaimFilesAnswer,
  type ClaimScale,
  type ListedClaim,
  type ShownAuditAnswer,
  claimScale,
} from "./claim-comparison.ts";
export type {
  BoundsColumns,
  CarbonSeriesAnswer,
  EnergySeriesAnswer,
  EnergyYear,
  EnergyYearsAnswer,
  PlacesSeriesAnswer,
} from "./energy-series.ts";
export type { StudiesAnswer, StudyAnswer } from "./studies.ts";
export type {
  ListedScenario,
  ScenarioDocumentAnswer,
  ScenariosAnswer,
  StretchReading,
} from "./scenarios.ts";
export { POOL_SERIES_METHOD, type PoolColumns, type PoolSeriesAnswer } from "./pool-series.ts";
export {
  ORDER_EFFECT_METHOD,
  type EffectByDate,
  type OrderEffectAnswer,
  type WindowedEffect,
} from "./order-effect.ts";
