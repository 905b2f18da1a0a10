import type { JSX } from "preact";
import type { OrdersAnswer } from "../../../api/index.ts";
import { placeName } from "../../../policy/index.ts";
import { linkTo, useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { KINDS } from "./messages.ts";
import { orderDay } from "./order-moment.ts";
import { Times } from "./order-times.tsx";

export type ShownOrder = OrdersAnswer["orders"][number];

/** Orders one below the other: when, what, where, how well known. */
export function OrderList({ orders }: { readonly orders: readonly ShownOrder[] }): JSX.Element {
  const { tell, language } = useSpeech();
  const { query } = useAddress();
  return (
    <ul class="events-list">
      {orders.map((order) => (
        <li key={order.id}>
          <a href={linkTo("events", { ...query, order: order.id })}>{order.title[language]}</a>
          <p class="sub">
            {placeName(order.place)[language]} · {tell(KINDS[order.kind])} · <Times order={order} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** The same under the years in which they came. */
export function OrdersByYear({ orders }: { readonly orders: readonly ShownOrder[] }): JSX.Element {
  const years = new Map<string, ShownOrder[]>();
  for (const order of orders) {
    const at = order.effective_at ?? order.known_at;
    const year = at === null ? "–" : orderDay(at).slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), order]);
  }
  return (
    <>
      {[...years].map(([year, own]) => (
        <section key={year} class="events-year">
          <h3>{year}</h3>
          <OrderList orders={own} />
        </section>
      ))}
    </>
  );
}
