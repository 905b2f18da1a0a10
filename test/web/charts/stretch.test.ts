import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  lengthOf,
  limitsOf,
  moved,
  nearest,
  within,
  zoomed,
} from "../../../src/web/charts/stretch.ts";
import { linearTicks, logTicks, timeTicks } from "../../../src/web/charts/ticks.ts";

const DAY = 86_400;
const limits = limitsOf(Array.from({ length: 2300 }, (_, day) => day * DAY));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("a view", () => {
  test("never leaves the whole, however it is moved and zoomed", () => {
    const act = fc.tuple(fc.double({ min: 0.05, max: 20, noNaN: true }), share, share);
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let view = limits.whole;
        for (const [factor, place, way] of acts) {
          const at_s = view.from_s + place * lengthOf(view);
          view = moved(
            zoomed(view, { factor, at_s }, limits),
            (way - 0.5) * lengthOf(view),
            limits,
          );
          expect(view.from_s).toBeGreaterThanOrEqual(limits.whole.from_s);
          expect(view.to_s).toBeLessThanOrEqual(limits.whole.to_s + 1e-3);
          expect(lengthOf(view)).toBeGreaterThanOrEqual(limits.shortest_s - 1e-3);
        }
      }),
      // In at the far end and out again: rounding once pushed the beginning out.
      {
        examples: [
          [
            [
              [0.05000000000000007, 0.9999989104171909, 0],
              [19.99999999999994, 0, 0],
            ],
          ],
        ],
      },
    );
  });

  test("zoomed inside the whole keeps the instant under the pointer where it is", () => {
    const view = { from_s: 1000 * DAY, to_s: 1200 * DAY };
    const at_s = 1050 * DAY;
    const closer = zoomed(view, { factor: 0.5, at_s }, limits);
    expect((at_s - closer.from_s) / lengthOf(closer)).toBeCloseTo(0.25, 9);
    expect(lengthOf(closer)).toBeCloseTo(100 * DAY, 3);
  });

  test("that an address asks for outside the record is the whole", () => {
    expect(within({ from_s: -9 * DAY, to_s: -2 * DAY }, limits)).toEqual(limits.whole);
    expect(within({ from_s: 8 * DAY, to_s: 3 * DAY }, limits)).toEqual(limits.whole);
  });
});

test("the nearest instant is the one at the smallest distance", () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1 });
  fc.assert(
    fc.property(times, fc.integer({ min: -100, max: 1100 }), (unsorted, at) => {
      const sorted = unsorted.toSorted((a, b) => a - b);
      const found = sorted[nearest(sorted, at)] ?? NaN;
      expect(Math.abs(found - at)).toBe(Math.min(...sorted.map((time) => Math.abs(time - at))));
    }),
  );
});

describe("ticks", () => {
  test("of values are round and lie inside the axis", () => {
    expect(linearTicks(0, 1150, 5)).toEqual([0, 500, 1000]);
    expect(linearTicks(-0.31, 0.32, 6)).toEqual([-0.2, 0, 0.2]);
    expect(logTicks(0.9, 1100, 4)).toEqual([1, 10, 100, 1000]);
  });

  test("of time are never closer than their words are wide, at any zoom", () => {
    fc.assert(
      fc.property(fc.double({ min: 4, max: 9, noNaN: true }), share, (power, place) => {
        const length = 10 ** power;
        const from_s = 1.58e9 + place * 1e8;
        const ticks = timeTicks({ from_s, to_s: from_s + length }, 1000, "en");
        const steps = ticks.slice(1).map(({ at_s }, index) => at_s - (ticks[index]?.at_s ?? 0));
        for (const step of steps) expect((step / length) * 1000).toBeGreaterThan(55);
      }),
    );
  });

  test("name a year where it begins, and say the year of the first month", () => {
    const view = { from_s: 1_605_000_000, to_s: 1_618_000_000 };
    expect(timeTicks(view, 700, "en").map(({ text }) => text)).toEqual([
      "Dec 2020",
      "2021",
      "Feb",
      "Mar",
      "Apr",
    ]);
    expect(timeTicks(view, 700, "zh")[0]?.text).toBe("2020年12月");
  });
});
