export {
  type Bilingual,
  type Confidence,
  type Disagreement,
  ORDER_KINDS,
  type Order,
  type OrderKind,
  type OrderSource,
  PRECISIONS,
  type Precision,
} from "./order.ts";
export { type DatedSpan, datedSpan, noonOf } from "./dated-span.ts";
export {
  type OrderQuery,
  findOrders,
  isOutcome,
  orderTime,
  ordersBetween,
} from "./order-view.ts";
