import type { Command } from "commander";
import { ordersAnswer } from "../../api/index.ts";
import { type UnixSeconds, formatDate, formatTime, invalidInput } from "../../base/index.ts";
import { type Order, type Precision, findOrders, noonOf, orderTime } from "../../policy/index.ts";
import { type CommonOptions, type Context, run, withCommonOptions } from "../context.ts";
import { styled, table } from "../terminal.ts";
import { words } from "../words.ts";

interface OrdersOptions extends CommonOptions {
  readonly place?: string;
  readonly at?: string;
}

/** `orders`: what authorities ordered and what acted like an order, with sources. */
export function addOrders(program: Command): void {
  withCommonOptions(program.command("orders"))
    .description("orders and events on mining and its power, by place and time")
    .option("--place <path>", "such as CN, CN/Sichuan, US/Texas")
    .option("--at <time>", "in force then")
    .action((given: OrdersOptions) =>
      run(given, async (context) => {
        const { options, open, answer } = context;
        const at = options.time("--at", given.at);
        const { record } = await open();
        refuseUnknownPlace(record.orders, given.place);
        const orders = findOrders(record.orders, { place: given.place, at });
        answer(ordersAnswer(orders), () => ordersText(context, orders));
      }),
    );
}

/** A place that no order names is more likely misspelt than quiet. */
function refuseUnknownPlace(orders: readonly Order[], place: string | undefined): void {
  if (place === undefined || findOrders(orders, { place }).length > 0) return;
  const wanted = place.toLowerCase().split("/").at(-1) ?? "";
  const places = [...new Set(orders.map((order) => order.place))].toSorted();
  const near = places.filter((known) => known.toLowerCase().includes(wanted));
  const list = (
    near.length === 0 ? [...new Set(places.map((known) => known.split("/")[0]))] : near
  ).join(", ");
  throw invalidInput("--place", `no order names "${place}"`, `try one of: ${list}`);
}

function ordersText({ terminal, language }: Context, orders: readonly Order[]): string {
  const word = words(language);
  if (orders.length === 0) return `${word.none}\n`;
  const rows = orders.map((order) => {
    const time = orderTime(order);
    return [
      time === null ? "–" : dateText(time, order.precision),
      order.place,
      order.confidence,
      String(new Set(order.sources.map(({ url }) => url)).size),
      order.title[language],
      styled(terminal, "quiet", order.id),
    ];
  });
  return table(
    terminal,
    [
      { title: word.date, align: "left" },
      { title: word.place, align: "left" },
      { title: word.confidence, align: "left" },
      { title: word.accounts, align: "right" },
      { title: word.order, align: "left" },
      { title: "id", align: "left" },
    ],
    rows,
  );
}

/** A date as exactly as it is known: an hour in UTC, a day on the calendar of its place. */
function dateText(time: UnixSeconds, precision: Precision): string {
  const date = formatDate(noonOf(time));
  switch (precision) {
    case "hour":
      return formatTime(time);
    case "day":
      return date;
    case "month":
    case "season":
      return date.slice(0, "2021-06".length);
    case "year":
      return date.slice(0, "2021".length);
  }
}
