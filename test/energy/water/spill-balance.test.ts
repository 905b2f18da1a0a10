import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unixDay } from "../../../src/base/index.ts";
import { spillOf } from "../../../src/energy/index.ts";

const power = fc.double({ min: 0, max: 1e5, noNaN: true });
const draws = fc.array(fc.tuple(power, power), { minLength: 1, maxLength: 20 });

test("2,500 MW of mines on 4,000 MW of surplus leave 1,500 MW to the spillway", () => {
  const [month] = spillOf([
    {
      month: unixDay(18_809),
      hours: 744,
      surplus_MW: new Float64Array([4_000, 2_000]),
      mining_MW: new Float64Array([2_500, 2_500]),
    },
  ]);
  expect([...(month?.surplus_GWh ?? [])]).toEqual([2_976, 1_488]);
  expect([...(month?.absorbed_GWh ?? [])]).toEqual([1_860, 1_488]);
  expect([...(month?.spilled_GWh ?? [])]).toEqual([1_116, 0]);
});

test("surplus is absorbed and spilled to the last part in 1e9, neither below zero", () => {
  fc.assert(
    fc.property(draws, fc.double({ min: 1, max: 744, noNaN: true }), (pairs, hours) => {
      const [month] = spillOf([
        {
          month: unixDay(0),
          hours,
          surplus_MW: Float64Array.from(pairs, ([surplus]) => surplus),
          mining_MW: Float64Array.from(pairs, ([, mining]) => mining),
        },
      ]);
      for (const [draw, surplus] of (month?.surplus_GWh ?? []).entries()) {
        const absorbed = month?.absorbed_GWh[draw] ?? NaN;
        const spilled = month?.spilled_GWh[draw] ?? NaN;
        expect(Math.abs(absorbed + spilled - surplus)).toBeLessThanOrEqual(1e-9 * surplus);
        expect(Math.min(absorbed, spilled)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test("more mines never spill more", () => {
  fc.assert(
    fc.property(power, power, power, (surplus, one, other) => {
      const [few, many] = [Math.min(one, other), Math.max(one, other)];
      const [month] = spillOf([
        {
          month: unixDay(0),
          hours: 720,
          surplus_MW: new Float64Array([surplus, surplus]),
          mining_MW: new Float64Array([few, many]),
        },
      ]);
      const [withFew = NaN, withMany = NaN] = month?.spilled_GWh ?? [];
      expect(withMany).toBeLessThanOrEqual(withFew);
    }),
  );
});
