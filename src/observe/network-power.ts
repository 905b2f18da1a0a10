import { toGigawatts } from "../base/index.ts";
import {
  CAMBRIDGE_PRICE,
  CAMBRIDGE_VERSIONS,
  type CambridgeModel,
  type CambridgeVersion,
  type EnergyFacts,
  type PowerBounds,
  type PublishedPower,
  cambridgePower,
  energyBetween,
} from "../energy/index.ts";
import type { MarketColumns } from "../record/index.ts";
import { medianTimeDays } from "./median-time-days.ts";
import type { Timeline } from "./timeline.ts";

/** What Cambridge's models need of a record. */
export interface PowerFacts {
  readonly market: MarketColumns;
  readonly energy: Pick<EnergyFacts, "machines" | "published">;
}

/** A published figure of Cambridge's beside our own from the same version of their model. */
export interface PowerComparison {
  readonly published: PublishedPower;
  readonly version: CambridgeVersion;
  /** Ours, in the unit of the published figure. */
  readonly value: number;
  /** Ours over theirs, less 1. */
  readonly difference: number;
}

/**
 * Network power as a version of Cambridge's model gives it from the record's blocks and market,
 * whose days are cut by median time past, as those of Cambridge's source.
 */
export function powerAsCambridge(
  timeline: Timeline,
  { market, energy }: PowerFacts,
  model: CambridgeModel,
): PowerBounds {
  return cambridgePower(medianTimeDays(timeline, market), energy.machines, model);
}

/**
 * Every published figure of a Cambridge version beside our own, in the record's order; figures of
 * days that the record does not cover, and of other estimates, are left out.
 *
 * Figures are at Cambridge's standard price, 0.05 USD/kWh.
 */
export function compareWithCambridge(timeline: Timeline, facts: PowerFacts): PowerComparison[] {
  const days = medianTimeDays(timeline, facts.market);
  return CAMBRIDGE_VERSIONS.flatMap((version) => {
    const model: CambridgeModel = { version, price_USD_kWh: CAMBRIDGE_PRICE };
    const bounds = cambridgePower(days, facts.energy.machines, model);
    return facts.energy.published
      .filter(({ estimate }) => estimate === `cambridge-${version}`)
      .flatMap((published) => comparison(published, version, bounds));
  });
}

function comparison(
  published: PublishedPower,
  version: CambridgeVersion,
  bounds: PowerBounds,
): PowerComparison[] {
  const period = energyBetween(bounds.firstDay, bounds[published.bound], published);
  if (period === null) return [];
  const value = published.unit === "TWh" ? period.energy_TWh : toGigawatts(period.meanPower);
  return [{ published, version, value, difference: value / published.value - 1 }];
}
