import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random, unixSeconds } from "../../../src/base/index.ts";
import { Timeline } from "../../../src/observe/index.ts";
import { blockStretches } from "../../../src/simulate/calibration/block-stretches.ts";
import {
  type NormalApproximation,
  approximate,
  drawNear,
  halfSquare,
} from "../../../src/simulate/calibration/normal-approximation.ts";
import { sampleNearNormal } from "../../../src/simulate/calibration/near-normal-sampler.ts";
import { whiten } from "../../../src/simulate/calibration/whitening.ts";

const misses = (z: Float64Array): Float64Array =>
  Float64Array.of(((z[0] ?? 0) + 2 * (z[1] ?? 0) - 3) / 0.5, ((z[1] ?? 0) - 1) / 0.8);

describe("a wandering level", () => {
  test("two sightings of one unknown level have the density of their joint normal law", () => {
    const [a, b, own, level] = [0.3, -0.1, 0.04, 0.09];
    const sightings = [a, b].map((value, day) => ({ time: day * 86_400, value, variance: own }));
    const { logDensity } = whiten(sightings, { initialVariance: level, from: 0, perDay: 0 });
    const [variance, covariance] = [own + level, level];
    const determinant = variance ** 2 - covariance ** 2;
    const square = (variance * (a * a + b * b) - 2 * covariance * a * b) / determinant;
    const joint = -0.5 * square - 0.5 * Math.log(determinant) - Math.log(2 * Math.PI);
    expect(logDensity).toBeCloseTo(joint, 12);
  });

  test("whitened misses of a walk are independent and of unit variance", () => {
    // 4,000 walks of 5 sightings: the variance of a mean of squares is 2/20,000, so 5σ is 0.05.
    const random = new Random(5);
    let squares = 0;
    for (let walk = 0; walk < 4000; walk += 1) {
      let level = 0;
      const sightings = [1, 3, 4, 8, 9].map((day, index, days) => {
        level += 0.1 * Math.sqrt(day - (days[index - 1] ?? 0)) * random.normal();
        return { time: day * 86_400, value: level + 0.2 * random.normal(), variance: 0.04 };
      });
      const { whitened } = whiten(sightings, { initialVariance: 0, from: 0, perDay: 0.1 });
      for (const miss of whitened) squares += miss ** 2;
    }
    expect(Math.abs(squares / 20_000 - 1)).toBeLessThan(0.05);
  });
});

describe("stretches of blocks", () => {
  const bits = 0x170cf4e3;
  const chain = (count: number, spacing: number): Timeline =>
    new Timeline({
      firstHeight: 681_408,
      time: Float64Array.from({ length: count }, (_, row) => 1_619_900_822 + row * spacing),
      bits: new Uint32Array(count).fill(bits),
      pool: new Uint16Array(count),
      pools: ["unknown"],
    });

  test("every block between two instants lies in one stretch, and no stretch spans two epochs", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 5000 }),
        fc.integer({ min: 1, max: 900 }),
        (count, gap) => {
          const timeline = chain(count, gap);
          const { from, to } = timeline.span;
          const stretches = blockStretches(timeline, { from, to, perEpoch: 6 });
          const blocks = stretches.reduce((sum, stretch) => sum + stretch.blocks, 0);
          expect(blocks).toBe(count - 1);
          for (const stretch of stretches) expect(stretch.blocks).toBeLessThanOrEqual(336);
          for (const [index, stretch] of stretches.entries()) {
            expect(stretch.from).toBe(stretches[index - 1]?.to ?? from);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test("what ends at an instant and not at a block is a count", () => {
    const timeline = chain(400, 600);
    const to = unixSeconds(timeline.span.from + 600 * 100 + 30);
    const [only] = blockStretches(timeline, { from: timeline.span.from, to, perEpoch: 6 });
    expect(only).toMatchObject({ blocks: 100, complete: false, to });
  });
});

describe("draws near a normal law", () => {
  // Precision [[5, 8], [8, 18.5625]], determinant 28.8125; JᵀJ + 1 with J = [[2, 4], [0, 1.25]].
  const normal: NormalApproximation = approximate(misses, new Float64Array(2));

  test("linear misses give the exact mode and covariance", () => {
    const covariance = [18.5625 / 28.8125, -8 / 28.8125, 5 / 28.8125];
    const [first, second] = normal.factor;
    const [a, b, c] = [first?.[0] ?? NaN, second?.[0] ?? NaN, second?.[1] ?? NaN];
    expect([a * a, a * b, b * b + c * c]).toEqual(covariance.map((v) => expect.closeTo(v, 9)));
    // JᵀJ z + z = Jᵀ y with y = (6, 1.25): right side (12, 25.5625).
    const mode = [(18.5625 * 12 - 8 * 25.5625) / 28.8125, (5 * 25.5625 - 8 * 12) / 28.8125];
    // The search ends at a gain of 1e-4, which at a precision of 1 or more is √2e-4 = 0.014 away.
    for (const [index, z] of normal.mode.entries()) {
      expect(Math.abs(z - (mode[index] ?? NaN))).toBeLessThan(0.014);
    }
  });

  test("chains on the normal law itself accept every step", () => {
    const run = sampleNearNormal((z) => -halfSquare(normal, z), normal, {
      chains: 2,
      warmUp: 6,
      keep: 200,
      widening: 1,
      random: new Random(2),
    });
    expect(run.acceptance).toBe(1);
  });

  test("chains find a law that the normal one misses by half a deviation", () => {
    // Target N(m + s/2, s²) in the first score; 8 × 4,000 steps of which at least a tenth count as
    // independent: the mean is known to s/√3200, and 5 times that is 0.09 s.
    const s = Math.sqrt(18.5625 / 28.8125);
    const shift = Float64Array.of(s / 2, 0);
    const target = (z: Float64Array): number =>
      -halfSquare(
        normal,
        z.map((value, index) => value - (shift[index] ?? 0)),
      );
    const run = sampleNearNormal(target, normal, {
      chains: 8,
      warmUp: 60,
      keep: 4000,
      widening: 1.05,
      random: new Random(3),
    });
    let sum = 0;
    for (let at = 0; at < run.points.length; at += 2) sum += run.points[at] ?? NaN;
    const mean = sum / (run.points.length / 2);
    expect(Math.abs(mean - (normal.mode[0] ?? NaN) - s / 2)).toBeLessThan(0.09 * s);
  });

  test("equal streams give equal draws", () => {
    expect(drawNear(normal, new Random(7))).toEqual(drawNear(normal, new Random(7)));
  });
});
