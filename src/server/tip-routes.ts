import { Hono } from "hono";
import { type ClientLimits, COSTS } from "./client-limits.ts";
import { INTERNAL, refuse, refuseExhausted } from "./refusal.ts";
import type { EventStream, EventStreams, SentEvent } from "./event-streams.ts";

interface Tip {
  readonly height: number;
  /** Null where the record holds none. */
  readonly hash: string | null;
}

/** What is told of a new block; ready to be sent as JSON. */
interface TipNews {
  readonly tip: Tip;
  /** Whether it is another block than before. */
  readonly changed: boolean;
  readonly reorganisations: readonly object[];
}

/** A chain whose newest block is told. */
export interface ServedTips {
  readonly current: () => Promise<Tip>;
  /** Tells of each new block, until the function it returns is called. */
  readonly subscribe: (listener: (news: TipNews) => void) => () => void;
}

/** Tips that a listener who was away for a while is told of. */
const MOST_REMEMBERED = 64;
/** Listeners told before others have their turn. */
const TOLD_AT_ONCE = 100;

/**
 * `/api/events`: the newest block at once, then each new one. A listener who comes again with the last
 * event he heard is told what he missed, or, where that is no longer known, the newest.
 */
export function tipRoutes(
  tips: ServedTips,
  { streams, clients }: { readonly streams: EventStreams; readonly clients: ClientLimits },
): Hono {
  const app = new Hono();
  const listeners = new Set<EventStream>();
  const remembered: SentEvent[] = [];
  tips.subscribe((news) => {
    const event = eventOf(news);
    remembered.push(event);
    if (remembered.length > MOST_REMEMBERED) remembered.shift();
    tellInTurns([...listeners], event);
  });
  app.get("/api/events", async (context) => {
    const wait = clients.charge(context, COSTS.stream);
    if (wait > 0) return refuseExhausted(context, wait);
    const tip = await tips.current().catch(() => null);
    if (tip === null) return refuse(context, INTERNAL);
    const newest = eventOf({ tip, changed: false, reorganisations: [] });
    const missed = missedSince(context.req.header("last-event-id"), remembered, newest);
    return streams.answer(context, (stream) => {
      for (const event of missed) stream.send(event);
      listeners.add(stream);
      return () => listeners.delete(stream);
    });
  });
  return app;
}

function eventOf(news: TipNews): SentEvent {
  const { height, hash } = news.tip;
  const id = `${height}-${hash ?? "record"}`;
  return { event: "tip", data: JSON.stringify({ kind: "tip", ...news }), id };
}

function missedSince(
  last: string | undefined,
  remembered: readonly SentEvent[],
  newest: SentEvent,
): readonly SentEvent[] {
  if (last === newest.id) return [];
  const place = remembered.findLastIndex(({ id }) => id === last);
  return place === -1 ? [newest] : remembered.slice(place + 1);
}

/** Tells some at a time, so that answers to others do not wait for all of them. */
function tellInTurns(listeners: readonly EventStream[], event: SentEvent): void {
  for (const stream of listeners.slice(0, TOLD_AT_ONCE)) stream.send(event);
  const rest = listeners.slice(TOLD_AT_ONCE);
  if (rest.length > 0) setImmediate(() => tellInTurns(rest, event));
}
