import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import type { PoolTableAnswer } from "../../../api/index.ts";
import { seconds } from "../../../base/index.ts";
import {
  type Language,
  changeForest,
  enumerate,
  formatChange,
  formatEstimate,
  formatNumber,
  formatP,
  formatSpan,
  poolLabel,
} from "../../../report/index.ts";
import { Figure } from "../../charts/figure.tsx";
import type { Provenance } from "../../client/answers.ts";
import { unbounded } from "../../parts/unbounded.ts";
import { linkTo } from "../../shell/address.ts";
import { type Speech, useSpeech } from "../../shell/language.ts";
import { POOLS } from "./messages.ts";

type PoolRow = PoolTableAnswer["pools"][number];
/** The largest, in the figure; whoever changed is drawn whatever the size. */
const DRAWN = 14;
const MOST_NAMED = 4;

/** Whether a change is told from chance after the correction for as many tests as pools. */
export const isTold = ({ p_holm }: PoolRow): boolean => p_holm < 0.05;

interface PoolRowsProps {
  readonly answer: PoolTableAnswer;
  readonly provenance: Provenance;
  /** Window and moment that a link to one pool keeps. */
  readonly moment: Readonly<Partial<Record<"window" | "at" | "around", string | undefined>>>;
}

/** Pools of two windows: the changes as a forest, and every number in a table. */
export function PoolRows({ answer, provenance, moment }: PoolRowsProps): JSX.Element {
  const { tell, language } = useSpeech();
  const { pools, total, total_before: before } = answer;
  const title = titleOf(pools, tell, language);
  const draw = useCallback(
    (width: number) => {
      const drawn = pools.filter((row, index) => index < DRAWN || isTold(row));
      const rows = drawn.map((row) => ({
        name: poolLabel(row.pool, row.name, language),
        change: unbounded(row.change_pct),
        told: isTold(row),
      }));
      const description = tell(POOLS.forestSub);
      return changeForest({ id: "pools-forest", title, description, rows }, language, width);
    },
    [pools, title, language],
  );
  return (
    <>
      <Figure
        title={title}
        sub={tell(POOLS.forestSub)}
        caption={tell(POOLS.caption, {
          after: formatNumber(total),
          before: formatNumber(before),
        })}
        provenance={provenance}
        method="pools"
        draw={draw}
        table={{
          name: "pools",
          title,
          header: ["pool", "blocks_before", "blocks", "change_pct", "lo95", "hi95", "p_holm"],
          rows: pools.map(({ pool, blocks_before, blocks, change_pct: c, p_holm }) => [
            pool,
            blocks_before,
            blocks,
            c.value,
            c.lo95,
            c.hi95,
            p_holm,
          ]),
        }}
      />
      <PoolNumbers answer={answer} moment={moment} />
    </>
  );
}

/** Names who changed, as long as they are few. */
function titleOf(pools: readonly PoolRow[], tell: Speech["tell"], language: Language): string {
  const told = pools.filter(isTold);
  if (told.length === 0) return tell(POOLS.forestNone);
  if (told.length > MOST_NAMED) return tell(POOLS.title, { count: told.length, all: pools.length });
  const names = told.map(({ pool, name }) => poolLabel(pool, name, language));
  return tell(POOLS.forestTold, { names: enumerate(names, language) });
}

function PoolNumbers({ answer, moment }: Omit<PoolRowsProps, "provenance">): JSX.Element {
  const { tell } = useSpeech();
  const { pools } = answer;
  return (
    <table class="people">
      <caption>
        {tell(POOLS.table, { from: answer.from.slice(0, 10), to: answer.to.slice(0, 10) })}
      </caption>
      <thead>
        <tr>
          {[POOLS.pool, POOLS.share, POOLS.blocks, POOLS.change, POOLS.p, POOLS.decidable].map(
            (head) => (
              <th key={head.en} scope="col">
                {tell(head)}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {pools.map((row) => (
          <Row key={row.pool} row={row} moment={moment} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  row,
  moment,
}: Pick<PoolRowsProps, "moment"> & { readonly row: PoolRow }): JSX.Element {
  const { tell, language } = useSpeech();
  const wait = row.hours_until_decidable;
  return (
    <tr>
      <th scope="row">
        <a href={linkTo("pools", { ...moment, pool: row.pool })}>
          {poolLabel(row.pool, row.name, language)}
        </a>
      </th>
      <td data-label={tell(POOLS.share)}>{formatEstimate(row.share_pct, 1)}</td>
      <td data-label={tell(POOLS.blocks)}>{`${row.blocks_before} → ${row.blocks}`}</td>
      <td data-label={tell(POOLS.change)} class={isTold(row) ? "told" : "untold"}>
        {row.blocks_before === 0
          ? tell(POOLS.fromNothing)
          : formatChange(unbounded(row.change_pct), language, 0)}
      </td>
      <td data-label={tell(POOLS.p)}>{formatP(row.p_holm)}</td>
      <td data-label={tell(POOLS.decidable)}>
        {wait === null && tell(POOLS.never)}
        {wait === 0 && tell(POOLS.now)}
        {wait !== null && wait > 0 && formatSpan(seconds(wait * 3600), language)}
      </td>
    </tr>
  );
}
