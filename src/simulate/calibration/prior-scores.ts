import { normalCdf } from "../../statistics/index.ts";
import { rowOfPath } from "../scenario/parameter-rows.ts";
import { PriorQuantile } from "../scenario/prior-quantile.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** Cells of the table of the normal distribution function, and where it ends. */
const CELLS = 8192;
const REACH = 8;

/**
 * The uncertain numbers of a scenario as normal scores: x = F⁻¹(Φ(z)), F the prior cut to the bounds
 * of its row. With independent priors the scores are N(0, 1) each, whatever the priors' kinds:
 *
 *   ln prior(z) = −½ Σ z²  + const
 */
export class PriorScores {
  readonly paths: readonly string[];
  readonly #quantiles: readonly PriorQuantile[];

  constructor(scenario: Scenario) {
    const priors = Object.entries(scenario.uncertain);
    this.paths = priors.map(([path]) => path);
    this.#quantiles = priors.map(([path, prior]) => {
      const { min, max } = rowOfPath(path) ?? { min: -Infinity, max: Infinity };
      return new PriorQuantile(prior, min, max);
    });
  }

  get dimension(): number {
    return this.paths.length;
  }

  /** Values of `paths` at their scores. */
  valuesAt(scores: Float64Array): Float64Array {
    return scores.map((z, index) => this.#quantiles[index]?.at(uniformOf(z)) ?? NaN);
  }

  /** Up to a constant. */
  logDensity(scores: Float64Array): number {
    let squares = 0;
    for (const z of scores) squares += z * z;
    return -0.5 * squares;
  }
}

const TABLE: Float64Array = Float64Array.from({ length: CELLS + 2 }, (_, cell) =>
  normalCdf(-REACH + (2 * REACH * cell) / CELLS),
);

/** Φ by a table, linear between its points: off by less than 1e-6, and increasing. */
function uniformOf(z: number): number {
  const place = ((Math.min(Math.max(z, -REACH), REACH) + REACH) / (2 * REACH)) * CELLS;
  const cell = Math.floor(place);
  const low = TABLE[cell] ?? NaN;
  return low + (place - cell) * ((TABLE[cell + 1] ?? NaN) - low);
}
