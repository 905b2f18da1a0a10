import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CAMBRIDGE_VERSIONS,
  type CambridgeVersion,
  type MachineModel,
  type NetworkDays,
  type PowerBounds,
  breakEvenEfficiency,
  cambridgePower,
} from "../../../src/energy/index.ts";
import { weightAfter } from "../../../src/energy/cambridge/versions.ts";
import { machine, steadyDays } from "./network.ts";

const GW = 1e9;
const power = (
  days: NetworkDays,
  machines: readonly MachineModel[],
  version: CambridgeVersion = "1.2",
  price_USD_kWh = 0.05,
): PowerBounds => cambridgePower(days, machines, { version, price_USD_kWh });

describe("the formula, worked by hand", () => {
  test("900 BTC at 10,000 USD over 100 EH/s break even at 75 J/TH and 5 cents", () => {
    // 9e6 USD / (1e8 TH/s × 86,400 s) = 1.0417e-6 USD/TH; 1.3889e-8 USD/J
    expect(breakEvenEfficiency(steadyDays(20), 0.05)[19]).toBeCloseTo(75, 9);
    expect(breakEvenEfficiency(steadyDays(20), 0.1)[19]).toBeCloseTo(37.5, 9);
  });

  test("bounds are 1.01 × best, 1.10 × mean and 1.20 × worst machine below break-even", () => {
    const { lower, best, upper } = power(steadyDays(20), [machine(40), machine(70), machine(90)]);
    expect(lower[19]).toBeCloseTo(100 * 0.04 * 1.01 * GW, 0);
    expect(best[19]).toBeCloseTo(100 * 0.055 * 1.1 * GW, 0);
    expect(upper[19]).toBeCloseTo(100 * 0.07 * 1.2 * GW, 0);
  });

  test("a machine at the threshold does not run, nor does one on its first day", () => {
    const { best } = power(steadyDays(20), [machine(40), machine(75), machine(20, 13)]);
    expect(best[13]).toBeCloseTo(100 * 0.04 * 1.1 * GW, 0);
    // Day 14 is the first of the seven with both.
    expect(best[14]).toBeCloseTo(100 * (0.04 * (6 / 7) + 0.03 * (1 / 7)) * 1.1 * GW, 0);
  });

  test("from 1.2 on a machine stops after 1825 days", () => {
    const machines = [machine(40), machine(70, -1825 + 12)];
    expect(power(steadyDays(20), machines).upper[11]).toBeCloseTo(8.4 * GW, 0);
    expect(power(steadyDays(20), machines).upper[18]).toBeCloseTo(4.8 * GW, 0);
    expect(power(steadyDays(20), machines, "1.0").upper[18]).toBeCloseTo(8.4 * GW, 0);
  });

  test("1.4 leaves a machine out for two months and then weighs it by its years", () => {
    // Released on 23 September 2019 and 6 April 2018: 4 and 21 months on 20 January 2020.
    const machines = [machine(40, -100), machine(70, -635), machine(20, -20)];
    const { lower, best } = power(steadyDays(20), machines, "1.4");
    expect(best[19]).toBeCloseTo(100 * ((0.04 + 0.8 * 0.07) / 1.8) * 1.1 * GW, 0);
    expect(lower[19]).toBeCloseTo(100 * 0.04 * 1.01 * GW, 0);
    expect([0, 1, 2, 13, 14, 25, 26, 37, 38, 49, 50, 61, 62].map(weightAfter)).toEqual([
      0, 0, 1, 1, 0.8, 0.8, 0.6, 0.6, 0.4, 0.4, 0.2, 0.2, 0,
    ]);
  });

  test("1.1.1 adds S7 and S9 by share, to weights above 1, and has no best guess without", () => {
    const machines = [
      machine(40),
      machine(260, -100, "Antminer S7"),
      machine(90, -100, "Antminer S9 (14Th)"),
      machine(100, -100, "Antminer S9k"),
    ];
    const [days, price_USD_kWh] = [steadyDays(20, 100_000), 0.05];
    expect(power(days, machines, "1.1.1").best[19]).toBeNaN();
    const shares = { S7: new Float64Array(20).fill(0.01), S9: new Float64Array(20).fill(0.23) };
    const model = { version: "1.1.1", price_USD_kWh, shares } as const;
    const { best, upper } = cambridgePower(days, machines, model);
    expect(best[19]).toBeCloseTo(100 * (0.04 + 0.01 * 0.26 + 0.23 * 0.095) * 1.1 * GW, 0);
    expect(upper[19]).toBeCloseTo(100 * 0.04 * 1.2 * GW, 0);
  });

  test("when no machine pays for its power, the day before is repeated", () => {
    const days = steadyDays(60);
    days.price.fill(100, 20);
    const { best } = power(days, [machine(40)]);
    expect(best[59]).toBeCloseTo(4.4 * GW, 0);
  });

  test("a day without market figures has no power, and does not spoil the next", () => {
    const days = steadyDays(30);
    days.price[20] = NaN;
    const { best } = power(days, [machine(40)]);
    expect(best[20]).toBeNaN();
    expect(best[21]).toBeCloseTo(4.4 * GW, 0);
  });
});

test("prices outside Cambridge's range and shares of other days are refused", () => {
  for (const price of [0.009, 0.21, NaN]) {
    expect(() => power(steadyDays(2), [], "1.2", price)).toThrow("USD/kWh");
  }
  const shares = { S7: new Float64Array(1), S9: new Float64Array(2) };
  const model = { version: "1.1.1", price_USD_kWh: 0.05, shares } as const;
  expect(() => cambridgePower(steadyDays(2), [], model)).toThrow("1 and 2 days instead of 2");
});

const anyFleet = fc.array(
  fc
    .tuple(fc.double({ min: 10, max: 400, noNaN: true }), fc.integer({ min: -1500, max: 20 }))
    .map(([efficiency, day]) => machine(efficiency, day)),
  { minLength: 1, maxLength: 30 },
);
const anyVersion = fc.constantFrom(...CAMBRIDGE_VERSIONS.filter((version) => version !== "1.1.1"));

describe("laws", () => {
  test("the best guess lies between the bounds", () => {
    fc.assert(
      fc.property(anyFleet, anyVersion, (fleet, version) => {
        const { lower, best, upper } = power(steadyDays(40), fleet, version);
        for (const [day, guess] of best.entries()) {
          if (Number.isNaN(guess)) continue;
          expect(guess).toBeGreaterThan(lower[day] ?? NaN);
          expect(guess).toBeLessThan(upper[day] ?? NaN);
        }
      }),
    );
  });

  test("dearer power never raises a bound while a machine runs", () => {
    fc.assert(
      fc.property(
        anyFleet,
        anyVersion,
        fc.integer({ min: 1, max: 19 }),
        (fleet, version, cents) => {
          // A machine that runs at any price keeps the rule of the repeated day out of it.
          const machines = [...fleet, machine(5, -200)];
          const cheap = power(steadyDays(30), machines, version, cents / 100);
          const dear = power(steadyDays(30), machines, version, (cents + 1) / 100);
          expect(dear.best[29]).toBeLessThanOrEqual((cheap.best[29] ?? NaN) * (1 + 1e-12));
          expect(dear.upper[29]).toBeLessThanOrEqual(cheap.upper[29] ?? NaN);
        },
      ),
    );
  });

  test("twice the hashrate at twice the revenue draws twice the power", () => {
    fc.assert(
      fc.property(anyFleet, anyVersion, (fleet, version) => {
        const days = steadyDays(20);
        const machines = [...fleet, machine(5, -200)];
        const double = {
          ...days,
          hashrate: days.hashrate.map((h) => 2 * h),
          coins: days.coins.map((c) => 2 * c),
        };
        const [one, two] = [power(days, machines, version), power(double, machines, version)];
        expect(two.best[19]).toBeCloseTo(2 * (one.best[19] ?? NaN), 3);
      }),
    );
  });
});
