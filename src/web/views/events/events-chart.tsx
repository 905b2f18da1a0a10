import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { parseTime } from "../../../base/index.ts";
import { formatChange } from "../../../report/index.ts";
import type { Layer, Mark } from "../../charts/layers.ts";
import { TimeFigure } from "../../charts/time-figure.tsx";
import type { Answered as Sent } from "../../client/answers.ts";
import { shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { alarmWhatIf } from "../../parts/alarm-link.ts";
import { Answered } from "../../parts/states.tsx";
import { unbounded } from "../../parts/unbounded.ts";
import { MADE } from "../../parts/messages.ts";
import { linkTo, useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { EVENTS } from "./messages.ts";
import type { ShownOrder } from "./order-list.tsx";

/** Orders and alarms as flags on the hashrate of the whole record. */
export function EventsChart({ orders }: { readonly orders: readonly ShownOrder[] }): JSX.Element {
  const { tell } = useSpeech();
  const asked = useAnswer("/api/hashrate/series", { window: "7d" });
  return (
    <Answered asked={asked} what={tell(EVENTS.waiting)} height={560}>
      {(series) => <Drawn orders={orders} series={series} />}
    </Answered>
  );
}

interface DrawnProps {
  readonly orders: readonly ShownOrder[];
  readonly series: Sent<"/api/hashrate/series">;
}

function Drawn({ orders, series }: DrawnProps): JSX.Element {
  const { tell, language } = useSpeech();
  const { at_s: time_s, hashrate_EH_s: rate } = series;
  const view = useMemo(() => ({ from_s: time_s[0] ?? 0, to_s: time_s.at(-1) ?? 0 }), [time_s]);
  const alarms = useAlarms();
  const flags = useFlags(orders);
  const drawn = flags.filter(({ at_s }) => at_s >= view.from_s && at_s <= view.to_s);
  const marks = useMemo(
    () => [...drawn, ...(alarms ?? [])].toSorted((a, b) => a.at_s - b.at_s),
    [drawn.length, flags, alarms],
  );
  const layers = useMemo((): Layer[] => {
    const { value: values, lo50, hi50, lo95, hi95 } = rate;
    const band50 = { low: lo50, high: hi50 };
    const band95 = { low: lo95, high: hi95 };
    return [{ kind: "estimate", label: tell(EVENTS.line), values, band50, band95 }];
  }, [rate, language]);
  const outside = flags.length - drawn.length;
  const older = outside === 0 ? "" : ` ${tell(EVENTS.older, { n: outside })}`;
  const title =
    alarms === null
      ? tell(EVENTS.chartWaiting, { orders: drawn.length })
      : tell(EVENTS.chart, { orders: drawn.length, alarms: alarms.length });
  return (
    <TimeFigure
      title={title}
      sub={`${tell(EVENTS.sub)}${older}`}
      caption={tell(MADE.hashrate)}
      provenance={series.provenance}
      method="alarm"
      table={{
        name: "events",
        title,
        header: ["at_s", "event"],
        rows: marks.map(({ at_s, title: event }) => [at_s, event]),
      }}
      time={{ time_s, layers, unit: "EH/s", digits: 1, marks, view }}
    />
  );
}

/** Every order with a day as a flag that leads to it. */
function useFlags(orders: readonly ShownOrder[]): readonly Mark[] {
  const { language } = useSpeech();
  const { query } = useAddress();
  return useMemo(
    () =>
      orders.flatMap(({ id, title, effective_at, known_at }): Mark[] => {
        const at = effective_at ?? known_at;
        const href = linkTo("events", { ...query, order: id });
        return at === null ? [] : [{ at_s: parseTime(at, "at"), title: title[language], href }];
      }),
    [orders, language, query],
  );
}

function useAlarms(): readonly Mark[] | null {
  const { tell, language } = useSpeech();
  const raised = shownAnswer(useAnswer("/api/alarms", {}))?.alarms;
  return useMemo(
    () =>
      raised?.map((alarm) => ({
        at_s: parseTime(alarm.raised_at, "raised_at"),
        title: tell(EVENTS.alarm, {
          change: formatChange(unbounded(alarm.change_pct), language, 0),
        }),
        solid: true,
        href: alarmWhatIf(alarm),
      })) ?? null,
    [raised, language],
  );
}
