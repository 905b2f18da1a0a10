import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ScoreSeriesAnswer } from "../../../api/index.ts";
import { formatNumber } from "../../../report/index.ts";
import type { Layer } from "../../charts/layers.ts";
import { TimeFigure } from "../../charts/time-figure.tsx";
import type { Answered as WithSource } from "../../client/answers.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { MADE } from "../../parts/messages.ts";
import { useSpeech } from "../../shell/language.ts";
import { DIFFICULTY } from "./messages.ts";
import { useNow } from "./use-now.ts";

/** Forecasts of difficulty at the middle of each epoch, what came, and how others did. */
export function DifficultySection(): JSX.Element {
  const { tell } = useSpeech();
  const { standing } = useNow();
  const score = useAnswer("/api/score", standing);
  return (
    <section>
      <h2>{tell(DIFFICULTY.heading)}</h2>
      <Answered asked={score} what={tell(DIFFICULTY.wait)} height={820}>
        {(answer) => (
          <>
            <ForecastFigure score={answer} />
            <Scoreboard score={answer} />
          </>
        )}
      </Answered>
    </section>
  );
}

function ForecastFigure({ score }: { readonly score: WithSource<"/api/score"> }): JSX.Element {
  const { language, tell } = useSpeech();
  const { at_s: time_s, forecast_pct: forecast, actual_pct: actual, height } = score.middle;
  const layers = useMemo(
    (): readonly Layer[] => [
      {
        kind: "forecast",
        label: tell(DIFFICULTY.forecast),
        values: forecast.value,
        band50: { low: forecast.lo50, high: forecast.hi50 },
        band95: { low: forecast.lo95, high: forecast.hi95 },
      },
      { kind: "fact", shape: "dots", label: tell(DIFFICULTY.actual), values: actual },
    ],
    [score, language],
  );
  const view = useMemo(() => ({ from_s: time_s[0] ?? 0, to_s: time_s.at(-1) ?? 1 }), [time_s]);
  const table = useMemo(
    () => ({
      name: "difficulty-forecasts",
      title: tell(DIFFICULTY.heading),
      header: ["epoch_height", "made_s", "forecast_pct", "lo95", "hi95", "actual_pct"],
      rows: height.map((_, row) =>
        [height, time_s, forecast.value, forecast.lo95, forecast.hi95, actual].map(
          (column) => column[row] ?? null,
        ),
      ),
    }),
    [score, language],
  );
  const own = meanOf(actual.map((came, row) => Math.abs(came - (forecast.value[row] ?? NaN))));
  const none = meanOf(actual.map(Math.abs));
  return (
    <TimeFigure
      title={tell(DIFFICULTY.title, { own: formatNumber(own, 1), none: formatNumber(none, 1) })}
      sub={tell(DIFFICULTY.sub)}
      caption={tell(MADE.score)}
      provenance={score.provenance}
      table={table}
      method="forecast"
      time={{ time_s, layers, unit: "%", digits: 1, gap_s: Infinity, view, height: 340 }}
    />
  );
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function Scoreboard({ score }: { readonly score: ScoreSeriesAnswer }): JSX.Element {
  const { language, tell } = useSpeech();
  const { hashfall, mempool, brk, no_change: noChange } = score.methods;
  const rows = [
    { name: "Hashfall", made: hashfall },
    { name: "mempool", made: mempool },
    { name: "BRK", made: brk },
    { name: tell(DIFFICULTY.noChange), made: noChange },
  ];
  const share = (value: number | null): string => {
    if (value === null) return tell(DIFFICULTY.none);
    return language === "zh" ? `${formatNumber(value, 1)}%` : `${formatNumber(value, 1)}\u00a0%`;
  };
  return (
    <table class="people now-score">
      <caption>
        {tell(DIFFICULTY.board, { n: formatNumber(score.n), epochs: score.epochs })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{tell(DIFFICULTY.method)}</th>
          <th scope="col" class="n">
            {tell(DIFFICULTY.mae)}
          </th>
          <th scope="col" class="n">
            {tell(DIFFICULTY.held50)}
          </th>
          <th scope="col" class="n">
            {tell(DIFFICULTY.held95)}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, made }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="n" data-label={tell(DIFFICULTY.mae)}>
              {formatNumber(made.mae_pp, 2)}
            </td>
            <td class="n" data-label={tell(DIFFICULTY.held50)}>
              {share(made.coverage_50_pct)}
            </td>
            <td class="n" data-label={tell(DIFFICULTY.held95)}>
              {share(made.coverage_95_pct)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
