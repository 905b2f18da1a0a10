import { describe, expect, test } from "vitest";
import { Random, daysFromCivil, unixDay } from "../../../src/base/index.ts";
import {
  type NetworkPower,
  POWER_INPUT_NAMES,
  type PowerSensitivity,
  networkPower,
  powerSensitivity,
} from "../../../src/energy/index.ts";
import { normalDraw } from "../../../src/statistics/index.ts";
import { recordInputs } from "./record-inputs.ts";

const DRAWS = 4000;
const TERAWATT_HOUR_A_DAY = 3.6e15 / 86_400;

/** One day whose energy is a known function of the scores, TWh. */
function known(
  energy: (score: (name: string) => number) => number,
  draws = DRAWS,
  seed = 1,
): NetworkPower {
  const random = new Random(seed);
  const causes = Array.from({ length: draws }, () => ({
    scores: Float64Array.from(POWER_INPUT_NAMES, () => normalDraw(random)),
    price: Float64Array.of(normalDraw(random)),
    model: Float64Array.of(normalDraw(random)),
  }));
  const power = Float32Array.from(
    causes,
    ({ scores }) =>
      energy((name) => scores[POWER_INPUT_NAMES.findIndex((own) => own === name)] ?? NaN) *
      TERAWATT_HOUR_A_DAY,
  );
  const stepOfDay = Int32Array.of(0);
  return { firstDay: unixDay(0), days: 1, draws, power, causes, stepOfDay };
}

describe("shares worked by hand", () => {
  test("of 100 + 3 life + 4 wall are 9 and 16 of 25", () => {
    const answer = powerSensitivity(
      known((score) => 100 + 3 * score("life") + 4 * score("wall")),
      unixDay(0),
      unixDay(1),
    );
    const of = (name: string) => answer.causes.find(({ cause }) => cause === name);
    // Chance correlation of two columns: 1 / √4000 = 0.016, twice 3 × 4 / 25 of it, two deviations.
    expect(Math.abs((of("wall")?.share ?? NaN) - 16 / 25)).toBeLessThan(0.04);
    expect(Math.abs((of("life")?.share ?? NaN) - 9 / 25)).toBeLessThan(0.04);
    expect(of("wall")?.slope_TWh).toBeCloseTo(4, 0);
    expect(Math.abs(answer.rest)).toBeLessThan(0.04);
    expect(Math.abs(answer.deviation_TWh - 5)).toBeLessThan(0.15);
  });

  test("of a square are found, of a product they are the rest", () => {
    const square = powerSensitivity(
      known((score) => score("lag") ** 2),
      unixDay(0),
      unixDay(1),
    );
    expect(square.causes[0]?.cause).toBe("lag");
    expect(square.causes[0]?.share).toBeGreaterThan(0.99);
    const product = powerSensitivity(
      known((score) => score("lag") * score("life")),
      unixDay(0),
      unixDay(1),
    );
    // Thirty columns of chance, of a heavy-tailed product some times 1 / 4000 each.
    expect(product.rest).toBeGreaterThan(0.95);
  });
});

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Forty rounds of what no input explains alone. */
const ones = (draws: number): PowerSensitivity[] =>
  Array.from({ length: 40 }, (_, seed) => {
    const product = known((score) => score("lag") * score("life"), draws, seed);
    return powerSensitivity(product, unixDay(0), unixDay(1));
  });

describe("what chance explains is not told as a cause", () => {
  // Nothing is explained by one input, yet thirty columns of 100 draws fit 30 % of anything.
  test.each([100, 1000])("of a product %i draws tell no cause on the mean", (draws) => {
    const rests = ones(draws).map(({ rest }) => rest);
    // The fitted part has a deviation of about 0.2 and 0.03; forty rounds divide it by six.
    expect(Math.abs(total(rests) / 40 - 1)).toBeLessThan(draws === 100 ? 0.1 : 0.02);
    for (const { causes, rest } of ones(draws).slice(0, 3)) {
      expect(total(causes.map(({ share }) => share)) + rest).toBeCloseTo(1, 9);
    }
  });

  test("of 9 and 16 in 25 and as much again unexplained, 100 draws find 18, 32 and 50 %", () => {
    const answers = Array.from({ length: 40 }, (_, seed) => {
      const power = known(
        (score) => 3 * score("life") + 4 * score("wall") + 5 * score("lag") * score("orders"),
        100,
        seed,
      );
      return powerSensitivity(power, unixDay(0), unixDay(1));
    });
    const mean = (name: string): number =>
      total(answers.map(({ causes }) => causes.find(({ cause }) => cause === name)?.share ?? NaN)) /
      answers.length;
    expect(Math.abs(mean("life") - 0.18)).toBeLessThan(0.04);
    expect(Math.abs(mean("wall") - 0.32)).toBeLessThan(0.05);
    expect(Math.abs(total(answers.map(({ rest }) => rest)) / answers.length - 0.5)).toBeLessThan(
      0.08,
    );
  });

  test("20 draws are too few for fifteen inputs, and tell none", () => {
    for (const { causes, rest, deviation_TWh } of ones(20).slice(0, 3)) {
      expect(causes).toEqual([]);
      expect(rest).toBe(1);
      expect(deviation_TWh).toBeGreaterThan(0);
    }
  });
});

test("the shares of 2021 and the rest add up to one", async () => {
  const power = networkPower(await recordInputs(), { seed: 1, draws: 300 });
  const from = daysFromCivil({ year: 2021, month: 1, day: 1 });
  const to = daysFromCivil({ year: 2022, month: 1, day: 1 });
  const { causes, rest } = powerSensitivity(power, from, to);
  expect(causes.length).toBe(POWER_INPUT_NAMES.length + 2);
  expect(Math.abs(causes.reduce((sum, { share }) => sum + share, rest) - 1)).toBeLessThan(1e-9);
  // An idle input has 0 on the mean; 300 draws know a share to a few points.
  expect(causes.every(({ share }) => share > -0.03)).toBe(true);
});
