export { blocksFrom, marketAsOf, recordAsOf } from "./as-of.ts";
export {
  type CrossCheck,
  UNKNOWN,
  UNOBSERVED,
  crossCheck,
  mergeBlocks,
} from "./chain-columns.ts";
export type {
  BlockColumns,
  Checkpoint,
  FactRecord,
  MarketColumns,
  Pool,
  PoolAlias,
  PoolBound,
  PoolEvidence,
  PoolGroup,
  RecordFile,
  RetargetRow,
} from "./fact-record.ts";
export {
  type CheckResult,
  type HashHeader,
  type Mismatch,
  checkAgainstCheckpoints,
  checkCheckpoints,
  checkMedianTimePast,
  checkRetargets,
} from "./consistency.ts";
