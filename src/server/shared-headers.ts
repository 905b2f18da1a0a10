import type { MiddlewareHandler } from "hono";

/** The page needs nothing from elsewhere, and may load nothing from elsewhere. */
const SHARED: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

/** Responses that carry them already: looking into one costs more than making it. */
const complete = new WeakSet<Response>();

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
