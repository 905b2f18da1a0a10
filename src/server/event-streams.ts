import type { ServerResponse } from "node:http";
import type { Context } from "hono";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { bindingsOf } from "./bindings.ts";
import { refuse } from "./refusal.ts";
import { completeHead, completeResponse } from "./shared-headers.ts";

/** An event as `EventSource` takes it. */
export interface SentEvent {
  readonly event: string;
  /** Without line breaks. */
  readonly data: string;
  readonly id?: string;
}

/** One listener. */
export interface EventStream {
  readonly send: (event: SentEvent) => void;
  /** Ends it once all that was sent is on its way. */
  readonly end: () => void;
}

export interface StreamLimits {
  /** Open at once. */
  readonly streams: number;
  /** Bytes that may wait for a listener that does not read; one that lets more wait is let go. */
  readonly waiting_bytes: number;
  /** Between two signs of life of a quiet stream, ms. */
  readonly heartbeat_ms: number;
}

const USUAL: StreamLimits = { streams: 1_500, waiting_bytes: 64 * 1024, heartbeat_ms: 15_000 };
/** How long a client should wait before it comes again. */
const RETRY_MS = 3_000;
const RETRY_AFTER_S = 5;
/** Streams take their turns, so that their signs of life do not all fall due at once. */
const TURNS = 60;

const HEAD: Readonly<Record<string, string>> = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
};

/** Streams of server-sent events, so many at once and no more. */
export class EventStreams {
  private readonly limits: StreamLimits;
  private readonly turns: readonly Set<ServerResponse>[];
  private readonly beating: NodeJS.Timeout;
  private open = 0;
  private next = 0;
  private turn = 0;

  constructor(limits: Partial<StreamLimits> = {}) {
    this.limits = { ...USUAL, ...limits };
    this.turns = Array.from({ length: TURNS }, () => new Set());
    this.beating = setInterval(() => this.beat(), this.limits.heartbeat_ms / TURNS);
    this.beating.unref();
  }

  get size(): number {
    return this.open;
  }

  /**
   * Answers with a stream. `begin` is handed it and tells what to do when it has ended, on whichever
   * side.
   */
  answer(context: Context, begin: (stream: EventStream) => () => void): Response {
    if (context.req.method === "HEAD") return completeResponse(null, 200, completeHead(HEAD));
    const { outgoing } = bindingsOf(context);
    if (this.open >= this.limits.streams || outgoing === undefined) {
      context.header("retry-after", String(RETRY_AFTER_S));
      const message = "too many listen already";
      return refuse(context, { status: 503, code: "streams.taken", message });
    }
    this.begin(outgoing, begin);
    return RESPONSE_ALREADY_SENT;
  }

  /** Ends them all. */
  close(): void {
    clearInterval(this.beating);
    for (const turn of this.turns) for (const outgoing of turn) outgoing.end();
  }

  private begin(outgoing: ServerResponse, begin: (stream: EventStream) => () => void): void {
    const turn = this.turns[this.next % TURNS];
    this.next += 1;
    this.open += 1;
    turn?.add(outgoing);
    outgoing.writeHead(200, completeHead(HEAD));
    outgoing.socket?.setNoDelay(true);
    this.write(outgoing, `retry: ${RETRY_MS}\n\n`);
    const ended = begin({
      send: (event) => this.write(outgoing, textOf(event)),
      end: () => void outgoing.end(),
    });
    outgoing.once("close", () => {
      turn?.delete(outgoing);
      this.open -= 1;
      ended();
    });
  }

  private beat(): void {
    this.turn = (this.turn + 1) % TURNS;
    for (const outgoing of this.turns[this.turn] ?? []) this.write(outgoing, ":\n\n");
  }

  private write(outgoing: ServerResponse, text: string): void {
    if (outgoing.writableEnded || outgoing.destroyed) return;
    outgoing.write(text);
    if (outgoing.writableLength > this.limits.waiting_bytes) outgoing.destroy();
  }
}

function textOf({ event, data, id }: SentEvent): string {
  const named = id === undefined ? "" : `id: ${id}\n`;
  return `${named}event: ${event}\ndata: ${data}\n\n`;
}
