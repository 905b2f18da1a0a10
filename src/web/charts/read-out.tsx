import type { JSX } from "preact";
import { useSpeech } from "../shell/language.ts";
import type { ChartContent, Stretch } from "./layers.ts";
import { CHART } from "./messages.ts";
import { readingAt, stretchWord } from "./reading.ts";
import type { ChartHands } from "./use-chart-hands.ts";

interface ReadOutProps {
  readonly content: ChartContent;
  readonly hands: ChartHands;
  readonly view: Stretch;
}

/** The values at the instant pointed at, in words; spoken only when keys led there. */
export function ReadOut({ content, hands, view }: ReadOutProps): JSX.Element {
  const { language, tell } = useSpeech();
  const { cursor, isSpoken } = hands;
  const reading = cursor === null ? null : readingAt(content, cursor, language);
  const inView = tell(CHART.inView, { stretch: stretchWord(view, language) });
  const spoken = reading === null ? [] : [reading.when, ...reading.values.map(({ text }) => text)];
  return (
    <>
      <p class="reading">
        {reading === null ? (
          <>
            {inView}
            {language === "zh" ? "。" : ". "}
            <span class="hint">{tell(isTouch() ? CHART.hintTouch : CHART.hint)}</span>
          </>
        ) : (
          <>
            <strong>{reading.when}</strong>
            {reading.values.map(({ kind, text }) => (
              <span key={text} class={`kind-${kind}`}>
                {text}
              </span>
            ))}
          </>
        )}
      </p>
      <p class="hidden" aria-live="polite">
        {isSpoken && reading !== null ? spoken.join("; ") : inView}
      </p>
    </>
  );
}

function isTouch(): boolean {
  return matchMedia("(hover: none)").matches;
}
