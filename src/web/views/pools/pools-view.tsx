import type { JSX } from "preact";
import type { PoolsAnswer } from "../../../api/index.ts";
import { formatEstimate } from "../../../report/index.ts";
import { shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { KeyFigures } from "../../parts/key-figures.tsx";
import { Answered } from "../../parts/states.tsx";
import { useAddress } from "../../shell/address.ts";
import { type Speech, useSpeech } from "../../shell/language.ts";
import { AskedMoment, usePoolMoment } from "./asked-moment.tsx";
import { POOLS } from "./messages.ts";
import { OnePool } from "./one-pool.tsx";
import { PoolHistory } from "./pool-history.tsx";
import { PoolRows, isTold } from "./pool-rows.tsx";

/** Who finds the blocks, and whose hashrate changed beyond chance; or one pool alone. */
export function PoolsView(): JSX.Element {
  const { pool } = useAddress().query;
  return pool === undefined ? <AllPools /> : <OnePool pool={pool} />;
}

function AllPools(): JSX.Element {
  const { tell } = useSpeech();
  const { moment, question } = usePoolMoment();
  const asked = useAnswer("/api/pools", question);
  const shown = shownAnswer(asked);
  const count = shown?.pools.filter(isTold).length ?? 0;
  const all = shown?.pools.length ?? 0;
  return (
    <>
      <header class="view-head">
        <p class="kicker">{tell(POOLS.kicker)}</p>
        <h1>{shown === null ? tell(POOLS.heading) : tell(...titleOf(count, all))}</h1>
        <AskedMoment />
      </header>
      <Answered asked={asked} what={tell(POOLS.waiting)} height={800}>
        {(answer) => (
          <>
            <Concentrated answer={answer} />
            <h2 class="hidden">{tell(POOLS.changes)}</h2>
            <PoolRows answer={answer} provenance={answer.provenance} moment={moment} />
          </>
        )}
      </Answered>
      <section>
        <h2>{tell(POOLS.history)}</h2>
        <PoolHistory pool={undefined} />
      </section>
    </>
  );
}

function titleOf(count: number, all: number): Parameters<Speech["tell"]> {
  return count === 0 ? [POOLS.titleNone] : [POOLS.title, { count, all }];
}

function Concentrated({ answer }: { readonly answer: PoolsAnswer }): JSX.Element {
  const { tell } = useSpeech();
  const { nakamoto, hhi, top1_pct, top3_pct } = answer.concentration;
  const rows = [
    { estimate: nakamoto, digits: 0, meaning: POOLS.nakamoto },
    { estimate: hhi, digits: 3, meaning: POOLS.hhi },
    { estimate: top1_pct, digits: 1, meaning: POOLS.top1 },
    { estimate: top3_pct, digits: 1, meaning: POOLS.top3 },
  ];
  return (
    <KeyFigures
      figures={rows.map(({ estimate, digits, meaning }) => {
        const [big = "", ...range] = formatEstimate(estimate, digits).split(" ");
        return {
          name: meaning.en,
          big,
          range: range.join(" "),
          meaning: tell(meaning),
          kind: "estimate",
        };
      })}
    />
  );
}
