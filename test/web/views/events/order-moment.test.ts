import { expect, test } from "vitest";
import type { Precision } from "../../../../src/policy/index.ts";
import { orderDay, orderMoment } from "../../../../src/web/views/events/order-moment.ts";

test("a day that stands as its local midnight is that day, east and west of Greenwich", () => {
  const days = ["2021-06-01T16:00:00Z", "2022-03-08T20:30:00Z", "2026-04-30T05:00:00Z"];
  expect(days.map(orderDay)).toEqual(["2021-06-02", "2022-03-09", "2026-04-30"]);
  expect(orderDay("2020-08-01T00:00:00Z")).toBe("2020-08-01");
});

test.each<readonly [precision: Precision, en: string, zh: string]>([
  ["hour", "19 June 2021, 16:00 UTC", "2021年6月19日 16:00 UTC"],
  ["day", "20 June 2021", "2021年6月20日"],
  ["month", "June 2021", "2021年6月"],
  ["year", "2021", "2021年"],
])("a time known to the %s is told no more exactly than that", (precision, en, zh) => {
  const at = "2021-06-19T16:00:00Z";
  expect(orderMoment(at, precision, "en")).toBe(en);
  expect(orderMoment(at, precision, "zh")).toBe(zh);
});
