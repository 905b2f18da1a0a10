import type { Estimate, UnixDay } from "../base/index.ts";
import {
  type DualControlAnswer,
  LOAD_UNITS,
  type LoadFact,
  type LoadShare,
  type SupplyCheck,
} from "../energy/index.ts";
import type { EnergyHead } from "./energy.ts";
import { dayText } from "./units.ts";

/** Mines against one published figure of their place's load. */
interface LoadShareAnswer {
  readonly of: string;
  readonly value: number;
  readonly unit: string;
  /** Period of the figure, to the day after its last. */
  readonly from: string;
  readonly to: string;
  /** Mean power over that period; beside a peak, of the month of the first day asked for. */
  readonly mining_GW: Estimate;
  readonly share_pct: Estimate;
  readonly source: string;
}

/** Answer of `energy load`. */
export interface PlaceLoadAnswer {
  readonly place: string;
  readonly from: string;
  /** Day after the last. */
  readonly to: string;
  /** Mean power of the mines over the days, had none been closed. */
  readonly mining_GW: Estimate;
  /** The day that the mines of the place closed in that year; null where none are known to have. */
  readonly closed: string | null;
  readonly load: readonly LoadShareAnswer[];
  /** With a kilowatt-hour counted by the coal burnt for it, and by its own heat. */
  readonly targets: readonly (DualControlAnswer & { readonly convention: string })[];
  readonly supply: {
    readonly verdict: SupplyCheck["verdict"];
    readonly chance_left_over: number | null;
    readonly cuts: readonly {
      readonly from: string;
      readonly to: string;
      readonly source: string;
    }[];
  };
  readonly draws: number;
  readonly seed: number;
  readonly method: string;
  readonly record: string;
}

/** As the use case gives it. */
interface PlaceLoadParts {
  /** GW. */
  readonly mining: Estimate;
  readonly closed: UnixDay | null;
  readonly shares: readonly LoadShare[];
  readonly targets: readonly { readonly convention: string; readonly answer: DualControlAnswer }[];
  readonly supply: SupplyCheck;
  readonly cuts: readonly LoadFact[];
}

export function placeLoadAnswer(
  { mining, closed, shares, targets, supply, cuts }: PlaceLoadParts,
  head: Omit<EnergyHead, "model"> & {
    readonly place: string;
    readonly draws: number;
    readonly seed: number;
  },
): PlaceLoadAnswer {
  return {
    place: head.place,
    from: dayText(head.from),
    to: dayText(head.to),
    mining_GW: mining,
    closed: closed === null ? null : dayText(closed),
    load: shares.map(({ load, mining_GW, share_pct }) => ({
      of: load.kind,
      value: load.value,
      unit: LOAD_UNITS[load.kind],
      from: dayText(load.from),
      to: dayText(load.to),
      mining_GW,
      share_pct,
      source: load.source,
    })),
    targets: targets.map(({ convention, answer }) => Object.assign({ convention }, answer)),
    supply: {
      verdict: supply.verdict,
      chance_left_over: supply.leftOver,
      cuts: cuts.map(({ from, to, source }) => ({ from: dayText(from), to: dayText(to), source })),
    },
    draws: head.draws,
    seed: head.seed,
    method: "docs/methods/targets.md",
    record: head.record,
  };
}
