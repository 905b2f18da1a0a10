import { RETARGET_INTERVAL, TARGET_SPACING } from "../../bitcoin/index.ts";
import { FleetLayout } from "../miners/fleet-layout.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { MemberShape, SeriesInfo, TotalInfo } from "./member-shape.ts";

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_HOUR = 3600;
/** Points of a series at most; longer runs report every so many steps. */
const MOST_POINTS = 400;
/** Epochs a chain can run through per target pace: four times as fast is the most a retarget allows. */
const FASTEST = 1.5;

/** Series of the network and its owners, in the order in which a run fills them. */
export const NETWORK_SERIES: readonly SeriesInfo[] = [
  { id: "hashrate_EH_s", unit: "EH/s", aggregate: "mean" },
  { id: "hashrate_7d_EH_s", unit: "EH/s", aggregate: "last" },
  { id: "difficulty_T", unit: "T", aggregate: "last" },
  { id: "block_interval_s", unit: "s", aggregate: "mean" },
  { id: "price_USD", unit: "USD", aggregate: "mean" },
  { id: "hashprice_USD_TH_day", unit: "USD/TH/day", aggregate: "mean" },
  { id: "machines_online_M", unit: "million", aggregate: "mean" },
  { id: "machines_displaced_M", unit: "million", aggregate: "last" },
  { id: "machines_in_transit_M", unit: "million", aggregate: "last" },
  { id: "machines_queued_M", unit: "million", aggregate: "last" },
  { id: "machines_waiting_M", unit: "million", aggregate: "last" },
  { id: "machines_lost_M", unit: "million", aggregate: "last" },
  { id: "power_GW", unit: "GW", aggregate: "mean" },
  { id: "energy_TWh", unit: "TWh", aggregate: "last" },
  { id: "renewable_pct", unit: "%", aggregate: "mean" },
  { id: "emissions_Mt_y", unit: "Mt CO2/y", aggregate: "mean" },
  { id: "marginal_emissions_Mt_y", unit: "Mt CO2/y", aggregate: "mean" },
  { id: "carbon_intensity_g_kWh", unit: "g CO2/kWh", aggregate: "mean" },
  { id: "revenue_MUSD_day", unit: "million USD/day", aggregate: "mean" },
  { id: "revenue_lost_MUSD", unit: "million USD", aggregate: "last" },
];

/** What a member counts once, and its place among the totals. */
export const TOTAL_AT = {
  trough_EH_s: 0,
  trough_at: 1,
  peak_before_EH_s: 2,
  peak_at: 3,
  recovered_at: 4,
  fall_pct: 5,
  energy_TWh: 6,
  emissions_Mt: 7,
  marginal_emissions_Mt: 8,
  spill_GWh: 9,
  spill_absorbed_GWh: 10,
  displaced_EH_s: 11,
  machines_lost_M: 12,
  revenue_MUSD: 13,
  revenue_lost_MUSD: 14,
  final_hashrate_EH_s: 15,
} as const;
export type TotalId = keyof typeof TOTAL_AT;

const TOTAL_UNITS: Readonly<Record<TotalId, string>> = {
  trough_EH_s: "EH/s",
  trough_at: "s",
  peak_before_EH_s: "EH/s",
  peak_at: "s",
  recovered_at: "s",
  fall_pct: "%",
  energy_TWh: "TWh",
  emissions_Mt: "Mt CO2",
  marginal_emissions_Mt: "Mt CO2",
  spill_GWh: "GWh",
  spill_absorbed_GWh: "GWh",
  displaced_EH_s: "EH/s",
  machines_lost_M: "million",
  revenue_MUSD: "million USD",
  revenue_lost_MUSD: "million USD",
  final_hashrate_EH_s: "EH/s",
};
export const TOTALS: readonly TotalInfo[] = Object.entries(TOTAL_UNITS).map(([id, unit]) => ({
  id,
  unit,
}));

/** Steps of a run and how many of them make a reported point. */
export interface RunGrid {
  readonly steps: number;
  readonly stepSeconds: number;
  readonly every: number;
}

export function runGrid({ start, end, step }: Pick<Scenario, "start" | "end" | "step">): RunGrid {
  const stepSeconds = step === "day" ? SECONDS_PER_DAY : SECONDS_PER_HOUR;
  const steps = Math.max(Math.round((end - start) / stepSeconds), 1);
  return { steps, stepSeconds, every: Math.ceil(steps / MOST_POINTS) };
}

/** What every member of a scenario's run reports. */
export function runShape(scenario: Scenario): MemberShape {
  const { steps, stepSeconds, every } = runGrid(scenario);
  const times: number[] = [];
  for (let step = every; step <= steps; step += every) {
    times.push(scenario.start + step * stepSeconds);
  }
  const epochs = (steps * stepSeconds) / (RETARGET_INTERVAL * TARGET_SPACING);
  return {
    series: [...NETWORK_SERIES, ...siteSeries(scenario), ...waterSeries(scenario)],
    times,
    totals: TOTALS,
    epochSlots: Math.ceil(epochs * FASTEST) + 1,
  };
}

function siteSeries(scenario: Scenario): SeriesInfo[] {
  return new FleetLayout(scenario).sites.map(({ region, source }) => ({
    id: `power_GW.${region}.${source}`,
    unit: "GW",
    aggregate: "mean",
  }));
}

function waterSeries({ regions }: Scenario): SeriesInfo[] {
  return wetRegions(regions).flatMap((region) => [
    { id: `spill_GW.${region}`, unit: "GW", aggregate: "mean" },
    { id: `spill_absorbed_GW.${region}`, unit: "GW", aggregate: "mean" },
  ]);
}

/** Regions with surplus water, in the order of the scenario. */
export function wetRegions(regions: Scenario["regions"]): string[] {
  return Object.keys(regions).filter((region) => (regions[region]?.hydro ?? null) !== null);
}
