import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../src/base/index.ts";
import {
  fairCrps,
  intervalCoverage,
  kernelLogScore,
  mixtureLogScore,
  normalCdf,
  normalCrps,
  normalLogScore,
  probabilityTransform,
  rankOf,
  silvermanBandwidth,
  skillOf,
} from "../../src/statistics/index.ts";

const finite = fc.double({ min: -1000, max: 1000, noNaN: true });
const sample = fc.array(finite, { minLength: 2, maxLength: 30 });

function normals(random: Random, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => random.normal());
}

test("the fair score sums the distances of all pairs", () => {
  fc.assert(
    fc.property(sample, finite, (members, outcome) => {
      const m = members.length;
      const error = members.reduce((sum, x) => sum + Math.abs(x - outcome), 0) / m;
      const spread = members.reduce(
        (sum, x) => sum + members.reduce((own, y) => own + Math.abs(x - y), 0),
        0,
      );
      expect(fairCrps(members, outcome)).toBeCloseTo(error - spread / (2 * m * (m - 1)), 8);
    }),
  );
});

// y = μ: σ (√(2/π) − 1/√π), T. Gneiting et al. 2005, Monthly Weather Review 133:1098
test("a normal forecast that hits its mean scores 0.2337 deviations", () => {
  expect(normalCrps(7, 3, 7)).toBeCloseTo(3 * 0.2336949772551092, 12);
  expect(normalCrps(7, 0, 9)).toBe(2);
});

// The midpoint rule with step h errs by h² × the jump of the derivative: below 1e-5 here.
test.each([-2.5, 0.3, 1.7])(
  "a normal forecast scores the area between its law and the outcome %d",
  (outcome) => {
    const step = 1e-3;
    let area = 0;
    for (let x = -12 + step / 2; x < 12; x += step) {
      area += (normalCdf(x) - (x >= outcome ? 1 : 0)) ** 2 * step;
    }
    expect(normalCrps(0, 1, outcome)).toBeCloseTo(area, 3);
  },
);

// 20,000 ensembles of 4: the mean is within 4 of its standard errors, which the sample gives.
test("the fair score of small ensembles has the mean of the law they come from", () => {
  const random = new Random(11);
  const scores = Array.from({ length: 20_000 }, () => fairCrps(normals(random, 4), 0.8));
  const mean = scores.reduce((sum, x) => sum + x, 0) / scores.length;
  const variance = scores.reduce((sum, x) => sum + (x - mean) ** 2, 0) / scores.length;
  const error = Math.sqrt(variance / scores.length);
  expect(Math.abs(mean - normalCrps(0, 1, 0.8))).toBeLessThan(4 * error);
});

test("an ensemble of one is refused", () => {
  expect(() => fairCrps([1], 0)).toThrow("1 members");
});

test("a mixture of equal forecasts scores as one of them", () => {
  expect(mixtureLogScore([1, 1], [2, 2], 4)).toBeCloseTo(normalLogScore(1, 2, 4), 12);
  expect(normalLogScore(0, 1, 0)).toBeCloseTo(0.5 * Math.log(2 * Math.PI), 12);
});

test("an outcome far from every member scores badly, not infinitely", () => {
  expect(kernelLogScore([0, 1, 2], 1e4, 1)).toBeCloseTo(9998 ** 2 / 2 + Math.log(3) + 0.919, 2);
});

// The trapezoid rule is exact to rounding for sums of normals when steps are a tenth of the bandwidth.
test("the smoothed density of an ensemble has mass one", () => {
  const members = normals(new Random(13), 40);
  const width = silvermanBandwidth(members);
  let mass = 0;
  for (let x = -10; x < 10; x += width / 10) {
    mass += Math.exp(-kernelLogScore(members, x)) * (width / 10);
  }
  expect(mass).toBeCloseTo(1, 9);
});

test("the bandwidth follows the smaller of deviation and quartile range", () => {
  const deviation = Math.sqrt(2.5);
  expect(silvermanBandwidth([1, 2, 3, 4, 5])).toBeCloseTo(
    0.9 * Math.min(deviation, 2 / 1.349) * 5 ** -0.2,
    12,
  );
  expect(() => silvermanBandwidth([3, 3, 3])).toThrow("equal members");
});

// 2000 cases: the share of a level p is within 4 √(p(1 − p)/2000) of it, and 2/(m + 1) = 0.001 for m members.
test("intervals of the right law hold the outcome as often as they say", () => {
  const random = new Random(14);
  const law = Float64Array.from({ length: 1999 }, () => random.normal()).toSorted();
  const cases = Array.from({ length: 2000 }, () => ({ sample: law, outcome: random.normal() }));
  for (const { level, share, interval } of intervalCoverage(cases)) {
    const tolerance = 4 * Math.sqrt((level * (1 - level)) / 2000) + 4 / Math.sqrt(1999);
    expect(Math.abs(share - level)).toBeLessThan(tolerance);
    expect(interval[0]).toBeLessThan(share);
  }
});

test("every rank is possible, also among equals", () => {
  const random = new Random(15);
  expect(rankOf(2.5, [4, 1, 2, 3], random)).toBe(2);
  const tied = new Set(Array.from({ length: 200 }, () => rankOf(1, [1, 1, 0], random)));
  expect(tied).toEqual(new Set([1, 2, 3]));
});

test("the transform of an outcome lies within its rank", () => {
  const random = new Random(16);
  fc.assert(
    fc.property(sample, finite, (members, outcome) => {
      const below = members.filter((x) => x < outcome).length;
      const notAbove = members.filter((x) => x <= outcome).length;
      const pit = probabilityTransform(outcome, members, random) * (members.length + 1);
      return pit >= below && pit <= notAbove + 1;
    }),
  );
});

test("a forecast that halves every error has skill one half, without doubt", () => {
  const events = [3, 1, 8, 2].map((baseline) => ({ score: baseline / 2, baseline }));
  const skill = skillOf(events, new Random(17), 500);
  expect([skill.lo95, skill.value, skill.hi95]).toEqual([0.5, 0.5, 0.5]);
});

// Scores of 40 events, independent with mean 0.7 and deviation 0.2 against 1: se = 0.2/√40 = 0.0316,
// and a bootstrap deviation has a relative error of 1/√80 = 11 %; 3 of these is a third.
test("the interval of skill is as wide as the events differ", () => {
  const random = new Random(18);
  const events = Array.from({ length: 40 }, () => ({
    score: 0.7 + 0.2 * random.normal(),
    baseline: 1,
  }));
  const { value, lo95, hi95 } = skillOf(events, random);
  expect(Math.abs(value - 0.3)).toBeLessThan(4 * 0.0316);
  expect((hi95 - lo95) / (2 * 1.96 * 0.0316)).toBeGreaterThan(0.66);
  expect((hi95 - lo95) / (2 * 1.96 * 0.0316)).toBeLessThan(1.34);
});

test("skill needs an event", () => {
  expect(() => skillOf([], new Random(1))).toThrow("no events");
});
