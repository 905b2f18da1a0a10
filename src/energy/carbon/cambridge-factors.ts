import type { GridKind } from "./grid-fact.ts";

/** A source of power, or `other` for what no row names. */
export type PowerSource = Exclude<GridKind, "average" | "marginal" | "renewable"> | "other";

/**
 * Emissions of a source of power over the life of its plant, g CO2e/kWh, as Cambridge takes them.
 *
 * Source: github.com/CambridgeAltFin/ccaf_cbeci_api, api/components/gas_emission/co2_statistic.py.
 */
export const CAMBRIDGE_FACTORS: Readonly<Record<PowerSource, number>> = {
  hydro: 21,
  wind: 13,
  nuclear: 13,
  solar: 35.5,
  gas: 486,
  coal: 1001,
  oil: 840,
  other: 32.3,
};
