import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fleetHistory } from "../../../src/energy/fleet/fleet-history.ts";
import { type FleetDraw, FleetWalk } from "../../../src/energy/fleet/fleet-walk.ts";
import { machineTable } from "../../../src/energy/fleet/machine-table.ts";
import type { MachineModel, PowerInputs } from "../../../src/energy/index.ts";
import { CALM, STEP_DAY, model, steadyNetwork } from "./steady-network.ts";

function walkOf(inputs: PowerInputs, draw: FleetDraw = CALM): FleetWalk {
  const history = fleetHistory(inputs);
  const logPrice = new Float64Array(history.rate.length).fill(Math.log(draw.powerPrice));
  return new FleetWalk(machineTable(inputs.machines), history, { draw, logPrice });
}

const last = (values: Float64Array): number => values.at(-1) ?? NaN;
const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
const OLD = model(100, STEP_DAY - 400);
const NEW = model(30, STEP_DAY + 100);

describe("a fleet worked by hand", () => {
  test("of one model has its efficiency", () => {
    const efficiencies = walkOf(steadyNetwork({ machines: [OLD] })).efficiencies();
    expect(new Set(efficiencies)).toEqual(new Set([100]));
  });

  test("that doubles on a new model alone has half of each", () => {
    // The old model is no longer sold when the network grows, three years on.
    const machines = [model(100, STEP_DAY - 400), model(30, STEP_DAY + 900)];
    const inputs = steadyNetwork({
      machines,
      days: 1200,
      hashrate: (day) => (day < 1000 ? 1e20 : 2e20),
    });
    expect(last(walkOf(inputs).efficiencies())).toBeCloseTo(65, 6);
  });

  test("runs half of the machines whose owners in the middle just break even", () => {
    // 100 J/TH take 2.4 kWh a day for a TH/s: at 0.05 USD/kWh 0.12 USD. 30 J/TH are far above.
    const machines = [OLD, model(30, STEP_DAY - 400)];
    const walk = walkOf(steadyNetwork({ machines, hashprice: 0.12 }));
    walk.efficiencies();
    const [old = NaN, lean = NaN] = walk.running();
    const [hadOld = NaN, hadLean = NaN] = walk.installed;
    expect(old / hadOld).toBeCloseTo(0.5, 6);
    expect(lean / hadLean).toBeCloseTo(1, 6);
  });

  test("sheds a closed half alike at shedding 0, and by J/TH at shedding 1", () => {
    const machines = [model(90, STEP_DAY - 400), model(30, STEP_DAY - 400)];
    const inputs = steadyNetwork({ machines, hashrate: (day) => (day < 200 ? 1e20 : 5e19) });
    // Half of each at 60 J/TH on the mean; 1 − ½ × 90/60 = ¼ and 1 − ½ × 30/60 = ¾ of each.
    expect(last(walkOf(inputs).efficiencies())).toBeCloseTo(60, 6);
    expect(last(walkOf(inputs, { ...CALM, shedding: 1 }).efficiencies())).toBeCloseTo(45, 6);
  });

  test("keeps half of a model at its life, whether it runs or not", () => {
    const draw = { ...CALM, life: 5, lifeShape: 3 };
    // All is delivered at the first step, at the age of 400 days; then hardly any is needed.
    const inputs = steadyNetwork({
      machines: [OLD],
      days: 1471,
      hashrate: (day) => (day < 29 ? 1e20 : 1e18),
    });
    const walk = walkOf(inputs, draw);
    walk.efficiencies();
    // The last step is 1442 days after the first; releases count from the start of their step.
    const life = 5 * 365.25;
    const cumulated = (age: number): number => (age / life) ** 3;
    const [first, end] = [cumulated(406), cumulated(406 + 1442)].map((x) => x * Math.LN2);
    const left = Math.exp((first ?? NaN) - (end ?? NaN));
    // A step more or less of 14 days at the last hazard, 3 ln 2 × 1848² / life³, is 1.6 %.
    expect(Math.abs((walk.installed[0] ?? NaN) / 1e20 / left - 1)).toBeLessThan(0.017);
  });
});

describe("laws", () => {
  const draw = fc.record({
    life: fc.double({ min: 3, max: 8, noNaN: true }),
    lifeShape: fc.double({ min: 2, max: 5, noNaN: true }),
    idleLoss: fc.double({ min: 0, max: 1, noNaN: true }),
    orders: fc.double({ min: 0, max: 1, noNaN: true }),
    preference: fc.double({ min: 0, max: 3, noNaN: true }),
    saleAge: fc.double({ min: 6, max: 18, noNaN: true }),
    lag: fc.double({ min: 0.5, max: 4, noNaN: true }),
    bitmainShare: fc.double({ min: 0.5, max: 0.85, noNaN: true }),
    shedding: fc.constant(0),
    powerPrice: fc.double({ min: 0.02, max: 0.1, noNaN: true }),
    priceSpread: fc.double({ min: 0.25, max: 0.5, noNaN: true }),
  });
  const machines: readonly MachineModel[] = [OLD, model(60, STEP_DAY - 100, "MicroBT"), NEW];
  const network = (swing: number, hashprice: number): PowerInputs =>
    steadyNetwork({
      machines,
      days: 700,
      hashprice,
      hashrate: (day) => 1e20 * (1 + day / 400 + swing * Math.sin(day / 40)),
    });
  const swing = fc.double({ min: 0, max: 0.9, noNaN: true });
  const hashprice = fc.double({ min: 0.1, max: 0.5, noNaN: true });

  test("what runs is the network's hashrate, to the last digits", () => {
    fc.assert(
      fc.property(draw, swing, hashprice, (own, by, paid) => {
        const inputs = network(by, paid);
        const walk = walkOf(inputs, own);
        walk.efficiencies();
        expect(sum(walk.running()) / last(fleetHistory(inputs).rate)).toBeCloseTo(1, 9);
      }),
      { numRuns: 40 },
    );
  });

  test("the mean lies between the best and the worst model", () => {
    fc.assert(
      fc.property(draw, swing, hashprice, (own, by, paid) => {
        for (const efficiency of walkOf(network(by, paid), own).efficiencies()) {
          expect(efficiency).toBeGreaterThanOrEqual(30 - 1e-9);
          expect(efficiency).toBeLessThanOrEqual(100 + 1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("dearer power never makes the fleet thirstier, in a network that does not grow", () => {
    const inputs = steadyNetwork({ machines: [OLD, model(30, STEP_DAY - 400)] });
    const price = fc.double({ min: 0.02, max: 0.15, noNaN: true });
    fc.assert(
      fc.property(price, price, (a, b) => {
        const [cheap = NaN, dear = NaN] = [Math.min(a, b), Math.max(a, b)].map((powerPrice) =>
          last(walkOf(inputs, { ...CALM, powerPrice }).efficiencies()),
        );
        expect(dear).toBeLessThanOrEqual(cheap + 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});
