import type { UnixSeconds } from "../../base/index.ts";
import type { Bilingual } from "../../policy/index.ts";
import type { ParameterValues } from "./parameter-table.ts";

/**
 * What a scenario file says, after its base, its overrides and the parameter table's defaults have
 * been put together and checked. Names of fields are those of the file, with their units, so that
 * the path in a file, in `--set` and in a set of draws is the path in this object.
 */
export interface Scenario {
  readonly name: string;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly start: UnixSeconds;
  readonly end: UnixSeconds;
  /** Length of a step in which hashrate is constant. */
  readonly step: "day" | "hour";
  readonly network: NetworkStart;
  readonly price: PricePath;
  /** Scalars of the model, one for each row `parameters.*` of the table. */
  readonly parameters: ParameterValues;
  readonly regions: Readonly<Record<string, Region>>;
  readonly machines: Readonly<Record<string, Machine>>;
  readonly operators: Readonly<Record<string, Operator>>;
  readonly orders: Readonly<Record<string, ScenarioOrder>>;
  /** Prior of any numeric path of this object, such as `regions.sichuan.share`. */
  readonly uncertain: Readonly<Record<string, Distribution>>;
  /** Name of a shipped set of joint draws that replaces the priors of its paths. */
  readonly posterior: string | null;
  /** Paths set above the file that named the posterior: its draws move nothing at or under them. */
  readonly fixed?: readonly string[];
  /** Paths given a prior above that file: they are drawn from it, not from the joint draws. */
  readonly ownPriors?: readonly string[];
}

/** State of the chain at the start. Absent fields are taken from the record at `start`. */
export interface NetworkStart {
  /** Installed hashrate that is switched on at the start, EH/s. */
  readonly hashrate_EH_s: number | null;
  readonly difficulty: number | null;
  readonly height: number | null;
  /** Fees of a block, BTC. */
  readonly fees_BTC_block: number | null;
}

export type PricePath =
  /** The record's daily price up to what is known, then a random walk. */
  | { readonly kind: "record" }
  | { readonly kind: "constant"; readonly price_USD: number }
  /** Linear in the logarithm between dated points, constant outside them. */
  | { readonly kind: "points"; readonly points: readonly PricePoint[] }
  /** Geometric Brownian motion from `price_USD`, or from the record's last known price. */
  | { readonly kind: "random"; readonly price_USD: number | null };

export interface PricePoint {
  readonly at: UnixSeconds;
  readonly price_USD: number;
}

/** A place with power where machines stand; the leaf of the jurisdiction tree that the model has. */
export interface Region {
  /** Path from the country down, such as `CN/Sichuan`: what an order's scope is matched with. */
  readonly place: string;
  readonly title: Bilingual;
  /** When the jurisdiction came to be, where that matters: no order there is older. */
  readonly since?: UnixSeconds;
  /** Share of the network's installed hashrate at the start; shares are scaled to sum 1. */
  readonly share: number;
  /** How much an owner shuns the place, in USD/MWh of power price. */
  readonly risk_USD_MWh: number;
  /** Duty on machines brought in, fraction of their value. */
  readonly duty: number;
  /** Plugs ready for machines from elsewhere at the start, MW. */
  readonly spare_MW: number;
  /** Plugs that become ready, MW a month. */
  readonly build_MW_month: number;
  /** Months of the wet season have surplus water; zero elsewhere. */
  readonly hydro: HydroSurplus | null;
  /** Sources of power with their share of the region's machines; shares are scaled to sum 1. */
  readonly sources: Readonly<Record<string, PowerSource>>;
}

/** Hydro power that neither the region's load nor its export lines can take: spilled without mining. */
export interface HydroSurplus {
  /** Mean surplus of each calendar month, January first, MW. */
  readonly surplus_MW: readonly number[];
  /** Standard deviation of the logarithm of a year's water against the mean year. */
  readonly year_spread: number;
}

/** One source of power of a region: what the machines there pay and emit. */
export interface PowerSource {
  readonly share: number;
  /** Price outside the wet season, and everywhere without one. */
  readonly price_USD_MWh: number;
  /** Price at the height of the wet season. */
  readonly wet_price_USD_MWh: number;
  /** Average and marginal emission of a MWh. */
  readonly carbon_kg_MWh: number;
  readonly marginal_carbon_kg_MWh: number;
  /** Whether it counts as renewable. */
  readonly renewable: boolean;
}

/** A generation of machines. */
export interface Machine {
  /** Share of the installed hashrate at the start; shares are scaled to sum 1. */
  readonly share: number;
  readonly efficiency_J_TH: number;
  readonly hashrate_TH_s: number;
  /** Price of a machine new, USD per TH/s, at the reference hashprice. */
  readonly price_USD_TH: number;
}

/** Owners alike in what they pay and how they act. */
export interface Operator {
  /** Share of the installed hashrate at the start; shares are scaled to sum 1. */
  readonly share: number;
  /** Hosting or running cost on top of power, USD/MWh. */
  readonly fee_USD_MWh: number;
  /** Typical size of a site, MW: what an order's size limits are matched with. */
  readonly site_MW: number;
}

/** An order as the model applies it. Times and place may come from an order of the record. */
export interface ScenarioOrder {
  /** Order of the record this is, or null for one that only the scenario has. */
  readonly record: string | null;
  readonly title: Bilingual;
  readonly known: UnixSeconds;
  readonly effective: UnixSeconds;
  readonly ends: UnixSeconds | null;
  /** Set where the end is the record's: it does not say when that became known. */
  readonly endsFromRecord?: true;
  readonly scope: OrderScope;
  readonly effect: OrderEffect;
}

/** Whom an order reaches; an absent list means everyone. */
export interface OrderScope {
  /** Every region at or below this place. */
  readonly place: string;
  readonly sources: readonly string[] | null;
  readonly operators: readonly string[] | null;
  readonly machines: readonly string[] | null;
  /** Only sites at least so large, MW. */
  readonly min_site_MW: number;
}

export type OrderEffect =
  | Closure
  | Outage
  | Surcharge
  | RevenueTax
  | CarbonTax
  | EfficiencyLimit
  | SourceLimit
  | Move
  | BuildLimit;

/** Ban, shutdown, phase-out: machines must leave, or go dark until the order ends. */
export interface Closure {
  readonly kind: "closure";
  /** Fraction of the machines in scope that the order reaches in the end. */
  readonly compliance: number;
  /** Time constant of the exit after the order takes effect, days. */
  readonly ramp_days: number;
  /** Fraction of the exit that happens between knowledge and effect. */
  readonly anticipation: number;
  /** Fraction of those not complying that hide instead of going on openly. */
  readonly covert: number;
  /** Whether machines wait on site for the end of the order instead of leaving. */
  readonly wait: boolean;
}

/** Outage, rationing, curtailment call, seasonal limit: power is short, nothing moves. */
export interface Outage {
  readonly kind: "outage";
  /** Fraction of the load in scope that goes off. */
  readonly depth: number;
  readonly ramp_days: number;
  /** Time constant of the return after the end, days. */
  readonly return_days: number;
}

/** Tariff or surcharge on power. */
export interface Surcharge {
  readonly kind: "surcharge";
  readonly surcharge_USD_MWh: number;
}

/** Tax on revenue. */
export interface RevenueTax {
  readonly kind: "revenue-tax";
  readonly fraction: number;
}

export interface CarbonTax {
  readonly kind: "carbon-tax";
  readonly tax_USD_t: number;
}

/** Market access: machines less efficient than a standard must go. */
export interface EfficiencyLimit {
  readonly kind: "efficiency-limit";
  readonly limit_J_TH: number;
  readonly compliance: number;
  readonly ramp_days: number;
}

/** Site regulation: load on the sources in scope capped, at a MW figure or a share of today's. */
export interface SourceLimit {
  readonly kind: "source-limit";
  readonly limit_MW: number | null;
  readonly limit_share: number | null;
  readonly compliance: number;
  readonly ramp_days: number;
}

/** Seasonal move: owners carry machines to another region. */
export interface Move {
  readonly kind: "move";
  readonly to: string;
  readonly fraction: number;
  readonly ramp_days: number;
  /** Mean time off between the plugs, days. */
  readonly transit_days: number;
}

/** A destination changes its rules: it takes in fewer machines, or none. */
interface BuildLimit {
  readonly kind: "build-limit";
  /** What is left of the plugs that become ready. */
  readonly fraction: number;
}

/** Distribution of an uncertain number; bounds of its table row cut it off. */
export type Distribution =
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number }
  /** Median and standard deviation of the logarithm. */
  | { readonly kind: "lognormal"; readonly median: number; readonly spread: number }
  | { readonly kind: "beta"; readonly mean: number; readonly n: number }
  | { readonly kind: "uniform"; readonly from: number; readonly to: number };

/** Joint draws of uncertain paths, with what made them. */
export interface DrawSet {
  readonly name: string;
  /** Paths of a scenario, such as `orders.sichuan-cut.effect.compliance`. */
  readonly paths: readonly string[];
  readonly draws: readonly (readonly number[])[];
  readonly madeFrom: {
    readonly record: string;
    readonly scenario: string;
    readonly commit: string;
    readonly command: string;
    readonly note: string;
  };
}
