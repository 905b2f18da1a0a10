import { type Random, civilFromDays, unixDay } from "../../base/index.ts";
import { betaDraw, gammaDraw, normalDraw } from "../../statistics/index.ts";
import type { SpillBasis } from "./spill-basis.ts";
import type { WaterFact } from "./water-fact.ts";
import { BEYOND_PUBLISHED, type BetaPrior, LEFT, PROFILE_WEIGHT } from "./water-priors.ts";
import type { WaterPrior } from "./water-priors.ts";

/** One draw of what is uncertain in a year of a place's water. */
export interface WaterDraw {
  /** Spill of each calendar month, TWh, with what nobody published. */
  readonly spill_TWh: Float64Array;
  /** Share of the mines that could take such water, by calendar month. */
  readonly onSurplus: Float64Array;
  readonly hydroShare: number;
  /** Load left after a closing. */
  readonly left: number;
  /** Mines behind the figures of years before, against those of the year. */
  readonly earlierMines: number;
}

export function drawWater(random: Random, prior: WaterPrior, basis: SpillBasis): WaterDraw {
  const profile = dirichletDraw(random, prior.profile);
  const beyond =
    (BEYOND_PUBLISHED.mean * gammaDraw(random, BEYOND_PUBLISHED.shape)) / BEYOND_PUBLISHED.shape;
  const published = publishedDraw(random, basis);
  const covered = basis.kind === "predicted" ? 1 : shareWithin(profile, basis.fact);
  const year = (published * (1 + beyond)) / covered;
  const hydroShare = drawBeta(random, prior.hydroShare);
  const reach = drawBeta(random, prior.reach);
  const height = Math.max(...prior.profile);
  return {
    spill_TWh: profile.map((share) => share * year),
    onSurplus: Float64Array.from(prior.profile, (share) => (hydroShare * reach * share) / height),
    hydroShare,
    left: drawBeta(random, LEFT),
    earlierMines: random.uniform(),
  };
}

/** The figure itself; evenly below a bound; or the law of the years before. */
function publishedDraw(random: Random, basis: SpillBasis): number {
  if (basis.kind === "measured") return basis.fact.value;
  if (basis.kind === "at-most") return basis.fact.value * random.uniform();
  return predictiveDraw(
    random,
    basis.facts.map(({ value }) => Math.log(value)),
  );
}

/**
 * The next of a row of lognormal years: exp(mean + s √(1 + 1/n) t), t of Student with n − 1 degrees.
 *
 * Mean and deviation unknown, flat on the mean and on the log deviation; years independent.
 */
function predictiveDraw(random: Random, logs: readonly number[]): number {
  const n = logs.length;
  const mean = logs.reduce((sum, log) => sum + log, 0) / n;
  const squares = logs.reduce((sum, log) => sum + (log - mean) * (log - mean), 0);
  const chiSquare = 2 * gammaDraw(random, (n - 1) / 2);
  return Math.exp(mean + normalDraw(random) * Math.sqrt((squares / chiSquare) * (1 + 1 / n)));
}

function dirichletDraw(random: Random, profile: readonly number[]): Float64Array {
  const parts = Float64Array.from(profile, (share) =>
    share === 0 ? 0 : gammaDraw(random, share * PROFILE_WEIGHT),
  );
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / sum);
}

function drawBeta(random: Random, { mean, n }: BetaPrior): number {
  return betaDraw(random, mean * n, (1 - mean) * n);
}

/** Share of a year's profile in the whole months that a figure covers. */
function shareWithin(profile: Float64Array, { from, to }: WaterFact): number {
  const first = civilFromDays(from).month;
  const last = civilFromDays(unixDay(to - 1)).month;
  return profile.subarray(first - 1, last).reduce((a, b) => a + b, 0);
}
