export {
  type Bilingual,
  type Confidence,
  type Disagreement,
  ORDER_KINDS,
  type Order,
  type OrderKind,
  type OrderSource,
  type OrderWords,
  PRECISIONS,
  type Precision,
} from "./order.ts";
export { placeName, placeTitle } from "./place-names.ts";
export { type DatedSpan, datedSpan, noonOf } from "./dated-span.ts";
export {
  type OrderQuery,
  findOrders,
  isOutcome,
  orderTime,
  ordersBetween,
} from "./order-view.ts";
