import type { UnixSeconds } from "../../base/index.ts";
import { type Order, orderTime } from "../../policy/index.ts";
import type { StudyData } from "../study-data.ts";

/** An order with the number it bears in figures and lists. */
export interface NumberedOrder {
  readonly number: number;
  readonly at: UnixSeconds;
  readonly order: Order;
  /** Whether it is the event the study is about: drawn solid and named. */
  readonly isMoment: boolean;
}

/** Orders of a study that have a time, numbered in its order. */
export function numberOrders({ orders, plan }: StudyData): readonly NumberedOrder[] {
  return orders.flatMap((order, index) => {
    const at = orderTime(order);
    if (at === null) return [];
    return [{ number: index + 1, at, order, isMoment: at === plan.moment }];
  });
}

/** Rows for labels at `positions`, sorted, so that two in one row stay `gap` apart. */
export function stagger(positions: readonly number[], gap: number): readonly number[] {
  const ends: number[] = [];
  return positions.map((position) => {
    const free = ends.findIndex((end) => position - end >= gap);
    const row = free === -1 ? ends.length : free;
    ends[row] = position;
    return row;
  });
}
