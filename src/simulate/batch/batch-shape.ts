import { SECONDS_PER_DAY } from "../../base/index.ts";
import type { MemberShape } from "../member/member-shape.ts";
import { runGrid, wetRegions } from "../member/run-shape.ts";
import type { FleetLayout } from "../miners/fleet-layout.ts";
import { HYDRO } from "../miners/power-market.ts";
import { reachesOf } from "../orders/order-program.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { BatchShape } from "./batch-memory.ts";

/** Regions with surplus water, by their number. */
export function wetPlaces({ regions }: Scenario, layout: FleetLayout): number[] {
  return wetRegions(regions).map((name) => layout.regions.indexOf(name));
}

/** What all members of a scenario have in common. */
export function batchShape(
  scenario: Scenario,
  layout: FleetLayout,
  { series, totals }: MemberShape,
): BatchShape {
  const { sites } = layout;
  const orders = Object.values(scenario.orders);
  const { every, stepSeconds } = runGrid(scenario);
  return {
    regions: layout.regions.length,
    sites: sites.length,
    sitesOfRegion: layout.sitesOfRegion,
    blocks: layout.blocks,
    stride: layout.stride,
    machines: layout.machines.length,
    wetSites: wetPlaces(scenario, layout).map((region) =>
      sites.findIndex(
        ({ source }, site) => layout.regionOfSite[site] === region && source === HYDRO,
      ),
    ),
    renewable: sites.map(
      ({ region, source }) => scenario.regions[region]?.sources[source]?.renewable === true,
    ),
    moves: orders.filter(({ effect }) => effect.kind === "move").length,
    series: series.length,
    everyStep: every === 1,
    totals: totals.length,
    stepDays: stepSeconds / SECONDS_PER_DAY,
    reaches: Array.from(reachesOf(scenario, layout).values(), ({ blocks }) => blocks),
  };
}

/**
 * Whether members of a scenario can run side by side: a taste for short queues that is not in
 * proportion is left to one member at a time. `varying`: paths that differ between members.
 */
export function canBatch({ parameters }: Scenario, varying: readonly string[]): boolean {
  const path = "parameters.choice_queue_weight";
  return parameters.choice_queue_weight === 1 && !varying.includes(path);
}
