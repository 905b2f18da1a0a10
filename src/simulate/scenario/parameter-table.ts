import type { Bilingual } from "../../policy/index.ts";

/** How a quantity adds up over time. */
export type Aggregate = "mean" | "sum" | "last" | "constant";

/** One row of the table that is the single source of defaults, checks, schema and reference page. */
export interface ParameterRow {
  /** Path in a scenario; `*` stands for any name. */
  readonly path: string;
  readonly unit: string;
  /** Value where a file says nothing; null where it must say. */
  readonly default: number | null;
  readonly min: number;
  readonly max: number;
  readonly aggregate: Aggregate;
  readonly source: Bilingual;
  readonly about: Bilingual;
  /** What stands in where a file says nothing and there is no default. */
  readonly absent?: Bilingual;
}

/** The scalars of the model by the key after `parameters.`. */
export type ParameterValues = Readonly<Record<ParameterKey, number>>;

export const PARAMETER_KEYS = [
  // power and cost
  "pue",
  "cost_spread",
  "online_floor",
  "switch_on_days",
  "switch_off_days",
  "covert_surcharge_USD_MWh",
  "covert_detection_per_year",
  // displaced machines
  "relocated_share",
  "sold_share",
  "dismantle_days",
  "transit_days",
  "resale_days",
  "choice_price_weight",
  "choice_queue_weight",
  // growth
  "growth_per_day",
  "growth_response",
  "delivery_days",
  "payback_days",
  "progress_per_year",
  "retirement_per_year",
  "entry_barrier_USD_TH_day",
  // randomness
  "hashrate_noise_per_day",
  "price_volatility_per_day",
  "price_drift_per_day",
  "fees_share",
] as const;
export type ParameterKey = (typeof PARAMETER_KEYS)[number];
