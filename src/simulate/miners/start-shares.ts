import type { Scenario } from "../scenario/scenario.ts";
import type { FleetLayout } from "./fleet-layout.ts";

/** How the machines of a start are spread: a cohort's part is the product of the three. */
export interface StartShares {
  readonly sites: readonly number[];
  readonly operators: readonly number[];
  readonly machines: readonly number[];
  /** Share of its region's newcomers that a site takes. */
  readonly sitesOfRegion: readonly number[];
}

/** Shares against the sum of their kind: draws move single shares, the whole stays one. */
export function startShares(scenario: Scenario, layout: FleetLayout): StartShares {
  const regions = partsOf(scenario.regions, layout.regions);
  const sitesOfRegion = layout.regions.flatMap((name, region) => {
    const sources = scenario.regions[name]?.sources ?? {};
    const names = (layout.sitesOfRegion[region] ?? []).map(
      (site) => layout.sites[site]?.source ?? "",
    );
    return partsOf(sources, names);
  });
  return {
    sites: sitesOfRegion.map((part, site) => part * (regions[layout.regionOfSite[site] ?? 0] ?? 0)),
    operators: partsOf(scenario.operators, layout.operators),
    machines: partsOf(scenario.machines, layout.machines),
    sitesOfRegion,
  };
}

function partsOf(
  all: Readonly<Record<string, { readonly share: number }>>,
  names: readonly string[],
): number[] {
  const shares = names.map((name) => all[name]?.share ?? 0);
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}
