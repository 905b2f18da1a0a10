import { betaCdf, betaQuantile, normalCdf, normalQuantile } from "../../statistics/index.ts";
import type { Distribution } from "./scenario.ts";

const CELLS = 2_000;
/** Tail left out at each end of a beta law. */
const TAIL = 1e-9;

/**
 * Quantile of a prior cut to [min, max]: F⁻¹(F(min) + u (F(max) − F(min))).
 *
 * The beta law is inverted in a table of its distribution function at 2,000 equal steps of the value,
 * linear between them: off by less than one step.
 */
export class PriorQuantile {
  readonly #quantile: (uniform: number) => number;

  constructor(prior: Distribution, min: number, max: number) {
    this.#quantile = quantileOf(prior, min, max);
  }

  /** Value at a uniform number in (0, 1). */
  at(uniform: number): number {
    return this.#quantile(uniform);
  }
}

function quantileOf(prior: Distribution, min: number, max: number): (uniform: number) => number {
  const into = (value: number): number => Math.min(max, Math.max(min, value));
  switch (prior.kind) {
    case "normal": {
      const { mean, sd } = prior;
      const cut = cutNormal((min - mean) / sd, (max - mean) / sd);
      return (uniform) => into(mean + sd * cut(uniform));
    }
    case "lognormal": {
      const { median, spread } = prior;
      const score = (value: number): number =>
        value <= 0 ? -Infinity : Math.log(value / median) / spread;
      const cut = cutNormal(score(min), score(max));
      return (uniform) => into(median * Math.exp(spread * cut(uniform)));
    }
    case "beta": {
      const [a, b] = [prior.mean * prior.n, (1 - prior.mean) * prior.n];
      // Made when first drawn from: who only reads a scenario draws nothing.
      let table: ((uniform: number) => number) | undefined;
      return (uniform) => {
        table ??= betaTable(a, b, min, max);
        return into(table(uniform));
      };
    }
    case "uniform": {
      const [from, to] = [into(prior.from), into(prior.to)];
      return (uniform) => from + (to - from) * uniform;
    }
  }
}

/** Quantile of the standard normal law cut to [low, high]. */
function cutNormal(low: number, high: number): (uniform: number) => number {
  if (low > 0) {
    const mirrored = cutNormal(-high, -low);
    return (uniform) => -mirrored(1 - uniform);
  }
  const from = low === -Infinity ? 0 : normalCdf(low);
  const to = high === Infinity ? 1 : normalCdf(high);
  return (uniform) => normalQuantile(inOpenUnit(from + (to - from) * uniform));
}

const inOpenUnit = (value: number): number =>
  Math.min(1 - Number.EPSILON, Math.max(Number.MIN_VALUE, value));

function betaTable(a: number, b: number, min: number, max: number): (uniform: number) => number {
  const low = Math.max(min, betaQuantile(a, b, TAIL));
  const high = Math.min(max, betaQuantile(a, b, 1 - TAIL));
  const step = (high - low) / CELLS;
  const first = betaCdf(a, b, low);
  const reach = betaCdf(a, b, high) - first;
  const heights = Float64Array.from(
    { length: CELLS + 1 },
    (_, cell) => (betaCdf(a, b, low + step * cell) - first) / reach,
  );
  return (uniform) => {
    let [below, above] = [0, CELLS];
    while (above - below > 1) {
      const middle = (below + above) >> 1;
      if ((heights[middle] ?? 1) <= uniform) below = middle;
      else above = middle;
    }
    const start = heights[below] ?? 0;
    const rise = (heights[above] ?? 1) - start;
    return low + step * (below + (rise > 0 ? (uniform - start) / rise : 0));
  };
}
