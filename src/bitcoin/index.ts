export { type BlockHeader, displayHash, meetsTarget, parseHeader } from "./header.ts";
export {
  type CompactBits,
  RETARGET_INTERVAL,
  TARGET_SPACING,
  TARGET_TIMESPAN,
  type Target,
  compactBits,
  nextBits,
  toTarget,
} from "./retarget.ts";
export { subsidyAt } from "./subsidy.ts";
export { difficultyOf, expectedHashes } from "./work.ts";
