import type { JSX } from "preact";
import type { OrdersAnswer } from "../../../api/index.ts";
import { useAddress, writeAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { EVENTS, KINDS, PRECISION } from "./messages.ts";

export type ShownOrder = OrdersAnswer["orders"][number];

/** Orders one below the other: when, what, where, how well known. */
export function OrderList({ orders }: { readonly orders: readonly ShownOrder[] }): JSX.Element {
  const { tell, language } = useSpeech();
  const { query } = useAddress();
  return (
    <ul class="events-list">
      {orders.map((order) => (
        <li key={order.id}>
          <a href={writeAddress("events", { ...query, order: order.id })}>
            {order.title[language]}
          </a>
          <p class="sub">
            {order.place} · {tell(KINDS[order.kind])} · <Times order={order} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Both times of an order, how exactly they are known, and the grade of its evidence. */
export function Times({ order }: { readonly order: ShownOrder }): JSX.Element {
  const { tell } = useSpeech();
  const { effective_at: effective, known_at: known, precision, confidence } = order;
  const said = [
    effective === null
      ? tell(EVENTS.noEffect)
      : tell(EVENTS.effective, { at: effective.slice(0, 10) }),
    ...(known === null ? [] : [tell(EVENTS.known, { at: known.slice(0, 10) })]),
    tell(EVENTS.exact, { precision: tell(PRECISION[precision]) }),
    tell(EVENTS.grade, { grade: confidence }),
  ];
  return <>{said.join(" · ")}</>;
}
