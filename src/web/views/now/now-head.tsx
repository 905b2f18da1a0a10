import type { JSX } from "preact";
import { parseTime } from "../../../base/index.ts";
import { formatFullDay, formatNumber } from "../../../report/index.ts";
import type { Answered } from "../../client/answers.ts";
import { type Asked, shownAnswer } from "../../client/use-answer.ts";
import { Choice } from "../../parts/choice.tsx";
import { Filled } from "../../parts/filled.tsx";
import { Failed } from "../../parts/states.tsx";
import { useSpeech } from "../../shell/language.ts";
import { NOW } from "./messages.ts";
import { useNow } from "./use-now.ts";

interface HeadProps {
  readonly hashrate: Asked<Answered<"/api/hashrate">>;
}

/** The first sentence, whose words can be changed, and when it holds. */
export function NowHead({ hashrate }: HeadProps): JSX.Element {
  const { tell } = useSpeech();
  const { address, window, windows } = useNow();
  const shown = shownAnswer(hashrate);
  const rate = shown === null ? "…" : formatNumber(shown.hashrate_EH_s.value, 0);
  return (
    <header class="view-head">
      <p class="kicker">{tell(NOW.kicker)}</p>
      <h1>
        <Filled
          message={NOW.title}
          parts={{
            window: (
              <Choice
                label={tell(NOW.window)}
                value={window}
                options={windows}
                onChoose={(value) => address.change({ window: value }, "push")}
              />
            ),
            rate: <span class="now-rate">{tell(NOW.rate, { value: rate })}</span>,
          }}
        />
      </h1>
      {hashrate.kind === "failed" ? (
        <Failed failure={hashrate.failure} retry={hashrate.retry} />
      ) : (
        <Lede shown={shown} />
      )}
      <LookBack />
    </header>
  );
}

function Lede({ shown }: { readonly shown: Answered<"/api/hashrate"> | null }): JSX.Element {
  const { language, tell } = useSpeech();
  const { asked } = useNow();
  if (shown === null) return <p class="lede now-lede">{tell(NOW.waitHead)}…</p>;
  const { lo95, hi95 } = shown.hashrate_EH_s;
  const values = {
    low: formatNumber(lo95, 0),
    high: formatNumber(hi95, 0),
    day: formatFullDay(parseTime(shown.at, "at"), language),
    height: formatNumber(shown.provenance.tip_height),
    known: tell(NOW.knownAtEnd),
  };
  const message = asked.as_of === undefined ? NOW.lede : NOW.ledeThen;
  return <p class="lede now-lede">{tell(message, values)}</p>;
}

/** A day to look back to; what was not known then is in nothing shown. */
function LookBack(): JSX.Element {
  const { tell } = useSpeech();
  const { address, standing } = useNow();
  return (
    <p class="dates">
      <label>
        <Filled
          message={NOW.asOfHelp}
          parts={{
            date: (
              <input
                type="date"
                class="choice"
                min="2020-01-20"
                value={standing.as_of ?? ""}
                onChange={({ currentTarget: { value } }) =>
                  address.change({ as_of: value === "" ? undefined : value }, "push")
                }
              />
            ),
          }}
        />
      </label>
      {standing.as_of !== undefined && (
        <>
          {" · "}
          <button
            type="button"
            class="way"
            onClick={() => address.change({ as_of: undefined }, "push")}
          >
            {tell(NOW.toEnd)}
          </button>
        </>
      )}
    </p>
  );
}
