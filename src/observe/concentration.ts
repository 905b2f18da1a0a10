import { type Estimate, Random, estimate } from "../base/index.ts";
import { UNKNOWN } from "../record/index.ts";
import { sampleQuantile } from "../statistics/index.ts";

/** How concentrated the blocks of a window are. Blocks of nobody known count as one pool each. */
export interface Concentration {
  readonly blocks: number;
  /** Fewest pools that together have more than half of the hashrate. */
  readonly nakamoto: Estimate;
  /** Herfindahl-Hirschman index, sum of squared shares, 0 … 1. */
  readonly hhi: Estimate;
  /** Share of the one, three and five largest pools, per cent. */
  readonly top1Pct: Estimate;
  readonly top3Pct: Estimate;
  readonly top5Pct: Estimate;
}

const DRAWS = 1_000;
const SEED = 20210620;

type Index = (shares: readonly number[]) => number;

/**
 * Concentration of hashrate among pools, from block counts.
 *
 *   HHI = Σ nᵢ (nᵢ − 1) / (N (N − 1))     unbiased (E. H. Simpson 1949, Nature 163:688)
 *
 * Intervals: shares drawn from the posterior of the counts, Gamma(nᵢ) normalised (Dirichlet with
 * Haldane's prior), 1,000 draws of a fixed stream. Squares of draws lie above the unbiased index, so
 * their sample is moved to have it as its mean. Unknown blocks are spread over as many pools, so the
 * indices are those of the least concentration the record allows.
 */
export function concentrationOf(counts: ReadonlyMap<string, number>): Concentration {
  const known = [...counts].filter(([pool]) => pool !== UNKNOWN).map(([, count]) => count);
  const alone = counts.get(UNKNOWN) ?? 0;
  const blocks = known.reduce((total, count) => total + count, alone);
  const observed = descending([...known, ...Array.from({ length: alone }, () => 1)], blocks);
  const draws = drawShares(known, alone);
  const measure = (value: number, index: Index): Estimate => {
    const sample = Float64Array.from(draws, index).toSorted();
    return estimate(value, (level) => [
      Math.min(value, sampleQuantile(sample, (1 - level) / 2)),
      Math.max(value, sampleQuantile(sample, (1 + level) / 2)),
    ]);
  };
  const pairs = known.reduce((total, count) => total + count * (count - 1), 0);
  return {
    blocks,
    nakamoto: measure(nakamotoOf(observed), nakamotoOf),
    hhi: centred(blocks > 1 ? pairs / (blocks * (blocks - 1)) : 1, draws.map(squares)),
    top1Pct: measure(topOf(1)(observed), topOf(1)),
    top3Pct: measure(topOf(3)(observed), topOf(3)),
    top5Pct: measure(topOf(5)(observed), topOf(5)),
  };
}

/** Estimate whose intervals are those of a sample moved to have the value as its mean. */
function centred(value: number, sample: readonly number[]): Estimate {
  const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length;
  const moved = sample
    .map((x) => Math.min(1, Math.max(0, x + value - mean)))
    .toSorted((a, b) => a - b);
  return estimate(value, (level) => [
    sampleQuantile(moved, (1 - level) / 2),
    sampleQuantile(moved, (1 + level) / 2),
  ]);
}

function drawShares(known: readonly number[], alone: number): number[][] {
  const random = new Random(SEED);
  return Array.from({ length: DRAWS }, () => {
    const weights = known.filter((count) => count > 0).map((count) => random.gamma(count));
    for (let block = 0; block < alone; block += 1) weights.push(random.exponential());
    return descending(
      weights,
      weights.reduce((sum, weight) => sum + weight, 0),
    );
  });
}

function descending(weights: readonly number[], total: number): number[] {
  return weights.map((weight) => weight / total).toSorted((a, b) => b - a);
}

const squares: Index = (shares) => shares.reduce((sum, share) => sum + share ** 2, 0);

const topOf =
  (count: number): Index =>
  (shares) =>
    100 * shares.slice(0, count).reduce((sum, share) => sum + share, 0);

const nakamotoOf: Index = (shares) => {
  let sum = 0;
  for (const [index, share] of shares.entries()) {
    sum += share;
    if (sum > 0.5) return index + 1;
  }
  return shares.length;
};
