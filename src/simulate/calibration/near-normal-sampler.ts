import type { Random } from "../../base/index.ts";
import type { EnsembleRun, LogDensity } from "../../statistics/index.ts";
import { type NormalApproximation, drawNear, halfSquare } from "./normal-approximation.ts";

/** How far towards a fresh draw a proposal goes; 1 forgets where the chain stands. */
const STEPS: readonly number[] = [1, 0.7, 0.5, 0.35, 0.2, 0.1];

export interface ChainOptions {
  readonly chains: number;
  /** Steps of each chain before any is kept, and steps kept. */
  readonly warmUp: number;
  readonly keep: number;
  /** How much wider proposals are than the normal law: above 1 where the density has heavier tails. */
  readonly widening: number;
  readonly random: Random;
}

/**
 * Chains that draw from a density near a normal law, by Metropolis steps that keep that law:
 *
 *   y = m + √(1 − β²) (x − m) + β G n,  β by chance from 1 to 0.1
 *   accepted with min(1, π(y) q(x) / (π(x) q(y))),  q the normal law
 *
 * Where the density is the normal law every step is accepted, in any dimension. While warming up all
 * β are as likely; then each as its share of accepted steps × β², over all chains, which is how far
 * it gets.
 * Source: S. L. Cotter et al. 2013, Statistical Science 28:424 (preconditioned Crank-Nicolson).
 */
export function sampleNearNormal(
  logDensity: LogDensity,
  normal: NormalApproximation,
  options: ChainOptions,
): EnsembleRun {
  const { chains, warmUp, keep, widening, random } = options;
  const dimension = normal.mode.length;
  const points = new Float64Array(keep * chains * dimension);
  const logDensities = new Float64Array(keep * chains);
  const walkers = Array.from(
    { length: chains },
    () => new Walker(logDensity, normal, { widening, random }),
  );
  const reach = STEPS.map((beta) => beta ** 2 * 1e-6);
  for (const walker of walkers) {
    for (let step = 0; step < warmUp; step += 1) {
      const chosen = step % STEPS.length;
      const beta = STEPS[chosen] ?? 1;
      if (walker.step(beta)) reach[chosen] = (reach[chosen] ?? 0) + beta ** 2;
    }
  }
  let accepted = 0;
  for (let step = 0; step < keep; step += 1) {
    for (const [chain, walker] of walkers.entries()) {
      accepted += walker.step(chosenStep(reach, random.uniform())) ? 1 : 0;
      points.set(walker.point, (step * chains + chain) * dimension);
      logDensities[step * chains + chain] = walker.logDensity;
    }
  }
  const acceptance = accepted / (keep * chains);
  return { dimension, walkers: chains, sweeps: keep, points, logDensities, acceptance };
}

/** A step chosen in proportion to weights. */
function chosenStep(weights: readonly number[], uniform: number): number {
  let rest = uniform * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    if (rest < weight) return STEPS[index] ?? 1;
    rest -= weight;
  }
  return STEPS.at(-1) ?? 1;
}

class Walker {
  point: Float64Array;
  logDensity: number;
  /** ln π − ln q. */
  private logRatio: number;
  private readonly target: LogDensity;
  private readonly normal: NormalApproximation;
  private readonly widening: number;
  private readonly random: Random;

  constructor(
    target: LogDensity,
    normal: NormalApproximation,
    { widening, random }: Pick<ChainOptions, "widening" | "random">,
  ) {
    this.target = target;
    this.normal = normal;
    this.widening = widening;
    this.random = random;
    this.point = drawNear(normal, random, widening);
    this.logDensity = target(this.point);
    this.logRatio = this.ratioAt(this.point, this.logDensity);
  }

  step(beta: number): boolean {
    const { mode } = this.normal;
    const stay = Math.sqrt(1 - beta ** 2);
    const fresh = drawNear(this.normal, this.random, this.widening);
    const proposal = fresh.map((value, index) => {
      const middle = mode[index] ?? NaN;
      return middle + stay * ((this.point[index] ?? NaN) - middle) + beta * (value - middle);
    });
    const logDensity = this.target(proposal);
    const logRatio = this.ratioAt(proposal, logDensity);
    if (!(Math.log(this.random.uniform()) < logRatio - this.logRatio)) return false;
    this.point = proposal;
    this.logDensity = logDensity;
    this.logRatio = logRatio;
    return true;
  }

  private ratioAt(point: Float64Array, logDensity: number): number {
    const ratio = logDensity + halfSquare(this.normal, point) / this.widening ** 2;
    return Number.isFinite(ratio) ? ratio : -Infinity;
  }
}
