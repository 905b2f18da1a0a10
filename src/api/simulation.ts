import { type Estimate, SECONDS_PER_DAY, mapEstimate, unixSeconds } from "../base/index.ts";
import type { DrawSet, EnsembleSummary, EpochBands, SeriesBands } from "../simulate/index.ts";
import { isoTime } from "./units.ts";

/** Digits that a 32-bit float holds: what lies beyond them is noise. */
const FLOAT32_DIGITS = 7;

/** What an ensemble was made from. */
export interface ProvenanceAnswer {
  readonly version: string;
  /** Fingerprint of the record. */
  readonly record: string;
  /** Name of the joint draws used; null where the numbers come from priors alone. */
  readonly posterior: string | null;
  readonly draws: number | null;
  /** Record, scenario, commit and command that made the draws. */
  readonly made_from: DrawSet["madeFrom"] | null;
  readonly notes: readonly string[];
}

export interface ScenarioAnswer {
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly start: string;
  readonly end: string;
  readonly step: string;
  readonly as_of: string | null;
  readonly overrides: readonly string[];
  readonly set: readonly string[];
  /** Orders that nobody knew of at `as_of`. */
  readonly orders_left_out: readonly string[];
}

interface SeriesAnswer {
  readonly unit: string;
  readonly aggregate: string;
  readonly t: readonly string[];
  readonly q05: readonly number[];
  readonly q10: readonly number[];
  readonly q25: readonly number[];
  readonly q50: readonly number[];
  readonly q75: readonly number[];
  readonly q90: readonly number[];
  readonly q95: readonly number[];
  readonly mean: readonly number[];
}

interface EpochAnswer {
  readonly height: number;
  /** Median and ends of the central 80 and 90 %. */
  readonly time: Readonly<Record<"value" | "lo80" | "hi80" | "lo90" | "hi90", string>>;
  readonly change_pct: Estimate;
  /** Fraction of the members that came so far. */
  readonly reached: number;
}

/** A total; one that is a time has ISO 8601 in place of numbers. */
export type TotalAnswer = Readonly<Record<keyof Estimate, number | string | null>> & {
  readonly unit: string;
  /** Fraction of the members that reported it. */
  readonly reported: number;
};

/** Answer of `simulate`. */
export interface SimulationAnswer {
  readonly members: number;
  readonly asked: number;
  readonly seed: number;
  readonly wall_s: number;
  readonly complete: boolean;
  readonly scenario: ScenarioAnswer;
  readonly provenance: ProvenanceAnswer;
  /** Largest error of a quantile of a series as a fraction of it; 0 where they are exact. */
  readonly relative_error: number;
  readonly series: Readonly<Record<string, SeriesAnswer>>;
  readonly epochs: readonly EpochAnswer[];
  readonly totals: Readonly<Record<string, TotalAnswer>>;
}

/** What the answer says besides the numbers. */
export type SimulationHead = Pick<SimulationAnswer, "seed" | "wall_s" | "scenario" | "provenance">;

export function simulationAnswer(
  { seed, wall_s, scenario, provenance }: SimulationHead,
  summary: EnsembleSummary,
): SimulationAnswer {
  const { members, asked, complete, times } = summary;
  const t = times.map(iso);
  return {
    members,
    asked,
    seed,
    wall_s,
    complete,
    scenario,
    provenance,
    relative_error: summary.relative_error,
    series: Object.fromEntries(summary.series.map((one) => [one.id, seriesAnswer(one, t)])),
    epochs: summary.epochs.map((epoch) => epochAnswer(epoch, members)),
    totals: Object.fromEntries(
      summary.totals.map(({ id, unit, estimate, members: reported }) => [
        id,
        totalAnswer(estimate, { id, unit, reported: members === 0 ? 0 : reported / members }),
      ]),
    ),
  };
}

function seriesAnswer(series: SeriesBands, t: readonly string[]): SeriesAnswer {
  const { unit, aggregate, q05, q10, q25, q50, q75, q90, q95, mean } = series;
  return {
    unit,
    aggregate,
    t,
    q05: plain(q05),
    q10: plain(q10),
    q25: plain(q25),
    q50: plain(q50),
    q75: plain(q75),
    q90: plain(q90),
    q95: plain(q95),
    mean: plain(mean),
  };
}

function plain(values: Float64Array): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(FLOAT32_DIGITS)));
}

function epochAnswer(epoch: EpochBands, members: number): EpochAnswer {
  const { height, time, change_estimate_pct: change, members: reached } = epoch;
  return {
    height,
    time: {
      value: iso(time.q50),
      lo80: iso(time.q10),
      hi80: iso(time.q90),
      lo90: iso(time.q05),
      hi90: iso(time.q95),
    },
    change_pct: change,
    reached: reached / members,
  };
}

interface TotalHead {
  readonly id: string;
  readonly unit: string;
  readonly reported: number;
}

function totalAnswer(estimate: Estimate, { id, unit, reported }: TotalHead): TotalAnswer {
  if (!isInstant(id)) return { unit, reported, ...estimate };
  const { value, lo50, hi50, lo80, hi80, lo95, hi95 } = estimate;
  return {
    unit: "ISO 8601",
    reported,
    value: instantOrNull(value),
    lo50: instantOrNull(lo50),
    hi50: instantOrNull(hi50),
    lo80: instantOrNull(lo80),
    hi80: instantOrNull(hi80),
    lo95: instantOrNull(lo95),
    hi95: instantOrNull(hi95),
  };
}

/** Totals that are times, as their names say. */
export function isInstant(id: string): boolean {
  return id.endsWith("_at");
}

/** Differences of two ensembles of one seed, member by member. */
export interface ComparisonAnswer {
  readonly a: SimulationAnswer;
  readonly b: SimulationAnswer;
  /** B − A; of times, in days. */
  readonly differences: Readonly<Record<string, Estimate & TotalUnit>>;
}

interface TotalUnit {
  readonly unit: string;
  readonly members: number;
}

interface Difference {
  readonly id: string;
  readonly unit: string;
  readonly members: number;
  readonly difference: Estimate | null;
}

export function comparisonAnswer(
  a: SimulationAnswer,
  b: SimulationAnswer,
  differences: readonly Difference[],
): ComparisonAnswer {
  const entries = differences.flatMap(({ id, unit, members, difference }) => {
    if (difference === null) return [];
    const isTime = isInstant(id);
    const band = isTime ? mapEstimate(difference, (span) => span / SECONDS_PER_DAY) : difference;
    return [[id, { unit: isTime ? "d" : unit, members, ...band }] as const];
  });
  return { a, b, differences: Object.fromEntries(entries) };
}

/** An instant, or null where there is none. */
function instantOrNull(time: number): string | null {
  return Number.isFinite(time) ? iso(time) : null;
}

const iso = (time: number): string => isoTime(unixSeconds(time));
