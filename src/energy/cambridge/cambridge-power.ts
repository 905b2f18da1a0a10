import { type UnixDay, invalidInput, unixDay } from "../../base/index.ts";
import type { MachineModel } from "../machine.ts";
import type { NetworkDays } from "../network-days.ts";
import { rollingMean } from "../rolling.ts";
import { breakEvenEfficiency } from "./break-even-efficiency.ts";
import { familyOf, machineColumns, runningEfficiency } from "./running-machines.ts";
import { type CambridgeVersion, OVERHEAD, POWER_DAYS, VERSION_RULES } from "./versions.ts";

/** Power of the network day by day (UTC), W; NaN where it cannot be told. */
export interface PowerBounds {
  readonly firstDay: UnixDay;
  readonly lower: Float64Array;
  readonly best: Float64Array;
  readonly upper: Float64Array;
}

/** Shares of the network's hashrate that Antminers S7 and S9 give, each day, from 0 to 1. */
export interface FamilyShares {
  readonly S7: Float64Array;
  readonly S9: Float64Array;
}

/** One of Cambridge's models. */
export interface CambridgeModel {
  readonly version: CambridgeVersion;
  /** Price of power of all miners, 0.01 to 0.20 USD/kWh. */
  readonly price_USD_kWh: number;
  /** Version 1.1.1 needs them for its best guess, day by day as the network; others ignore them. */
  readonly shares?: FamilyShares;
}

/** What Cambridge shows unless asked otherwise, USD/kWh. */
export const CAMBRIDGE_PRICE = 0.05;
const [LOWEST_PRICE, HIGHEST_PRICE] = [0.01, 0.2];

const BOUNDS = ["lower", "best", "upper"] as const;
type Daily = Readonly<Record<(typeof BOUNDS)[number], Float64Array>>;

/**
 * Network power as Cambridge computes it.
 *
 *   lower = H × min(e) × 1.01,   best = H × mean(e) × 1.10,   upper = H × max(e) × 1.20
 *
 * e are the efficiencies [J/TH] of the machines that run: on sale, not too old, and better than the
 * break-even efficiency. A day when none runs repeats the day before. The result is the mean of
 * seven days.
 *
 * @throws HashfallError `input.invalid` when the price is outside 0.01 to 0.20 USD/kWh, or shares
 * are given for another number of days.
 */
export function cambridgePower(
  days: NetworkDays,
  machines: readonly MachineModel[],
  model: CambridgeModel,
): PowerBounds {
  requireModel(model, days.hashrate.length);
  const { lower, best, upper } = dailyPower(days, machines, model);
  return {
    firstDay: days.firstDay,
    lower: rollingMean(lower, POWER_DAYS),
    best: rollingMean(best, POWER_DAYS),
    upper: rollingMean(upper, POWER_DAYS),
  };
}

/** The same before the mean of seven days. */
function dailyPower(
  days: NetworkDays,
  machines: readonly MachineModel[],
  model: CambridgeModel,
): Daily {
  const columns = machineColumns(machines, model.version);
  const thresholds = breakEvenEfficiency(days, model.price_USD_kWh);
  const added = familyEfficiency(machines, model, days.hashrate.length);
  const blank = (): Float64Array => new Float64Array(days.hashrate.length).fill(NaN);
  const daily: Daily = { lower: blank(), best: blank(), upper: blank() };
  for (const [index, rate] of days.hashrate.entries()) {
    const threshold = thresholds[index] ?? NaN;
    if (!Number.isFinite(threshold)) continue;
    const running = runningEfficiency(columns, unixDay(days.firstDay + index), threshold);
    for (const bound of BOUNDS) {
      const extra = bound === "best" ? (added[index] ?? NaN) : 0;
      daily[bound][index] =
        running === null
          ? (daily[bound][index - 1] ?? NaN)
          : rate * 1e-12 * (running[bound] + extra) * OVERHEAD[bound];
    }
  }
  return daily;
}

/**
 * What version 1.1.1 adds to the mean of the other machines, J/TH:
 *
 *   Σ share of the family × mean efficiency of its models on the list
 *
 * The weights so add up to more than 1; that is how it was. NaN when no shares are given.
 */
function familyEfficiency(
  machines: readonly MachineModel[],
  { version, shares }: CambridgeModel,
  length: number,
): Float64Array {
  const added = new Float64Array(length);
  if (!VERSION_RULES[version].familiesByShare) return added;
  if (shares === undefined) return added.fill(NaN);
  const listed = machines.filter(({ inFirstList }) => inFirstList);
  const S7 = meanEfficiency(listed.filter((machine) => familyOf(machine) === "S7"));
  const S9 = meanEfficiency(listed.filter((machine) => familyOf(machine) === "S9"));
  return added.map((_, index) => S7 * (shares.S7[index] ?? NaN) + S9 * (shares.S9[index] ?? NaN));
}

function meanEfficiency(machines: readonly MachineModel[]): number {
  return machines.reduce((sum, { efficiency }) => sum + efficiency, 0) / machines.length;
}

function requireModel({ price_USD_kWh, shares }: CambridgeModel, length: number): void {
  if (!(price_USD_kWh >= LOWEST_PRICE && price_USD_kWh <= HIGHEST_PRICE)) {
    const remedy = `give ${LOWEST_PRICE} to ${HIGHEST_PRICE} USD/kWh, as Cambridge does`;
    throw invalidInput("price", `${price_USD_kWh} USD/kWh`, remedy);
  }
  if (shares !== undefined && (shares.S7.length !== length || shares.S9.length !== length)) {
    const reason = `${shares.S7.length} and ${shares.S9.length} days instead of ${length}`;
    throw invalidInput("shares", reason, "give one share for each day of the network");
  }
}
