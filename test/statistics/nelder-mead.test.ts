import { expect, test } from "vitest";
import { type Support, minimise, minimiseWithin } from "../../src/statistics/index.ts";

// H. H. Rosenbrock 1960, Computer Journal 3:175: minimum 0 at (1, …, 1)
function rosenbrock(point: Float64Array): number {
  let sum = 0;
  for (let i = 0; i + 1 < point.length; i += 1) {
    const [x, next] = [point[i] ?? NaN, point[i + 1] ?? NaN];
    sum += 100 * (next - x * x) ** 2 + (1 - x) ** 2;
  }
  return sum;
}

const bowl = (point: Float64Array): number =>
  point.reduce((sum, x, i) => sum + (i + 1) * (x - i) ** 2, 0);

const distanceFromCorner = ([a = NaN, b = NaN, c = NaN]: Float64Array): number =>
  (a - 3) ** 2 + (b - 5) ** 2 + (c + 1) ** 2;

// A value within 1e-8 of the minimum means a point within √(1e-8/λ), λ the least curvature / 2: 0.2 for two.
test.each([2, 5, 8])("Rosenbrock's valley in %i dimensions is followed to its end", (dimension) => {
  const found = minimise(rosenbrock, new Float64Array(dimension).fill(-1), {
    tolerance: 1e-12,
    maxEvaluations: 60_000,
  });
  expect(found.converged).toBe(true);
  expect(found.value).toBeLessThan(1e-8);
  for (const x of found.point) expect(x).toBeCloseTo(1, 2);
});

test("a bowl in thirteen dimensions has its centre found", () => {
  const start = new Float64Array(13).fill(4);
  const found = minimise(bowl, start, { tolerance: 1e-12, maxEvaluations: 60_000 });
  found.point.forEach((x, i) => expect(x).toBeCloseTo(i, 3));
});

test("a minimum beyond the bounds is approached at the bound", () => {
  const supports: Support[] = [
    { kind: "between", low: 0, high: 1 },
    { kind: "above", low: 2 },
    { kind: "real" },
  ];
  const found = minimiseWithin(supports, distanceFromCorner, Float64Array.of(0.5, 3, 0));
  expect(found.point[0]).toBeCloseTo(1, 4);
  expect(found.point[1]).toBeCloseTo(5, 4);
  expect(found.point[2]).toBeCloseTo(-1, 4);
});

test("a place without a value is avoided", () => {
  const found = minimise(([x = NaN]) => Math.sqrt(x) - Math.log(x), Float64Array.of(0.1));
  expect(found.point[0]).toBeCloseTo(4, 4);
});

test("the search stops when its evaluations are spent", () => {
  const found = minimise(rosenbrock, Float64Array.of(-1, -1), { maxEvaluations: 30 });
  expect(found.converged).toBe(false);
  expect(found.evaluations).toBeLessThan(30 + 5);
});
