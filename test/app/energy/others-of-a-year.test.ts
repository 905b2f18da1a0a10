import { expect, test } from "vitest";
import { calendarYear, powerAsOthers } from "../../../src/app/index.ts";
import { openWorkspace } from "../../../src/app/workspace.ts";
import { ROOT } from "../../shipped.ts";

const workspace = await openWorkspace({ record: `${ROOT}data` });

interface Carbon {
  readonly energy_TWh: number;
  readonly lower: number;
  readonly best: number;
  readonly upper: number;
}

function asCambridge(year: number): Carbon {
  const question = { model: "cambridge-1.2", price_USD_kWh: 0.05 } as const;
  const span = calendarYear(year);
  const { power, emissions } = powerAsOthers(workspace, { ...question, span });
  if (emissions === null) throw new Error("nothing known");
  const { lower, best, upper } = emissions;
  if (lower === null || best === null || upper === null) throw new Error("nothing known");
  return {
    energy_TWh: ((power.best ?? NaN) * 24 * (span.to - span.from)) / 1e12,
    lower,
    best,
    upper,
  };
}

// https://www.xbo.com/en/en-business/bitcoin-minings-sustainable-electricity-mix-may-be-declining-says-cambridge-university-research-organization-2022-09-27
test.each([
  { year: 2020, published: 491.24, within: 0.06 },
  { year: 2021, published: 506.71, within: 0.01 },
])("Cambridge's kWh of $year had $published g, to one part in $within", (row) => {
  const { energy_TWh, best } = asCambridge(row.year);
  expect(Math.abs((1e3 * best) / energy_TWh / row.published - 1)).toBeLessThan(row.within);
});

// Its 104.0 TWh of 2021 by 506.71 g/kWh are 52.7 Mt; the map of the one day 2 July alone gives 46.
test("a year is not the mix of one wet day in July", () => {
  expect(Math.abs(asCambridge(2021).best / (104 * 0.50671) - 1)).toBeLessThan(0.025);
});

test("all from hydro or all from coal, a calendar year's energy has 21 or 1,001 g a kWh", () => {
  const { energy_TWh, lower, upper } = asCambridge(2021);
  expect((1e3 * lower) / energy_TWh).toBeCloseTo(21, 9);
  expect((1e3 * upper) / energy_TWh).toBeCloseTo(1001, 9);
});
