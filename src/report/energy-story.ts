import type { Estimate, UnixDay } from "../base/index.ts";
import type { Leakage, PlaceCarbon, SpillAnswer } from "../energy/index.ts";

/** Whole UTC days [from, to). */
export interface Days {
  readonly from: UnixDay;
  readonly to: UnixDay;
}

/** What others published of renewables and carbon, before and after machines moved. */
export interface PublishedRenewables {
  readonly publisher: string;
  readonly source: string;
  readonly renewable_pct: readonly [before: number, after: number];
  /** After; of before only the change was found. */
  readonly intensity_g_kWh: number;
  readonly intensity_change_pct: number;
}

/** What a study asks of energy. */
export interface EnergyPlan {
  /** Whose water, and over which days of one year. */
  readonly water: Days & { readonly place: string };
  /** When the machines had moved; set against the week before the moment. */
  readonly moved: Days;
  /** Calendar year whose mean mix is set against that of `moved`. */
  readonly mixYear: number;
  /** What others found for the same two. */
  readonly published: PublishedRenewables;
}

/** Lowest, most likely and highest power by a model that gives no probabilities, W. */
export interface PowerBoundsOfDay {
  readonly lower: number;
  readonly best: number;
  readonly upper: number;
}

/** Means of the seven days up to a day. */
export interface PowerOfDay {
  readonly day: UnixDay;
  /** W. */
  readonly own: Estimate;
  /** Cambridge 1.4 remade from the record; null where it cannot be told. */
  readonly cambridge: PowerBoundsOfDay | null;
}

/** Mean power of two stretches and what was lost between them, within each draw, W. */
export interface PowerFall {
  readonly before: Days;
  readonly after: Days;
  readonly powerBefore: Estimate;
  readonly powerAfter: Estimate;
  readonly fall: Estimate;
}

/** Water of a place, and how much of what was spilled came of closing its mines. */
export interface WaterStory extends Days {
  readonly answer: SpillAnswer;
  /** Spilled again over all that was spilled, per cent. */
  readonly again_pct: Estimate;
}

/** Where the power was drawn over some days, and what it emitted. */
export interface PlacesStory extends Days {
  readonly power_GW: Estimate;
  readonly emissions_Mt_y: Estimate;
  readonly places: readonly PlaceCarbon[];
  /** All provinces of China together: share of the network, GW, Mt a year. */
  readonly china: Pick<PlaceCarbon, "share" | "power_GW" | "emissions_Mt_y">;
}

/** The network's machines before and after they moved. */
export interface MoveStory {
  readonly before: PlacesStory;
  readonly after: PlacesStory;
  readonly leakage: Leakage;
}

/** What a study tells of energy; every estimate is of the same draws. */
export interface EnergyStory {
  readonly draws: number;
  readonly seed: number;
  readonly power: readonly PowerOfDay[];
  /** The fortnights on both sides of the day of the cut. */
  readonly around: PowerFall;
  /** The week of the highest median before the moment, that of the lowest after it. */
  readonly extremes: PowerFall;
  /** Null where nothing is known of the water. */
  readonly water: WaterStory | null;
  /** Null while the record does not reach so far. */
  readonly move: MoveStory | null;
}
