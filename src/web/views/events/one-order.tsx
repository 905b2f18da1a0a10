import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { AlarmsAnswer } from "../../../api/index.ts";
import { parseTime } from "../../../base/index.ts";
import { formatChange, formatFullDay, formatNumber, formatPercent } from "../../../report/index.ts";
import type { Answered as Sent } from "../../client/answers.ts";
import { shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { alarmWhatIf } from "../../parts/alarm-link.ts";
import { Answered } from "../../parts/states.tsx";
import { FIGURE } from "../../parts/messages.ts";
import { unbounded } from "../../parts/unbounded.ts";
import { linkTo, useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { PoolRows } from "../pools/pool-rows.tsx";
import { EFFECT, EVENTS, ORDER, PRECISION } from "./messages.ts";
import { OrderEffect } from "./order-effect.tsx";
import { OrderFacts } from "./order-facts.tsx";
import { OrderList, type ShownOrder } from "./order-list.tsx";
import { OrderSources } from "./order-sources.tsx";

const DAY_MS = 86_400_000;
const NEAR_DAYS = 14;
/** Longer lists stay folded until they are asked for. */
const MOST_OPEN = 8;

type Effect = Sent<"/api/orders/{id}">;

interface OneOrderProps {
  readonly id: string;
  /** Whether a link of this view led here, and not the address that the page was opened with. */
  readonly isArrival: boolean;
}

/** One order and what followed, at an address of its own. */
export function OneOrder({ id, isArrival }: OneOrderProps): JSX.Element {
  const { tell, language } = useSpeech();
  const { query } = useAddress();
  const asked = useAnswer("/api/orders/{id}", { id });
  const order = shownAnswer(asked)?.orders[0];
  const head = useArrival(isArrival);
  return (
    <>
      <header class="view-head">
        <p class="kicker">
          <a href={linkTo("events", { ...query, order: undefined })}>{tell(EVENTS.back)}</a>
        </p>
        <h1 ref={head} tabIndex={-1}>
          {order === undefined ? tell(EVENTS.timeline) : order.title[language]}
        </h1>
        {order !== undefined && <p class="lede">{order.summary[language]}</p>}
      </header>
      <Answered asked={asked} what={tell(EVENTS.waitingOne)} height={1400}>
        {(answer) => <Told answer={answer} />}
      </Answered>
    </>
  );
}

/** Puts whoever came by a link of the list at the head of what it led to. */
function useArrival(isArrival: boolean): { readonly current: HTMLHeadingElement | null } {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isArrival && scrollY === 0) return;
    scrollTo(0, 0);
    head.current?.focus({ preventScroll: true });
  }, []);
  return head;
}

function Told({ answer }: { readonly answer: Effect }): JSX.Element | null {
  const { tell } = useSpeech();
  const [order] = answer.orders;
  if (order === undefined) return null;
  return (
    <div class="events-one">
      <OrderFacts order={order} />
      <Part title={tell(EFFECT.title)}>
        <OrderEffect answer={answer} order={order} />
      </Part>
      <Hit answer={answer} />
      <Retargets answer={answer} />
      <NearAlarms at={answer.measured_at} />
      <Orders title={tell(ORDER.inForce)} orders={answer.in_force} />
      <Orders title={tell(ORDER.near)} orders={answer.near} />
      <Part title={tell(ORDER.sources)}>
        <OrderSources order={order} />
      </Part>
    </div>
  );
}

function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Pools before and after, where the blocks around the order name them. */
function Hit({ answer }: { readonly answer: Effect }): JSX.Element | null {
  const { tell } = useSpeech();
  const { pools, measured_at: around, provenance, in_record: side, is_outcome: isOutcome } = answer;
  if (side !== "inside" || isOutcome) return null;
  return (
    <Part title={tell(EFFECT.pools)}>
      {pools === null ? (
        <p>{tell(EFFECT.noPools)}</p>
      ) : (
        <>
          <SpanNote order={answer.orders[0]} />
          <PoolRows
            answer={pools}
            provenance={provenance}
            moment={{ around: around ?? undefined, window: "14d" }}
          />
        </>
      )}
    </Part>
  );
}

/** Says of an order without a day that its pools are measured from one all the same. */
function SpanNote({ order }: { readonly order: ShownOrder | undefined }): JSX.Element | null {
  const { tell } = useSpeech();
  const precision = order?.precision ?? "hour";
  if (precision === "hour" || precision === "day") return null;
  return <p>{tell(EFFECT.poolsSpan, { precision: tell(PRECISION[precision]) })}</p>;
}

function Retargets({ answer }: { readonly answer: Effect }): JSX.Element | null {
  const { tell, language } = useSpeech();
  if (answer.retargets.length === 0) return null;
  return (
    <Part title={tell(ORDER.retargets)}>
      <ul class="events-lines">
        {answer.retargets.map(({ height, at, change_pct: change }) => (
          <li key={height}>
            {tell(ORDER.retarget, {
              at: formatFullDay(parseTime(at, "at"), language),
              height: formatNumber(height),
              change: change === null ? "–" : formatPercent(change, 1, language),
            })}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Orders({
  title,
  orders,
}: {
  readonly title: string;
  readonly orders: readonly ShownOrder[];
}): JSX.Element {
  const { tell } = useSpeech();
  return (
    <Part title={title}>
      {orders.length === 0 && <p>{tell(EVENTS.nothing)}</p>}
      {orders.length > MOST_OPEN ? (
        <details>
          <summary>{tell(ORDER.more, { n: orders.length })}</summary>
          <OrderList orders={orders} />
        </details>
      ) : (
        <OrderList orders={orders} />
      )}
    </Part>
  );
}

/** Alarms raised within two weeks of an instant. */
function NearAlarms({ at }: { readonly at: string | null }): JSX.Element {
  const { tell } = useSpeech();
  const asked = useAnswer("/api/alarms", {});
  return (
    <Part title={tell(ORDER.alarms)}>
      <Answered asked={asked} what={tell(EVENTS.waitingAlarms)} height={40}>
        {({ alarms }) => <AlarmLines alarms={alarms.filter((alarm) => isNear(alarm.onset, at))} />}
      </Answered>
    </Part>
  );
}

function AlarmLines({ alarms }: Pick<AlarmsAnswer, "alarms">): JSX.Element {
  const { tell, language } = useSpeech();
  if (alarms.length === 0) return <p>{tell(EVENTS.nothing)}</p>;
  return (
    <ul class="events-lines">
      {alarms.map((alarm) => (
        <li key={alarm.raised_at}>
          {tell(ORDER.alarmLine, {
            at: formatFullDay(parseTime(alarm.raised_at, "at"), language),
            change: formatChange(unbounded(alarm.change_pct), language),
          })}{" "}
          <a href={alarmWhatIf(alarm)}>{tell(FIGURE.whatIf)}</a>
        </li>
      ))}
    </ul>
  );
}

const isNear = (onset: string, at: string | null): boolean =>
  at !== null && Math.abs(Date.parse(onset) - Date.parse(at)) <= NEAR_DAYS * DAY_MS;
