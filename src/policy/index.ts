export type { Bilingual, Confidence, Disagreement, Order, OrderSource } from "./order.ts";
export {
  type OrderQuery,
  findOrders,
  orderKnownTime,
  orderTime,
  ordersBetween,
} from "./order-view.ts";
