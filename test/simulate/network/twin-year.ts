import { Random } from "../../../src/base/index.ts";
import { BlockNetwork } from "../../../src/simulate/network/block-network.ts";
import { LawNetwork } from "../../../src/simulate/network/law-network.ts";
import type { ChainStart, Network } from "../../../src/simulate/network/network.ts";

/** The first block of epoch 336 with the target it had; the next epoch begins 2015 blocks later. */
export const YEAR_START: ChainStart = {
  time: 1_623_000_000,
  height: 677_376,
  bits: 0x170b8c8b,
  epochStart: 1_623_000_000,
};
const DAYS = 365;
const DAY_S = 86_400;
const SHOCK_DAY = 120;
/** At difficulty 24.4e12 this finds a block every ten minutes: 24.4e12 · 2^32 / 600. */
const HASHRATE_H_S = 1.75e20;

/** A year that grows by a thousandth a day and loses 45 % at once on its 120th day. */
export function hashrateOf(day: number): number {
  return HASHRATE_H_S * 1.001 ** day * (day < SHOCK_DAY ? 1 : 0.55);
}

export type EngineName = "law" | "block";

export function engine(name: EngineName, random: Random): Network {
  return name === "law" ? new LawNetwork(YEAR_START, random) : new BlockNetwork(YEAR_START, random);
}

/** Height and difficulty at the end of the year, of members `from` up to `to`. */
export interface YearEnds {
  readonly heights: Float64Array;
  readonly difficulties: Float64Array;
}

export function runYears(name: EngineName, seed: number, from: number, to: number): YearEnds {
  const heights = new Float64Array(to - from);
  const difficulties = new Float64Array(to - from);
  const rates = Float64Array.from({ length: DAYS }, (_, day) => hashrateOf(day));
  for (let member = from; member < to; member += 1) {
    const network = engine(name, Random.stream(seed, member, name));
    for (let day = 0; day < DAYS; day += 1) network.advance(rates[day] ?? 0, DAY_S);
    heights[member - from] = network.height;
    difficulties[member - from] = network.difficulty;
  }
  return { heights, difficulties };
}

/** Mean and standard deviation with their Monte Carlo errors; the deviation's from the kurtosis. */
export interface Moments {
  readonly mean: number;
  readonly meanError: number;
  readonly deviation: number;
  readonly deviationError: number;
}

/** Error of a deviation s: s √((κ − 1) / 4n), with κ the fourth standardised moment. */
export function momentsOf(values: Float64Array): Moments {
  const n = values.length;
  let mean = 0;
  for (const value of values) mean += value / n;
  let [second, fourth] = [0, 0];
  for (const value of values) {
    const square = (value - mean) ** 2;
    second += square / n;
    fourth += (square * square) / n;
  }
  const deviation = Math.sqrt((second * n) / (n - 1));
  return {
    mean,
    meanError: deviation / Math.sqrt(n),
    deviation,
    deviationError: deviation * Math.sqrt((fourth / second ** 2 - 1) / (4 * n)),
  };
}
