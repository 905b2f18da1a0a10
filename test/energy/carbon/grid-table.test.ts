import { expect, test } from "vitest";
import {
  CAMBRIDGE_FACTORS,
  MAP_PLACES,
  MINING_MIXES,
  gridOf,
  meanOfGrid,
  mixGrid,
} from "../../../src/energy/index.ts";
import { FACTS } from "./facts.ts";

const { grids } = FACTS;

// Ember for 2024, as in data/grids.csv; the renewable share is that of 2021.
test.each([
  ["US", 383.55],
  ["KZ", 801.79],
  ["RU", 446.17],
  ["CA", 184.99],
])("a mean kWh of %s makes %f g by the newest data set", (place, published) => {
  const { average } = meanOfGrid(gridOf(grids, place, 2021));
  expect(average).toBeCloseTo(published, 9);
});

test.each([
  ["CN/Sichuan", 125.5],
  ["CN/Yunnan", 123.5],
  ["CN/Xinjiang", 657.7],
  ["CN/Inner Mongolia", 702.5],
])("%s has the stack emissions of its official factor, %f g, and its hydro's", (place, stack) => {
  const grid = gridOf(grids, place, 2021);
  expect((1 - grid.renewable) * grid.rest).toBeCloseTo(stack, 9);
  expect(meanOfGrid(grid).average).toBeCloseTo(stack + grid.renewable * 21, 9);
});

test("a grid of hydro alone has hydro's factor", () => {
  expect(meanOfGrid(gridOf(grids, "PY", 2020)).average).toBeCloseTo(CAMBRIDGE_FACTORS.hydro, 9);
  expect(mixGrid(grids, "PY").average).toBeCloseTo(CAMBRIDGE_FACTORS.hydro, 9);
});

test("Kazakhstan by Cambridge's factors: 67.7 % coal, 19.8 gas, 9.1 hydro, 2.4 solar, 1.1 wind", () => {
  const sum = 67.681 * 1001 + 19.777 * 486 + 9.091 * 21 + 2.384 * 35.5 + 1.058 * 13;
  // The rows leave 0.009 % without a name.
  expect(mixGrid(grids, "KZ").average).toBeCloseTo((sum + 0.009 * 32.3) / 100, 6);
});

test("every place of the map has a grid and a prior of its mining", () => {
  for (const place of MAP_PLACES) {
    for (const value of Object.values(gridOf(grids, place, 2022))) {
      expect(value, place).toBeGreaterThanOrEqual(0);
    }
    expect(MINING_MIXES[place], place).toBeDefined();
  }
});
