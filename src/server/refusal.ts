import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ErrorCode, Problem } from "../base/index.ts";

/** HTTP status of each failure: 400 for what whoever asks can put right, 500 for the rest. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, 400 | 500 | 503>> = {
  "bits.negative": 500,
  "bits.overflow": 500,
  "input.invalid": 400,
  "window.empty": 400,
  "record.uncovered": 400,
  "record.missing": 500,
  "record.damaged": 500,
  "claims.invalid": 500,
  "port.taken": 500,
  "number.domain": 500,
  "header.invalid": 500,
  "coinbase.invalid": 500,
  "coinbase.truncated": 500,
  "source.unreachable": 500,
  "source.refused": 500,
  "source.malformed": 500,
  "source.other-network": 500,
  "store.busy": 503,
  "store.damaged": 500,
  "store.full": 500,
  "store.newer": 500,
  "simulation.failed": 500,
  stopped: 503,
};

/** What is said in place of an answer. */
export interface Refusal {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly message: string;
  readonly details?: readonly Problem[];
}

/** Says why there is no answer: `{code, message, details}`, kept by no cache. */
export function refuse(context: Context, refusal: Refusal): Response {
  const { status, code, message, details = [] } = refusal;
  context.header("cache-control", "no-store");
  return context.json({ code, message, details }, status);
}

/** Trouble of the server's own; what it was is told to nobody who asks. */
export const INTERNAL: Refusal = {
  status: 500,
  code: "internal",
  message: "the answer could not be made",
};

/** Sends a client away that has asked for more than its share. */
export function refuseExhausted(context: Context, retryAfter_s: number): Response {
  context.header("retry-after", String(retryAfter_s));
  const message = "you ask for too much at once";
  return refuse(context, { status: 429, code: "client.exhausted", message });
}

/** Says which methods there are. */
export function refuseMethod(context: Context): Response {
  context.header("allow", "GET, HEAD");
  const message = "only reading is possible";
  return refuse(context, { status: 405, code: "method.refused", message });
}
