import type { Random } from "../../base/index.ts";
import type { EnsembleRun } from "../../statistics/index.ts";
import { sampleNearNormal } from "./near-normal-sampler.ts";
import { type NormalApproximation, approximate } from "./normal-approximation.ts";
import type { ScenarioPosterior } from "./scenario-posterior.ts";

/** Proposals are so much wider than the normal law at the mode: tails of the posterior are heavier. */
const WIDENING = 1.05;
const CHAINS = 8;
const WARM_UP = 0.15;

/** Scores that eight chains visited, spending `budget` runs of the mean path on them. */
export function samplePosterior(
  posterior: ScenarioPosterior,
  { budget, random }: { readonly budget: number; readonly random: Random },
): { readonly run: EnsembleRun; readonly normal: NormalApproximation } {
  const centre = new Float64Array(posterior.prior.dimension);
  const normal = approximate((scores) => posterior.misses(scores), centre);
  const steps = Math.floor(budget / CHAINS);
  const warmUp = Math.floor(steps * WARM_UP);
  const length = { chains: CHAINS, warmUp, keep: steps - warmUp };
  const density = (scores: Float64Array): number => posterior.logDensity(scores);
  const run = sampleNearNormal(density, normal, { ...length, widening: WIDENING, random });
  return { run, normal };
}
