import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import type { PoolTableAnswer } from "../../../api/index.ts";
import {
  changeForest,
  formatChange,
  formatEstimate,
  formatNumber,
  formatP,
  poolLabel,
} from "../../../report/index.ts";
import { Figure } from "../../charts/figure.tsx";
import type { Provenance } from "../../client/answers.ts";
import { useAddress, writeAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { POOLS } from "./messages.ts";

type PoolRow = PoolTableAnswer["pools"][number];
const DRAWN = 14;

/** Whether a change is told from chance after the correction for as many tests as pools. */
export const isTold = ({ p_holm }: PoolRow): boolean => p_holm < 0.05;

interface PoolRowsProps {
  readonly answer: PoolTableAnswer;
  readonly provenance: Provenance;
}

/** Pools of two windows: the changes as a forest, and every number in a table. */
export function PoolRows({ answer, provenance }: PoolRowsProps): JSX.Element {
  const { tell, language } = useSpeech();
  const { pools, total, total_before: before } = answer;
  const count = pools.filter(isTold).length;
  const title =
    count === 0 ? tell(POOLS.titleNone) : tell(POOLS.title, { count, all: pools.length });
  const draw = useCallback(
    (width: number) => {
      const rows = pools.slice(0, DRAWN).map((row) => ({
        name: poolLabel(row.pool, row.name, language),
        change: row.change_pct,
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
        caption={tell(POOLS.caption, { after: total, before })}
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
      <PoolNumbers answer={answer} />
    </>
  );
}

function PoolNumbers({ answer }: Pick<PoolRowsProps, "answer">): JSX.Element {
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
          <Row key={row.pool} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { readonly row: PoolRow }): JSX.Element {
  const { tell, language } = useSpeech();
  const { query } = useAddress();
  const wait = row.hours_until_decidable;
  return (
    <tr>
      <th scope="row">
        <a href={writeAddress("pools", { pool: row.pool, lang: query["lang"] })}>
          {poolLabel(row.pool, row.name, language)}
        </a>
      </th>
      <td data-label={tell(POOLS.share)}>{formatEstimate(row.share_pct, 1)}</td>
      <td data-label={tell(POOLS.blocks)}>{`${row.blocks_before} → ${row.blocks}`}</td>
      <td data-label={tell(POOLS.change)} class={isTold(row) ? "told" : "untold"}>
        {formatChange(row.change_pct, language, 0)}
      </td>
      <td data-label={tell(POOLS.p)}>{formatP(row.p_holm)}</td>
      <td data-label={tell(POOLS.decidable)}>
        {wait === null && tell(POOLS.never)}
        {wait === 0 && tell(POOLS.now)}
        {wait !== null &&
          wait > 0 &&
          tell(wait < 72 ? POOLS.h : POOLS.d, { n: formatNumber(wait < 72 ? wait : wait / 24) })}
      </td>
    </tr>
  );
}
