import { z } from "zod";
import {
  HashfallError,
  type UnixSeconds,
  SECONDS_PER_DAY,
  days,
  invalidInput,
  unixSeconds,
} from "../../base/index.ts";
import {
  ORDER_EFFECT_METHOD,
  type OrderEffectAnswer,
  type WindowedEffect,
  dropAnswer,
  isoTime,
  ordersAnswer,
  poolTableAnswer,
} from "../../api/index.ts";
import { measureChange, poolTable, retargetHistory, windowsAround } from "../../observe/index.ts";
import { type Order, findOrders, orderTime, ordersBetween } from "../../policy/index.ts";
import type { Workspace } from "../workspace.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { nameField } from "./query-fields.ts";
import { orderEffectShape } from "./shapes-orders.ts";

const WINDOWS_D = [7, 14];
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
  const at = orderTime(order);
  const measured = order.effectiveAt === null ? "known" : "effective";
  const { orders } = workspace.record;
  const rest = (found: readonly Order[]): OrderEffectAnswer["orders"] =>
    ordersAnswer(found.filter(({ id }) => id !== order.id)).orders;
  return {
    orders: ordersAnswer([order]).orders,
    measured_at: isoTime(at),
    measured_by: at === null ? null : measured,
    effects: at === null ? [] : WINDOWS_D.map((length) => changeOver(workspace, at, length)),
    pools: at === null ? null : poolsAround(workspace, at),
    in_force: at === null ? [] : rest(findOrders(orders, { at })),
    near:
      at === null
        ? []
        : rest(ordersBetween(orders, unixSeconds(at - NEAR), unixSeconds(at + NEAR))),
    retargets: at === null ? [] : retargetsAfter(workspace, at),
    method: ORDER_EFFECT_METHOD,
  };
}

function changeOver({ timeline }: Workspace, at: UnixSeconds, length_d: number): WindowedEffect {
  const window = days(length_d);
  const measured = measuredOrWhy(() =>
    dropAnswer(measureChange(timeline, windowsAround(at, window), {}), null),
  );
  return typeof measured === "string"
    ? { window_s: window, change: null, reason: measured }
    : { window_s: window, change: measured, reason: null };
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

/** A measurement, or why the record cannot give it. */
function measuredOrWhy<T extends object>(measure: () => T): T | string {
  try {
    return measure();
  } catch (error) {
    if (error instanceof HashfallError) return error.message;
    throw error;
  }
}
