import type { JSX } from "preact";
import type { PoolsAnswer } from "../../../api/index.ts";
import { formatEstimate } from "../../../report/index.ts";
import { shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { Choice } from "../../parts/choice.tsx";
import { KeyFigures } from "../../parts/key-figures.tsx";
import { Answered } from "../../parts/states.tsx";
import { useAddress, writeAddress } from "../../shell/address.ts";
import { type Speech, useSpeech } from "../../shell/language.ts";
import { POOLS } from "./messages.ts";
import { PoolHistory } from "./pool-history.tsx";
import { PoolRows, isTold } from "./pool-rows.tsx";

const WINDOWS = ["24h", "7d", "14d", "30d"];

/** Who finds the blocks, and whose hashrate changed beyond chance. */
export function PoolsView(): JSX.Element {
  const { query } = useAddress();
  const { tell } = useSpeech();
  const { window = "14d", at, around, pool } = query;
  const asked = useAnswer("/api/pools", {
    window,
    ...(around === undefined ? { at } : { around }),
  });
  const shown = shownAnswer(asked);
  const count = shown?.pools.filter(isTold).length ?? 0;
  const all = shown?.pools.length ?? 0;
  return (
    <>
      <header class="view-head">
        <p class="kicker">{tell(POOLS.kicker)}</p>
        <h1>{shown === null ? tell(POOLS.heading) : tell(...titleOf(count, all))}</h1>
        <Asking />
      </header>
      {pool !== undefined && (
        <>
          <a href={writeAddress("pools", { ...query, pool: undefined })}>{tell(POOLS.back)}</a>
          <h2 class="hidden">{tell(POOLS.history)}</h2>
          <PoolHistory pool={pool} />
        </>
      )}
      <Answered asked={asked} what={tell(POOLS.waiting)} height={800}>
        {(answer) => (
          <>
            <Concentrated answer={answer} />
            <h2 class="hidden">{tell(POOLS.changes)}</h2>
            <PoolRows answer={answer} provenance={answer.provenance} />
          </>
        )}
      </Answered>
      {pool === undefined && (
        <section>
          <h2>{tell(POOLS.history)}</h2>
          <PoolHistory pool={undefined} />
        </section>
      )}
    </>
  );
}

function titleOf(count: number, all: number): Parameters<Speech["tell"]> {
  return count === 0 ? [POOLS.titleNone] : [POOLS.title, { count, all }];
}

/** Window and moment, as a sentence. */
function Asking(): JSX.Element {
  const { query, change } = useAddress();
  const { tell } = useSpeech();
  const { window = "14d", at, around } = query;
  const isAround = around !== undefined;
  const day = around ?? at ?? "";
  const move = (date: string, split: boolean): void =>
    change(
      split && date !== ""
        ? { around: date, at: undefined }
        : { at: date === "" ? undefined : date, around: undefined },
      "push",
    );
  return (
    <p class="lede">
      {tell(POOLS.lead)}{" "}
      <Choice
        label={tell(POOLS.window)}
        value={window}
        options={WINDOWS.map((value) => ({
          value,
          text: value === "24h" ? tell(POOLS.hours) : tell(POOLS.days, { n: value.slice(0, -1) }),
        }))}
        onChoose={(value) => change({ window: value }, "push")}
      />{" "}
      {tell(POOLS.mid)}{" "}
      <Choice
        label={tell(POOLS.when)}
        value={isAround ? "around" : "until"}
        options={[
          { value: "until", text: tell(POOLS.until) },
          { value: "around", text: tell(POOLS.around) },
        ]}
        onChoose={(value) => move(day === "" ? "2021-06-20" : day, value === "around")}
      />{" "}
      <input
        class="choice"
        type="date"
        aria-label={tell(POOLS.date)}
        value={day.slice(0, 10)}
        onChange={({ currentTarget }) => move(currentTarget.value, isAround)}
      />
      {tell(POOLS.tail)}
    </p>
  );
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
