import type { ComponentChildren, JSX } from "preact";
import { isOutcome } from "../../../policy/index.ts";
import { useSpeech } from "../../shell/language.ts";
import { KINDS, ORDER, PRECISION } from "./messages.ts";
import type { ShownOrder } from "./order-list.tsx";
import { asDay, orderMoment } from "./order-moment.ts";

/** What is known of an order: its times, its place, what it asks of whom. */
export function OrderFacts({ order }: { readonly order: ShownOrder }): JSX.Element {
  const { tell, language } = useSpeech();
  const { precision, effective_at: effective, known_at: known, ends_at: ends } = order;
  const dayOf = (at: string): string => {
    const day = orderMoment(at, asDay(precision), language);
    const isLocal = precision !== "month" && !at.includes("T00:00");
    return isLocal ? tell(ORDER.localDay, { at: day }) : day;
  };
  const effectiveOf = (at: string): string =>
    precision === "hour" ? orderMoment(at, precision, language) : dayOf(at);
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    [
      tell(isOutcome(order) ? ORDER.happened : ORDER.factEffective),
      effective === null ? tell(ORDER.unknownDate) : effectiveOf(effective),
    ],
    [tell(ORDER.factKnown), known === null ? tell(ORDER.unknownDate) : dayOf(known)],
    [tell(ORDER.factEnds), ends !== null && dayOf(ends)],
    [tell(ORDER.factDates), tell(ORDER.exact, { precision: tell(PRECISION[precision]) })],
    [tell(ORDER.factPlace), order.place],
    [tell(ORDER.factKind), !isOutcome(order) && tell(KINDS[order.kind])],
    [tell(ORDER.factActors), listed(order.actors)],
    [tell(ORDER.factMeasures), listed(order.measures)],
    [tell(ORDER.factNumbers), order.quantified !== null && listed([order.quantified])],
  ];
  return (
    <dl class="events-facts">
      {facts.map(([name, value]) =>
        value === false ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** The record keeps these words in English alone. */
function listed(texts: readonly string[]): ComponentChildren {
  return texts.length > 0 && <span lang="en">{texts.join("; ")}</span>;
}
