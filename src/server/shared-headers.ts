import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler } from "hono";

/** What is no page loads nothing, and stands in no frame. */
const SHARED: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-cache",
};

/** Responses that carry them already: looking into one costs more than making it. */
const complete = new WeakSet<Response>([RESPONSE_ALREADY_SENT]);

/** Adds what every response carries, where it says nothing else. */
export const shareHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  if (complete.has(context.res)) return;
  const { headers } = context.res;
  for (const [name, value] of Object.entries(SHARED)) {
    if (!headers.has(name)) headers.set(name, value);
  }
};

/** A head with what every response carries. */
export function completeHead(head: Readonly<Record<string, string>>): Record<string, string> {
  return { ...SHARED, ...head };
}

/** A response made at once, its head complete. */
export function completeResponse(
  body: Uint8Array<ArrayBuffer> | null,
  status: number,
  headers: Record<string, string>,
): Response {
  const response = new Response(body, { status, headers });
  complete.add(response);
  return response;
}
