import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { BoundsColumns, EnergySeriesAnswer, EstimateColumns } from "../../../api/index.ts";
import { type Estimate, parseTime, unixSeconds } from "../../../base/index.ts";
import {
  type StudyTable,
  formatEstimate,
  formatFullDay,
  formatNumber,
} from "../../../report/index.ts";
import { Figure } from "../../charts/figure.tsx";
import type { BandedLayer, ClaimMark, Layer } from "../../charts/layers.ts";
import { TimeChart } from "../../charts/time-chart.tsx";
import type { Answered, Provenance } from "../../client/answers.ts";
import { useSpeech } from "../../shell/language.ts";
import { ENERGY } from "./messages.ts";

type Series = Answered<"/api/energy/series">;
const BOUNDS = ["lower", "best", "upper"] as const;
const COLUMNS = ["value", "lo50", "hi50", "lo95", "hi95"] as const;

/** Power of the network beside Cambridge's and what was published. */
export function PowerChart({ series }: { readonly series: Series }): JSX.Element {
  const { language, tell } = useSpeech();
  const { at_s: time_s, power_GW: power, cambridge_GW: others, published } = series;
  const layers = usePowerLayers(power, others);
  const claims = useMemo(() => published.map(markOf), [published]);
  const view = useMemo(() => ({ from_s: time_s[0] ?? 0, to_s: time_s.at(-1) ?? 0 }), [time_s]);
  const [first, last] = [time_s[0], time_s.at(-1)].map((at) =>
    formatFullDay(unixSeconds(at ?? 0), language),
  );
  const title = tell(ENERGY.powerTitle, {
    first: first ?? "",
    last: last ?? "",
    before: formatEstimate(estimateAt(power, 0), 1),
    after: formatEstimate(estimateAt(power, power.value.length - 1), 1),
  });
  return (
    <>
      <Figure
        title={title}
        sub={tell(ENERGY.powerSub)}
        caption={tell(ENERGY.draws, { draws: series.draws, seed: series.seed })}
        provenance={series.provenance}
        table={powerTable(series, title)}
        method="power"
        chart={
          <TimeChart
            time_s={time_s}
            layers={layers}
            claims={claims}
            unit="GW"
            digits={1}
            view={view}
            label={title}
          />
        }
      />
      <PublishedSources published={published} />
    </>
  );
}

function usePowerLayers(power: EstimateColumns, others: BoundsColumns): readonly Layer[] {
  const { tell } = useSpeech();
  const own = tell(ENERGY.own);
  const [lower, best, upper] = BOUNDS.map((bound) => tell(ENERGY[bound]));
  return useMemo((): readonly Layer[] => {
    const labels = { lower, best, upper };
    const bounds = BOUNDS.map((bound): Layer => {
      return { kind: "fact", shape: "model", label: labels[bound] ?? bound, values: others[bound] };
    });
    return [...bounds, banded(own, power)];
  }, [own, lower, best, upper, others, power]);
}

/** Addresses of the published figures, with what stands at each. */
function PublishedSources({ published }: Pick<EnergySeriesAnswer, "published">): JSX.Element {
  const { tell } = useSpeech();
  return (
    <details>
      <summary>{tell(ENERGY.sources)}</summary>
      <ul class="energy-sources">
        {[...new Set(published.map(({ source }) => source))].map((source) => (
          <li key={source}>
            <a href={source}>{source}</a>{" "}
            {published
              .filter((figure) => figure.source === source)
              .map(
                ({ estimate, bound, power_GW }) =>
                  `${estimate} ${bound} ${formatNumber(power_GW, 1)} GW`,
              )
              .join("; ")}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface BandedProps {
  readonly time_s: readonly number[];
  readonly columns: EstimateColumns;
  readonly unit: string;
  readonly digits: number;
  readonly title: string;
  readonly sub: string;
  readonly caption: string;
  readonly name: string;
  readonly method: string;
  readonly provenance: Provenance;
}

/** One estimate over time with its bands. */
export function BandedChart(props: BandedProps): JSX.Element {
  const { time_s, columns, unit, digits, title, sub, caption, name, method, provenance } = props;
  const { tell } = useSpeech();
  const own = tell(ENERGY.own);
  const layers = useMemo(() => [banded(own, columns)], [own, columns]);
  const view = useMemo(() => ({ from_s: time_s[0] ?? 0, to_s: time_s.at(-1) ?? 0 }), [time_s]);
  const field = unit.replaceAll(/[^A-Za-z]+/gu, "_");
  const table = {
    name,
    title,
    header: ["end_s", ...COLUMNS.map((column) => `${field}_${column}`)],
    rows: time_s.map((at, row) => [at, ...COLUMNS.map((column) => columns[column][row] ?? null)]),
  };
  return (
    <Figure
      title={title}
      sub={sub}
      caption={caption}
      provenance={provenance}
      table={table}
      method={method}
      chart={
        <TimeChart
          time_s={time_s}
          layers={layers}
          unit={unit}
          digits={digits}
          view={view}
          label={title}
        />
      }
    />
  );
}

function banded(label: string, { value, lo50, hi50, lo95, hi95 }: EstimateColumns): BandedLayer {
  return {
    kind: "estimate",
    label,
    values: value,
    band50: { low: lo50, high: hi50 },
    band95: { low: lo95, high: hi95 },
  };
}

function markOf({
  estimate,
  bound,
  from,
  to,
  power_GW,
}: EnergySeriesAnswer["published"][number]): ClaimMark {
  const middle = (parseTime(from, "from") + parseTime(to, "to")) / 2;
  return {
    at_s: middle,
    value: power_GW,
    title: `${estimate}, ${bound}: ${formatNumber(power_GW, 1)} GW`,
  };
}

function powerTable(
  { at_s, power_GW: power, cambridge_GW: others }: Series,
  title: string,
): StudyTable {
  return {
    name: "power",
    title,
    header: [
      "end_s",
      ...COLUMNS.map((column) => `power_GW_${column}`),
      ...BOUNDS.map((bound) => `cambridge_GW_${bound}`),
    ],
    rows: at_s.map((at, row) => [
      at,
      ...COLUMNS.map((column) => power[column][row] ?? null),
      ...BOUNDS.map((bound) => others[bound][row] ?? null),
    ]),
  };
}

/** One row of columns as an estimate; columns leave the 80 % interval out, and so does what is shown. */
export function estimateAt(columns: EstimateColumns, row: number): Estimate {
  const at = (column: (typeof COLUMNS)[number]): number => columns[column].at(row) ?? NaN;
  return {
    value: at("value"),
    lo50: at("lo50"),
    hi50: at("hi50"),
    lo80: NaN,
    hi80: NaN,
    lo95: at("lo95"),
    hi95: at("hi95"),
  };
}
