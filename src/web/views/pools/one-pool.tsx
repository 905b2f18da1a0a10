import type { JSX } from "preact";
import type { PoolTableAnswer } from "../../../api/index.ts";
import { seconds } from "../../../base/index.ts";
import {
  type Language,
  formatChange,
  formatEstimate,
  formatP,
  formatSpan,
  poolLabel,
  withUnit,
} from "../../../report/index.ts";
import { shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { type KeyFigure, KeyFigures } from "../../parts/key-figures.tsx";
import { Answered } from "../../parts/states.tsx";
import { unbounded } from "../../parts/unbounded.ts";
import { linkTo, useAddress } from "../../shell/address.ts";
import { type Speech, useSpeech } from "../../shell/language.ts";
import { AskedMoment, usePoolMoment } from "./asked-moment.tsx";
import { POOLS } from "./messages.ts";
import { PoolHistory } from "./pool-history.tsx";
import { isTold } from "./pool-rows.tsx";

type PoolRow = PoolTableAnswer["pools"][number];

/** One pool: its change between two windows with its test, and its hashrate over the record. */
export function OnePool({ pool }: { readonly pool: string }): JSX.Element {
  const { tell, language } = useSpeech();
  const { query } = useAddress();
  const asked = useAnswer("/api/pools", usePoolMoment().question);
  const row = shownAnswer(asked)?.pools.find((one) => one.pool === pool);
  const name = poolLabel(pool, row?.name ?? pool, language);
  return (
    <>
      <header class="view-head">
        <p class="kicker">
          <a href={linkTo("pools", { ...query, pool: undefined })}>{tell(POOLS.back)}</a>
        </p>
        <h1>{row === undefined ? name : tell(headOf(row), { name })}</h1>
        <AskedMoment />
      </header>
      <Answered asked={asked} what={tell(POOLS.waiting)} height={150}>
        {() =>
          row === undefined ? (
            <p>{tell(POOLS.absent, { name })}</p>
          ) : (
            <KeyFigures figures={figuresOf(row, tell, language)} />
          )
        }
      </Answered>
      <h2 class="hidden">{tell(POOLS.history)}</h2>
      <PoolHistory pool={pool} />
    </>
  );
}

function headOf(row: PoolRow): typeof POOLS.same {
  if (!isTold(row)) return POOLS.same;
  return row.blocks_before > 0 && row.change_pct.value < 0 ? POOLS.lost : POOLS.gained;
}

function figuresOf(row: PoolRow, tell: Speech["tell"], language: Language): KeyFigure[] {
  const change =
    row.blocks_before === 0
      ? tell(POOLS.fromNothing)
      : formatChange(unbounded(row.change_pct), language, 0);
  const wait = row.hours_until_decidable;
  const until =
    wait === null || wait === 0
      ? ""
      : tell(POOLS.toldIn, { wait: formatSpan(seconds(wait * 3600), language) });
  const share = formatEstimate(row.share_pct, 1).replace(/^\S+/u, (one) =>
    withUnit(one, "%", language),
  );
  const rate = formatEstimate(row.hashrate_EH_s, 1).replace(/^\S+/u, "$&\u00a0EH/s");
  const blocks = tell(POOLS.blocksOf, { before: row.blocks_before, after: row.blocks });
  const figures: readonly (readonly [name: string, text: string, meaning: string])[] = [
    ["share", share, tell(POOLS.shareOfBlocks)],
    ["hashrate", rate, tell(POOLS.itsHashrate)],
    ["change", change, blocks],
  ];
  return [
    ...figures.map(([name, text, meaning]): KeyFigure => {
      const [big = "", range = "\u00a0"] = text.split(/ (?=\[)/u);
      return { name, kind: "estimate", big, range, meaning };
    }),
    {
      name: "p",
      kind: "fact",
      big: `p = ${formatP(row.p_holm)}`,
      range: until === "" ? "\u00a0" : until,
      meaning: tell(POOLS.corrected),
    },
  ];
}
