import type { OrdersAnswer } from "./events.ts";
import type { DropAnswer, PoolTableAnswer } from "./measurements.ts";

/**
 * The same windows met at other moments that the order's date allows, where it names no more than a
 * day, a month or a year.
 */
export interface EffectByDate {
  /** Moments tried that the record covers. */
  readonly moments: number;
  /** Those at which the change would be told from chance, corrected by Holm for all moments and windows. */
  readonly told: number;
  readonly lowest_pct: number;
  readonly highest_pct: number;
}

/** The network before and after an order, over windows of one length; or why there is no measurement. */
export interface WindowedEffect {
  readonly window_s: number;
  readonly change: DropAnswer | null;
  /** Corrected by Holm for as many tests as windows; null without a measurement. */
  readonly p_holm: number | null;
  readonly verdict: string | null;
  /** Null where nothing was measured, or the date is exact to the hour. */
  readonly by_date: EffectByDate | null;
  readonly reason: string | null;
}

/** Answer of `orders/{id}`. */
export interface OrderEffectAnswer {
  /** The one order. */
  readonly orders: OrdersAnswer["orders"];
  /** What the windows meet at, and whether it took effect or became known then. */
  readonly measured_at: string | null;
  readonly measured_by: "effective" | "known" | null;
  /** Between these lies the moment, as far as the date of the order tells. */
  readonly dated: { readonly from: string; readonly to: string } | null;
  /** Where that moment lies in the blocks of the record; null without a date. */
  readonly in_record: "before" | "inside" | "after" | null;
  readonly record: { readonly from: string; readonly to: string };
  /** What the network did, kept beside the orders: its own changes are no test of it. */
  readonly is_outcome: boolean;
  readonly effects: readonly WindowedEffect[];
  readonly pools: PoolTableAnswer | null;
  /** Begun, and not ended, when it came; without the order itself. */
  readonly in_force: OrdersAnswer["orders"];
  /** Took effect or became known within two weeks of it. */
  readonly near: OrdersAnswer["orders"];
  /** The difficulty changes that came next. */
  readonly retargets: readonly {
    readonly height: number;
    readonly at: string;
    readonly difficulty: number;
    readonly change_pct: number | null;
  }[];
  readonly method: string;
}

export const ORDER_EFFECT_METHOD: string =
  "block counts before and after the order by the exact conditional binomial test, Holm's correction over the windows; it tells that hashrate changed, not why";
