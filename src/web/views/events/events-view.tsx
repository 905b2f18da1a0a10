import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { isOutcome } from "../../../policy/index.ts";
import { shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { EventsChart } from "./events-chart.tsx";
import "./events.css";
import { Filters } from "./filters.tsx";
import { EVENTS } from "./messages.ts";
import { OneOrder } from "./one-order.tsx";
import { OrderList, OrdersByYear, type ShownOrder } from "./order-list.tsx";
import { orderDay } from "./order-moment.ts";

const NO_ORDERS: readonly ShownOrder[] = [];

/** Orders and events over the record, or one of them with what followed. */
export function EventsView(): JSX.Element {
  const { order } = useAddress().query;
  const seen = useRef(order);
  const isArrival = seen.current !== order;
  useEffect(() => {
    seen.current = order;
  }, [order]);
  if (order === undefined) return <AllOrders />;
  return <OneOrder id={order} isArrival={isArrival} key={order} />;
}

function AllOrders(): JSX.Element {
  const { tell } = useSpeech();
  const { place, kind, from, to } = useAddress().query;
  const asked = useAnswer("/api/orders", {});
  const all = shownAnswer(asked)?.orders ?? NO_ORDERS;
  const [chosen, outcomes] = useMemo(() => {
    const fitting = all.filter((one) => fits(one, { place, kind, from, to }));
    return [fitting.filter((one) => !isOutcome(one)), fitting.filter(isOutcome)];
  }, [all, place, kind, from, to]);
  return (
    <>
      <header class="view-head">
        <p class="kicker">{tell(EVENTS.kicker)}</p>
        <h1>
          {asked.kind === "answered"
            ? tell(titleOf(chosen.length), { count: chosen.length })
            : tell(EVENTS.timeline)}
        </h1>
        <Filters orders={all} />
      </header>
      <h2 class="hidden">{tell(EVENTS.timeline)}</h2>
      <EventsChart orders={chosen} />
      <Answered asked={asked} what={tell(EVENTS.waiting)} height={900}>
        {() => (chosen.length > 0 ? <OrdersByYear orders={chosen} /> : <p>{tell(EVENTS.none)}</p>)}
      </Answered>
      {outcomes.length > 0 && (
        <section class="events-year">
          <h3>{tell(EVENTS.outcomes)}</h3>
          <p class="sub">{tell(EVENTS.outcomesWhy)}</p>
          <OrderList orders={outcomes} />
        </section>
      )}
    </>
  );
}

function titleOf(count: number): typeof EVENTS.title {
  if (count === 0) return EVENTS.titleNone;
  return count === 1 ? EVENTS.titleOne : EVENTS.title;
}

interface Filter {
  readonly place: string | undefined;
  readonly kind: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function fits(order: ShownOrder, { place, kind, from, to }: Filter): boolean {
  const at = order.effective_at ?? order.known_at;
  const day = at === null ? "" : orderDay(at);
  return (
    (place === undefined || `${order.place}/`.startsWith(`${place}/`)) &&
    (kind === undefined || order.kind === kind) &&
    (from === undefined || day >= from) &&
    (to === undefined || (day !== "" && day <= to))
  );
}
