import { RETARGET_INTERVAL, TARGET_SPACING } from "../../bitcoin/index.ts";
import { FleetLayout } from "../miners/fleet-layout.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { stepSecondsOf, stepsOf } from "../scenario/steps.ts";
import type { MemberShape, SeriesInfo, TotalInfo } from "./member-shape.ts";

/** Points of a series at most; longer runs report every so many steps. */
const MOST_POINTS = 400;
/** Epochs a chain can run through per target pace: four times as fast is the most a retarget allows. */
const FASTEST = 1.5;

/** Series of the network and its owners: what a member reports first, and the place of each. */
export const SERIES_AT = {
  hashrate_EH_s: 0,
  hashrate_7d_EH_s: 1,
  difficulty_T: 2,
  block_interval_s: 3,
  price_USD: 4,
  hashprice_USD_TH_day: 5,
  machines_online_M: 6,
  machines_displaced_M: 7,
  machines_in_transit_M: 8,
  machines_queued_M: 9,
  machines_waiting_M: 10,
  machines_lost_M: 11,
  power_GW: 12,
  energy_TWh: 13,
  renewable_pct: 14,
  emissions_Mt_y: 15,
  marginal_emissions_Mt_y: 16,
  carbon_intensity_g_kWh: 17,
  revenue_MUSD_day: 18,
  revenue_lost_MUSD: 19,
} as const;
type SeriesId = keyof typeof SERIES_AT;

const SERIES_FACTS: Readonly<Record<SeriesId, Omit<SeriesInfo, "id">>> = {
  hashrate_EH_s: { unit: "EH/s", aggregate: "mean" },
  hashrate_7d_EH_s: { unit: "EH/s", aggregate: "last" },
  difficulty_T: { unit: "T", aggregate: "last" },
  block_interval_s: { unit: "s", aggregate: "mean" },
  price_USD: { unit: "USD", aggregate: "mean" },
  hashprice_USD_TH_day: { unit: "USD/TH/day", aggregate: "mean" },
  machines_online_M: { unit: "million", aggregate: "mean" },
  machines_displaced_M: { unit: "million", aggregate: "last" },
  machines_in_transit_M: { unit: "million", aggregate: "last" },
  machines_queued_M: { unit: "million", aggregate: "last" },
  machines_waiting_M: { unit: "million", aggregate: "last" },
  machines_lost_M: { unit: "million", aggregate: "last" },
  power_GW: { unit: "GW", aggregate: "mean" },
  energy_TWh: { unit: "TWh", aggregate: "last" },
  renewable_pct: { unit: "%", aggregate: "mean" },
  emissions_Mt_y: { unit: "Mt CO2/y", aggregate: "mean" },
  marginal_emissions_Mt_y: { unit: "Mt CO2/y", aggregate: "mean" },
  carbon_intensity_g_kWh: { unit: "g CO2/kWh", aggregate: "mean" },
  revenue_MUSD_day: { unit: "million USD/day", aggregate: "mean" },
  revenue_lost_MUSD: { unit: "million USD", aggregate: "last" },
};

export const NETWORK_SERIES: readonly SeriesInfo[] = inPlace(SERIES_AT, SERIES_FACTS).map(
  ([id, { unit, aggregate }]) => ({ id, unit, aggregate }),
);

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
type TotalId = keyof typeof TOTAL_AT;

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

export const TOTALS: readonly TotalInfo[] = inPlace(TOTAL_AT, TOTAL_UNITS).map(([id, unit]) => ({
  id,
  unit,
}));

/** Steps of a run and how many of them make a reported point. */
export interface RunGrid {
  readonly steps: number;
  readonly stepSeconds: number;
  readonly every: number;
}

export function runGrid(scenario: Pick<Scenario, "start" | "end" | "step">): RunGrid {
  const steps = stepsOf(scenario);
  return { steps, stepSeconds: stepSecondsOf(scenario), every: Math.ceil(steps / MOST_POINTS) };
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

/** What belongs to each name, in the order of the places. */
function inPlace<Name extends string, Facts>(
  places: Readonly<Record<Name, number>>,
  facts: Readonly<Record<Name, Facts>>,
): [name: string, facts: Facts][] {
  const placeOf: Readonly<Record<string, number>> = places;
  return Object.entries<Facts>(facts).toSorted(
    ([a], [b]) => (placeOf[a] ?? NaN) - (placeOf[b] ?? NaN),
  );
}
