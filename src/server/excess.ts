import type { Context, MiddlewareHandler } from "hono";
import { bindingsOf } from "./bindings.ts";
import { refuse } from "./refusal.ts";

/** Longest address, with its host, characters. */
export const LONGEST_ADDRESS = 2048;
/** Most lines of a head. */
export const MOST_HEADERS = 64;

/** Refuses what is out of all measure before anything looks at it. */
export const refuseExcess: MiddlewareHandler = async (context, next) => {
  const { req } = context;
  if (req.url.length > LONGEST_ADDRESS) {
    const message = `an address has at most ${LONGEST_ADDRESS} characters`;
    return refuse(context, { status: 414, code: "address.long", message });
  }
  if (headerLines(context) > MOST_HEADERS) {
    const message = `a request has at most ${MOST_HEADERS} header lines`;
    return refuse(context, { status: 431, code: "headers.many", message });
  }
  if (isReading(req.method) && hasBody(context)) {
    context.header("connection", "close");
    const message = "a question has no body";
    return refuse(context, { status: 413, code: "body.refused", message });
  }
  return next();
};

/**
 * Refuses what a page of another place asks for in a browser: anything of `/api/`, and above all
 * whatever changes something.
 */
export const refuseCrossSite: MiddlewareHandler = async (context, next) => {
  const { req } = context;
  const site = req.header("sec-fetch-site");
  const origin = req.header("origin");
  const isOwnPage = site === undefined || site === "same-origin" || site === "none";
  const isOwn = isReading(req.method)
    ? site !== "cross-site"
    : isOwnPage && (origin === undefined || hostOf(origin) === req.header("host")?.toLowerCase());
  if (isOwn) return next();
  const message = "ask from this server's own page";
  return refuse(context, { status: 403, code: "origin.refused", message });
};

function isReading(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** Host of an origin with its port, unless it is the usual one; nothing of what is no origin. */
function hostOf(origin: string): string | undefined {
  return /^https?:\/\/([^/]+)$/u.exec(origin.toLowerCase())?.[1];
}

function headerLines(context: Context): number {
  const { incoming } = bindingsOf(context);
  return incoming === undefined
    ? [...context.req.raw.headers].length
    : incoming.rawHeaders.length / 2;
}

function hasBody({ req }: Context): boolean {
  const length = req.header("content-length");
  return (length !== undefined && length !== "0") || req.header("transfer-encoding") !== undefined;
}
