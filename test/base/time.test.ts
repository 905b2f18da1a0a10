import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  civilFromDays,
  daysFromCivil,
  formatTime,
  formatWindow,
  hours,
  parseTime,
  parseWindow,
  unixDay,
  unixSeconds,
} from "../../src/base/index.ts";

test.each([
  ["2021-06-20", 1624147200],
  ["2021-06-20T04:00Z", 1624161600],
  ["2021-06-20T04:00:00.000Z", 1624161600],
  ["2021-06-20T00:00+08:00", 1624118400],
  ["2021-06-20 00:00:30+0800", 1624118430],
  ["2020-02-29", 1582934400],
])("%s is one instant", (text, seconds) => {
  expect(parseTime(text, "--at")).toBe(seconds);
});

test.each([
  ["yesterday", "not a date"],
  ["2021-02-29", "not a day of the calendar"],
  ["2021-13-01", "not a day of the calendar"],
  ["2021-06-20T04:00:00.5Z", "not a date or time"],
  ["2021-06-20T04:00", "without an offset"],
  ["2021-06-20T24:00Z", "not a time of day"],
  ["", "not a date"],
])('"%s" is refused with its reason', (text, reason) => {
  expect(() => parseTime(text, "--at")).toThrow(reason);
});

test.each([
  ["24h", 86_400],
  ["7d", 604_800],
  ["2w", 1_209_600],
  ["1.5d", 129_600],
])("a window of %s has a length", (text, seconds) => {
  expect(parseWindow(text, "--window")).toBe(seconds);
});

test.each(["7", "0h", "-3d", "1e9d", "30m", ""])('a window of "%s" is refused', (text) => {
  expect(() => parseWindow(text, "--window")).toThrow("not a window");
});

test("the calendar agrees with the host's over four millennia", () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_000, max: 700_000 }), (day) => {
      const date = new Date(day * 86_400_000);
      const civil = civilFromDays(unixDay(day));
      expect(civil).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
      expect(daysFromCivil(civil)).toBe(day);
    }),
  );
});

test("a formatted instant reads back as itself", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (time) => {
      expect(parseTime(formatTime(unixSeconds(time)), "t")).toBe(time);
    }),
  );
});

test("windows are written as people write them", () => {
  expect([24, 36, 72, 168].map((count) => formatWindow(hours(count)))).toEqual([
    "24h",
    "36h",
    "3d",
    "7d",
  ]);
});
