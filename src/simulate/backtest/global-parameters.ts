import type { OrderEffect, Scenario, ScenarioOrder } from "../scenario/scenario.ts";

/** What all shocks share; factors apply to the numbers of a shock's scenario. */
export interface GlobalParameters {
  /** Factor on the J/TH of all machines: what the worlds' costs have wrong together. */
  readonly cost_factor: number;
  /** Deviation of ln J/TH by which each world is wrong on its own. */
  readonly cost_scatter: number;
  readonly cost_spread: number;
  readonly online_floor: number;
  readonly switch_off_days: number;
  readonly switch_on_days: number;
  readonly growth_per_day: number;
  readonly growth_response: number;
  readonly hashrate_noise_per_day: number;
  readonly retirement_per_year: number;
  readonly move_factor: number;
  readonly transit_factor: number;
  readonly outage_factor: number;
  readonly return_factor: number;
  readonly closure_factor: number;
  /** On the days over which machines leave, of moves and closures. */
  readonly ramp_factor: number;
}

export type GlobalKey = keyof GlobalParameters;

/** Median and spread of the logarithm of what each may be, before any shock is looked at. */
export const GLOBAL_PRIORS: Readonly<
  Record<GlobalKey, { readonly median: number; readonly spread: number }>
> = {
  cost_factor: { median: 1, spread: 0.2 },
  cost_scatter: { median: 0.12, spread: 0.5 },
  cost_spread: { median: 0.35, spread: 0.4 },
  online_floor: { median: 0.1, spread: 0.7 },
  switch_off_days: { median: 4, spread: 0.7 },
  switch_on_days: { median: 6, spread: 0.6 },
  growth_per_day: { median: 0.001, spread: 0.6 },
  growth_response: { median: 0.7, spread: 0.6 },
  // Difficulty changes by 6.93 % (rms since 2016) in 14 days, 0.0185 per √day, price and orders included.
  hashrate_noise_per_day: { median: 0.014, spread: 0.4 },
  retirement_per_year: { median: 0.5, spread: 0.7 },
  move_factor: { median: 1, spread: 0.3 },
  transit_factor: { median: 1, spread: 0.4 },
  outage_factor: { median: 1, spread: 0.3 },
  return_factor: { median: 1, spread: 0.5 },
  closure_factor: { median: 1, spread: 0.3 },
  ramp_factor: { median: 1, spread: 0.5 },
};

export const GLOBAL_KEYS: readonly GlobalKey[] = [
  "cost_factor",
  "cost_scatter",
  "cost_spread",
  "online_floor",
  "switch_off_days",
  "switch_on_days",
  "growth_per_day",
  "growth_response",
  "hashrate_noise_per_day",
  "retirement_per_year",
  "move_factor",
  "transit_factor",
  "outage_factor",
  "return_factor",
  "closure_factor",
  "ramp_factor",
];

/** A fraction that a factor leaves below one. */
const MOST = 0.97;

/**
 * A scenario with the global numbers in place of its own, and its effects scaled by the factors.
 * `costLuck`: how many deviations its world's costs are off.
 */
export function withGlobals(
  scenario: Scenario,
  globals: GlobalParameters,
  costLuck: number,
): Scenario {
  const cost = globals.cost_factor * Math.exp(globals.cost_scatter * costLuck);
  const { cost_spread, online_floor, switch_off_days, switch_on_days } = globals;
  const { growth_per_day, growth_response, hashrate_noise_per_day, retirement_per_year } = globals;
  return {
    ...scenario,
    parameters: {
      ...scenario.parameters,
      cost_spread,
      online_floor: Math.min(online_floor, MOST),
      switch_off_days,
      switch_on_days,
      growth_per_day,
      growth_response,
      hashrate_noise_per_day,
      retirement_per_year,
    },
    machines: mapped(scenario.machines, (machine) => ({
      ...machine,
      efficiency_J_TH: machine.efficiency_J_TH * cost,
    })),
    orders: mapped(scenario.orders, (order: ScenarioOrder) => ({
      ...order,
      effect: scaled(order.effect, globals),
    })),
  };
}

function scaled(effect: OrderEffect, globals: GlobalParameters): OrderEffect {
  switch (effect.kind) {
    case "move":
      return {
        ...effect,
        fraction: part(effect.fraction, globals.move_factor),
        transit_days: effect.transit_days * globals.transit_factor,
        ramp_days: effect.ramp_days * globals.ramp_factor,
      };
    case "outage":
      return {
        ...effect,
        depth: part(effect.depth, globals.outage_factor),
        return_days: effect.return_days * globals.return_factor,
      };
    case "closure":
      return {
        ...effect,
        compliance: part(effect.compliance, globals.closure_factor),
        ramp_days: effect.ramp_days * globals.ramp_factor,
      };
    case "surcharge":
    case "revenue-tax":
    case "carbon-tax":
    case "efficiency-limit":
    case "source-limit":
    case "build-limit":
      return effect;
  }
}

function part(fraction: number, factor: number): number {
  return Math.min(fraction * factor, MOST);
}

function mapped<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
