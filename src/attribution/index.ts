export type {
  AddressEvidence,
  Attribution,
  CoinbaseClues,
  Evidence,
  Standing,
  TagEvidence,
} from "./evidence.ts";
export { UNKNOWN } from "../record/index.ts";
export { groupAt } from "./groups.ts";
export {
  type AttributedLabels,
  BASIS,
  type Explanation,
  type LabelDifference,
  type PoolLabels,
  basisOf,
  comparePoolLabels,
} from "./label-comparison.ts";
export { PoolAttributor } from "./pool-attributor.ts";
export { type UnknownGroup, groupUnknowns } from "./unknown-groups.ts";
