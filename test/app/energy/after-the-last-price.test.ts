import { describe, expect, test } from "vitest";
import { calendarYear, networkEnergy, powerAsOthers, weekTo } from "../../../src/app/index.ts";
import { openWorkspace, type Workspace } from "../../../src/app/workspace.ts";
import { daysFromCivil, unixDay } from "../../../src/base/index.ts";
import { type Claim, type EnergyClaim, auditClaims } from "../../../src/observe/index.ts";
import { ROOT } from "../../shipped.ts";

const CHOICE = { seed: 1, draws: 20 };
const LAST = daysFromCivil({ year: 2021, month: 9, day: 30 });
const whole = await openWorkspace({ record: `${ROOT}data` });

/** The record with blocks to its end, as a synced chain has them, and prices to an earlier day. */
function unpriced({ record, ...rest }: Workspace): Workspace {
  const { market } = record;
  const days = LAST - market.firstDay + 1;
  const kept = (values: Float64Array): Float64Array =>
    values.map((value, day) => (day < days ? value : NaN));
  const [priceUsd, feesBtc] = [kept(market.priceUsd), kept(market.feesBtc)];
  return { ...rest, record: { ...record, market: { ...market, priceUsd, feesBtc } } };
}

const workspace = unpriced(whole);
const power = (from: number, to: number, value: number): Claim => {
  const span = { from: unixDay(from), to: unixDay(to) };
  const assertion: EnergyClaim = { what: "power", place: "network", ...span, value, bound: null };
  const source = { publisher: "test", published: "2021-10-01", title: "test" };
  return { id: "c", says: { en: "", zh: "" }, where: "", assertion, source };
};

describe("where blocks go on after the last price", () => {
  test("the week to the last price is answered as if no block had followed", () => {
    const question = { ...CHOICE, span: weekTo(LAST) };
    const [own, full] = [workspace, whole].map((each) => networkEnergy(each, question));
    expect(own?.power).toEqual(full?.power);
  });

  test.each([
    [weekTo(unixDay(LAST + 1)), "choose a day within 2016-01-07 to 2021-09-30"],
    [weekTo(unixDay(LAST + 300)), "choose a day within 2016-01-07 to 2021-09-30"],
    [calendarYear(2021), "choose days within 2016-01-01 to 2021-09-30"],
  ])("days after it are refused, and the last that can be asked for is named", (span, remedy) => {
    expect(() => networkEnergy(workspace, { ...CHOICE, span })).toThrow(
      expect.objectContaining({
        code: "record.uncovered",
        problems: [expect.objectContaining({ remedy })],
      }),
    );
    const question = { span, price_USD_kWh: 0.05, model: "de-vries" } as const;
    expect(() => powerAsOthers(workspace, question)).toThrow(/does not hold/u);
  });

  test("a claim about days after it cannot be measured, one up to it can", () => {
    const claims = [power(LAST - 6, LAST + 1, 8), power(LAST - 5, LAST + 2, 8)];
    const [told, untold] = auditClaims(workspace.timeline, workspace.record, claims);
    expect(told?.evidence.what).toBe("power");
    expect(untold?.verdict).toBe("cannot be measured here");
    expect(untold?.evidence.what).toBe("uncovered");
  });
});
