import {
  DAYS_PER_YEAR,
  type Estimate,
  type UnixDay,
  mapEstimate,
  toGigawatts,
} from "../base/index.ts";
import type { CarbonAnswer, EnergyEstimate, PowerSensitivity } from "../energy/index.ts";
import { dayText } from "./units.ts";

/** Lowest, most likely and highest figure of a model that gives no probabilities. */
export interface BoundsAnswer {
  readonly lower: number | null;
  readonly best: number | null;
  readonly upper: number | null;
}

/** Part of a place in the network. */
interface PlaceEnergyAnswer {
  readonly place: string;
  readonly share_pct: Estimate;
  readonly power_GW: Estimate;
  readonly emissions_Mt_y: Estimate;
  readonly intensity_g_kWh: Estimate;
  readonly renewable_pct: Estimate;
}

/** Which input makes the width of an estimate. */
interface SensitivityAnswer {
  readonly deviation_TWh: number;
  readonly causes: readonly { readonly input: string; readonly variance_pct: number }[];
  readonly rest_pct: number;
}

/** What stands at the head of every answer of `energy`. */
export interface EnergyHead {
  readonly model: string;
  /** First day, and the day after the last. */
  readonly from: UnixDay;
  readonly to: UnixDay;
  readonly record: string;
}

/** What every answer of `energy` holds; what a model cannot tell is null. */
interface EnergyFrame {
  readonly model: string;
  readonly from: string;
  /** Day after the last. */
  readonly to: string;
  readonly method: string;
  readonly record: string;
}

/** Answer of `energy` with our own model. */
export interface EnergyAnswer extends EnergyFrame {
  readonly draws: number;
  readonly seed: number;
  readonly power_GW: Estimate;
  /** At that rate for a year; of a calendar year, what it used. */
  readonly energy_TWh_y: Estimate;
  readonly energy_lo90_TWh_y: number;
  readonly energy_hi90_TWh_y: number;
  readonly efficiency_J_TH: Estimate;
  readonly emissions_Mt_y: Estimate | null;
  readonly marginal_emissions_Mt_y: Estimate | null;
  readonly embodied_Mt_y: Estimate | null;
  readonly intensity_g_kWh: Estimate | null;
  readonly renewable_pct: Estimate | null;
  readonly places: readonly PlaceEnergyAnswer[];
  readonly sensitivity: SensitivityAnswer;
}

/** Answer of `energy` with a model of others. */
export interface OtherEnergyAnswer extends EnergyFrame {
  readonly price_USD_kWh: number;
  readonly power_GW: BoundsAnswer;
  readonly energy_TWh_y: BoundsAnswer;
  /** Of the best guess of power: all from hydro, from the published mix, all from coal. */
  readonly emissions_Mt_y: BoundsAnswer | null;
}

/** Our own estimate of some days, as the use case gives it. */
interface Estimated {
  readonly power: Estimate;
  readonly energy: EnergyEstimate;
  readonly efficiency: Estimate;
  readonly carbon: CarbonAnswer | null;
  readonly sensitivity: PowerSensitivity;
}

const OWN_METHOD = "docs/methods/power.md, places.md, carbon.md";
const OTHER_METHOD = "docs/methods/cambridge.md";

export function energyAnswer(
  { power, energy, efficiency, carbon, sensitivity }: Estimated,
  head: EnergyHead & { readonly draws: number; readonly seed: number },
): EnergyAnswer {
  const yearly = DAYS_PER_YEAR / (head.to - head.from);
  const scale = isYear(head) ? 1 : yearly;
  return {
    ...frameOf(head, OWN_METHOD),
    draws: head.draws,
    seed: head.seed,
    power_GW: mapEstimate(power, toGigawatts),
    energy_TWh_y: mapEstimate(energy.energy, (value) => value * scale),
    energy_lo90_TWh_y: energy.lo90 * scale,
    energy_hi90_TWh_y: energy.hi90 * scale,
    efficiency_J_TH: efficiency,
    ...(carbon === null ? NO_CARBON : carbonPart(carbon)),
    sensitivity: {
      deviation_TWh: sensitivity.deviation_TWh,
      causes: sensitivity.causes.map(({ cause, share }) => ({
        input: cause,
        variance_pct: 100 * share,
      })),
      rest_pct: 100 * sensitivity.rest,
    },
  };
}

type CarbonPart = Pick<
  EnergyAnswer,
  | "emissions_Mt_y"
  | "marginal_emissions_Mt_y"
  | "embodied_Mt_y"
  | "intensity_g_kWh"
  | "renewable_pct"
  | "places"
>;

/** Before anything was public of where the machines are. */
const NO_CARBON: CarbonPart = {
  emissions_Mt_y: null,
  marginal_emissions_Mt_y: null,
  embodied_Mt_y: null,
  intensity_g_kWh: null,
  renewable_pct: null,
  places: [],
};

function carbonPart(carbon: CarbonAnswer): CarbonPart {
  return {
    emissions_Mt_y: carbon.emissions_Mt_y,
    marginal_emissions_Mt_y: carbon.marginal_Mt_y,
    embodied_Mt_y: carbon.embodied_Mt_y,
    intensity_g_kWh: carbon.intensity_g_kWh,
    renewable_pct: carbon.renewable_pct,
    places: carbon.places.map(({ share, ...place }) =>
      Object.assign({ share_pct: mapEstimate(share, (part) => 100 * part) }, place),
    ),
  };
}

/** `power` in W, `emissions` in Mt a year. */
export function otherEnergyAnswer(
  { power, emissions }: { readonly power: BoundsAnswer; readonly emissions: BoundsAnswer | null },
  head: EnergyHead & { readonly price_USD_kWh: number },
): OtherEnergyAnswer {
  const hours = isYear(head) ? 24 * (head.to - head.from) : 24 * DAYS_PER_YEAR;
  return {
    ...frameOf(head, OTHER_METHOD),
    price_USD_kWh: head.price_USD_kWh,
    power_GW: mapBounds(power, toGigawatts),
    energy_TWh_y: mapBounds(power, (value) => (value * hours) / 1e12),
    emissions_Mt_y: emissions,
  };
}

function mapBounds(bounds: BoundsAnswer, map: (value: number) => number): BoundsAnswer {
  const mapped = (value: number | null): number | null =>
    value === null || Number.isNaN(value) ? null : map(value);
  return { lower: mapped(bounds.lower), best: mapped(bounds.best), upper: mapped(bounds.upper) };
}

function frameOf({ model, from, to, record }: EnergyHead, method: string): EnergyFrame {
  return { model, from: dayText(from), to: dayText(to), method, record };
}

function isYear({ from, to }: EnergyHead): boolean {
  return to - from > 360;
}
