import * as fc from "fast-check";
import { expect, test } from "vitest";
import { BreakEven } from "../../../src/simulate/miners/break-even.ts";
import { normalCdf } from "../../../src/statistics/index.ts";

const OWNERS = { spread: 0.35, floor: 0, onDays: 5, offDays: 2, stepDays: 1 };
const spreads = fc.double({ min: 0.01, max: 2, noNaN: true });
const floors = fc.double({ min: 0, max: 1, noNaN: true });
const places = fc.double({ min: -10, max: 10, noNaN: true });

test("Half of a cohort pays at its own cost, and all or none beyond √7 deviations", () => {
  fc.assert(
    fc.property(spreads, floors, (spread, floor) => {
      const curve = new BreakEven({ ...OWNERS, spread, floor });
      const edge = Math.sqrt(7) * spread * (1 + 1e-9);
      expect(curve.target(0)).toBeCloseTo((1 + floor) / 2, 11);
      expect(curve.target(edge)).toBeCloseTo(1, 11);
      expect(curve.target(-edge)).toBeCloseTo(floor, 11);
    }),
  );
});

test("The fraction that pays follows the normal law within 0.0216 and never falls with price", () => {
  // The two are furthest apart at 0.767 deviations: by 0.02152.
  const at = 0.767;
  const apart = new BreakEven({ ...OWNERS, spread: 1 }).target(at) - normalCdf(at);
  expect(Math.abs(apart)).toBeCloseTo(0.02152, 5);
  fc.assert(
    fc.property(spreads, places, places, (spread, a, b) => {
      const curve = new BreakEven({ ...OWNERS, spread });
      expect(Math.abs(curve.target(a * spread) - normalCdf(a))).toBeLessThan(0.0216);
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(curve.target(low)).toBeLessThanOrEqual(curve.target(high) + 1e-12);
    }),
  );
});

test("Two half steps take owners as far as one whole", () => {
  const whole = new BreakEven(OWNERS);
  const half = new BreakEven({ ...OWNERS, stepDays: 0.5 });
  expect(1 - (1 - half.on) ** 2).toBeCloseTo(whole.on, 12);
  expect(1 - (1 - half.off) ** 2).toBeCloseTo(whole.off, 12);
});
