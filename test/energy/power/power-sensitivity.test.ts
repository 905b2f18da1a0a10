import { describe, expect, test } from "vitest";
import { Random, daysFromCivil, unixDay } from "../../../src/base/index.ts";
import {
  type NetworkPower,
  POWER_INPUT_NAMES,
  networkPower,
  powerSensitivity,
} from "../../../src/energy/index.ts";
import { normalDraw } from "../../../src/statistics/index.ts";
import { recordInputs } from "./record-inputs.ts";

const DRAWS = 4000;
const TERAWATT_HOUR_A_DAY = 3.6e15 / 86_400;

/** One day whose energy is a known function of the scores, TWh. */
function known(energy: (score: (name: string) => number) => number): NetworkPower {
  const random = new Random(1);
  const causes = Array.from({ length: DRAWS }, () => ({
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
  return { firstDay: unixDay(0), days: 1, draws: DRAWS, power, causes, stepOfDay };
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
    expect(answer.rest).toBeLessThan(1e-9);
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
    // Thirty columns of chance: each 1 / 4000 on the mean, of a heavy-tailed product some times that.
    expect(product.rest).toBeGreaterThan(0.95);
  });
});

test("the shares of 2021 and the rest add up to one", async () => {
  const power = networkPower(await recordInputs(), { seed: 1, draws: 300 });
  const from = daysFromCivil({ year: 2021, month: 1, day: 1 });
  const to = daysFromCivil({ year: 2022, month: 1, day: 1 });
  const { causes, rest } = powerSensitivity(power, from, to);
  expect(causes.length).toBe(POWER_INPUT_NAMES.length + 2);
  expect(Math.abs(causes.reduce((sum, { share }) => sum + share, rest) - 1)).toBeLessThan(1e-9);
  expect(causes.every(({ share }) => share >= 0)).toBe(true);
});
