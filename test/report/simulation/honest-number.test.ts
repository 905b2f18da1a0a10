import * as fc from "fast-check";
import { expect, test } from "vitest";
import { atPlace, honestEstimate, placeOf, signedAtPlace } from "../../../src/report/index.ts";

test.each([
  { value: 2712.4, band: [2540.1, 2883] as const, shown: "2,710" },
  { value: 135.6, band: [119.7, 150.2] as const, shown: "136" },
  { value: 1.4567, band: [1.1, 1.9] as const, shown: "1.46" },
  { value: -27.94, band: [-32.1, -23.4] as const, shown: "−27.9" },
  { value: 0.0031, band: [0.0004, 0.0086] as const, shown: "0.0031" },
  { value: 178.04, band: [178.04, 178.04] as const, shown: "178.0" },
  { value: 0, band: [0, 0] as const, shown: "0" },
])("$value with a band of $band is shown as $shown", ({ value, band, shown }) => {
  expect(atPlace(value, placeOf(value, band))).toBe(shown);
});

test("what is shown is off by less than a twentieth of the band", () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const width = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(number, width, (low, wide) => {
      const [value, high] = [low + wide / 3, low + wide];
      fc.pre(wide > 1e-6 * Math.abs(value));
      const text = atPlace(value, placeOf(value, [low, high]));
      const shown = Number(text.replaceAll(",", "").replace("−", "-"));
      // The second digit of a width of 10 is 1/10 of it; rounding moves by half of that.
      expect(Math.abs(shown - value)).toBeLessThanOrEqual((wide / 20) * (1 + 1e-6));
    }),
  );
});

test("a rise has a plus sign, nothing has none", () => {
  expect([signedAtPlace(3.25, -1), signedAtPlace(-3.25, 0), signedAtPlace(0.01, -1)]).toEqual([
    "+3.3",
    "−3",
    "0.0",
  ]);
});

test("a value and its interval stand at one place", () => {
  expect(honestEstimate({ value: 72.53, lo95: 65.38, hi95: 74.04 })).toBe("72.5 [65.4, 74.0]");
  expect(honestEstimate({ value: 13_960, lo95: 4_870, hi95: 40_210 })).toBe(
    "14,000 [5,000, 40,000]",
  );
});
