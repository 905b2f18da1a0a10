export { betaCdf, betaQuantile } from "./beta-distribution.ts";
export { binomialInterval, binomialTest } from "./binomial.ts";
export { gammaCdf, gammaQuantile, logGamma } from "./gamma-distribution.ts";
export { holmAdjusted } from "./holm.ts";
export { normalCdf } from "./normal-cdf.ts";
export { normalQuantile } from "./normal.ts";
export { type WeightedCount, poissonInterval, weightedPoissonInterval } from "./poisson.ts";
export { sampleQuantile } from "./quantile.ts";
export {
  type ExposedCount,
  type RateComparison,
  compareRates,
  decidableAfter,
} from "./rate-comparison.ts";
export * from "./bounded-parameters.ts";
export * from "./chain-diagnostics.ts";
export * from "./coverage.ts";
export * from "./crps.ts";
export * from "./ecdf-envelope.ts";
export * from "./energy-score.ts";
export * from "./ensemble-sampler.ts";
export * from "./float-quantiles.ts";
export * from "./log-score.ts";
export * from "./nelder-mead.ts";
export * from "./quantile-sketch.ts";
export * from "./rank-histogram.ts";
export * from "./shapley.ts";
export * from "./simulation-based-calibration.ts";
export * from "./skill.ts";
export * from "./gamma-draw.ts";
export * from "./kolmogorov-smirnov.ts";
export * from "./poisson-draw.ts";
export * from "./ziggurat.ts";
