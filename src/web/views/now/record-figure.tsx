import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { EpochSeriesAnswer, HashrateSeriesAnswer, OrdersAnswer } from "../../../api/index.ts";
import { unixSeconds } from "../../../base/index.ts";
import {
  type Language,
  type StudyTable,
  formatFullDay,
  formatNumber,
  say,
} from "../../../report/index.ts";
import type { Layer, Stretch } from "../../charts/layers.ts";
import { TimeFigure } from "../../charts/time-figure.tsx";
import type { Answered } from "../../client/answers.ts";
import { type Asked, shownAnswer } from "../../client/use-answer.ts";
import { MADE } from "../../parts/messages.ts";
import { linkTo } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { CHARTS } from "./messages.ts";
import { heldAt, levelOf } from "./numbers.ts";
import { orderMarks } from "./order-marks.ts";
import { useNow } from "./use-now.ts";
import { usePeriod } from "./use-period.ts";

interface RecordFigureProps {
  readonly series: Answered<"/api/hashrate/series">;
  readonly levels: EpochSeriesAnswer;
  readonly orders: Asked<OrdersAnswer>;
  readonly onBrush: (stretch: Stretch) => void;
}

/** Hashrate of every window of the record, with what the difficulty assumes and the orders. */
export function RecordFigure({ series, levels, orders, onBrush }: RecordFigureProps): JSX.Element {
  const { language, tell } = useSpeech();
  const { windowWord, window } = useNow();
  const { at_s: time_s, hashrate_EH_s: rate } = series;
  const layers = useMemo((): readonly Layer[] => {
    const values = heldAt({ at_s: levels.at_s, values: levels.difficulty.map(levelOf) }, time_s);
    return [
      { kind: "fact", label: tell(CHARTS.level), shape: "step", values },
      {
        kind: "estimate",
        label: tell(CHARTS.estimate, { window: windowWord }),
        values: rate.value,
        band50: { low: rate.lo50, high: rate.hi50 },
        band95: { low: rate.lo95, high: rate.hi95 },
      },
    ];
    // The words change with the language alone.
  }, [rate, levels, time_s, windowWord, language]);
  const known = shownAnswer(orders);
  const marks = useMemo(
    () => (known === null ? [] : marksWithin(orderMarks(known, language), time_s)),
    [known, language, time_s],
  );
  const [view, onView] = usePeriod({ from_s: time_s[0] ?? 0, to_s: time_s.at(-1) ?? 1 });
  const table = useMemo(() => recordTable(series, window), [series, window]);
  return (
    <TimeFigure
      title={findingOf(series, windowWord, language)}
      sub={tell(CHARTS.mainSub, { window: windowWord })}
      caption={tell(MADE.hashrate)}
      provenance={series.provenance}
      table={table}
      method="hashrate"
      whatIf={linkTo("what-if")}
      time={{ time_s, layers, unit: "EH/s", digits: 1, marks, view, onView, onBrush }}
    />
  );
}

function marksWithin<T extends { readonly at_s: number }>(
  marks: readonly T[],
  time_s: readonly number[],
): T[] {
  const [from, to] = [time_s[0] ?? 0, time_s.at(-1) ?? 0];
  return marks.filter(({ at_s }) => at_s >= from && at_s <= to);
}

/** How far below the highest window of the record the last one is. */
function findingOf(
  { at_s, hashrate_EH_s: { value } }: HashrateSeriesAnswer,
  window: string,
  language: Language,
): string {
  const peak = Math.max(...value);
  const place = value.indexOf(peak);
  const day = formatFullDay(unixSeconds(at_s[place] ?? 0), language);
  const change = 100 * ((value.at(-1) ?? peak) / peak - 1);
  const values = { peak: formatNumber(peak, 0), day, window };
  const fall = formatNumber(-change, 0);
  if (change > -0.5) return say(CHARTS.mainTop, language, values);
  return say(CHARTS.mainTitle, language, {
    ...values,
    change: language === "zh" ? `${fall}%` : `${fall}\u00a0%`,
  });
}

function recordTable(
  { at_s, blocks, hashrate_EH_s: rate }: HashrateSeriesAnswer,
  window: string,
): StudyTable {
  const columns = [rate.value, rate.lo50, rate.hi50, rate.lo95, rate.hi95];
  return {
    name: `hashrate-${window}`,
    title: `hashrate, window ${window}`,
    header: [
      "window_end_s",
      "blocks",
      ...["value", "lo50", "hi50", "lo95", "hi95"].map((end) => `hashrate_EH_s_${end}`),
    ],
    rows: at_s.map((at, row) =>
      [at, blocks[row] ?? null].concat(columns.map((column) => column[row] ?? null)),
    ),
  };
}
