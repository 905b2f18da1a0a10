import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ScenarioDocumentAnswer } from "../../../api/index.ts";
import { type Estimate, unixSeconds } from "../../../base/index.ts";
import {
  formatFullDay,
  formatNumber,
  honestEstimate,
  quantityName,
  unitName,
} from "../../../report/index.ts";
import { type DrawnSeries, type Scenario, runTotals, scoreRun } from "../../../simulate/index.ts";
import type { BandedLayer, Layer, Mark } from "../../charts/layers.ts";
import { TimeFigure } from "../../charts/time-figure.tsx";
import type { Provenance } from "../../client/answers.ts";
import { useSpeech } from "../../shell/language.ts";
import type { RunResult } from "../../what-if/ensemble-runner.ts";
import { courseOn } from "./course.ts";
import { WHAT_IF } from "./messages.ts";
import { Totals } from "./totals.tsx";

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
  const { tell, language } = useSpeech();
  const { result, other, scenario } = props;
  const isZero = ({ id }: DrawnSeries): boolean =>
    [result, other].every((run) => run === null || isZeroIn(run, id));
  const zeroes = result.series.filter((series) => isZero(series));
  const names = zeroes.map(({ id }) => quantityName(id, scenario, language));
  return (
    <>
      {result.series
        .filter((series) => !isZero(series))
        .map((series, place) => (
          <Fan {...props} series={series} listsMarks={place === 0} key={series.id} />
        ))}
      {names.length > 0 && (
        <p>{tell(WHAT_IF.zeroes, { names: names.join(language === "zh" ? "、" : ", ") })}</p>
      )}
      <Score {...props} />
      <Totals {...props} />
    </>
  );
}

function isZeroIn({ series }: RunResult, id: string): boolean {
  const found = series.find((one) => one.id === id);
  return found === undefined || [...found.lo95, ...found.hi95].every((value) => value === 0);
}

interface FanProps extends ResultsProps {
  readonly series: DrawnSeries;
  readonly listsMarks: boolean;
}

function Fan(props: FanProps): JSX.Element {
  const { answer, scenario, result, seed, series, listsMarks } = props;
  const { tell, language } = useSpeech();
  const { id } = series;
  const { times } = result;
  const factor = id === "hashprice_USD_TH_day" ? 1000 : 1;
  const unit = unitName(factor === 1 ? series.unit : "USD/PH/day", language);
  const name = quantityName(id, scenario, language);
  const layers = useLayers(props, factor);
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 0];
  const view = useMemo(() => ({ from_s: from, to_s: to }), [from, to]);
  const marks = useMarks(scenario);
  const day = (time: number): string => formatFullDay(unixSeconds(time), language);
  const digits = digitsOf(series, factor);
  return (
    <TimeFigure
      title={titleOf(props, { name, unit, factor }, tell)}
      sub={tell(WHAT_IF.sub, { name: capital(name), unit, from: day(from), to: day(to) })}
      caption={tell(WHAT_IF.caption, { members: formatNumber(result.members), seed })}
      provenance={answer.provenance}
      method="simulation"
      table={{
        name: `what-if-${id}`,
        title: name,
        header: ["time_s", "lo95", "lo50", "median", "hi50", "hi95"],
        rows: rowsOf(times, series),
      }}
      time={{ time_s: times, layers, unit, digits, view, marks, listsMarks }}
    />
  );
}

function rowsOf(times: readonly number[], series: DrawnSeries): readonly (number | null)[][] {
  const { lo95, lo50, value, hi50, hi95 } = series;
  return times.map((time, at) => [
    time,
    ...[lo95, lo50, value, hi50, hi95].map((column) => column[at] ?? null),
  ]);
}

/** The run, the one beside it, and what happened. */
function useLayers(props: FanProps, factor: number): readonly Layer[] {
  const { answer, result, other, otherName, series } = props;
  const { tell } = useSpeech();
  const { times } = result;
  return useMemo((): readonly Layer[] => {
    const actual = courseOn(answer.course, series.id, times);
    const beside = other?.series.find((one) => one.id === series.id);
    const record = tell(WHAT_IF.record);
    return [
      fanLayer(series, factor, { kind: "simulated", label: tell(WHAT_IF.simulated) }),
      ...(beside === undefined
        ? []
        : [fanLayer(beside, factor, { kind: "compared", label: `··· ${otherName}` })]),
      ...(actual === null
        ? []
        : [{ kind: "fact" as const, label: record, values: actual, shape: "line" as const }]),
    ];
  }, [answer, times, other, otherName, series, factor, tell]);
}

function useMarks({ orders }: Scenario): readonly Mark[] {
  const { language } = useSpeech();
  return useMemo(
    () =>
      Object.values(orders).map(({ effective, title }) => ({
        at_s: effective,
        title: title[language],
        solid: true,
      })),
    [orders, language],
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
  const last = (values: readonly number[]): number => (values.at(-1) ?? NaN) * factor;
  const { value, lo95, hi95 } = series;
  const end = { value: last(value), lo95: last(lo95), hi95: last(hi95) };
  return tell(WHAT_IF.endTitle, { name: capital(name), unit, value: honestEstimate(end) });
}

/** A title begins with a capital; Chinese has none. */
function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

function fanLayer(
  series: DrawnSeries,
  factor: number,
  named: Pick<BandedLayer, "kind" | "label">,
): Layer {
  const by = (values: readonly number[]): readonly number[] => values.map((one) => one * factor);
  return {
    ...named,
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

/** A fall is told as a positive number. */
function fallen({ value, lo95, hi95 }: Estimate): string {
  return honestEstimate({ value: -value, lo95: -hi95, hi95: -lo95 });
}
