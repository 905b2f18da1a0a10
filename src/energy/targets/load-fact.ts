import type { UnixDay } from "../../base/index.ts";

/** What a published figure of a place's load, economy or targets is about, with its unit. */
export const LOAD_UNITS = {
  /** Electricity used in the place, its mines on the grid included. */
  consumption: "TWh",
  generation: "TWh",
  peak_load: "GW",
  /** Against the same period of the year before, as all changes below. */
  consumption_growth: "%",
  /** Water that came down the rivers. */
  inflow_change: "%",
  gdp: "bn CNY",
  gdp_growth: "%",
  /** Energy per gross product, at constant prices. */
  energy_intensity_change: "%",
  energy_total_change: "%",
  energy_intensity_target: "%",
  energy_total_target: "%",
  /** The same target in tonnes of coal equivalent. */
  energy_increase_target: "Mtce",
  /** Power cut to users for want of supply; value 1. */
  rationing: "yes",
} as const;

export type LoadKind = keyof typeof LOAD_UNITS;

/** A figure that someone published for the load, the economy or the targets of a place. */
export interface LoadFact {
  /** As in scenarios: `CN/Sichuan`. */
  readonly place: string;
  readonly kind: LoadKind;
  /** First day, and the day after the last. */
  readonly from: UnixDay;
  readonly to: UnixDay;
  /** Changes and targets may be below zero. */
  readonly value: number;
  /** Address of the page that states it. */
  readonly source: string;
  readonly note: string;
}
