import type { JSX } from "preact";
import type { DropAnswer } from "../../../api/index.ts";
import { formatDate, formatTime, unixSeconds } from "../../../base/index.ts";
import { formatChange, formatNumber } from "../../../report/index.ts";
import type { Stretch } from "../../charts/layers.ts";
import { stretchWord } from "../../charts/reading.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { unbounded } from "../../parts/unbounded.ts";
import { linkTo } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { CHARTS } from "./messages.ts";

const HOUR = 3600;

/** A chosen stretch against as long before it, and the way to run it as a what-if. */
export function BrushedStretch({ stretch }: { readonly stretch: Stretch }): JSX.Element {
  const { language, tell } = useSpeech();
  const hours = Math.max(1, Math.round((stretch.to_s - stretch.from_s) / HOUR));
  const around = formatTime(unixSeconds(Math.round(stretch.from_s / HOUR) * HOUR));
  const asked = useAnswer("/api/drop", { around, window: `${hours}h` });
  return (
    <div class="now-brushed" aria-live="polite">
      <Answered asked={asked} what={tell(CHARTS.waitDrop)} height={60}>
        {(drop) => (
          <p>
            {tell(CHARTS.brushed, {
              stretch: stretchWord(stretch, language),
              change: formatChange(unbounded(drop.change_pct), language),
              before: formatNumber(drop.before.hashrate_EH_s, 1),
              after: formatNumber(drop.after.hashrate_EH_s, 1),
              verdict: tell(verdictOf(drop)),
            })}{" "}
            <a
              href={linkTo("what-if", {
                from: dayOf(stretch.from_s),
                to: dayOf(stretch.to_s),
                size_pct: drop.change_pct.value.toFixed(1),
              })}
            >
              {tell(CHARTS.asWhatIf)}
            </a>
          </p>
        )}
      </Answered>
    </div>
  );
}

function verdictOf({ verdict }: DropAnswer): typeof CHARTS.drop {
  if (verdict === "drop") return CHARTS.drop;
  return verdict === "rise" ? CHARTS.rise : CHARTS.chance;
}

const dayOf = (at_s: number): string => formatDate(unixSeconds(Math.round(at_s)));
