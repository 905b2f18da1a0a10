import type { ComponentChildren, JSX } from "preact";
import { isOutcome, placeName } from "../../../policy/index.ts";
import { LANGUAGE_TAG } from "../../../report/index.ts";
import { type Speech, useSpeech } from "../../shell/language.ts";
import { KINDS, ORDER, PRECISION } from "./messages.ts";
import type { ShownOrder } from "./order-list.tsx";
import { asDay, orderMoment } from "./order-moment.ts";

/** Its name and what it is; `false` where the order has none. */
type Fact = readonly [string, ComponentChildren];

/** What is known of an order: its times, its place, what it asks of whom. */
export function OrderFacts({ order }: { readonly order: ShownOrder }): JSX.Element {
  const speech = useSpeech();
  const { tell, language } = speech;
  const { precision, effective_at: effective, known_at: known, ends_at: ends } = order;
  const dayOf = (at: string): string => {
    const day = orderMoment(at, asDay(precision), language);
    const isLocal = precision !== "month" && !at.includes("T00:00");
    return isLocal ? tell(ORDER.localDay, { at: day }) : day;
  };
  const effectiveOf = (at: string): string =>
    precision === "hour" ? orderMoment(at, precision, language) : dayOf(at);
  const facts: readonly Fact[] = [
    [
      tell(isOutcome(order) ? ORDER.happened : ORDER.factEffective),
      effective === null ? tell(ORDER.unknownDate) : effectiveOf(effective),
    ],
    [tell(ORDER.factKnown), known === null ? tell(ORDER.unknownDate) : dayOf(known)],
    [tell(ORDER.factEnds), ends !== null && dayOf(ends)],
    [tell(ORDER.factDates), tell(ORDER.exact, { precision: tell(PRECISION[precision]) })],
    [tell(ORDER.factPlace), placeName(order.place)[language]],
    [tell(ORDER.factKind), !isOutcome(order) && tell(KINDS[order.kind])],
    ...askedFacts(order, speech),
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

/** What the order asks of whom, in the language chosen where the record has it. */
function askedFacts(order: ShownOrder, { tell, language }: Speech): readonly Fact[] {
  const chinese = language === "zh" ? order.zh : undefined;
  const { actors, measures, quantified } = chinese ?? order;
  const tongue = LANGUAGE_TAG[chinese === undefined ? "en" : "zh"];
  const separator = chinese === undefined ? "; " : "；";
  return [
    [
      tell(ORDER.factActors),
      actors.length > 0 && <span lang={tongue}>{actors.join(separator)}</span>,
    ],
    [tell(ORDER.factMeasures), measures.length > 0 && <Lines texts={measures} tongue={tongue} />],
    [tell(ORDER.factNumbers), quantified !== null && <span lang={tongue}>{quantified}</span>],
  ];
}

interface LinesProps {
  readonly texts: readonly string[];
  /** Tag of the language they are in. */
  readonly tongue: string;
}

function Lines({ texts, tongue }: LinesProps): JSX.Element {
  return (
    <ul class="events-lines" lang={tongue}>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
