import { type Context, Hono } from "hono";
import type { Problem } from "../base/index.ts";
import { type ClientLimits, COSTS, clientOf } from "./client-limits.ts";
import type { EventStream, EventStreams } from "./event-streams.ts";
import { limitBody, readJson } from "./json-body.ts";
import { CONTENT_TYPES } from "./negotiation.ts";
import { INTERNAL, refuse, refuseExhausted } from "./refusal.ts";
import { SentAnswer } from "./sent-answer.ts";
import { completeHead } from "./shared-headers.ts";

/** How a simulation stands that is not done yet; sent as it is. */
interface State {
  readonly id: string;
  readonly state: "waiting" | "running";
}

type End =
  | { readonly kind: "done"; readonly body: Uint8Array<ArrayBuffer> }
  | {
      readonly kind: "failed";
      readonly code: string;
      readonly message: string;
      readonly details: readonly Problem[];
    };

type Standing = State | End;

type Submission =
  | { readonly kind: "accepted"; readonly state: State }
  | { readonly kind: "refused"; readonly message: string; readonly problems: readonly Problem[] }
  | { readonly kind: "busy"; readonly retryAfter_s: number }
  | { readonly kind: "failed" | "late" };

/** Simulations that a server runs for those who ask; it knows nothing of what they say. */
export interface ServedSimulations {
  readonly submit: (body: unknown, client: string) => Promise<Submission>;
  /** How one stands; nothing where there is none, or none any more. */
  readonly look: (id: string) => Standing | undefined;
  /** Tells how it stands at each change, until the function it returns is called. */
  readonly follow: (id: string, on: (standing: Standing) => void) => (() => void) | undefined;
  /** Whether there was one to end or to forget. */
  readonly cancel: (id: string) => boolean;
}

interface Serving {
  readonly streams: EventStreams;
  readonly clients: ClientLimits;
}

const ALL = "/api/simulations";
const ONE = "/api/simulations/:id{[0-9a-f]{32}}";

/** Routes of simulations: ask for one, see how it stands, hear how it goes, end it. */
export function simulationRoutes(
  simulations: ServedSimulations,
  { streams, clients }: Serving,
): Hono {
  const app = new Hono();
  // Answers of one that is forgotten go with its bytes.
  const ready = new WeakMap<Uint8Array<ArrayBuffer>, SentAnswer>();
  app.post(ALL, limitBody, async (context) => {
    const read = await readJson(context);
    if (read instanceof Response) return read;
    const wait = clients.charge(context, COSTS.simulation);
    if (wait > 0) return refuseExhausted(context, wait);
    const submission = await simulations.submit(read.json, clientOf(context));
    return tellSubmission(context, submission);
  });
  app.get(ONE, (context) => {
    const id = context.req.param("id");
    const standing = simulations.look(id);
    if (standing === undefined) return unknown(context);
    if ("state" in standing) {
      context.header("cache-control", "no-store");
      return context.json(standing, 202);
    }
    if (standing.kind === "failed") return refuse(context, { status: 409, ...standing });
    const answer = ready.get(standing.body) ?? answerOf(id, standing.body);
    ready.set(standing.body, answer);
    return answer.sendTo(context);
  });
  app.get(`${ONE}/events`, (context) => {
    const wait = clients.charge(context, COSTS.stream);
    if (wait > 0) return refuseExhausted(context, wait);
    const id = context.req.param("id");
    const standing = simulations.look(id);
    if (standing === undefined) return unknown(context);
    return streams.answer(context, (stream) => {
      tell(stream, id, standing);
      const leave = simulations.follow(id, (news) => tell(stream, id, news));
      return () => leave?.();
    });
  });
  app.delete(ONE, (context) => {
    if (!simulations.cancel(context.req.param("id"))) return unknown(context);
    return context.body(null, 204);
  });
  app.all(ALL, (context) => refuseOther(context, "POST"));
  app.all(ONE, (context) => refuseOther(context, "GET, HEAD, DELETE"));
  app.all(`${ONE}/events`, (context) => refuseOther(context, "GET, HEAD"));
  return app;
}

function tellSubmission(context: Context, submission: Submission): Response {
  switch (submission.kind) {
    case "accepted":
      context.header("cache-control", "no-store");
      context.header("location", `${ALL}/${submission.state.id}`);
      return context.json(submission.state, 202);
    case "refused": {
      const { message, problems: details } = submission;
      return refuse(context, { status: 400, code: "input.invalid", message, details });
    }
    case "busy": {
      context.header("retry-after", String(submission.retryAfter_s));
      const message = "too many simulations wait";
      return refuse(context, { status: 429, code: "busy", message });
    }
    case "late": {
      const message = "reading the scenario took too long";
      return refuse(context, { status: 503, code: "answer.late", message });
    }
    case "failed":
      return refuse(context, INTERNAL);
  }
}

/** Sends what is new; what has ended is told once, and then there is nothing more to hear. */
function tell(stream: EventStream, id: string, standing: Standing): void {
  if ("state" in standing) {
    stream.send({ event: "progress", data: JSON.stringify(standing) });
    return;
  }
  const { kind } = standing;
  const data = kind === "done" ? { id } : { ...standing, id };
  stream.send({ event: kind, data: JSON.stringify(data) });
  stream.end();
}

function answerOf(id: string, body: Uint8Array<ArrayBuffer>): SentAnswer {
  const etag = `"${id}"`;
  const head = completeHead({
    etag,
    "cache-control": "private, no-cache",
    vary: "accept-encoding",
  });
  return new SentAnswer(body, { etag, head, contentType: CONTENT_TYPES["application/json"] });
}

function unknown(context: Context): Response {
  const message = "no such simulation, or none any more";
  return refuse(context, { status: 404, code: "not.found", message });
}

function refuseOther(context: Context, allow: string): Response {
  context.header("allow", allow);
  const message = `only ${allow} is possible`;
  return refuse(context, { status: 405, code: "method.refused", message });
}
