import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatChange } from "../../../report/index.ts";
import type { Layer, Mark } from "../../charts/layers.ts";
import { TimeFigure } from "../../charts/time-figure.tsx";
import { shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { useAddress, writeAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { EVENTS } from "./messages.ts";
import type { ShownOrder } from "./order-list.tsx";

/** Orders and alarms as flags on the hashrate of the whole record. */
export function EventsChart({ orders }: { readonly orders: readonly ShownOrder[] }): JSX.Element {
  const { tell, language } = useSpeech();
  const { query } = useAddress();
  const asked = useAnswer("/api/hashrate/series", { window: "7d" });
  const alarms = shownAnswer(useAnswer("/api/alarms", {}))?.alarms ?? [];
  const marks = useMemo((): Mark[] => {
    const flags = orders.flatMap(({ id, title, effective_at, known_at }) => {
      const at = effective_at ?? known_at;
      const href = writeAddress("events", { ...query, order: id });
      return at === null ? [] : [{ at_s: Date.parse(at) / 1000, title: title[language], href }];
    });
    const raised = alarms.map(({ raised_at, change_pct }) => ({
      at_s: Date.parse(raised_at) / 1000,
      title: tell(EVENTS.alarm, { change: formatChange(change_pct, language, 0) }),
      solid: true,
    }));
    return [...flags, ...raised].toSorted((a, b) => a.at_s - b.at_s);
  }, [orders, alarms, language, query]);
  const series = shownAnswer(asked);
  const layers = useMemo((): Layer[] => {
    const rate = series?.hashrate_EH_s;
    if (rate === undefined) return [];
    const { value: values, lo50, hi50, lo95, hi95 } = rate;
    const band50 = { low: lo50, high: hi50 };
    return [{ kind: "estimate", label: "EH/s", values, band50, band95: { low: lo95, high: hi95 } }];
  }, [series]);
  const title = tell(EVENTS.chart, { orders: orders.length, alarms: alarms.length });
  return (
    <Answered asked={asked} what={tell(EVENTS.waiting)} height={560}>
      {({ at_s: time_s, method, provenance }) => (
        <TimeFigure
          title={title}
          sub={tell(EVENTS.sub)}
          caption={method}
          provenance={provenance}
          method="alarm"
          table={{
            name: "events",
            title,
            header: ["at_s", "event"],
            rows: marks.map(({ at_s, title: event }) => [at_s, event]),
          }}
          time={{
            time_s,
            layers,
            unit: "EH/s",
            digits: 1,
            marks,
            view: { from_s: time_s[0] ?? 0, to_s: time_s.at(-1) ?? 0 },
          }}
        />
      )}
    </Answered>
  );
}
