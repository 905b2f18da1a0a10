import type { Scenario } from "../scenario/scenario.ts";
import type { FleetLayout } from "./fleet-layout.ts";

type Shared = Readonly<Record<string, { readonly share: number }>>;

/** How the machines of a start are spread: a cohort's part is the product of its three shares. */
export class StartShares {
  readonly operators: Float64Array;
  readonly machines: Float64Array;
  /** Share of all machines that a site has, and of its region's. */
  readonly sites: Float64Array;
  readonly sitesOfRegion: Float64Array;
  private readonly layout: FleetLayout;
  private readonly regions: Float64Array;

  constructor(layout: FleetLayout) {
    this.layout = layout;
    this.regions = new Float64Array(layout.regions.length);
    this.operators = new Float64Array(layout.operators.length);
    this.machines = new Float64Array(layout.machines.length);
    this.sites = new Float64Array(layout.sites.length);
    this.sitesOfRegion = new Float64Array(layout.sites.length);
  }

  /** Takes shares against the sum of their kind: draws move single shares, the whole stays one. */
  reset(scenario: Scenario): void {
    const { layout, regions, sites, sitesOfRegion } = this;
    fill(this.operators, scenario.operators, layout.operators);
    fill(this.machines, scenario.machines, layout.machines);
    fill(regions, scenario.regions, layout.regions);
    for (let site = 0; site < sites.length; site += 1) {
      const region = layout.regionOfSite[site] ?? 0;
      const sources = scenario.regions[layout.regions[region] ?? ""]?.sources ?? {};
      const share = sources[layout.sites[site]?.source ?? ""]?.share ?? 0;
      sitesOfRegion[site] = share / sumOf(sources);
      sites[site] = (sitesOfRegion[site] ?? 0) * (regions[region] ?? 0);
    }
  }
}

function fill(shares: Float64Array, all: Shared, names: readonly string[]): void {
  const sum = sumOf(all);
  for (let index = 0; index < shares.length; index += 1) {
    shares[index] = (all[names[index] ?? ""]?.share ?? 0) / sum;
  }
}

function sumOf(all: Shared): number {
  let sum = 0;
  for (const name in all) sum += all[name]?.share ?? 0;
  return sum;
}
