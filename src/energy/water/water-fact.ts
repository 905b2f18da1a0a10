import type { UnixDay } from "../../base/index.ts";

/** What a published figure of a place's water is about, with its unit. */
export const WATER_UNITS = {
  /** Energy of water let past the turbines, as published: after what the mines had taken. */
  spill: "TWh",
  /** The same where a source bounds it only. */
  spill_at_most: "TWh",
  /** Share of the water's energy that was used. */
  water_use: "%",
  /** Hydro sent to other places. */
  exported: "TWh",
  hydro_capacity: "GW",
  export_capacity: "GW",
  /** Bought under contract in zones made for using up hydro, where mines were. */
  zone_sales: "TWh",
  /** Of power in the wet season, hosting apart. */
  wet_price: "USD/MWh",
} as const;

export type WaterKind = keyof typeof WATER_UNITS;

/** A figure that someone published for the water of a place. */
export interface WaterFact {
  /** As in scenarios: `CN/Sichuan`. */
  readonly place: string;
  readonly kind: WaterKind;
  /** First day, and the day after the last. */
  readonly from: UnixDay;
  readonly to: UnixDay;
  readonly value: number;
  /** Day by which it was public. */
  readonly published: UnixDay;
  /** Address of the page that states it. */
  readonly source: string;
  readonly note: string;
}
