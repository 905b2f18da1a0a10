import { Random } from "../../base/index.ts";
import { type ChainDiagnostics, diagnose, thinnedDraws } from "../../statistics/index.ts";
import type { KnownRecord } from "../member/record-facts.ts";
import type { DrawSet, Scenario } from "../scenario/scenario.ts";
import { samplePosterior } from "./sample-posterior.ts";
import { type Evidence, ScenarioPosterior, evidenceOn } from "./scenario-posterior.ts";

/** Digits kept of a number of a draw. */
const DIGITS = 6;
/** How far a number is moved either way, in deviations of its prior, to see what it moves. */
const REACH = 1.5;
const FELT = 0.01;

export interface FitOptions {
  /** Same seed, same draws; 1 unless given. */
  readonly seed?: number;
  /** Draws wanted; 400. */
  readonly draws?: number;
  /** Runs of the mean path that may be spent on sampling; 24,000. */
  readonly budget?: number;
  /** Deviation of a random walk of ln hashrate about the path, 1/√day, integrated out; 0. */
  readonly wander_per_day?: number;
  /** Name of the draws; the scenario's unless given. */
  readonly name?: string;
  /** Stands in the draws' origin. */
  readonly commit?: string;
  readonly command?: string;
}

/** How well the sampler did, and how near the best path comes. */
export interface FitDiagnostics {
  readonly paths: readonly (ChainDiagnostics & { readonly path: string })[];
  /** Largest R̂ and least effective number of draws over the paths. */
  readonly worstRHat: number;
  readonly leastEffectiveSize: number;
  readonly acceptance: number;
  readonly evaluations: number;
  readonly stretches: number;
  readonly shares: number;
  /** Σ misses² of the stretches and shares at the mode; about their number less the paths'. */
  readonly missesAtMode: number;
}

export interface ScenarioFit {
  readonly draws: DrawSet;
  readonly diagnostics: FitDiagnostics;
}

/**
 * Draws from the posterior of a scenario's uncertain numbers, given the blocks and published shares
 * of a record that may be cut at an instant (then give the scenario as known at it,
 * `scenarioKnownAt`). The scenario is fitted with the numbers and the priors it has, whatever
 * posterior it names.
 *
 * Chains start about the mode, found by Gauss and Newton, and move by `sampleNearNormal`.
 */
export function fitScenario(
  known: KnownRecord,
  scenario: Scenario,
  options: FitOptions = {},
): ScenarioFit {
  const { seed = 1, draws = 400, budget = 24_000, wander_per_day: wander = 0 } = options;
  const posterior = feltPart(scenario, evidenceOn(known, scenario), wander);
  const { paths } = posterior.prior;
  const random = Random.stream(seed, 0, "fit");
  const { run, normal } = samplePosterior(posterior, { budget, random });
  const chains = diagnose(run);
  const values = thinnedDraws(run, draws).map((scores) =>
    Array.from(posterior.prior.valuesAt(scores), rounded),
  );
  return {
    draws: {
      name: options.name ?? scenario.name,
      paths,
      draws: values,
      madeFrom: {
        record: posterior.evidence.facts.record,
        scenario: scenario.name,
        commit: options.commit ?? "",
        command: options.command ?? "",
        note: noteOn(posterior, seed),
      },
    },
    diagnostics: {
      paths: chains.map((one, index) => ({ ...one, path: paths[index] ?? "" })),
      worstRHat: Math.max(...chains.map(({ rHat }) => rHat)),
      leastEffectiveSize: Math.min(...chains.map(({ effectiveSize }) => effectiveSize)),
      acceptance: run.acceptance,
      evaluations: normal.evaluations + budget,
      stretches: posterior.evidence.stretches.length,
      shares: posterior.evidence.shares.length,
      missesAtMode: posterior.misses(normal.mode).reduce((sum, miss) => sum + miss ** 2, 0),
    },
  };
}

/**
 * The posterior of the numbers that the evidence can tell something of. One that moves no miss by a
 * hundredth over three deviations keeps its prior, independent of all others, and needs no draws.
 */
function feltPart(scenario: Scenario, evidence: Evidence, wander: number): ScenarioPosterior {
  const posterior = new ScenarioPosterior(scenario, evidence, wander);
  const { paths } = posterior.prior;
  const moves = paths.map((_, axis) => {
    const scores = new Float64Array(paths.length);
    scores[axis] = -REACH;
    const low = posterior.misses(scores);
    scores[axis] = REACH;
    return posterior
      .misses(scores)
      .some((miss, row) => !(Math.abs(miss - (low[row] ?? NaN)) < FELT));
  });
  const kept = Object.entries(scenario.uncertain).filter((_, axis) => moves[axis] === true);
  const uncertain = Object.fromEntries(kept);
  return new ScenarioPosterior({ ...scenario, uncertain }, evidence, wander);
}

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

function noteOn({ evidence }: ScenarioPosterior, seed: number): string {
  const { stretches, shares } = evidence;
  const blocks = stretches.reduce((sum, stretch) => sum + stretch.blocks, 0);
  return `seed ${seed}; ${blocks} blocks in ${stretches.length} stretches, ${shares.length} shares`;
}
