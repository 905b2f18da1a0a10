import type { ComponentChildren, JSX } from "preact";
import type { AlarmsAnswer, OrderEffectAnswer, WindowedEffect } from "../../../api/index.ts";
import { formatChange, formatP, formatPercent } from "../../../report/index.ts";
import type { Answered as Sent } from "../../client/answers.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { useAddress, writeAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { PoolRows } from "../pools/pool-rows.tsx";
import { EVENTS } from "./messages.ts";
import { OrderList, Times } from "./order-list.tsx";

const DAY_MS = 86_400_000;
const NEAR_DAYS = 14;

/** One order and what followed. */
export function OneOrder({ id }: { readonly id: string }): JSX.Element {
  const { tell } = useSpeech();
  const { query } = useAddress();
  const asked = useAnswer("/api/orders/{id}", { id });
  return (
    <>
      <a href={writeAddress("events", { ...query, order: undefined })}>{tell(EVENTS.back)}</a>
      <Answered asked={asked} what={tell(EVENTS.waiting)} height={900}>
        {(answer) => <Told answer={answer} />}
      </Answered>
    </>
  );
}

function Told({ answer }: { readonly answer: Sent<"/api/orders/{id}"> }): JSX.Element | null {
  const { tell, language } = useSpeech();
  const [order] = answer.orders;
  if (order === undefined) return null;
  return (
    <section class="events-one" aria-live="polite">
      <h2>{order.title[language]}</h2>
      <p>{order.summary[language]}</p>
      <p class="sub">
        {order.place} · <Times order={order} />
      </p>
      <Effects answer={answer} />
      {answer.pools !== null && (
        <Part title={tell(EVENTS.pools)}>
          <PoolRows answer={answer.pools} provenance={answer.provenance} />
        </Part>
      )}
      <Part title={tell(EVENTS.retargets)}>
        {answer.retargets.map(({ height, at, change_pct: change }) => (
          <p key={height}>
            {tell(EVENTS.retarget, {
              at: at.slice(0, 10),
              change: change === null ? "–" : formatPercent(change, 1, language),
            })}
          </p>
        ))}
      </Part>
      <NearAlarms at={answer.measured_at} />
      <Part title={tell(EVENTS.inForce)}>
        {answer.in_force.length > 0 ? <OrderList orders={answer.in_force} /> : tell(EVENTS.nothing)}
      </Part>
      <Part title={tell(EVENTS.near)}>
        {answer.near.length > 0 ? <OrderList orders={answer.near} /> : tell(EVENTS.nothing)}
      </Part>
      <Part title={tell(EVENTS.sources)}>
        {order.sources.map(({ url, list, id, date }) => (
          <p key={`${list} ${id} ${url}`}>
            <a href={url} rel="noreferrer">
              {url}
            </a>{" "}
            {date}
          </p>
        ))}
      </Part>
    </section>
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
    <>
      <h3>{title}</h3>
      {children}
    </>
  );
}

function Effects({ answer }: { readonly answer: OrderEffectAnswer }): JSX.Element {
  const { tell } = useSpeech();
  const { effects, measured_by: by, measured_at: at, orders } = answer;
  const widest = effects.at(-1)?.change ?? null;
  return (
    <Part title={tell(EVENTS.effect)}>
      {by === "known" && <p>{tell(EVENTS.byKnown)}</p>}
      {effects.map((effect) => (
        <Effect key={effect.window_s} effect={effect} />
      ))}
      {widest !== null && at !== null && (
        <p>
          <a
            href={writeAddress("what-if", {
              place: orders[0]?.place,
              from: at.slice(0, 10),
              to: widest.after.to.slice(0, 10),
              size_pct: widest.change_pct.value.toFixed(1),
            })}
          >
            {tell(EVENTS.whatIf)}
          </a>
        </p>
      )}
    </Part>
  );
}

function Effect({ effect }: { readonly effect: WindowedEffect }): JSX.Element {
  const { tell, language } = useSpeech();
  const { change, window_s } = effect;
  const window = tell(EVENTS.window, { days: window_s / 86_400 });
  if (change === null) return <p>{`${window}: ${tell(EVENTS.unmeasured)}`}</p>;
  const isTold = change.p_value < 0.05;
  const direction = change.change_pct.value < 0 ? EVENTS.drop : EVENTS.rise;
  const wait = change.hours_until_decidable;
  return (
    <p>
      {window}:{" "}
      <span class={isTold ? "told" : "untold"}>
        {tell(EVENTS.tested, {
          change: formatChange(change.change_pct, language),
          p: formatP(change.p_value),
          verdict: tell(isTold ? direction : EVENTS.chance),
        })}
      </span>
      {!isTold && wait !== null && ` · ${tell(EVENTS.decidable, { hours: wait })}`}
    </p>
  );
}

/** Alarms raised within two weeks of an instant. */
function NearAlarms({ at }: { readonly at: string | null }): JSX.Element {
  const { tell } = useSpeech();
  const asked = useAnswer("/api/alarms", {});
  return (
    <Part title={tell(EVENTS.alarms)}>
      <Answered asked={asked} what={tell(EVENTS.waiting)} height={40}>
        {({ alarms }) => <AlarmLines alarms={alarms.filter((alarm) => isNear(alarm.onset, at))} />}
      </Answered>
    </Part>
  );
}

function AlarmLines({ alarms }: Pick<AlarmsAnswer, "alarms">): JSX.Element {
  const { tell, language } = useSpeech();
  if (alarms.length === 0) return <p>{tell(EVENTS.nothing)}</p>;
  return (
    <>
      {alarms.map(({ raised_at: raised, change_pct: change }) => (
        <p key={raised}>
          {tell(EVENTS.retarget, {
            at: raised.slice(0, 10),
            change: formatChange(change, language),
          })}
        </p>
      ))}
    </>
  );
}

const isNear = (onset: string, at: string | null): boolean =>
  at !== null && Math.abs(Date.parse(onset) - Date.parse(at)) <= NEAR_DAYS * DAY_MS;
