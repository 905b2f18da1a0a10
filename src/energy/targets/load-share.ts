import type { Estimate, UnixDay } from "../../base/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import type { LoadFact, LoadKind } from "./load-fact.ts";

/** Mines against the load of their place. */
export interface LoadShare {
  /** The published figure it stands against. */
  readonly load: LoadFact;
  readonly mining_GW: Estimate;
  readonly share_pct: Estimate;
}

/** The figure of a place that covers a day, the shortest period first; null where there is none. */
export function loadOn(
  loads: readonly LoadFact[],
  place: string,
  kind: LoadKind,
  day: UnixDay,
): LoadFact | null {
  const found = loads
    .filter((load) => load.place === place && load.kind === kind)
    .filter(({ from, to }) => from <= day && day < to)
    .toSorted((a, b) => a.to - a.from - (b.to - b.from));
  return found[0] ?? null;
}

/**
 * Share of mines in a place's load.
 *
 *   of consumption: power × hours of its period / energy;   of the peak: power / peak load
 *
 * `mining_MW`: mean power over the period of the figure, or at the peak, in draws. Mines off the grid
 * are in the power but not in the load, so the share is if anything too high.
 */
export function loadShare(load: LoadFact, mining_MW: Float64Array): LoadShare {
  const hours = (load.to - load.from) * 24;
  const whole_MW = load.kind === "peak_load" ? load.value * 1e3 : (load.value * 1e6) / hours;
  return {
    load,
    mining_GW: estimateOfSample(mining_MW.map((power) => power / 1e3)),
    share_pct: estimateOfSample(mining_MW.map((power) => (100 * power) / whole_MW)),
  };
}
