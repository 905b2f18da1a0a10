import type { Estimate } from "../base/index.ts";
import type { BoundsAnswer } from "./energy.ts";
import type { EstimateColumns } from "./series.ts";

/** Bounds of a model of others over time; null where it has no figure. */
export interface BoundsColumns {
  readonly lower: readonly (number | null)[];
  readonly best: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

/** A figure that others published, as mean power of its days. */
interface PublishedPowerAnswer {
  readonly estimate: string;
  readonly bound: string;
  readonly from: string;
  /** Day after the last. */
  readonly to: string;
  readonly power_GW: number;
  readonly source: string;
}

/** How the draws of an answer were made. */
interface DrawsHead {
  readonly draws: number;
  readonly seed: number;
  readonly method: string;
}

/** Answer of `energy/series`: one entry of each column for each stretch, named by its end. */
export interface EnergySeriesAnswer extends DrawsHead {
  readonly step_s: number;
  readonly at_s: readonly number[];
  readonly power_GW: EstimateColumns;
  /** Power at the meter over hashrate counted: all that a site draws for its hashes. */
  readonly efficiency_J_TH: EstimateColumns;
  readonly cambridge_GW: BoundsColumns;
  readonly published: readonly PublishedPowerAnswer[];
}

/** One calendar year of the network. */
export interface EnergyYear {
  readonly year: number;
  readonly energy_TWh: Estimate;
  readonly energy_lo90_TWh: number;
  readonly energy_hi90_TWh: number;
  readonly cambridge_TWh: BoundsAnswer | null;
  readonly emissions_Mt: Estimate | null;
  readonly intensity_g_kWh: Estimate | null;
  readonly renewable_pct: Estimate | null;
}

/** Answer of `energy/years`. */
export interface EnergyYearsAnswer extends DrawsHead {
  readonly years: readonly EnergyYear[];
  /** What makes the width of the last year's energy, largest first. */
  readonly sensitivity: {
    readonly year: number;
    readonly deviation_TWh: number;
    readonly causes: readonly { readonly input: string; readonly variance_pct: number }[];
    readonly rest_pct: number;
  };
}

/** Answer of `energy/carbon`: one entry of each column for each quarter of a year. */
export interface CarbonSeriesAnswer extends DrawsHead {
  /** Ends of the quarters, Unix seconds. */
  readonly at_s: readonly number[];
  readonly intensity_g_kWh: EstimateColumns;
  readonly emissions_Mt_y: EstimateColumns;
  readonly renewable_pct: EstimateColumns;
}

/** Answer of `places/series`: where the hashrate was, month by month. */
export interface PlacesSeriesAnswer extends DrawsHead {
  /** First days of the months. */
  readonly months: readonly string[];
  /** First day of the last month that a source has a figure of; later ones carry it on. */
  readonly last_published: string;
  readonly places: readonly {
    readonly place: string;
    readonly title: { readonly en: string; readonly zh: string };
    readonly share_pct: EstimateColumns;
  }[];
  readonly sources: readonly string[];
}
