import type { CalibratedModel } from "../../statistics/index.ts";
import { thinnedDraws } from "../../statistics/index.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { samplePosterior } from "./sample-posterior.ts";
import type { Evidence, ScenarioPosterior } from "./scenario-posterior.ts";
import { simulatedEvidence } from "./simulated-evidence.ts";

/**
 * A posterior as simulation-based calibration needs it: histories drawn from the prior, block by
 * block, fitted as the real one. Ranked are the scores of the uncertain numbers and the likelihood.
 */
export function checkOfFit(
  posterior: ScenarioPosterior,
  {
    until,
    budget,
    draws,
  }: { readonly until: number; readonly budget: number; readonly draws: number },
): CalibratedModel<Evidence> {
  const { paths, dimension } = posterior.prior;
  const { facts } = posterior.evidence;
  let latest = posterior;
  const given = (evidence: Evidence): ScenarioPosterior => {
    if (latest.evidence !== evidence) latest = posterior.given(evidence);
    return latest;
  };
  return {
    names: [...paths, "log likelihood"],
    drawPrior: (random) => Float64Array.from({ length: dimension }, () => random.normal()),
    simulate: (scores, random) =>
      simulatedEvidence(posterior.pathAt(scores), facts, { until, random }),
    fit: (evidence, random) => {
      const { run } = samplePosterior(given(evidence), { budget, random });
      return thinnedDraws(run, draws);
    },
    quantities: (scores, evidence) =>
      Float64Array.of(...scores, given(evidence).logLikelihood(scores)),
  };
}

/** A scenario whose hashrate does not hear the difficulty: all run, and orders ignore what they pay. */
export function deafTo(scenario: Scenario, uncertain: Scenario["uncertain"]): Scenario {
  const parameters = { ...scenario.parameters, online_floor: 1, growth_response: 0 };
  return { ...scenario, parameters, uncertain };
}
