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
