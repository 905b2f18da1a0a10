import type { Reach } from "../orders/reach.ts";

/** An order's scope, with its number among the orders. */
export interface BatchReach {
  readonly order: number;
  readonly reach: Reach;
}
