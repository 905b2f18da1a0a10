import type { Estimate } from "../base/index.ts";
import type { PublishedPower } from "../energy/index.ts";
import { dayText } from "./units.ts";

/** One figure that others published, beside ours. */
export interface ComparedPowerAnswer {
  readonly estimate: string;
  readonly bound: string;
  readonly from: string;
  /** Day after the last. */
  readonly to: string;
  readonly unit: string;
  readonly published: number;
  /** The same model remade from our record; null for what is no model of ours. */
  readonly remade: number | null;
  readonly remade_difference_pct: number | null;
  /** Our own of the same days, beside a single day of the week up to it; null outside its days. */
  readonly hashfall: Estimate | null;
  readonly hashfall_lo90: number | null;
  readonly hashfall_hi90: number | null;
  /** Day by which it was public. */
  readonly published_on: string;
  readonly source: string;
}

/** Answer of `energy compare`. */
export interface EnergyComparisonAnswer {
  readonly compared: readonly ComparedPowerAnswer[];
  readonly draws: number;
  readonly seed: number;
  readonly method: string;
  readonly record: string;
}

/** A published figure with what the program makes of the same days. */
interface Compared {
  readonly published: PublishedPower;
  readonly remade: number | null;
  readonly own: {
    readonly estimate: Estimate;
    readonly lo90: number;
    readonly hi90: number;
  } | null;
}

export function comparedPowerAnswer({ published, remade, own }: Compared): ComparedPowerAnswer {
  const { estimate, bound, from, to, unit, value } = published;
  return {
    estimate,
    bound,
    from: dayText(from),
    to: dayText(to),
    unit,
    published: value,
    remade,
    remade_difference_pct: remade === null ? null : 100 * (remade / value - 1),
    hashfall: own?.estimate ?? null,
    hashfall_lo90: own?.lo90 ?? null,
    hashfall_hi90: own?.hi90 ?? null,
    published_on: dayText(published.published),
    source: published.source,
  };
}
