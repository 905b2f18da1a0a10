import { SECONDS_PER_DAY, type UnixSeconds } from "../base/index.ts";
import type { Order, OrderKind } from "./order.ts";

export interface OrderQuery {
  /** Place path; an order matches at, below or above it: `CN/Sichuan` finds `CN` and `CN/Sichuan/Aba`. */
  readonly place?: string | undefined;
  /** Only orders in force then: begun, and not ended; an event only on its own day or span. */
  readonly at?: UnixSeconds | undefined;
  /** Only what had become known by then. */
  readonly asOf?: UnixSeconds | undefined;
}

/** Country code of entries that are no place's: what the network did, kept beside the orders. */
const NETWORK = "ZZ";

/** Kinds that last until they end; any other is an event, over with its day unless an end is given. */
const STANDING: ReadonlySet<OrderKind> = new Set<OrderKind>([
  "ban",
  "shutdown",
  "phase-out",
  "tariff",
  "market-access",
  "site-regulation",
  "tax",
  "registration",
  "legalisation",
  "relief",
]);

/** Whether an entry tells what the network did, which is no authority's doing and no cause. */
export function isOutcome({ country }: Pick<Order, "country">): boolean {
  return country === NETWORK;
}

/** When an order first mattered: it took effect or, failing that, became known. */
export function orderTime(order: Order): UnixSeconds | null {
  return order.effectiveAt ?? order.knownAt;
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

/**
 * Orders that took effect, or were announced, inside a span, both ends included, in order of time.
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
      (order) => !isOutcome(order) && (inside(order.effectiveAt) || inside(announcedAt(order))),
    ),
  );
}

/** When an order became known, if that was before it took effect: an announcement can move people. */
function announcedAt({ knownAt, effectiveAt }: Order): UnixSeconds | null {
  if (knownAt === null || effectiveAt === null) return knownAt;
  return knownAt <= effectiveAt ? knownAt : null;
}

/** An order could be known when it was published or, failing that, when it took effect. */
function isKnown({ knownAt, effectiveAt }: Order, asOf: UnixSeconds): boolean {
  const known = knownAt ?? effectiveAt;
  return known !== null && known <= asOf;
}

function inForce(order: Order, at: UnixSeconds): boolean {
  const from = orderTime(order);
  if (from === null || from > at || isOutcome(order)) return false;
  if (order.endsAt !== null) return order.endsAt > at;
  return STANDING.has(order.kind) || at < from + SECONDS_PER_DAY;
}

function placesOverlap(place: string, wanted: string): boolean {
  const [a, b] = [`${place.toLowerCase()}/`, `${wanted.toLowerCase()}/`];
  return a.startsWith(b) || b.startsWith(a);
}

function sortByTime(orders: readonly Order[]): Order[] {
  return orders.toSorted((a, b) => (orderTime(a) ?? 0) - (orderTime(b) ?? 0));
}
