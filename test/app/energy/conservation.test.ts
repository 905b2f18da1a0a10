import { expect, test } from "vitest";
import { calendarYear, networkEnergy, weekTo } from "../../../src/app/index.ts";
import { openWorkspace } from "../../../src/app/workspace.ts";
import { type Estimate, daysFromCivil } from "../../../src/base/index.ts";
import { MAP_PLACES, meanPower, networkPower } from "../../../src/energy/index.ts";
import { powerInputs } from "../../../src/observe/index.ts";
import { estimateOfSample } from "../../../src/statistics/index.ts";
import { ROOT } from "../../shipped.ts";

const CHOICE = { seed: 3, draws: 80 };
const workspace = await openWorkspace({ record: `${ROOT}data` });
const SPANS = [
  { why: "a week before the cut", span: weekTo(daysFromCivil({ year: 2021, month: 6, day: 18 })) },
  { why: "the year of the closings", span: calendarYear(2021) },
  { why: "a year that no map covers", span: calendarYear(2025) },
];

/** Mt of a kg/s over the days, of a calendar year, or over 365.25 of any others. */
const megatonnes = ({ from, to }: (typeof SPANS)[number]["span"]): number =>
  (86_400 * (to - from === 7 ? 365.25 : to - from)) / 1e9;

/** What each draw has in all places together, times a unit. */
function summed(column: Float64Array, unit = 1): Float64Array {
  const sums = new Float64Array(CHOICE.draws);
  for (const [cell, value] of column.entries()) {
    const draw = Math.floor(cell / MAP_PLACES.length);
    sums[draw] = (sums[draw] ?? NaN) + value * unit;
  }
  return sums;
}

function expectEqual(one: Estimate, other: Estimate): void {
  for (const end of ["lo95", "lo80", "lo50", "value", "hi50", "hi80", "hi95"] as const) {
    expect(Math.abs(one[end] / other[end] - 1), end).toBeLessThan(1e-9);
  }
}

test.each(SPANS)("places add up to the network, draw by draw: $why", ({ span }) => {
  const { power, carbon } = networkEnergy(workspace, { ...CHOICE, span });
  if (carbon === null) throw new Error("no map");
  const { columns } = carbon;
  const drawn = networkPower(powerInputs(workspace.timeline, workspace.record), CHOICE);
  const [network, places] = [meanPower(drawn, span), summed(columns.power_W)];
  for (const [draw, watts] of network.entries()) {
    expect(Math.abs((places[draw] ?? NaN) / watts - 1), `draw ${draw}`).toBeLessThan(1e-9);
  }
  expectEqual(estimateOfSample(places), power);
  const unit = megatonnes(span);
  expectEqual(estimateOfSample(summed(columns.emissions_kg_s, unit)), carbon.emissions_Mt_y);
  expectEqual(estimateOfSample(summed(columns.marginal_kg_s, unit)), carbon.marginal_Mt_y);
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
