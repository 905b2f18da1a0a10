import * as fc from "fast-check";
import { expect, test } from "vitest";
import { BreakEven } from "../../../src/simulate/miners/break-even.ts";
import { FleetLayout } from "../../../src/simulate/miners/fleet-layout.ts";
import { Fleet } from "../../../src/simulate/miners/fleet.ts";
import { reachOf } from "../../../src/simulate/orders/reach.ts";
import { twoPlaces } from "../two-places.ts";

const { scenario } = twoPlaces();
const curve = new BreakEven({ spread: 0.35, floor: 0, onDays: 5, offDays: 2, stepDays: 1 });

function fleetOf(installed: number): Fleet {
  const fleet = new Fleet(new FleetLayout(scenario));
  fleet.reset(scenario, installed, curve);
  return fleet;
}

const sum = (column: Float64Array): number => column.reduce((total, one) => total + one, 0);

test("Every machine of every owner has a place of its own, an odd generation too", () => {
  const { layout } = fleetOf(1);
  const places = new Set<number>();
  for (const site of layout.sites.keys()) {
    for (let block = 0; block < layout.blocks; block += 1) {
      for (const machine of layout.machines.keys()) {
        const cohort = layout.cohort(site, block, machine);
        places.add(cohort);
        expect([layout.siteOf(cohort), layout.blockOf(cohort), layout.machineOf(cohort)]).toEqual([
          site,
          block,
          machine,
        ]);
        expect(layout.isMachine(cohort)).toBe(true);
      }
    }
  }
  expect(places.size).toBe(layout.sites.length * layout.blocks * layout.machines.length);
  expect(Math.max(...places)).toBeLessThan(layout.cohorts);
});

test("A start puts all the hashrate in place, none of it hidden", () => {
  const fleet = fleetOf(180);
  const { layout } = fleet;
  expect(sum(fleet.hash)).toBeCloseTo(180, 10);
  for (let cohort = 0; cohort < layout.cohorts; cohort += 1) {
    const isOpen = layout.isMachine(cohort) && layout.blockOf(cohort) < layout.operators.length;
    expect((fleet.hash[cohort] ?? 0) > 0).toBe(isOpen);
  }
});

test("Power costs something whatever subsidies and taxes say", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -500, max: 500, noNaN: true }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      (extra, taxed) => {
        const fleet = fleetOf(1);
        fleet.extra.fill(extra);
        fleet.taxed.fill(taxed);
        fleet.reprice(0);
        const cost = fleet.costOf(0);
        expect(cost).toBeGreaterThan(0);
        expect(cost).toBeLessThan(Infinity);
      },
    ),
  );
});

test("A higher price never makes a machine cheaper to run", () => {
  const fleet = fleetOf(1);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 300, noNaN: true }),
      fc.double({ min: 0, max: 300, noNaN: true }),
      (a, b) => {
        const costs = [Math.min(a, b), Math.max(a, b)].map((price) => {
          fleet.price[0] = price;
          fleet.reprice(0);
          return fleet.costOf(0);
        });
        expect(costs[0]).toBeLessThanOrEqual((costs[1] ?? NaN) * (1 + 1e-12));
      },
    ),
  );
});

test("Machines taken off their plugs are counted by generation and none is lost", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, (taken, hidden) => {
      const fleet = fleetOf(100);
      const { layout } = fleet;
      const scope = { place: "AA", sources: null, operators: ["big"], machines: ["old"] };
      const cohorts = layout.cohortsIn({ ...scope, min_site_MW: 0 }, scenario);
      const reached = cohorts.reduce((total, at) => total + (fleet.hash[at] ?? 0), 0);
      const out = fleet.takeOut(reachOf(cohorts, [0], layout), taken, hidden);
      expect(sum(out)).toBeCloseTo(reached * taken, 10);
      expect(out[layout.machines.indexOf("old")]).toBeCloseTo(reached * taken, 10);
      expect(sum(fleet.hash)).toBeCloseTo(100 - reached * taken * (1 - hidden), 10);
    }),
  );
});
