export { recordAsOf } from "./as-of.ts";
export type {
  BlockColumns,
  Checkpoint,
  FactRecord,
  MarketColumns,
  Pool,
  PoolEvidence,
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
