import { timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { stream, streamSSE } from "hono/streaming";
import { HashfallError } from "../base/index.ts";

/** A chain that a server keeps and shows; all it hands over is ready to be sent as JSON. */
export interface ServedChain {
  /** Newest block, network, what it follows and how that goes. */
  readonly state: () => object;
  /** Tells of everything that happens from now on, until the function it returns is called. */
  readonly subscribe: (listener: (event: { readonly kind: string }) => void) => () => void;
  /**
   * Syncs as a request asks, telling what happens on the way.
   *
   * @throws HashfallError for a request that makes no sense, and what goes wrong in the sync.
   */
  readonly sync: (
    request: unknown,
    signal: AbortSignal,
    on: (event: object) => void,
  ) => Promise<object>;
}

const MOST_BYTES = 64 * 1024;
/** Browsers keep few connections to one place; this many streams at once are plenty on one machine. */
const MOST_STREAMS = 1_000;
const HEARTBEAT_MS = 20_000;

/** Routes of a kept chain: `/api/chain`, `/api/events`, and `/api/sync` for those who know the token. */
export function chainRoutes(chain: ServedChain, token: string): Hono {
  const app = new Hono();
  let streams = 0;
  app.get("/api/chain", (context) => context.json(chain.state()));
  app.get("/api/events", (context) => {
    if (streams >= MOST_STREAMS) {
      return context.json({ code: "streams.taken", message: "too many listen already" }, 503);
    }
    streams += 1;
    return streamSSE(context, async (out) => {
      await new Promise<void>((resolve) => {
        const unsubscribe = chain.subscribe((event) => {
          void out.writeSSE({ event: event.kind, data: JSON.stringify(event) });
        });
        const heartbeat = setInterval(
          () => void out.writeSSE({ event: "alive", data: "" }),
          HEARTBEAT_MS,
        );
        out.onAbort(() => {
          clearInterval(heartbeat);
          unsubscribe();
          streams -= 1;
          resolve();
        });
      });
    });
  });
  app.post("/api/sync", bodyLimit({ maxSize: MOST_BYTES }), async (context) => {
    if (!isToken(context.req.header("authorization"), token)) {
      return context.json(
        { code: "token.refused", message: "only this user's programs may sync" },
        401,
      );
    }
    const request: unknown = await context.req.json().catch(() => null);
    context.header("content-type", "application/x-ndjson; charset=utf-8");
    return stream(context, async (out) => {
      const controller = new AbortController();
      out.onAbort(() => controller.abort());
      const line = (content: object): void => void out.write(`${JSON.stringify(content)}\n`);
      try {
        const answer = await chain.sync(request, controller.signal, (event) => line({ event }));
        await out.write(`${JSON.stringify({ answer })}\n`);
      } catch (error) {
        if (!(error instanceof HashfallError)) throw error;
        const { code, message, problems } = error;
        await out.write(`${JSON.stringify({ error: { code, message, problems } })}\n`);
      }
    });
  });
  return app;
}

function isToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
