import { type Estimate, estimate } from "../base/index.ts";
import { sampleQuantile } from "./quantile.ts";

/** Equal-tailed intervals of a sample in any order, about its median unless another value is given. */
export function estimateOfSample(values: Float64Array, value?: number): Estimate {
  const sorted = values.toSorted();
  return estimate(value ?? sampleQuantile(sorted, 0.5), (level) => [
    sampleQuantile(sorted, (1 - level) / 2),
    sampleQuantile(sorted, (1 + level) / 2),
  ]);
}
