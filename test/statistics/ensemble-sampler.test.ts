import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import {
  type EnsembleRun,
  type LogDensity,
  chainsOf,
  diagnose,
  effectiveSize,
  freeLogDensity,
  fromFree,
  rankRHat,
  sampleEnsemble,
  splitRHat,
  startAround,
  thinnedDraws,
} from "../../src/statistics/index.ts";

interface Target {
  readonly logDensity: LogDensity;
  readonly centre: number[];
  readonly seed: number;
  readonly keep?: number;
}

function run({ logDensity, centre, seed, keep = 1500 }: Target): EnsembleRun {
  const random = new Random(seed);
  const start = startAround(
    logDensity,
    Float64Array.from(centre),
    new Float64Array(centre.length).fill(1),
    { walkers: 32, random },
  );
  return sampleEnsemble(logDensity, { start, warmUp: 600, keep, random });
}

/** Chains of a function of the point. */
function chainsBy(source: EnsembleRun, read: (point: Float64Array) => number): Float64Array[] {
  const { dimension, walkers, sweeps, points } = source;
  return Array.from({ length: walkers }, (_, walker) =>
    Float64Array.from({ length: sweeps }, (_empty, sweep) => {
      const first = (sweep * walkers + walker) * dimension;
      return read(points.subarray(first, first + dimension));
    }),
  );
}

/** How many Monte Carlo errors, deviation / √(effective size), the mean is off. */
function errorsOff(chains: Float64Array[], expected: number): number {
  const all = chains.flatMap((chain) => Array.from(chain));
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  const variance = all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length;
  const error = Math.sqrt(variance / effectiveSize(chains));
  return error < 0.12 * Math.sqrt(variance) ? Math.abs(mean - expected) / error : Infinity;
}

const DEVIATIONS = [1, 10, 0.1, 3];
const CORRELATION = 0.9;

/** Normal with means 1, 2, 3, 4; the first two correlated. */
const correlated: LogDensity = (point) => {
  const z = DEVIATIONS.map((deviation, i) => ((point[i] ?? NaN) - (i + 1)) / deviation);
  const [a = 0, b = 0, c = 0, d = 0] = z;
  const pair = (a * a - 2 * CORRELATION * a * b + b * b) / (1 - CORRELATION ** 2);
  return -0.5 * (pair + c * c + d * d);
};

test("the mean and covariance of a correlated normal law are found", () => {
  const source = run({ logDensity: correlated, centre: [0, 0, 0, 0], seed: 31 });
  DEVIATIONS.forEach((deviation, i) => {
    const scaled = (point: Float64Array): number => ((point[i] ?? NaN) - (i + 1)) / deviation;
    expect(errorsOff(chainsBy(source, scaled), 0)).toBeLessThan(4);
    expect(
      errorsOff(
        chainsBy(source, (point) => scaled(point) ** 2),
        1,
      ),
    ).toBeLessThan(4);
  });
  const product = chainsBy(
    source,
    (point) => ((point[0] ?? NaN) - 1) * (((point[1] ?? NaN) - 2) / 10),
  );
  expect(errorsOff(product, CORRELATION)).toBeLessThan(4);
  for (const { rHat, effectiveSize: size } of diagnose(source)) {
    expect(rHat).toBeLessThan(1.02);
    expect(size).toBeGreaterThan(1000);
  }
  expect(source.acceptance).toBeGreaterThan(0.15);
  expect(source.acceptance).toBeLessThan(0.7);
});

// x ~ N(0, 3²), y | x ~ N(x² − 9, 1), so y − x² + 9 is standard normal
const residual = (point: Float64Array): number => (point[1] ?? NaN) - (point[0] ?? NaN) ** 2 + 9;

test("a bent ridge is followed to its ends", () => {
  const logDensity: LogDensity = (point) =>
    -0.5 * (((point[0] ?? NaN) / 3) ** 2 + residual(point) ** 2);
  const source = run({ logDensity, centre: [0, -9], seed: 32, keep: 4000 });
  expect(errorsOff(chainsOf(source, 0), 0)).toBeLessThan(4);
  expect(
    errorsOff(
      chainsBy(source, (point) => ((point[0] ?? NaN) / 3) ** 2),
      1,
    ),
  ).toBeLessThan(4);
  expect(errorsOff(chainsBy(source, residual), 0)).toBeLessThan(4);
  expect(
    errorsOff(
      chainsBy(source, (point) => residual(point) ** 2),
      1,
    ),
  ).toBeLessThan(4);
});

const twoModes: LogDensity = (point) => {
  const [x = NaN, y = NaN] = point;
  const near = (centre: number): number => Math.exp(-0.5 * ((x - centre) ** 2 + y * y));
  return Math.log(0.3 * near(-3) + 0.7 * near(3));
};

test("two separate modes get their shares", () => {
  const source = run({ logDensity: twoModes, centre: [0, 0], seed: 33, keep: 4000 });
  expect(
    errorsOff(
      chainsBy(source, (point) => ((point[0] ?? NaN) > 0 ? 1 : 0)),
      0.7,
    ),
  ).toBeLessThan(4);
});

// Prior Γ(2, rate 1), five counts of sum 17: posterior Γ(19, rate 6)
test("a Poisson rate with a gamma prior has the gamma posterior", () => {
  const counts = [3, 5, 2, 4, 3];
  const supports = [{ kind: "above" as const, low: 0 }];
  const logDensity = freeLogDensity(supports, ([rate = NaN]) =>
    counts.reduce((sum, count) => sum + count * Math.log(rate) - rate, Math.log(rate) - rate),
  );
  const source = run({ logDensity, centre: [1], seed: 34 });
  const rateOf = (point: Float64Array): number => fromFree(supports, point)[0] ?? NaN;
  expect(
    errorsOff(
      chainsBy(source, (point) => rateOf(point)),
      19 / 6,
    ),
  ).toBeLessThan(4);
  expect(
    errorsOff(
      chainsBy(source, (point) => (rateOf(point) - 19 / 6) ** 2),
      19 / 36,
    ),
  ).toBeLessThan(4);
});

test("equal random streams give equal draws", () => {
  const target = { logDensity: correlated, centre: [1, 2, 3, 4], seed: 35, keep: 20 };
  expect(run(target).points).toEqual(run(target).points);
  expect(run(target).points).not.toEqual(run({ ...target, seed: 36 }).points);
});

test("thinned draws are draws of the run, from its whole length", () => {
  const source = run({ logDensity: correlated, centre: [1, 2, 3, 4], seed: 37, keep: 50 });
  const draws = thinnedDraws(source, 100);
  expect(draws).toHaveLength(100);
  expect(draws[0]).toEqual(source.points.slice(8 * 4, 9 * 4));
  expect(thinnedDraws(source, 1e6)).toHaveLength(50 * 32);
});

const outside: LogDensity = ([x = NaN]) => (x > 0 ? -x : -Infinity);
const nowhere: LogDensity = () => NaN;

test("a start outside the density, or too few walkers, is refused", () => {
  const start = Array.from({ length: 8 }, (_, i) => Float64Array.of(i));
  const random = new Random(38);
  const options = { start, warmUp: 1, keep: 1, random };
  expect(() => sampleEnsemble(outside, options)).toThrow("log density -Infinity at the start [0]");
  expect(() => sampleEnsemble(outside, { ...options, start: start.slice(1, 6) })).toThrow(
    "5 walkers in 1 dimensions, not an even number from 6",
  );
  expect(() =>
    startAround(nowhere, Float64Array.of(0), Float64Array.of(1), { walkers: 6, random }),
  ).toThrow("no finite density");
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
