import type { PowerSource, Region, Scenario } from "../scenario/scenario.ts";
import type { Fleet } from "./fleet.ts";

/** Source of power whose machines take up surplus water. */
export const HYDRO = "hydro";

/**
 * What power costs and what water is left, month by month.
 *
 *   price = dry − (dry − wet) × min(water × season, 1),   season = surplus / highest surplus
 *   spill = water × surplus − power of the machines on hydro, at least 0
 *
 * `water` is the year's against the mean year; a region without surplus pays its plain price.
 */
export class PowerMarket {
  /** Surplus water of each region in the month, MW. */
  readonly surplus: Float64Array;
  /** What machines on hydro take of it, MW. */
  readonly absorbed: Float64Array;
  /** kg a MWh by site: average and marginal. */
  readonly carbon: Float64Array;
  readonly marginalCarbon: Float64Array;
  /** 1 for the sites whose source is renewable. */
  readonly renewable: Float64Array;
  private readonly fleet: Fleet;
  private readonly hydroSite: Int32Array;
  /** Regions that ever have surplus water. */
  private readonly wet: Int32Array;
  private wetCount = 0;
  private scenario: Scenario | undefined;
  private water = 1;
  private month = -1;

  constructor(fleet: Fleet) {
    const { regions, sites } = fleet.layout;
    this.fleet = fleet;
    this.surplus = new Float64Array(regions.length);
    this.absorbed = new Float64Array(regions.length);
    this.carbon = new Float64Array(sites.length);
    this.marginalCarbon = new Float64Array(sites.length);
    this.renewable = new Float64Array(sites.length);
    this.hydroSite = Int32Array.from(regions, (region) =>
      sites.findIndex((site) => site.region === region && site.source === HYDRO),
    );
    this.wet = new Int32Array(regions.length);
  }

  /** `water`: this year's water against the mean year. */
  reset(scenario: Scenario, water: number): void {
    this.scenario = scenario;
    this.water = water;
    this.month = -1;
    this.wetCount = 0;
    this.surplus.fill(0);
    this.absorbed.fill(0);
    for (const [index, region] of this.fleet.layout.regions.entries()) {
      if ((scenario.regions[region]?.hydro ?? null) === null) continue;
      this.wet[this.wetCount] = index;
      this.wetCount += 1;
    }
    this.resetSites(scenario);
  }

  /** Turns to a calendar month, 0 for January; returns whether it is a new one. */
  turnTo(month: number): boolean {
    if (month === this.month || this.scenario === undefined) return false;
    const first = this.month === -1;
    this.month = month;
    const { layout } = this.fleet;
    for (const [index, name] of layout.regions.entries()) {
      const region = this.scenario.regions[name];
      if (region === undefined || (region.hydro === null && !first)) continue;
      this.surplus[index] = this.water * (region.hydro?.surplus_MW[month] ?? 0);
      for (const site of layout.sitesOfRegion[index] ?? []) this.priceSite(site, region, month);
    }
    return true;
  }

  /** Shares the surplus between the machines on hydro and the spillway. */
  absorb(): void {
    const { wet, surplus, absorbed, hydroSite } = this;
    const { power } = this.fleet.flows;
    for (let place = 0; place < this.wetCount; place += 1) {
      const region = wet[place] ?? 0;
      const site = hydroSite[region] ?? -1;
      const drawn = site === -1 ? 0 : (power[site] ?? 0);
      absorbed[region] = Math.min(drawn, surplus[region] ?? 0);
    }
  }

  /** Site of a region that runs on its water; -1 where none does. */
  hydroSiteOf(region: number): number {
    return this.hydroSite[region] ?? -1;
  }

  private resetSites({ regions }: Scenario): void {
    for (const [site, { region, source }] of this.fleet.layout.sites.entries()) {
      const power = regions[region]?.sources[source];
      this.carbon[site] = power?.carbon_kg_MWh ?? NaN;
      this.marginalCarbon[site] = power?.marginal_carbon_kg_MWh ?? NaN;
      this.renewable[site] = power?.renewable === true ? 1 : 0;
    }
  }

  private priceSite(site: number, region: Region, month: number): void {
    const power = region.sources[this.fleet.layout.sites[site]?.source ?? ""];
    if (power === undefined) return;
    const season = region.hydro === null ? 0 : seasonOf(region.hydro.surplus_MW, month);
    const wet = Math.min(this.water * season, 1);
    this.fleet.price[site] = priceAt(power, wet);
    this.fleet.reprice(site);
  }
}

/** Price of a source when the season is so far on: 0 dry to 1 the height of the wet season. */
export function priceAt(
  { price_USD_MWh: dry, wet_price_USD_MWh: wet }: Prices,
  season: number,
): number {
  return dry - (dry - wet) * season;
}

type Prices = Pick<PowerSource, "price_USD_MWh" | "wet_price_USD_MWh">;

/** Surplus of a month against that of the wettest. */
export function seasonOf(surplus: readonly number[], month: number): number {
  const highest = Math.max(...surplus);
  return highest === 0 ? 0 : (surplus[month] ?? 0) / highest;
}
