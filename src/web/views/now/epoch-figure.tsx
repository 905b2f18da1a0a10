import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { EpochSeriesAnswer, OrdersAnswer } from "../../../api/index.ts";
import type { StudyTable } from "../../../report/index.ts";
import type { Layer } from "../../charts/layers.ts";
import { TimeFigure } from "../../charts/time-figure.tsx";
import type { Answered } from "../../client/answers.ts";
import { type Asked, shownAnswer } from "../../client/use-answer.ts";
import { MADE } from "../../parts/messages.ts";
import { useSpeech } from "../../shell/language.ts";
import { CHARTS } from "./messages.ts";
import { rateWord } from "./numbers.ts";
import { orderMarks } from "./order-marks.ts";
import { usePeriod } from "./use-period.ts";

interface EpochFigureProps {
  readonly epochs: Answered<"/api/epochs/series">;
  readonly orders: Asked<OrdersAnswer>;
}

/** Hashrate of every whole epoch since the first block. */
export function EpochFigure({ epochs, orders }: EpochFigureProps): JSX.Element {
  const { language, tell } = useSpeech();
  const { time_s, layer } = useMemo(
    () => layerOf(epochs, tell(CHARTS.epochEstimate)),
    [epochs, language],
  );
  const layers = useMemo(() => [layer], [layer]);
  const known = shownAnswer(orders);
  const marks = useMemo(
    () =>
      known === null
        ? []
        : orderMarks(known, language).filter(({ at_s }) => at_s <= (time_s.at(-1) ?? 0)),
    [known, language, time_s],
  );
  const [view, onView] = usePeriod({ from_s: time_s[0] ?? 0, to_s: time_s.at(-1) ?? 1 });
  const table = useMemo(() => epochTable(epochs), [epochs]);
  const [first, last] = [layer.values[0] ?? NaN, layer.values.at(-1) ?? NaN];
  return (
    <TimeFigure
      title={tell(CHARTS.epochTitle, { first: rateWord(first), last: rateWord(last) })}
      sub={tell(CHARTS.epochSub)}
      caption={tell(MADE.epochs)}
      provenance={epochs.provenance}
      table={table}
      method="hashrate"
      time={{
        time_s,
        layers,
        unit: "H/s",
        digits: 1,
        scale: "log",
        write: rateWord,
        gap_s: Infinity,
        marks,
        view,
        onView,
      }}
    />
  );
}

/** Whole epochs whose times are known, each at its middle. */
function layerOf(
  { at_s, hashrate_EH_s: rate }: EpochSeriesAnswer,
  label: string,
): { readonly time_s: readonly number[]; readonly layer: Layer } {
  const whole = at_s.flatMap((at, row) => {
    const next = at_s[row + 1];
    const isKnown = at !== null && typeof next === "number" && typeof rate.value[row] === "number";
    return isKnown ? [{ row, at_s: Math.round((at + next) / 2) }] : [];
  });
  const column = (values: readonly (number | null)[]): (number | null)[] =>
    whole.map(({ row }) => values[row] ?? null);
  return {
    time_s: whole.map(({ at_s: at }) => at),
    layer: {
      kind: "estimate",
      label,
      values: column(rate.value),
      band50: { low: column(rate.lo50), high: column(rate.hi50) },
      band95: { low: column(rate.lo95), high: column(rate.hi95) },
    },
  };
}

function epochTable({
  height,
  at_s,
  difficulty,
  hashrate_EH_s: rate,
}: EpochSeriesAnswer): StudyTable {
  const columns = [at_s, difficulty, rate.value, rate.lo95, rate.hi95];
  return {
    name: "epochs",
    title: "epochs",
    header: [
      "height",
      "at_s",
      "difficulty",
      "hashrate_EH_s",
      "hashrate_EH_s_lo95",
      "hashrate_EH_s_hi95",
    ],
    rows: height.map((first, row) => [first, ...columns.map((column) => column[row] ?? null)]),
  };
}
