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
export {
  type ChainDiagnostics,
  diagnose,
  effectiveSize,
  rankRHat,
  splitRHat,
} from "./chain-diagnostics.ts";
export {
  type LevelCoverage,
  type ScoredSample,
  intervalCoverage,
  probabilityTransform,
  rankOf,
} from "./coverage.ts";
export { fairCrps, normalCrps } from "./crps.ts";
export { ecdfEnvelope, ecdfTest } from "./ecdf-envelope.ts";
export { type EnsembleRun, type LogDensity, chainsOf, thinnedDraws } from "./ensemble-run.ts";
export { betaDraw, gammaDraw } from "./gamma-draw.ts";
export { compareSamples, compareWithLaw, kolmogorovTail } from "./kolmogorov-smirnov.ts";
export {
  kernelLogScore,
  mixtureLogScore,
  normalLogScore,
  silvermanBandwidth,
} from "./log-score.ts";
export { poissonDraw } from "./poisson-draw.ts";
export { QuantileSketch, SKETCH_RELATIVE_ERROR } from "./quantile-sketch.ts";
export {
  type ChiSquareTest,
  type RankHistogram,
  chiSquareTest,
  rankHistogram,
} from "./rank-histogram.ts";
export { estimateOfSample } from "./sample-estimate.ts";
export { shapleyDraws, shapleyEstimates, shapleyValues } from "./shapley.ts";
export { type CalibratedModel, sbcRanks, sbcVerdicts } from "./simulation-based-calibration.ts";
export { skillOf } from "./skill.ts";
export { EXPONENTIAL, exponentialDraw, exponentialFrom, normalDraw } from "./ziggurat.ts";
