import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { machineTable } from "../../../src/energy/fleet/machine-table.ts";
import { Sales } from "../../../src/energy/fleet/sales.ts";
import type { MachineModel } from "../../../src/energy/index.ts";
import { CALM, model } from "./steady-network.ts";

const MONTH = 365.25 / 12;
const sold = (machines: readonly MachineModel[], day: number, draw = CALM): number[] => {
  const sales = new Sales(machineTable(machines), draw);
  sales.moveTo(day);
  return machines.map((_, row) =>
    row < sales.first || row >= sales.end ? 0 : (sales.weight[row] ?? NaN),
  );
};

describe("what buyers take", () => {
  test("nothing of a model before its lag is over", () => {
    const machines = [model(50, 0), model(40, 100)];
    expect(sold(machines, 100 + MONTH - 1)).toEqual([1, 0]);
    expect(sold(machines, 100 + MONTH + 1)[1]).toBeGreaterThan(0);
  });

  test("a year-old model at 1/e of a new one where sales last a year", () => {
    const [old = NaN, fresh = NaN] = sold([model(50, 0), model(50, 365)], 365 + MONTH);
    expect(old / fresh).toBeCloseTo(Math.exp(-365 / (12 * MONTH)), 9);
    expect(old + fresh).toBeCloseTo(1, 12);
  });

  test("four times as much of half the J/TH where preference is 2", () => {
    const [thirsty = NaN, lean = NaN] = sold([model(60, 0), model(30, 0)], 60, {
      ...CALM,
      preference: 2,
    });
    expect(lean / thirsty).toBeCloseTo(4, 9);
  });

  test("Bitmain's share of its models, however many others there are", () => {
    const machines = [model(50, 0), model(50, 0, "A"), model(50, 0, "B"), model(50, 0, "C")];
    expect(sold(machines, 60)[0]).toBeCloseTo(0.7, 12);
    expect(sold(machines.slice(1), 60)).toEqual(
      [1 / 3, 1 / 3, 1 / 3].map((x) => expect.closeTo(x, 12)),
    );
  });

  test("nothing after 30 months, but the newest model of all for ever", () => {
    const machines = [model(50, 0), model(40, 10)];
    expect(sold(machines, 5 + 31 * MONTH)).toEqual([0, 1]);
    expect(sold(machines, 4000)).toEqual([0, 1]);
  });
});

test("the parts add up to one on any day, of any list", () => {
  const machine = fc.record({
    efficiency: fc.integer({ min: 10, max: 1000 }),
    released: fc.integer({ min: 0, max: 3000 }),
    maker: fc.constantFrom("Bitmain", "MicroBT", "Canaan"),
  });
  fc.assert(
    fc.property(
      fc.array(machine, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 5000 }),
      (list, day) => {
        const machines = list
          .map(({ efficiency, released, maker }) => model(efficiency, released, maker))
          .toSorted((a, b) => a.released - b.released);
        expect(sold(machines, day).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      },
    ),
  );
});
