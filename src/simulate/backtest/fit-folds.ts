import { fairCrps, sampleQuantile } from "../../statistics/index.ts";
import type { ShockCase } from "./backtest-shocks.ts";
import { SHOCK_HORIZON } from "./catalogue.ts";
import { globalCandidates } from "./global-design.ts";
import type { GlobalParameters } from "./global-parameters.ts";
import { meanOf } from "./score-forecast.ts";
import { ShockEnsemble } from "./shock-ensemble.ts";
import type { ShockFold } from "./shock-folds.ts";

export interface FitPlan {
  readonly candidates: number;
  readonly members: number;
  readonly seed: number;
}

/** A candidate with its mean CRPS on each shock. */
export interface ScoredCandidate {
  readonly globals: GlobalParameters;
  readonly crps: readonly number[];
}

/** Every candidate on every shock, one candidate at a time; all meet the same luck. */
export function* scoreCandidates(
  cases: readonly ShockCase[],
  { candidates, members, seed }: FitPlan,
): Generator<ScoredCandidate> {
  const ensembles = cases.map(
    ({ scenario, frozen }) => new ShockEnsemble(scenario, frozen, SHOCK_HORIZON),
  );
  for (const globals of globalCandidates(candidates, seed)) {
    const crps = cases.map(({ outcomes }, index) => {
      const samples = ensembles[index]?.forecast([globals], { seed, members }) ?? [];
      return meanOf(samples.map((sample, k) => fairCrps(sample, outcomes[k] ?? NaN)));
    });
    yield { globals, crps };
  }
}

/**
 * For each shock, sets of global parameters drawn from the candidates by how well they did on all the
 * others: a generalised posterior, in which a shock counts as one observation whose error is of the size
 * usual among the candidates.
 *
 *   weight ∝ exp(−Σ over the others of CRPS / median CRPS of the candidates)
 *
 * The candidates were drawn before any shock was looked at and the left-out one has no say in the
 * weights. Drawn by systematic resampling, `keep` for each shock.
 * Source: P. G. Bissiri, C. C. Holmes, S. G. Walker 2016, Journal of the Royal Statistical Society B
 * 78:1103.
 */
export function fitFolds(
  cases: readonly ShockCase[],
  scored: readonly ScoredCandidate[],
  keep: number,
): ShockFold[] {
  const usual = cases.map((_, index) => medianOf(scored.map(({ crps }) => crps[index] ?? NaN)));
  return cases.map(({ shock }, left) => {
    const losses = scored.map(({ crps }) =>
      crps.reduce((sum, one, i) => (i === left ? sum : sum + one / (usual[i] ?? NaN)), 0),
    );
    const drawn = drawnByWeight(losses, keep).map((index) => scored[index]);
    const kept = drawn.filter((one) => one !== undefined);
    const training = kept.map(({ crps }) => meanOf(crps.filter((_, index) => index !== left)));
    return {
      left_out: shock.id,
      training_crps: meanOf(training),
      globals: kept.map(({ globals }) => globals),
    };
  });
}

/** Indices drawn with weight exp(−loss), spread evenly over the cumulated weight. */
function drawnByWeight(losses: readonly number[], count: number): number[] {
  const least = Math.min(...losses);
  const weights = losses.map((loss) => Math.exp(least - loss));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const drawn: number[] = [];
  let cumulated = 0;
  for (const [index, weight] of weights.entries()) {
    cumulated += (weight / total) * count;
    while (drawn.length + 0.5 < cumulated) drawn.push(index);
  }
  return drawn;
}

function medianOf(values: readonly number[]): number {
  return sampleQuantile(Float64Array.from(values).toSorted(), 0.5);
}
