import type { OrdersAnswer } from "./events.ts";
import type { DropAnswer, PoolTableAnswer } from "./measurements.ts";

/** The network before and after an order, over windows of one length; or why there is no measurement. */
export interface WindowedEffect {
  readonly window_s: number;
  readonly change: DropAnswer | null;
  readonly reason: string | null;
}

/** Answer of `orders/{id}`. */
export interface OrderEffectAnswer {
  /** The one order. */
  readonly orders: OrdersAnswer["orders"];
  /** What the windows meet at, and whether it took effect or became known then. */
  readonly measured_at: string | null;
  readonly measured_by: "effective" | "known" | null;
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
  "block counts before and after the order by the exact conditional binomial test; it tells that hashrate changed, not why";
