import { z } from "zod";
import {
  type UnixSeconds,
  SECONDS_PER_DAY,
  days,
  invalidInput,
  unixSeconds,
} from "../../base/index.ts";
import {
  ORDER_EFFECT_METHOD,
  type OrderEffectAnswer,
  isoTime,
  ordersAnswer,
  poolTableAnswer,
} from "../../api/index.ts";
import { type Timeline, poolTable, retargetHistory, windowsAround } from "../../observe/index.ts";
import {
  type DatedSpan,
  type Order,
  datedSpan,
  findOrders,
  isOutcome,
  orderTime,
  ordersBetween,
} from "../../policy/index.ts";
import type { Workspace } from "../workspace.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { effectsAt, measuredOrWhy } from "./order-effects.ts";
import { nameField } from "./query-fields.ts";
import { orderEffectShape } from "./shapes-orders.ts";

const POOL_WINDOW_D = 14;
const NEAR = 14 * SECONDS_PER_DAY;
const RETARGETS = 3;

const orderEffect = answerRoute({
  path: "/api/orders/{id}",
  summary: "One order, and the network before and after it: hashrate, pools, difficulty",
  question: z.strictObject({ ...asOfField, id: nameField("the id of an order, see /api/orders") }),
  shape: orderEffectShape,
  make: (workspace, { id }) => {
    const order = workspace.record.orders.find((known) => known.id === id);
    if (order === undefined) {
      throw invalidInput("id", `"${id}" is no order of the record`, "see the ids at /api/orders");
    }
    return { document: effectOf(workspace, order) };
  },
});

/** One order and its effect. */
export const orderRoutes: readonly AnswerRoute[] = [orderEffect];

function effectOf(workspace: Workspace, order: Order): OrderEffectAnswer {
  const { timeline } = workspace;
  const at = orderTime(order);
  const measured = order.effectiveAt === null ? "known" : "effective";
  const dated = at === null ? null : datedSpan(at, order.precision);
  const isTested = at !== null && !isOutcome(order);
  return {
    orders: ordersAnswer([order]).orders,
    measured_at: isoTime(at),
    measured_by: at === null ? null : measured,
    dated: dated === null ? null : spanAnswer(dated),
    in_record: at === null ? null : sideOf(timeline, at),
    record: spanAnswer(timeline.span),
    is_outcome: isOutcome(order),
    effects: isTested ? effectsAt(timeline, { at, precision: order.precision }) : [],
    pools: isTested ? poolsAround(workspace, at) : null,
    in_force: at === null ? [] : othersOf(order, findOrders(workspace.record.orders, { at })),
    near: at === null ? [] : othersOf(order, ordersNear(workspace, at)),
    retargets: at === null ? [] : retargetsAfter(workspace, at),
    method: ORDER_EFFECT_METHOD,
  };
}

function spanAnswer({ from, to }: DatedSpan): { readonly from: string; readonly to: string } {
  return { from: isoTime(from), to: isoTime(to) };
}

function sideOf({ span }: Timeline, at: UnixSeconds): OrderEffectAnswer["in_record"] {
  if (at < span.from) return "before";
  return at > span.to ? "after" : "inside";
}

function othersOf({ id }: Order, found: readonly Order[]): OrderEffectAnswer["orders"] {
  return ordersAnswer(found.filter((other) => other.id !== id)).orders;
}

function ordersNear({ record }: Workspace, at: UnixSeconds): readonly Order[] {
  return ordersBetween(record.orders, unixSeconds(at - NEAR), unixSeconds(at + NEAR));
}

function poolsAround(
  { timeline, poolName }: Workspace,
  at: UnixSeconds,
): OrderEffectAnswer["pools"] {
  const windows = windowsAround(at, days(POOL_WINDOW_D));
  const measured = measuredOrWhy(() => poolTableAnswer(poolTable(timeline, windows), poolName));
  return typeof measured === "string" ? null : measured;
}

function retargetsAfter({ record }: Workspace, at: UnixSeconds): OrderEffectAnswer["retargets"] {
  return retargetHistory(record.retargets)
    .flatMap(({ height, at: time, difficulty, changePct }) =>
      time === null || time < at
        ? []
        : [{ height, at: isoTime(time), difficulty, change_pct: changePct }],
    )
    .slice(0, RETARGETS);
}
