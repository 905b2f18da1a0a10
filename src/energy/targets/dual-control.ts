import { type Estimate, Random } from "../../base/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";

/**
 * Coal equivalent of a kilowatt-hour, kg.
 *
 * `calorific`: its own heat (GB/T 2589-2008, annex A, as quoted at
 * https://nimonik.com.cn/blog/%e4%b8%ad%e6%96%87-faqb7013%e4%b8%8d%e5%90%8c%e7%b1%bb%e5%9e%8b%e8%83%bd%e6%ba%90%e5%a6%82%e4%bd%95%e6%8a%98%e7%ae%97%e6%a0%87%e5%87%86%e7%85%a4%ef%bc%9f).
 * `coal`: what a coal plant burns for it; Inner Mongolia's plants were to reach 305 g by 2025
 * (https://5zjx.com/article/53755.html), so that in 2021 it was this or more. A place that burns its
 * own coal saves the second when a load goes.
 */
export const COAL_EQUIVALENT = { calorific: 0.1229, coal: 0.305 } as const;

export type CoalConvention = keyof typeof COAL_EQUIVALENT;

/** Hours of 2021 and of any year that is not a leap year. */
const HOURS = 8760;
/** Half a unit of the last digit of a growth target given as 1.9 %. */
const ROUNDING = 0.0005;
/** How far from its figure a target of "about" so many tonnes may be meant. Own judgement. */
const ABOUT = 0.05;

/** Targets of a place for a year, as shares of the year before, and what the economy did. */
export interface DualControl {
  /** Change of energy per gross product, such as −0.03. */
  readonly intensityTarget: number;
  /** Growth of energy, such as 0.019, and the same in Mtce. */
  readonly totalTarget: number;
  readonly increase_Mtce: number;
  /** Growth of the gross product at constant prices. */
  readonly grossProductGrowth: number;
}

export interface DualControlQuestion {
  readonly targets: DualControl;
  /** Mean power of the mines from the first day of the year to the closing, MW, in draws. */
  readonly mining_MW: Float64Array;
  /** Part of the year after the closing. */
  readonly closedShare: number;
  readonly convention: CoalConvention;
  readonly seed: number;
}

/** Estimates of one year's targets with mines in and out. */
export interface DualControlAnswer {
  /** Energy of the year before that the two forms of the total target imply. */
  readonly energyBefore_Mtce: Estimate;
  /** Energy of the mines over a full year. */
  readonly mining_Mtce: Estimate;
  readonly ofEnergy_pct: Estimate;
  /** Against the growth that the total target allows. */
  readonly ofIncrease_pct: Estimate;
  /** Change of energy per gross product that closing them brings in the year, below zero. */
  readonly intensityEffect_pct: Estimate;
  /** The same against the intensity target. */
  readonly ofIntensityTarget_pct: Estimate;
  /** Growth of energy that each target allows, with the gross product's growth. */
  readonly allowedByTotal_pct: number;
  readonly allowedByIntensity_pct: number;
  readonly binding: "total" | "intensity";
  /** Growth that the binding target leaves to all others: mines running, and closed. */
  readonly othersMayGrowWith_pct: Estimate;
  readonly othersMayGrowWithout_pct: Estimate;
}

/**
 * What mines are of a place's "dual control" of energy.
 *
 *   intensity = energy / gross product,   mines [Mtce] = power × 8760 h × coal equivalent
 *   allowed by intensity = (1 + target)(1 + growth of gross product) − 1
 *   others may grow = ((1 + allowed) E − mines that year) / (E − mines of the year before) − 1
 *
 * The mines are taken to have drawn in the year before what they draw until the closing, and their own
 * part of the gross product as nothing, so the effect on intensity is if anything too large.
 */
export function dualControl(question: DualControlQuestion): DualControlAnswer {
  const { targets, closedShare, seed } = question;
  const byIntensity = (1 + targets.intensityTarget) * (1 + targets.grossProductGrowth) - 1;
  const allowed = Math.min(targets.totalTarget, byIntensity);
  const mining = question.mining_MW.map((power) => miningEnergy(power, question.convention));
  const before = mining.map((_, draw) =>
    energyBefore(targets, Random.stream(seed, draw, "energy")),
  );
  const estimate = (value: (mines: number, energy: number) => number): Estimate =>
    estimateOfSample(mining.map((mines, draw) => value(mines, before[draw] ?? NaN)));
  const effect = (mines: number, energy: number): number => (-100 * closedShare * mines) / energy;
  const others = (mines: number, energy: number, share: number): number =>
    100 * (((1 + allowed) * energy - mines * share) / (energy - mines) - 1);
  return {
    energyBefore_Mtce: estimateOfSample(before),
    mining_Mtce: estimateOfSample(mining),
    ofEnergy_pct: estimate((mines, energy) => (100 * mines) / energy),
    ofIncrease_pct: estimate((mines) => (100 * mines) / targets.increase_Mtce),
    intensityEffect_pct: estimate(effect),
    ofIntensityTarget_pct: estimate((m, e) => effect(m, e) / targets.intensityTarget),
    allowedByTotal_pct: 100 * targets.totalTarget,
    allowedByIntensity_pct: 100 * byIntensity,
    binding: targets.totalTarget <= byIntensity ? "total" : "intensity",
    othersMayGrowWith_pct: estimate((m, e) => others(m, e, 1)),
    othersMayGrowWithout_pct: estimate((m, e) => others(m, e, 1 - closedShare)),
  };
}

/** MW × h × kg/kWh = t; in Mt. */
function miningEnergy(power_MW: number, convention: CoalConvention): number {
  return (power_MW * 1e3 * HOURS * COAL_EQUIVALENT[convention]) / 1e9;
}

/** The increase over the growth, each within what its rounding leaves open. */
function energyBefore({ increase_Mtce, totalTarget }: DualControl, random: Random): number {
  const increase = increase_Mtce * (1 + ABOUT * (2 * random.uniform() - 1));
  return increase / (totalTarget + ROUNDING * (2 * random.uniform() - 1));
}
