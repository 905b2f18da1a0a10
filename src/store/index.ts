export {
  type ChainExtent,
  ChainStore,
} from "./chain/chain-store.ts";
export type {
  ChainStep,
  LabelledCoinbase,
  Labeller,
  StaleBlock,
  StoredCoinbase,
} from "./chain/chain-step.ts";
export { type Cells, Database } from "./chain/database.ts";
export { EXPORT_FORMATS, type ExportFormat, exportColumns } from "./chain/export-chain.ts";
export { encodeBlocks, readBlocks } from "./block-file.ts";
export { type ClaimFile, parseClaims } from "./claims/index.ts";
export { readClaimFolder, readClaims } from "./claims-file.ts";
export { loadRecord } from "./load-record.ts";
export {
  type Manifest,
  type ManifestFile,
  manifestSchema,
  pieceFingerprints,
  sha256,
} from "./manifest.ts";
export {
  type ListedScenario,
  type ScenarioSource,
  listScenarios,
  scenarioNames,
  loadScenario,
} from "./scenario-file.ts";
export { drawsText, readDraws } from "./draw-file.ts";
export { parseShockFolds, readShockFolds, shockFoldsText } from "./shock-fold-file.ts";
export { readShippedScenarios } from "./shipped-scenarios.ts";
