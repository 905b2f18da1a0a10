import type { UnixSeconds } from "../base/index.ts";
import type { Order } from "./order.ts";

export interface OrderQuery {
  /** Place path; an order matches at, below or above it: `CN/Sichuan` finds `CN` and `CN/Sichuan/Aba`. */
  readonly place?: string | undefined;
  /** Only orders in force then: taken effect or known, and not ended. */
  readonly at?: UnixSeconds | undefined;
  /** Only what had become known by then. */
  readonly asOf?: UnixSeconds | undefined;
}

/** When an order first mattered: it took effect or, failing that, became known. */
export function orderTime(order: Order): UnixSeconds | null {
  return order.effectiveAt ?? order.knownAt;
}

/** When an order could be known: as published or, failing that, when it took effect. */
export function orderKnownTime(order: Order): UnixSeconds | null {
  return order.knownAt ?? order.effectiveAt;
}

/** Orders that answer a query, in order of time. */
export function findOrders(orders: readonly Order[], query: OrderQuery): Order[] {
  return sortByTime(
    orders.filter(
      (order) =>
        (query.place === undefined || placesOverlap(order.place, query.place)) &&
        (query.at === undefined || inForce(order, query.at)) &&
        (query.asOf === undefined || isKnown(order, query.asOf)),
    ),
  );
}

/** Country code of entries that are no place's: what the network did, kept beside the orders. */
const NETWORK = "ZZ";

/**
 * Orders that took effect or became known inside a span, both ends included, in order of time.
 * Leaves out what the network did: an outcome is no cause.
 */
export function ordersBetween(
  orders: readonly Order[],
  from: UnixSeconds,
  to: UnixSeconds,
): Order[] {
  const inside = (time: UnixSeconds | null): boolean => time !== null && time >= from && time <= to;
  return sortByTime(
    orders.filter(
      (order) => order.country !== NETWORK && (inside(order.effectiveAt) || inside(order.knownAt)),
    ),
  );
}

function isKnown(order: Order, asOf: UnixSeconds): boolean {
  const known = orderKnownTime(order);
  return known !== null && known <= asOf;
}

function inForce(order: Order, at: UnixSeconds): boolean {
  const from = orderTime(order);
  return from !== null && from <= at && (order.endsAt === null || order.endsAt > at);
}

function placesOverlap(place: string, wanted: string): boolean {
  const [a, b] = [`${place.toLowerCase()}/`, `${wanted.toLowerCase()}/`];
  return a.startsWith(b) || b.startsWith(a);
}

function sortByTime(orders: readonly Order[]): Order[] {
  return orders.toSorted((a, b) => (orderTime(a) ?? 0) - (orderTime(b) ?? 0));
}
