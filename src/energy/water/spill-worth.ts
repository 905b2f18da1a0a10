import { type Estimate, Random, unixDay } from "../../base/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import type { SpillQuestion } from "./spill-draws.ts";
import type { WaterFact } from "./water-fact.ts";
import { DISPLACED } from "./water-priors.ts";

/** What water spilled again would have brought. */
export interface SpillWorth {
  /** To who owns the plants, at the wet season's price. */
  readonly value_MUSD: Estimate;
  /** CO2 kept out of the air had a line carried it to a gas or coal plant's load instead, Mt. */
  readonly displaced_Mt: Estimate;
}

/**
 * Worth of energy that is spilled again, GWh.
 *
 *   value = energy × price,   CO2 = energy × factor of the plant replaced
 *
 * The price is drawn evenly between the lowest and the highest of the place's published prices, the
 * factor between gas and coal. The CO2 is not what closing mines emitted: water that is spilled emits
 * nothing, nor does the water they took. It is what a line would have been worth.
 */
export function spillWorth(
  waters: readonly WaterFact[],
  { place, seed, knownBy = unixDay(Infinity) }: SpillQuestion,
  energy_GWh: Float64Array,
): SpillWorth | null {
  const prices = waters
    .filter((fact) => fact.place === place && fact.kind === "wet_price")
    .filter(({ published }) => published <= knownBy)
    .map(({ value }) => value);
  if (prices.length === 0) return null;
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  const value = new Float64Array(energy_GWh.length);
  const displaced = new Float64Array(energy_GWh.length);
  for (const [draw, energy] of energy_GWh.entries()) {
    const random = Random.stream(seed, draw, `worth ${place}`);
    const price = low + (high - low) * random.uniform();
    const factor = DISPLACED.gas + (DISPLACED.coal - DISPLACED.gas) * random.uniform();
    // GWh × USD/MWh = 1e3 USD;  GWh × kg/MWh = t.
    value[draw] = (energy * price) / 1e3;
    displaced[draw] = (energy * factor) / 1e6;
  }
  return { value_MUSD: estimateOfSample(value), displaced_Mt: estimateOfSample(displaced) };
}
