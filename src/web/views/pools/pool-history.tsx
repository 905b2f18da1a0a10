import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { PoolColumns, PoolSeriesAnswer } from "../../../api/index.ts";
import { type Language, formatNumber, poolLabel, withUnit } from "../../../report/index.ts";
import type { Layer } from "../../charts/layers.ts";
import { TimeFigure } from "../../charts/time-figure.tsx";
import type { Provenance } from "../../client/answers.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { MADE } from "../../parts/messages.ts";
import { useSpeech } from "../../shell/language.ts";
import { POOLS } from "./messages.ts";

/** Shares of the largest pools over the record, or the hashrate of one. */
export function PoolHistory({ pool }: { readonly pool: string | undefined }): JSX.Element {
  const { tell } = useSpeech();
  const asked = useAnswer("/api/pools/series", pool === undefined ? { top: "5" } : { pool });
  return (
    <Answered asked={asked} what={tell(POOLS.waiting)} height={600}>
      {(answer) =>
        answer.pools.map((columns) => (
          <PoolChart
            key={columns.pool}
            columns={columns}
            series={answer}
            provenance={answer.provenance}
            isOne={pool !== undefined}
          />
        ))
      }
    </Answered>
  );
}

interface PoolChartProps {
  readonly columns: PoolColumns;
  readonly series: PoolSeriesAnswer;
  readonly provenance: Provenance;
  /** Alone: its hashrate; else one of several, its share. */
  readonly isOne: boolean;
}

function PoolChart({ columns, series, provenance, isOne }: PoolChartProps): JSX.Element {
  const { tell, language } = useSpeech();
  const { at_s: time_s } = series;
  const name =
    columns.pool === "others"
      ? tell(POOLS.others)
      : poolLabel(columns.pool, columns.name, language);
  const drawn = isOne ? columns.hashrate_EH_s : columns.share_pct;
  const layers = useMemo(
    (): Layer[] => [
      {
        kind: "estimate",
        label: name,
        values: drawn.value,
        band50: { low: drawn.lo50, high: drawn.hi50 },
        band95: { low: drawn.lo95, high: drawn.hi95 },
      },
    ],
    [drawn, name],
  );
  const view = useMemo(() => ({ from_s: time_s[0] ?? 0, to_s: time_s.at(-1) ?? 0 }), [time_s]);
  const end = lastOf(columns, isOne, language);
  const unit = isOne ? "hashrate_EH_s" : "share_pct";
  return (
    <TimeFigure
      title={
        isOne
          ? tell(POOLS.one, { name, rate: end })
          : tell(shareTitle(columns.pool), { name, share: end })
      }
      sub={tell(isOne ? POOLS.oneSub : POOLS.historySub)}
      caption={tell(MADE.pools)}
      provenance={provenance}
      method="pools"
      table={{
        name: `pool-${columns.pool}`,
        title: name,
        header: ["window_end_s", "blocks", unit, `${unit}_lo95`, `${unit}_hi95`],
        rows: time_s.map((at, index) => [
          at,
          ...[columns.blocks, drawn.value, drawn.lo95, drawn.hi95].map((c) => c[index] ?? null),
        ]),
      }}
      time={{
        time_s,
        layers,
        unit: isOne ? "EH/s" : "%",
        digits: 1,
        view,
        height: isOne ? 360 : 180,
      }}
    />
  );
}

function shareTitle(pool: string): typeof POOLS.shareOf {
  if (pool === "others") return POOLS.shareOfOthers;
  return pool === "unknown" ? POOLS.shareUnknown : POOLS.shareOf;
}

/** The last window with its 95 % interval. */
function lastOf(columns: PoolColumns, isOne: boolean, language: Language): string {
  const { hashrate_EH_s: rate, share_pct: share } = columns;
  const { value, lo95, hi95 } = isOne ? rate : share;
  const [middle = NaN, low = NaN, high = NaN] = [value, lo95, hi95].map((c) => c.at(-1) ?? NaN);
  if (Number.isNaN(middle)) return "–";
  const interval = `[${formatNumber(low, 1)}, ${formatNumber(high, 1)}]`;
  const said = formatNumber(middle, 1);
  return `${isOne ? said : withUnit(said, "%", language)} ${interval}`;
}
