import { z } from "zod";
import { invalidInput } from "../../base/index.ts";
import { alarmsAnswer, ordersAnswer } from "../../api/index.ts";
import { findAlarms, uncovered } from "../../observe/index.ts";
import { type Order, findOrders } from "../../policy/index.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { nameField, refuse, timeField } from "./query-fields.ts";
import { alarmsShape, ordersShape } from "./shapes.ts";
import { ordersTable } from "./tables.ts";

const ORDERS_METHOD = "the record's list of orders, each with the accounts that it rests on";

const alarms = answerRoute({
  path: "/api/alarms",
  summary: "Sudden falls of hashrate: when, how large, and the orders around each",
  question: z
    .strictObject({ ...asOfField, from: timeField.optional(), to: timeField.optional() })
    .superRefine(({ from, to }, context) => {
      if (from === undefined || to === undefined || from < to) return;
      refuse(context, "from", ["not before to", "give an earlier time"]);
    }),
  shape: alarmsShape,
  make: ({ record, modelled, timeline: whole }, { from, to }) => {
    const timeline = (from ?? Infinity) < modelled.span.from ? whole : modelled;
    const { span } = timeline;
    if ((to ?? span.to) <= span.from || (from ?? 0) >= span.to) {
      throw uncovered("the time from from to to", span);
    }
    const orders = record.network === "mainnet" ? record.orders : [];
    return { document: alarmsAnswer(findAlarms(timeline, { orders, from, to })) };
  },
});

const orders = answerRoute({
  path: "/api/orders",
  summary: "Orders and events on mining and its power, by place and time, with sources",
  question: z.strictObject({
    ...asOfField,
    place: nameField("a place, such as CN, CN/Sichuan or US/Texas").optional(),
    at: timeField.optional(),
  }),
  shape: ordersShape,
  table: true,
  make: ({ record }, { place, at }) => {
    refuseUnknownPlace(record.orders, place);
    const document = ordersAnswer(findOrders(record.orders, { place, at }));
    return { document, method: ORDERS_METHOD, table: () => ordersTable(document) };
  },
});

/** Alarms and orders. */
export const eventRoutes: readonly AnswerRoute[] = [alarms, orders];

/** A place that no order names is more likely misspelt than quiet. */
function refuseUnknownPlace(known: readonly Order[], place: string | undefined): void {
  if (place === undefined || findOrders(known, { place }).length > 0) return;
  const countries = [...new Set(known.map(({ country }) => country))].toSorted();
  const remedy = `try one of: ${countries.join(", ")}, or a part of them such as CN/Sichuan`;
  throw invalidInput("place", `no order names "${place}"`, remedy);
}
