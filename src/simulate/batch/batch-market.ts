import { priceAt, seasonOf } from "../miners/power-market.ts";
import type { PowerSource, Scenario } from "../scenario/scenario.ts";
import type { BatchFleet } from "./batch-fleet.ts";
import type { LaneColumn } from "./batch-kernel.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";

/** What a member's region with surplus water has in the year. */
interface WetYear {
  readonly surplus_MW: readonly number[];
  /** How far on the season is in each month, 0 to 1. */
  readonly season: readonly number[];
}

const NO_POWER: Omit<PowerSource, "share" | "renewable"> = {
  price_USD_MWh: NaN,
  wet_price_USD_MWh: NaN,
  carbon_kg_MWh: NaN,
  marginal_carbon_kg_MWh: NaN,
};

/** Power and water of a batch: what `PowerMarket` is for one member. */
export class BatchMarket {
  private readonly fleet: BatchFleet;
  private readonly surplus: LaneColumn;
  private readonly carbon: LaneColumn;
  private readonly marginalCarbon: LaneColumn;
  /** Regions with surplus water. */
  private readonly wet: readonly number[];
  private readonly years: WetYear[] = [];
  /** Price of a site's power by member, USD/MWh: in the dry and in the wet season. */
  private readonly dryPrice: Float64Array;
  private readonly wetPrice: Float64Array;
  private month = -1;

  constructor(fleet: BatchFleet, wet: readonly number[]) {
    this.fleet = fleet;
    this.wet = wet;
    this.surplus = fleet.kernel.column("surplus");
    this.carbon = fleet.kernel.column("carbon");
    this.marginalCarbon = fleet.kernel.column("marginalCarbon");
    this.dryPrice = new Float64Array(fleet.layout.sites.length * BLOCK_MEMBERS);
    this.wetPrice = new Float64Array(fleet.layout.sites.length * BLOCK_MEMBERS);
  }

  open(): void {
    this.month = -1;
  }

  /** Carbon of a MWh of a site, kg. */
  carbonOf(site: number, lane: number): number {
    return this.carbon.get(site, lane);
  }

  /** `water`: this year's water against the mean year. */
  reset(lane: number, { regions }: Scenario, water: number): void {
    const { layout } = this.fleet;
    for (let site = 0; site < layout.sites.length; site += 1) {
      const { region = "", source = "" } = layout.sites[site] ?? {};
      const power = regions[region]?.sources[source] ?? NO_POWER;
      this.carbon.set(site, lane, power.carbon_kg_MWh);
      this.marginalCarbon.set(site, lane, power.marginal_carbon_kg_MWh);
      this.dryPrice[site * BLOCK_MEMBERS + lane] = power.price_USD_MWh;
      this.wetPrice[site * BLOCK_MEMBERS + lane] = power.wet_price_USD_MWh;
    }
    for (const [place, region] of this.wet.entries()) {
      const { surplus_MW = [] } = regions[layout.regions[region] ?? ""]?.hydro ?? {};
      this.years[place * BLOCK_MEMBERS + lane] = {
        surplus_MW: surplus_MW.map((surplus) => water * surplus),
        season: surplus_MW.map((_, month) => Math.min(water * seasonOf(surplus_MW, month), 1)),
      };
    }
  }

  /** Turns to a calendar month, 0 for January. */
  turnTo(month: number): void {
    if (month === this.month) return;
    const { layout, lanes } = this.fleet;
    if (this.month === -1) this.priceDry();
    this.month = month;
    for (let place = 0; place < this.wet.length; place += 1) {
      const sites = layout.sitesOfRegion[this.wet[place] ?? -1] ?? [];
      for (let lane = 0; lane < lanes; lane += 1) {
        const year = this.years[place * BLOCK_MEMBERS + lane];
        this.surplus.set(place, lane, year?.surplus_MW[month] ?? 0);
        for (const site of sites) this.priceSite(site, lane, year?.season[month] ?? 0);
      }
    }
    this.fleet.repricings += 1;
  }

  /** Where no water is in surplus the price is that of the dry season all year. */
  private priceDry(): void {
    const { layout, lanes } = this.fleet;
    for (let site = 0; site < layout.sites.length; site += 1) {
      if (this.wet.includes(layout.regionOfSite[site] ?? -1)) continue;
      for (let lane = 0; lane < lanes; lane += 1) this.priceSite(site, lane, 0);
    }
  }

  private priceSite(site: number, lane: number, season: number): void {
    const at = site * BLOCK_MEMBERS + lane;
    const [price_USD_MWh, wet_price_USD_MWh] = [this.dryPrice[at] ?? NaN, this.wetPrice[at] ?? NaN];
    this.fleet.price[at] = priceAt({ price_USD_MWh, wet_price_USD_MWh }, season);
    this.fleet.reprice(site, lane);
  }
}
