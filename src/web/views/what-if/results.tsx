import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ScenarioDocumentAnswer } from "../../../api/index.ts";
import { type Estimate, mapEstimate, unixSeconds } from "../../../base/index.ts";
import {
  formatDay,
  formatFullDay,
  formatNumber,
  quantityName,
  shownTotals,
  unitName,
} from "../../../report/index.ts";
import {
  type DrawnSeries,
  type RunTotal,
  type Scenario,
  memberDifferences,
  runTotals,
  scoreRun,
} from "../../../simulate/index.ts";
import type { Layer } from "../../charts/layers.ts";
import { TimeFigure } from "../../charts/time-figure.tsx";
import type { Provenance } from "../../client/answers.ts";
import { useSpeech } from "../../shell/language.ts";
import type { RunResult } from "../../what-if/ensemble-runner.ts";
import { courseOn } from "./course.ts";
import { WHAT_IF } from "./messages.ts";
import { short } from "./number-control.tsx";

export interface ResultsProps {
  readonly answer: ScenarioDocumentAnswer & { readonly provenance: Provenance };
  readonly scenario: Scenario;
  readonly result: RunResult;
  readonly other: RunResult | null;
  readonly otherName: string;
  readonly seed: number;
}

/** Fans, totals, differences and the score of a run. */
export function Results(props: ResultsProps): JSX.Element {
  return (
    <div class="what-if-results">
      {props.result.series.map((series) => (
        <Fan {...props} series={series} key={series.id} />
      ))}
      <Score {...props} />
      <Totals {...props} />
    </div>
  );
}

function Fan(props: ResultsProps & { readonly series: DrawnSeries }): JSX.Element {
  const { answer, scenario, result, other, otherName, seed, series } = props;
  const { tell, language } = useSpeech();
  const { id } = series;
  const { times } = result;
  const factor = id === "hashprice_USD_TH_day" ? 1000 : 1;
  const unit = unitName(factor === 1 ? series.unit : "USD/PH/day", language);
  const name = quantityName(id, scenario, language);
  const layers = useMemo((): readonly Layer[] => {
    const actual = courseOn(answer.course, id, times);
    const beside = other?.series.find((one) => one.id === id);
    return [
      ...(beside === undefined ? [] : [fanLayer(beside, factor, otherName)]),
      fanLayer(series, factor, tell(WHAT_IF.simulated)),
      ...(actual === null
        ? []
        : [
            {
              kind: "fact" as const,
              label: tell(WHAT_IF.record),
              values: actual,
              shape: "line" as const,
            },
          ]),
    ];
  }, [answer, id, times, other, otherName, series, factor, tell]);
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 0];
  const view = useMemo(() => ({ from_s: from, to_s: to }), [from, to]);
  const marks = useMemo(
    () =>
      Object.values(scenario.orders).map(({ effective, title }) => ({
        at_s: effective,
        title: title[language],
        solid: true,
      })),
    [scenario, language],
  );
  const day = (time: number): string => formatFullDay(unixSeconds(time), language);
  return (
    <TimeFigure
      title={titleOf(props, { name, unit, factor }, tell)}
      sub={tell(WHAT_IF.sub, { name, unit, from: day(from), to: day(to) })}
      caption={tell(WHAT_IF.caption, { members: result.members, seed })}
      provenance={answer.provenance}
      method="simulate"
      table={{
        name: `what-if-${id}`,
        title: name,
        header: ["time_s", "lo95", "lo50", "median", "hi50", "hi95"],
        rows: times.map((time, at) => [
          time,
          ...[series.lo95, series.lo50, series.value, series.hi50, series.hi95].map(
            (column) => column[at] ?? null,
          ),
        ]),
      }}
      time={{ time_s: times, layers, unit, digits: digitsOf(series, factor), view, marks }}
    />
  );
}

type Tell = ReturnType<typeof useSpeech>["tell"];

function titleOf(
  { series, result }: ResultsProps & { readonly series: DrawnSeries },
  { name, unit, factor }: { readonly name: string; readonly unit: string; readonly factor: number },
  tell: Tell,
): string {
  if (series.id === "hashrate_7d_EH_s") {
    const totals = runTotals(result.shape, result.numbers);
    const fall = totals.find(({ id }) => id === "fall_pct")?.estimate;
    if (fall !== undefined) return tell(WHAT_IF.fallTitle, { fall: fallen(fall) });
  }
  const last = (values: readonly number[]): string => short((values.at(-1) ?? NaN) * factor);
  const { value, lo95, hi95 } = series;
  const band = { value: last(value), low: last(lo95), high: last(hi95) };
  return tell(WHAT_IF.endTitle, { name, unit, value: tell(WHAT_IF.byDay, band) });
}

function fanLayer(series: DrawnSeries, factor: number, label: string): Layer {
  const by = (values: readonly number[]): readonly number[] => values.map((one) => one * factor);
  return {
    kind: "simulated",
    label,
    values: by(series.value),
    band50: { low: by(series.lo50), high: by(series.hi50) },
    band95: { low: by(series.lo95), high: by(series.hi95) },
  };
}

function digitsOf({ value }: DrawnSeries, factor: number): number {
  const most = value.reduce((top, one) => Math.max(top, Math.abs(one * factor)), 0);
  return most >= 100 ? 0 : most >= 10 ? 1 : most >= 1 ? 2 : 3;
}

function Score({ answer: { course }, result }: ResultsProps): JSX.Element {
  const { tell } = useSpeech();
  const score = useMemo(() => scoreRun(result.numbers, course), [result, course]);
  return (
    <section>
      <h2>{tell(WHAT_IF.score)}</h2>
      <p>
        {score === null
          ? tell(WHAT_IF.unscored)
          : tell(WHAT_IF.scored, {
              n: score.n,
              crps: formatNumber(score.crps, 4),
              base: formatNumber(score.crps_persistence, 4),
              in50: formatNumber(score.coverage_50_pct),
              in95: formatNumber(score.coverage_95_pct),
              left: formatNumber(score.left_out_pct),
            })}
      </p>
    </section>
  );
}

function Totals({ scenario, result, other, otherName }: ResultsProps): JSX.Element {
  const { tell, language } = useSpeech();
  const rows = shownTotals(runTotals(result.shape, result.numbers));
  const others = other === null ? [] : runTotals(other.shape, other.numbers);
  const changes =
    other === null ? [] : memberDifferences(result.shape, other.numbers, result.numbers);
  const show = (total: Pick<RunTotal, "id" | "unit" | "estimate"> | undefined): string =>
    total === undefined ? "–" : shownTotal(total, language);
  const labels = [tell(WHAT_IF.run), otherName, tell(WHAT_IF.difference)];
  return (
    <section>
      <h2>{tell(WHAT_IF.totals)}</h2>
      <table class="people">
        <thead>
          <tr>
            <th scope="col">{tell(WHAT_IF.quantity)}</th>
            {labels.slice(0, other === null ? 1 : 3).map((label) => (
              <th scope="col" key={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((total) => (
            <tr key={total.id}>
              <th scope="row">{quantityName(total.id, scenario, language)}</th>
              <td data-label={labels[0]}>
                {show(total)}
                {total.reported < 1 && (
                  <> · {tell(WHAT_IF.partly, { share: formatNumber(100 * total.reported) })}</>
                )}
              </td>
              {other !== null && (
                <td data-label={labels[1]}>{show(others.find(({ id }) => id === total.id))}</td>
              )}
              {other !== null && (
                <td data-label={labels[2]}>
                  {differenceOf(
                    changes.find(({ id }) => id === total.id),
                    tell(WHAT_IF.days),
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const DAY_S = 86_400;

function differenceOf(
  total: Pick<RunTotal, "id" | "unit" | "estimate"> | undefined,
  days: string,
): string {
  if (total === undefined) return "–";
  if (!total.id.endsWith("_at")) return `${banded(total.estimate)} ${total.unit}`;
  return `${banded(mapEstimate(total.estimate, (span) => span / DAY_S))} ${days}`;
}

function shownTotal(
  { id, unit, estimate }: Pick<RunTotal, "id" | "unit" | "estimate">,
  language: "en" | "zh",
): string {
  if (!id.endsWith("_at")) return `${banded(estimate)} ${unitName(unit, language)}`;
  const day = (time: number): string => formatDay(unixSeconds(time), language);
  return `${day(estimate.value)} [${day(estimate.lo95)}, ${day(estimate.hi95)}]`;
}

/** A fall is told as a positive number. */
function fallen({ value, lo95, hi95 }: Estimate): string {
  return `${short(-value)} [${short(-hi95)}, ${short(-lo95)}]`;
}

function banded({ value, lo95, hi95 }: Estimate): string {
  return `${short(value)} [${short(lo95)}, ${short(hi95)}]`;
}
