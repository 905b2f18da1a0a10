import { expect, test } from "vitest";
import { calendarYear, networkEnergy, weekTo } from "../../../src/app/index.ts";
import { openWorkspace } from "../../../src/app/workspace.ts";
import { type Estimate, daysFromCivil } from "../../../src/base/index.ts";
import { MAP_PLACES } from "../../../src/energy/index.ts";
import { estimateOfSample } from "../../../src/statistics/index.ts";
import { ROOT } from "../../shipped.ts";

const CHOICE = { seed: 3, draws: 60 };
const workspace = await openWorkspace({ record: `${ROOT}data` });
const SPANS = [
  { why: "a week before the cut", span: weekTo(daysFromCivil({ year: 2021, month: 6, day: 18 })) },
  { why: "the year of the closings", span: calendarYear(2021) },
  { why: "a year that no map covers", span: calendarYear(2025) },
];
const MEGATONNES_OF_KG_S = (86_400 * 365.25) / 1e9;

/** The estimate of what each draw has in all places together, times a unit. */
function summed(column: Float64Array, unit: number): Estimate {
  const sums = new Float64Array(CHOICE.draws);
  for (const [cell, value] of column.entries()) {
    const draw = Math.floor(cell / MAP_PLACES.length);
    sums[draw] = (sums[draw] ?? NaN) + value * unit;
  }
  return estimateOfSample(sums);
}

function expectEqual(one: Estimate, other: Estimate): void {
  expect(Math.abs(one.value / other.value - 1)).toBeLessThan(1e-9);
  expect(Math.abs(one.lo95 / other.lo95 - 1)).toBeLessThan(1e-9);
  expect(Math.abs(one.hi95 / other.hi95 - 1)).toBeLessThan(1e-9);
}

// A year's carbon weighs its twelve months alike, its power their days: hence the looser bound.
test.each(SPANS)("places add up to the network, draw by draw: $why", ({ span }) => {
  const { power, carbon } = networkEnergy(workspace, { ...CHOICE, span });
  if (carbon === null) throw new Error("no map");
  const whole = summed(carbon.columns.power_W, 1);
  const bound = span.to - span.from === 7 ? 1e-9 : 0.005;
  expect(Math.abs(whole.value / power.value - 1)).toBeLessThan(bound);
  expectEqual(summed(carbon.columns.emissions_kg_s, MEGATONNES_OF_KG_S), carbon.emissions_Mt_y);
  expectEqual(summed(carbon.columns.marginal_kg_s, MEGATONNES_OF_KG_S), carbon.marginal_Mt_y);
});

test("shares of places and of causes are parts of one whole", () => {
  const { carbon, sensitivity } = networkEnergy(workspace, { ...CHOICE, span: calendarYear(2021) });
  const { columns, places } = carbon ?? { columns: undefined, places: [] };
  expect(places.map(({ place }) => place)).toEqual(MAP_PLACES);
  for (let draw = 0; draw < CHOICE.draws; draw += 1) {
    const cells = Array.from(MAP_PLACES, (_, at) => draw * MAP_PLACES.length + at);
    for (const cell of cells) {
      const power = columns?.power_W[cell] ?? NaN;
      expect(power).toBeGreaterThanOrEqual(0);
      expect(columns?.renewable_W[cell] ?? NaN).toBeLessThanOrEqual(power * (1 + 1e-9));
    }
  }
  const parts = sensitivity.causes.reduce((sum, { share }) => sum + share, sensitivity.rest);
  expect(parts).toBeCloseTo(1, 9);
});
