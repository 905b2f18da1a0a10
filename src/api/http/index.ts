export { adjustmentMoment, difficultyAdjustment } from "./mempool-adjustment.ts";
export { mempoolAdjustments, mempoolHashrates } from "./mempool-hashrates.ts";
export { MEMPOOL_INTERVALS, type MempoolInterval, intervalStart } from "./mempool-interval.ts";
export { mempoolPoolWeeks, mempoolPools } from "./mempool-pools.ts";
export { type DescribedParameter, type JsonSchema, openApiDocument } from "./openapi.ts";
export { type Provenance, withProvenance } from "./provenance.ts";
export { questionAddress } from "./question-address.ts";
