import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import type { WindowedEffect } from "../../../api/index.ts";
import { parseTime, seconds } from "../../../base/index.ts";
import {
  type StudyTable,
  changeForest,
  formatFullDay,
  formatNumber,
  formatP,
  formatPercent,
  formatSpan,
} from "../../../report/index.ts";
import { Figure } from "../../charts/figure.tsx";
import type { Answered as Sent } from "../../client/answers.ts";
import { linkTo } from "../../shell/address.ts";
import { type Speech, useSpeech } from "../../shell/language.ts";
import { EFFECT, PRECISION } from "./messages.ts";
import type { ShownOrder } from "./order-list.tsx";

const DAY_S = 86_400;
const TOLD = 0.05;

interface EffectProps {
  readonly answer: Sent<"/api/orders/{id}">;
  readonly order: ShownOrder;
}

type Measured = WindowedEffect & {
  readonly change: NonNullable<WindowedEffect["change"]>;
  readonly p_holm: number;
};

/** The network before and after an order, or why that cannot be told. */
export function OrderEffect({ answer, order }: EffectProps): JSX.Element {
  const { tell, language } = useSpeech();
  const { in_record: side, record, is_outcome: isOutcome } = answer;
  const on = (at: string): string => formatFullDay(parseTime(at, "at"), language);
  if (isOutcome) return <p>{tell(EFFECT.outcome)}</p>;
  if (side === null) return <p>{tell(EFFECT.undated)}</p>;
  if (side === "before") return <p>{tell(EFFECT.before, { day: on(record.from) })}</p>;
  if (side === "after") return <p>{tell(EFFECT.after, { day: on(record.to) })}</p>;
  const measured = answer.effects.flatMap(asMeasured);
  return (
    <>
      {answer.measured_by === "known" && <p>{tell(EFFECT.byKnown)}</p>}
      {measured.length > 0 && <EffectFigure answer={answer} order={order} measured={measured} />}
      <ul class="events-lines">
        {answer.effects.map((effect) => (
          <EffectLine key={effect.window_s} effect={effect} answer={answer} order={order} />
        ))}
      </ul>
    </>
  );
}

function asMeasured(effect: WindowedEffect): Measured[] {
  const { change, p_holm } = effect;
  return change === null || p_holm === null ? [] : [{ ...effect, change, p_holm }];
}

/** Whether some moments that the date allows would tell a change from chance, and others not. */
function dependsOnDate({ by_date: by }: WindowedEffect, { precision }: ShownOrder): boolean {
  if (by === null || precision === "day") return false;
  return by.told > 0 && by.told < by.moments;
}

/** An order without a day is told only where each day that it may have come on tells the same. */
function isTold(effect: Measured, { precision }: ShownOrder): boolean {
  const { by_date: by, p_holm } = effect;
  if (by === null || precision === "day") return p_holm < TOLD;
  return by.told === by.moments;
}

interface FigureProps extends EffectProps {
  readonly measured: readonly Measured[];
}

function EffectFigure({ answer, order, measured }: FigureProps): JSX.Element {
  const { tell, language } = useSpeech();
  const title = titleOf(measured, order, tell);
  const draw = useCallback(
    (width: number) => {
      const rows = measured.map((effect) => ({
        name: tell(EFFECT.window, { days: effect.window_s / DAY_S }),
        change: effect.change.change_pct,
        told: isTold(effect, order),
      }));
      const description = tell(EFFECT.sub);
      return changeForest({ id: "order-effect", title, description, rows }, language, width);
    },
    [answer, title, language],
  );
  const { change } = measured.at(-1) ?? {};
  return (
    <Figure
      title={title}
      sub={tell(EFFECT.sub)}
      caption={tell(EFFECT.caption, {
        after: formatNumber(change?.after.blocks ?? 0),
        before: formatNumber(change?.before.blocks ?? 0),
      })}
      provenance={answer.provenance}
      method="drop"
      whatIf={linkTo("what-if", {
        place: order.place,
        from: answer.measured_at?.slice(0, 10),
        to: change?.after.to.slice(0, 10),
        size_pct: change?.change_pct.value.toFixed(1),
      })}
      draw={draw}
      table={effectTable(order, title, measured)}
    />
  );
}

function titleOf(measured: readonly Measured[], order: ShownOrder, tell: Speech["tell"]): string {
  if (measured.some((effect) => dependsOnDate(effect, order))) return tell(EFFECT.depends);
  const told = measured.findLast((effect) => isTold(effect, order));
  if (told === undefined) return tell(EFFECT.chance);
  const { value } = told.change.change_pct;
  const size = formatNumber(Math.abs(value), 1);
  return tell(value < 0 ? EFFECT.fell : EFFECT.rose, { days: told.window_s / DAY_S, size });
}

function effectTable({ id }: ShownOrder, title: string, measured: readonly Measured[]): StudyTable {
  return {
    name: `order-${id}`,
    title,
    header: [
      "window_s",
      "blocks_before",
      "blocks_after",
      "change_pct",
      "lo95",
      "hi95",
      "p",
      "p_holm",
    ],
    rows: measured.map(({ window_s, change, p_holm }) => [
      window_s,
      change.before.blocks,
      change.after.blocks,
      change.change_pct.value,
      change.change_pct.lo95,
      change.change_pct.hi95,
      change.p_value,
      p_holm,
    ]),
  };
}

/** One pair of windows in words: its test, what waiting would tell, what the date leaves open. */
function EffectLine({
  effect,
  answer,
  order,
}: EffectProps & { readonly effect: WindowedEffect }): JSX.Element {
  const { tell, language } = useSpeech();
  const days = effect.window_s / DAY_S;
  const window = tell(EFFECT.window, { days });
  const [measured] = asMeasured(effect);
  if (measured === undefined) {
    const { record, measured_at: at } = answer;
    const isEarly = Date.parse(at ?? "") - effect.window_s * 1000 < Date.parse(record.from);
    const [message, day] = isEarly ? [EFFECT.beginsIn, record.from] : [EFFECT.endsIn, record.to];
    return (
      <li>{tell(message, { window, day: formatFullDay(parseTime(day, "day"), language) })}</li>
    );
  }
  const wait = measured.change.hours_until_decidable;
  return (
    <li>
      {tell(EFFECT.said, { window, p: formatP(measured.p_holm) })}
      {!isTold(measured, order) &&
        wait !== null &&
        wait > 0 &&
        `${language === "zh" ? "；" : "; "}${tell(EFFECT.decidable, { wait: formatSpan(seconds(wait * 3600), language) })}`}
      {language === "zh" ? "。" : ". "}
      <DateNote effect={effect} order={order} />
    </li>
  );
}

function DateNote({
  effect: { by_date: by, window_s },
  order: { precision },
}: {
  readonly effect: WindowedEffect;
  readonly order: ShownOrder;
}): JSX.Element | null {
  const { tell, language } = useSpeech();
  if (by === null) return null;
  const values = {
    precision: tell(PRECISION[precision]),
    days: window_s / DAY_S,
    n: by.moments,
    told: by.told,
    low: formatPercent(by.lowest_pct, 1, language),
    high: formatPercent(by.highest_pct, 1, language),
  };
  return <>{tell(precision === "day" ? EFFECT.day : EFFECT.span, values)}</>;
}
