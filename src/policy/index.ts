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
export {
  type OrderQuery,
  findOrders,
  orderTime,
  ordersBetween,
} from "./order-view.ts";
