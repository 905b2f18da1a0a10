import type {
  EnsembleSummary,
  EpochBands,
  Scenario,
  SeriesBands,
  TotalBands,
} from "../../simulate/index.ts";
import type { Language } from "../text/language.ts";
import { type Place, middlePlace, placeOf } from "./honest-number.ts";
import { quantityName, unitName } from "./names.ts";

/** One quantity at some times: medians with 80 % bands, all to one place. */
export interface DigestRow {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly place: Place;
  readonly median: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Medians at evenly spaced times of the whole run. */
  readonly course: readonly number[];
}

export interface Digest {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly rows: readonly DigestRow[];
}

/** Series of the table that a person sees first, in its order. */
const FIRST_SEEN: readonly string[] = [
  "hashrate_EH_s",
  "difficulty_T",
  "block_interval_s",
  "hashprice_USD_TH_day",
  "machines_online_M",
  "machines_displaced_M",
  "machines_in_transit_M",
  "machines_lost_M",
  "power_GW",
  "emissions_Mt_y",
  "marginal_emissions_Mt_y",
  "revenue_lost_MUSD",
];
const WATER_ROWS = 2;
const COURSE_POINTS = 10;
/** Million machines. */
const FEW_MACHINES = 0.1;
/** Below this a series is nothing throughout, in its own unit. */
const NOTHING = 5e-4;

/** Some indexes of a run's times: its ends, its trough, and others evenly between. */
export function shownIndexes(summary: EnsembleSummary, count: number): readonly number[] {
  const last = summary.times.length - 1;
  const even = Array.from({ length: count }, (_, index) =>
    Math.round((index * last) / Math.max(count - 1, 1)),
  );
  const trough = troughIndex(summary);
  const nearest = even.reduce(
    (best, index, at) =>
      at > 0 && at < count - 1 && Math.abs(index - trough) < Math.abs((even[best] ?? 0) - trough)
        ? at
        : best,
    1,
  );
  const moved = even.map((index, at) => (at === nearest && count > 2 ? trough : index));
  return [...new Set(moved)].toSorted((a, b) => a - b);
}

/** Index of the time nearest to the median trough. */
export function troughIndex({ totals, times }: EnsembleSummary): number {
  const trough = totals.find(({ id }) => id === "trough_at")?.estimate.value ?? NaN;
  const after = times.findIndex((time) => time >= trough);
  return after < 0 ? Math.floor(times.length / 2) : after;
}

interface Audience {
  readonly scenario: Scenario;
  readonly language: Language;
  /** A run shown beside this one, in the same units. */
  readonly beside?: EnsembleSummary;
}

/** The quantities that a person sees first, at some times of the run. */
export function digestOf(
  summary: EnsembleSummary,
  indexes: readonly number[],
  audience: Audience,
): Digest {
  const main = FIRST_SEEN.flatMap((id) => summary.series.filter((one) => one.id === id));
  const water = summary.series
    .filter(({ id }) => id.startsWith("spill_absorbed_GW."))
    .toSorted((a, b) => highest(b) - highest(a))
    .slice(0, WATER_ROWS);
  const shown = [...main, ...water].filter((series) => highest(series) > NOTHING);
  return {
    times: indexes.map((index) => summary.times[index] ?? NaN),
    rows: shown.map((series) => digestRow(series, indexes, audience)),
  };
}

/** Power by place and source at some times, the largest first. */
export function powerDigest(
  summary: EnsembleSummary,
  indexes: readonly number[],
  audience: Audience,
): Digest {
  const sites = summary.series.filter(({ id }) => id.startsWith("power_GW."));
  const at = (series: SeriesBands): number =>
    Math.max(...indexes.map((index) => series.q50[index] ?? 0));
  const largest = sites.toSorted((a, b) => at(b) - at(a)).filter((series) => at(series) > NOTHING);
  return {
    times: indexes.map((index) => summary.times[index] ?? NaN),
    rows: largest.map((series) => digestRow(series, indexes, audience)),
  };
}

function highest({ q50 }: SeriesBands): number {
  return q50.reduce((most, value) => Math.max(most, value), 0);
}

interface ShownUnit {
  readonly unit: string;
  readonly factor: number;
}

/** A unit in which a series has few digits: hashprice by the PH/s, a few machines in thousands. */
function shownUnit(series: SeriesBands, beside?: EnsembleSummary): ShownUnit {
  const other = beside?.series.find(({ id }) => id === series.id);
  const most = Math.max(highest(series), other === undefined ? 0 : highest(other));
  if (series.unit === "USD/TH/day") return { unit: "USD/PH/day", factor: 1000 };
  if (series.unit === "million" && most < FEW_MACHINES) {
    return { unit: "thousand", factor: 1000 };
  }
  return { unit: series.unit, factor: 1 };
}

function digestRow(
  series: SeriesBands,
  indexes: readonly number[],
  { scenario, language, beside }: Audience,
): DigestRow {
  const { unit, factor } = shownUnit(series, beside);
  const pick = (values: Float64Array): number[] =>
    indexes.map((index) => (values[index] ?? NaN) * factor);
  const [median, low, high] = [pick(series.q50), pick(series.q10), pick(series.q90)];
  const last = series.q50.length - 1;
  const course = Array.from(
    { length: COURSE_POINTS },
    (_, index) => series.q50[Math.round((index * last) / (COURSE_POINTS - 1))] ?? NaN,
  );
  const places = median.map((value, at) => placeOf(value, [low[at] ?? NaN, high[at] ?? NaN]));
  return {
    id: series.id,
    name: quantityName(series.id, scenario, language),
    unit: unitName(unit, language),
    place: rowPlace(places, median),
    median,
    low,
    high,
    course,
  };
}

/** One place for a row: that of its middle band, with two to four digits of the largest value. */
function rowPlace(places: readonly Place[], values: readonly number[]): Place {
  const largest = Math.max(...values.map(Math.abs));
  const most = largest > 0 ? Math.floor(Math.log10(largest)) : 0;
  return Math.min(Math.max(middlePlace(places), most - 3), most - 1, 0);
}

/** Retargets worth a line: all of a short run, the largest changes of a long one. */
export function shownEpochs(epochs: readonly EpochBands[], most: number): readonly EpochBands[] {
  if (epochs.length <= most) return epochs;
  return epochs
    .toSorted((a, b) => Math.abs(b.change_pct.q50) - Math.abs(a.change_pct.q50))
    .slice(0, most)
    .toSorted((a, b) => a.height - b.height);
}

const TOTALS_SHOWN: readonly string[] = [
  "peak_before_EH_s",
  "trough_EH_s",
  "trough_at",
  "fall_pct",
  "recovered_at",
  "final_hashrate_EH_s",
  "displaced_EH_s",
  "machines_lost_M",
  "energy_TWh",
  "emissions_Mt",
  "marginal_emissions_Mt",
  "spill_GWh",
  "spill_absorbed_GWh",
  "revenue_MUSD",
  "revenue_lost_MUSD",
];

/** Totals in the order in which a person sees them; those that nobody reported, or are nothing, not. */
export function shownTotals<T extends Pick<TotalBands, "id">>(totals: readonly T[]): readonly T[] {
  return TOTALS_SHOWN.flatMap((id) => totals.filter((total) => total.id === id));
}
