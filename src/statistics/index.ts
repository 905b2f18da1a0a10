export { binomialInterval, binomialTest } from "./binomial.ts";
export { gammaCdf, gammaQuantile, logGamma } from "./gamma-distribution.ts";
export { holmAdjusted } from "./holm.ts";
export { normalQuantile } from "./normal.ts";
export { type WeightedCount, poissonInterval, weightedPoissonInterval } from "./poisson.ts";
export { sampleQuantile } from "./quantile.ts";
export {
  type ExposedCount,
  type RateComparison,
  compareRates,
  decidableAfter,
} from "./rate-comparison.ts";
