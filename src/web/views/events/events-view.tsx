import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { Choice } from "../../parts/choice.tsx";
import { Answered } from "../../parts/states.tsx";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { EventsChart } from "./events-chart.tsx";
import "./events.css";
import { EVENTS, KINDS } from "./messages.ts";
import { OneOrder } from "./one-order.tsx";
import { OrderList, type ShownOrder } from "./order-list.tsx";

const NO_ORDERS: readonly ShownOrder[] = [];

/** Orders and events over the record, and one of them with what followed. */
export function EventsView(): JSX.Element {
  const { tell } = useSpeech();
  const { query } = useAddress();
  const asked = useAnswer("/api/orders", {});
  const all = shownAnswer(asked)?.orders ?? NO_ORDERS;
  const { place, kind, from, to, order } = query;
  const chosen = useMemo(
    () => all.filter((one) => fits(one, { place, kind, from, to })),
    [all, place, kind, from, to],
  );
  return (
    <>
      <header class="view-head">
        <p class="kicker">{tell(EVENTS.kicker)}</p>
        <h1>
          {asked.kind === "answered"
            ? tell(EVENTS.title, { count: chosen.length })
            : tell(EVENTS.timeline)}
        </h1>
        <Filters orders={all} />
      </header>
      {order !== undefined && <OneOrder id={order} key={order} />}
      <h2 class="hidden">{tell(EVENTS.timeline)}</h2>
      <EventsChart orders={chosen} />
      <Answered asked={asked} what={tell(EVENTS.waiting)} height={900}>
        {() => (chosen.length > 0 ? <OrderList orders={chosen} /> : <p>{tell(EVENTS.none)}</p>)}
      </Answered>
    </>
  );
}

interface Filter {
  readonly place: string | undefined;
  readonly kind: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function fits(order: ShownOrder, { place, kind, from, to }: Filter): boolean {
  const at = (order.effective_at ?? order.known_at ?? "").slice(0, 10);
  return (
    (place === undefined || `${order.place}/`.startsWith(`${place}/`)) &&
    (kind === undefined || order.kind === kind) &&
    (from === undefined || at >= from) &&
    (to === undefined || at <= to)
  );
}

/** Place, kind and days, as a sentence. */
function Filters({ orders }: { readonly orders: readonly ShownOrder[] }): JSX.Element {
  const { tell } = useSpeech();
  const { query, change } = useAddress();
  const places = [
    ...new Set(orders.flatMap(({ place }) => [place, place.split("/")[0] ?? place])),
  ].toSorted();
  const kinds = Object.entries(KINDS).map(([value, text]) => ({ value, text: tell(text) }));
  const set = (name: string, value: string): void =>
    change({ [name]: value === "" ? undefined : value }, "push");
  return (
    <p class="lede">
      {tell(EVENTS.lead)}{" "}
      <Choice
        label={tell(EVENTS.kind)}
        value={query["kind"] ?? ""}
        options={[{ value: "", text: tell(EVENTS.anyKind) }, ...kinds]}
        onChoose={(value) => set("kind", value)}
      />
      {", "}
      <Choice
        label={tell(EVENTS.place)}
        value={query["place"] ?? ""}
        options={[
          { value: "", text: tell(EVENTS.anywhere) },
          ...places.map((value) => ({ value, text: value })),
        ]}
        onChoose={(value) => set("place", value)}
      />
      {(["from", "to"] as const).map((end) => (
        <label key={end} class="events-day">
          {" "}
          {tell(EVENTS[end])}{" "}
          <input
            class="choice"
            type="date"
            value={query[end] ?? ""}
            onChange={({ currentTarget }) => set(end, currentTarget.value)}
          />
        </label>
      ))}
    </p>
  );
}
