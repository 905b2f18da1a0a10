import { unixSeconds } from "../../base/index.ts";
import { formatFullDay } from "../../report/index.ts";
import type { JSX } from "preact";
import { useSpeech } from "../shell/language.ts";
import type { Mark, Stretch } from "./layers.ts";
import { CHART } from "./messages.ts";

/** More than so many stay folded until they are asked for. */
const MOST_OPEN = 6;

/** The marks in view with the numbers of their flags. */
export function MarkList({
  marks,
  view,
}: {
  readonly marks: readonly Mark[];
  readonly view: Stretch;
}): JSX.Element | null {
  const { language, tell } = useSpeech();
  const shown = marks
    .map((mark, index) => ({ mark, number: index + 1 }))
    .filter(({ mark: { at_s } }) => at_s >= view.from_s && at_s <= view.to_s);
  if (marks.length === 0) return null;
  return (
    <details class="marks" open={shown.length > 0 && shown.length <= MOST_OPEN}>
      <summary>{tell(CHART.marks, { n: shown.length })}</summary>
      <ol class="flags">
        {shown.map(({ mark: { at_s, title, href, solid }, number }) => (
          <li key={number} class={solid === true ? "now" : undefined}>
            <span class="no">{number}</span>
            <span>
              <span class="day">{formatFullDay(unixSeconds(at_s), language)}</span>{" "}
              {href === undefined ? title : <a href={href}>{title}</a>}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
