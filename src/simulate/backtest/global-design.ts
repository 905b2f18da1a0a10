import { Random } from "../../base/index.ts";
import { normalQuantile } from "../../statistics/index.ts";
import { GLOBAL_KEYS, GLOBAL_PRIORS, type GlobalParameters } from "./global-parameters.ts";

/**
 * Candidates for the global parameters, drawn from their priors before any shock is looked at: a Latin
 * hypercube, in which every parameter takes each of `count` equally likely values once.
 *
 *   value = median · exp(spread · Φ⁻¹((rank + ½) / count))
 *
 * Source: M. D. McKay, R. J. Beckman, W. J. Conover 1979, Technometrics 21:239.
 */
export function globalCandidates(count: number, seed: number): GlobalParameters[] {
  const columns = new Map(
    GLOBAL_KEYS.map((key) => [key, shuffledRanks(count, Random.stream(seed, 0, key))]),
  );
  return Array.from({ length: count }, (_, candidate) =>
    eachGlobal((key) => {
      const rank = columns.get(key)?.[candidate] ?? NaN;
      const { median, spread } = GLOBAL_PRIORS[key];
      return median * Math.exp(spread * normalQuantile((rank + 0.5) / count));
    }),
  );
}

/** A set of global parameters, key by key. */
export function eachGlobal(value: (key: keyof GlobalParameters) => number): GlobalParameters {
  return {
    cost_factor: value("cost_factor"),
    cost_scatter: value("cost_scatter"),
    cost_spread: value("cost_spread"),
    online_floor: value("online_floor"),
    switch_off_days: value("switch_off_days"),
    switch_on_days: value("switch_on_days"),
    growth_per_day: value("growth_per_day"),
    growth_response: value("growth_response"),
    hashrate_noise_per_day: value("hashrate_noise_per_day"),
    retirement_per_year: value("retirement_per_year"),
    move_factor: value("move_factor"),
    transit_factor: value("transit_factor"),
    outage_factor: value("outage_factor"),
    return_factor: value("return_factor"),
    closure_factor: value("closure_factor"),
    ramp_factor: value("ramp_factor"),
  };
}

function shuffledRanks(count: number, random: Random): number[] {
  const ranks = Array.from({ length: count }, (_, rank) => rank);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(random.uniform() * (last + 1));
    const kept = ranks[last] ?? 0;
    ranks[last] = ranks[other] ?? 0;
    ranks[other] = kept;
  }
  return ranks;
}
