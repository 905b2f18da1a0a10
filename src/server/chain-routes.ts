import { timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { HashfallError } from "../base/index.ts";
import { limitBody } from "./json-body.ts";
import { refuse } from "./refusal.ts";

/** A chain that a server keeps and shows; all it hands over is ready to be sent as JSON. */
export interface ServedChain {
  /** Newest block, network, what it follows and how that goes. */
  readonly state: () => object;
  /** What only one who knows the token can make of a number used once. */
  readonly prove: (nonce: string) => string;
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

/** Between two signs of life, which keep a quiet stream from being taken for a dead one. */
const HEARTBEAT_MS = 20_000;
const NONCE = /^[0-9a-f]{32}$/u;

/**
 * Routes of a kept chain: `/api/chain` for whoever asks; `/api/sync` and `/api/stop` for those who know
 * the token; `/api/owner`, by which the server shows that it knows it too.
 */
export function chainRoutes(chain: ServedChain, token: string): Hono {
  const app = new Hono();
  const syncs = new Map<string, AbortController>();
  app.get("/api/chain", (context) => context.json(chain.state()));
  app.get("/api/owner", (context) => {
    const nonce = context.req.query("nonce") ?? "";
    if (!NONCE.test(nonce)) {
      return refuse(context, { status: 400, code: "nonce.invalid", message: "32 hex" });
    }
    return context.json({ proof: chain.prove(nonce) });
  });
  app.use("/api/sync", requireToken(token));
  app.use("/api/stop", requireToken(token));
  app.post("/api/stop", (context) => {
    syncs.get(context.req.query("id") ?? "")?.abort();
    return context.json({});
  });
  app.post("/api/sync", limitBody, (context) => tellSync(context, chain, syncs));
  return app;
}

/** Syncs as a request asks, and sends line by line what happens. */
async function tellSync(
  context: Context,
  chain: ServedChain,
  syncs: Map<string, AbortController>,
): Promise<Response> {
  const request: unknown = await context.req.json().catch(() => null);
  const id = context.req.query("id") ?? "";
  const controller = new AbortController();
  syncs.set(id, controller);
  context.header("content-type", "application/x-ndjson; charset=utf-8");
  return stream(context, async (out) => {
    const line = (content: object): void => void out.write(`${JSON.stringify(content)}\n`);
    const alive = setInterval(() => line({ alive: true }), HEARTBEAT_MS);
    out.onAbort(() => controller.abort());
    try {
      const answer = await chain.sync(request, controller.signal, (event) => line({ event }));
      await out.write(`${JSON.stringify({ answer })}\n`);
    } catch (error) {
      if (!(error instanceof HashfallError)) throw error;
      const { code, message, problems } = error;
      await out.write(`${JSON.stringify({ error: { code, message, problems } })}\n`);
    } finally {
      clearInterval(alive);
      syncs.delete(id);
    }
  });
}

function requireToken(token: string) {
  return async (context: Context, next: () => Promise<void>): Promise<Response | undefined> => {
    if (isToken(context.req.header("authorization"), token)) {
      await next();
      return undefined;
    }
    const message = "only this user's programs may sync";
    return refuse(context, { status: 401, code: "token.refused", message });
  };
}

function isToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
