export { bbceWorld } from "./energy/bbce-world.ts";
export { comparePower } from "./energy/compare-power.ts";
export type { DrawChoice } from "./energy/required.ts";
export { calendarYear, networkEnergy, weekTo } from "./energy/network-energy.ts";
export { type PlaceLoad, placeLoad } from "./energy/place-load.ts";
export {
  OTHER_MODELS,
  type OtherModel,
  lastDayAsOthers,
  powerAsOthers,
} from "./energy/power-as-others.ts";
export { type DaySpan, pricedDays } from "./energy/required.ts";
export { spillOf } from "./energy/spill-of.ts";
export { type Study, makeStudy, requireWritable, writeStudy } from "./make-study.ts";
export type { Progress } from "./run-study.ts";
export { type Verification, verifyRecord } from "./verify.ts";
export { VERSION } from "./version.ts";
export { type Workspace, openWorkspace } from "./workspace.ts";
export { chainPaths, isChainFolder, syncedNetworks, usualFolder } from "./sync/chain-folder.ts";
export { type SourceRequest, openSource } from "./sync/open-source.ts";
export { runSync } from "./sync/run-sync.ts";
export type { ChainEvent, ChainTip, SyncAnswer } from "./sync/sync-answer.ts";
export { announceOwner, withdrawOwner } from "./sync/owner.ts";
export type { Credentials } from "../ingest/index.ts";
export { type LabelDifference, UNKNOWN, type UnknownGroup } from "../attribution/index.ts";
export {
  type BlockEvidence,
  BlockInspector,
  type ConflictReport,
  type DifferenceReport,
  type Inspected,
  type UnknownReport,
} from "./sync/block-evidence.ts";
export {
  blockEvidenceAnswer,
  conflictsAnswer,
  differencesAnswer,
  unknownsAnswer,
} from "./sync/block-evidence-answer.ts";
export { withChainStore } from "./sync/with-chain-store.ts";
export { ChainService } from "./sync/chain-service.ts";
export { verifyChain } from "./sync/verify-chain.ts";
export { type LoadedModel, type ModelRequest, loadModel } from "./simulate/load-model.ts";
export {
  answerOf,
  provenanceOf,
  scenarioAnswer,
} from "./simulate/simulation-answer.ts";
export { type Simulation, simulateScenario } from "./simulate/simulate-scenario.ts";
export {
  type Comparison,
  type TotalDifference,
  compareSimulations,
} from "./simulate/compare-scenarios.ts";
export type { EnsembleProgress } from "./simulate/run-ensemble.ts";
export { type ActualFall, type Backtest, fittedModel, runBacktest } from "./simulate/backtest.ts";
export type { BacktestEpoch } from "./simulate/backtest-scores.ts";
export { type ShocksOutcome, runShockBacktest } from "./simulate/backtest-shocks.ts";
export { type ScenarioAttribution, attributeScenario } from "./simulate/attribute-scenario.ts";
export { inOutFolder } from "./simulate/folder-faults.ts";
