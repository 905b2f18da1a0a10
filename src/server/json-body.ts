import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { refuse } from "./refusal.ts";

const MOST_BYTES = 64 * 1024;

/** Refuses a body that is too large before it is read to its end. */
export const limitBody: MiddlewareHandler = bodyLimit({
  maxSize: MOST_BYTES,
  onError: (context) => {
    context.header("connection", "close");
    const message = `a body has at most ${MOST_BYTES} bytes`;
    return refuse(context, { status: 413, code: "body.large", message });
  },
});

/** The JSON of a body, or why it has none. */
export async function readJson(context: Context): Promise<{ readonly json: unknown } | Response> {
  const type = (context.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    context.header("connection", "close");
    const message = "send content-type: application/json";
    return refuse(context, { status: 415, code: "body.type", message });
  }
  const text = await context.req.text();
  try {
    return { json: JSON.parse(text) };
  } catch {
    const detail = { path: "", reason: "the body is no JSON", remedy: "send a JSON object" };
    const message = detail.reason;
    return refuse(context, { status: 400, code: "input.invalid", message, details: [detail] });
  }
}
