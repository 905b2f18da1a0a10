import type { JSX } from "preact";
import { isOutcome, placeName } from "../../../policy/index.ts";
import { Choice } from "../../parts/choice.tsx";
import { Filled } from "../../parts/filled.tsx";
import { linkTo, useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { EVENTS, KINDS } from "./messages.ts";
import type { ShownOrder } from "./order-list.tsx";

const NAMES = ["kind", "place", "from", "to"] as const;

/** Kind, place and days of the orders shown, as a sentence. */
export function Filters({ orders }: { readonly orders: readonly ShownOrder[] }): JSX.Element {
  const { tell } = useSpeech();
  const { query } = useAddress();
  const real = orders.filter((one) => !isOutcome(one));
  const days = (
    <Filled message={EVENTS.days} parts={{ from: <Day end="from" />, to: <Day end="to" /> }} />
  );
  const parts = { kind: <Kind orders={real} />, place: <Place orders={real} />, days };
  return (
    <p class="lede">
      <Filled message={EVENTS.lead} parts={parts} />
      {NAMES.some((name) => query[name] !== undefined) && (
        <>
          {" "}
          <a href={linkTo("events")}>{tell(EVENTS.all)}</a>
        </>
      )}
    </p>
  );
}

/** Sets a filter in the address; an empty one leaves it. */
function useFilter(name: (typeof NAMES)[number]): readonly [string, (value: string) => void] {
  const { query, change } = useAddress();
  const set = (value: string): void => change({ [name]: value === "" ? undefined : value }, "push");
  return [query[name] ?? "", set];
}

function Kind({ orders }: { readonly orders: readonly ShownOrder[] }): JSX.Element {
  const { tell } = useSpeech();
  const [value, set] = useFilter("kind");
  const known = new Set<string>(orders.map(({ kind }) => kind));
  const options = Object.entries(KINDS)
    .filter(([kind]) => known.has(kind) || kind === value)
    .map(([kind, text]) => ({ value: kind, text: tell(text) }));
  return (
    <Choice
      label={tell(EVENTS.kind)}
      value={value}
      options={[{ value: "", text: tell(EVENTS.anyKind) }, ...options]}
      onChoose={set}
    />
  );
}

function Place({ orders }: { readonly orders: readonly ShownOrder[] }): JSX.Element {
  const { tell, language } = useSpeech();
  const [value, set] = useFilter("place");
  const named = orders.flatMap(({ place }) => [place, place.split("/")[0] ?? place]);
  const places = [...new Set(value === "" ? named : [...named, value])].toSorted();
  return (
    <Choice
      label={tell(EVENTS.place)}
      value={value}
      options={[
        { value: "", text: tell(EVENTS.anywhere) },
        ...places.map((place) => ({ value: place, text: placeName(place)[language] })),
      ]}
      onChoose={set}
    />
  );
}

function Day({ end }: { readonly end: "from" | "to" }): JSX.Element {
  const { tell } = useSpeech();
  const [value, set] = useFilter(end);
  return (
    <input
      class="choice"
      type="date"
      aria-label={tell(EVENTS[end])}
      value={value}
      onChange={({ currentTarget }) => set(currentTarget.value)}
    />
  );
}
