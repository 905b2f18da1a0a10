import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import {
  type EnsembleRun,
  chainsOf,
  diagnose,
  effectiveSize,
  rankRHat,
  splitRHat,
  thinnedDraws,
} from "../../src/statistics/index.ts";

/** Walkers of two parameters that draw anew from a normal law each sweep. */
function forgetful(walkers: number, sweeps: number): EnsembleRun {
  const random = new Random(37);
  const points = Float64Array.from({ length: walkers * sweeps * 2 }, () => random.normal());
  const logDensities = new Float64Array(walkers * sweeps);
  return { dimension: 2, walkers, sweeps, points, logDensities, acceptance: 1 };
}

test("thinned draws are draws of the run, from its whole length", () => {
  const source = forgetful(32, 50);
  const draws = thinnedDraws(source, 100);
  expect(draws).toHaveLength(100);
  expect(draws[0]).toEqual(source.points.slice(8 * 2, 9 * 2));
  expect(draws[99]).toEqual(source.points.slice(1592 * 2, 1593 * 2));
  expect(thinnedDraws(source, 1e6)).toHaveLength(50 * 32);
});

test("a walker's chain is what it saw of one parameter, sweep by sweep", () => {
  const { points, ...rest } = forgetful(3, 4);
  const numbered = { ...rest, points: points.map((_, i) => i) };
  expect(chainsOf(numbered, 1)[2]).toEqual(Float64Array.of(5, 11, 17, 23));
});

// 32 × 500 independent draws are worth themselves, within the 0.21 derived below
test("walkers that forget everything agree, and each draw counts", () => {
  for (const { rHat, effectiveSize: size } of diagnose(forgetful(32, 500))) {
    expect(rHat).toBeLessThan(1.01);
    expect(size).toBeGreaterThan(0.79 * 16_000);
  }
});

function autoregressive(random: Random, length: number, correlation: number): Float64Array {
  let x = random.normal() / Math.sqrt(1 - correlation ** 2);
  return Float64Array.from({ length }, () => {
    x = correlation * x + random.normal();
    return x;
  });
}

// AR(1): N (1 − ρ)/(1 + ρ). The time τ = 19 summed over M ≈ 100 lags has a relative deviation of
// √(2(2M + 1)/N) = 0.07 for N = 80,000 (A. Sokal 1997); three of them are 0.21.
test("a chain that remembers is worth its known number of draws", () => {
  const random = new Random(39);
  const chains = Array.from({ length: 8 }, () => autoregressive(random, 10_000, 0.9));
  const ratio = effectiveSize(chains) / ((80_000 * 0.1) / 1.9);
  expect(ratio).toBeGreaterThan(0.79);
  expect(ratio).toBeLessThan(1.21);
});

test("chains that stand apart, or differ in spread, do not agree", () => {
  const random = new Random(40);
  const chains = Array.from({ length: 4 }, () => autoregressive(random, 1000, 0));
  expect(rankRHat(chains)).toBeLessThan(1.01);
  expect(splitRHat(chains.map((chain, i) => chain.map((x) => x + i)))).toBeGreaterThan(1.3);
  const spread = chains.map((chain, i) => chain.map((x) => x * (i + 1)));
  expect(splitRHat(spread)).toBeLessThan(1.02);
  expect(rankRHat(spread)).toBeGreaterThan(1.05);
});

test("a chain that never moves agrees with itself", () => {
  const chains = [new Float64Array(10), new Float64Array(10)];
  expect(splitRHat(chains)).toBe(1);
  expect(effectiveSize(chains)).toBe(20);
});
