import { expect, test } from "vitest";
import { dayOf } from "../../src/base/index.ts";
import { hashpriceOf } from "../../src/observe/index.ts";
import { T, record, timeline } from "../shipped.ts";

// Luxor Hashrate Index, as published; their price is of another hour, so 3 %
test.each([
  ["2021-05-13", 0.28989],
  ["2021-06-20", 0.22947],
  ["2021-07-03", 0.30661],
])("on %s a terahash earned %d USD", (date, expected) => {
  const { hashprice } = hashpriceOf(timeline, record.market, dayOf(T(date)));
  expect(Math.abs(hashprice.value / expected - 1)).toBeLessThan(0.03);
  expect(hashprice.lo95).toBeLessThan(hashprice.value);
  expect(hashprice.hi95).toBeGreaterThan(hashprice.value);
});

test("the subsidy is halved from one day to the next but one", () => {
  const before = hashpriceOf(timeline, record.market, dayOf(T("2024-04-19")));
  const after = hashpriceOf(timeline, record.market, dayOf(T("2024-04-21")));
  expect([before.subsidy, after.subsidy]).toEqual([6.25, 3.125]);
});

test("on the day of the halving nearly all blocks earn the new subsidy", () => {
  const day = hashpriceOf(timeline, record.market, dayOf(T("2024-04-20")));
  // Block 840,000 came nine minutes after midnight.
  expect(day.subsidy).toBeGreaterThanOrEqual(3.125);
  expect(day.subsidy).toBeLessThan(3.2);
});

test("a day without blocks or prices is refused", () => {
  expect(() => hashpriceOf(timeline, record.market, dayOf(T("2015-06-01")))).toThrow("no price");
  expect(() => hashpriceOf(timeline, record.market, dayOf(T("2026-05-20")))).toThrow("no price");
});
