import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import type { ErrorCode, Problem } from "../base/index.ts";
import { bindingsOf } from "./bindings.ts";
import { BodyCache } from "./body-cache.ts";
import { type ClientLimits, COSTS, clientOf } from "./client-limits.ts";
import { CONTENT_TYPES, chooseType, matchesTag } from "./negotiation.ts";
import {
  HTTP_STATUS,
  INTERNAL,
  type Refusal,
  refuse,
  refuseExhausted,
  refuseMethod,
} from "./refusal.ts";
import type { ReadyAnswer } from "./ready-answers.ts";
import { SentAnswer } from "./sent-answer.ts";
import { completeHead, completeResponse } from "./shared-headers.ts";

/** What a question is asked with: parameters of its path and of its query. */
type RawQuery = Readonly<Record<string, string>>;

/** In what an answer can be had, with its media type; the one that is sent unless asked otherwise first. */
const MEDIA_TYPES = {
  json: "application/json",
  csv: "text/csv",
  parquet: "application/vnd.apache.parquet",
} as const;
type Format = keyof typeof MEDIA_TYPES;

/** What is asked: a route, its parameters, and the form of the answer. */
interface Question {
  /** With parameters as `{name}`. */
  readonly path: string;
  readonly raw: RawQuery;
  readonly format: Format;
}

/** What came of a question. */
type Outcome =
  | { readonly kind: "made"; readonly body: string }
  | { readonly kind: "file"; readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly kind: "refused";
      readonly code: ErrorCode;
      readonly message: string;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: "busy"; readonly retryAfter_s: number }
  | { readonly kind: "failed" | "late" | "source" };

/** What all answers rest on. */
interface Source {
  /** Equal names, equal answers. */
  readonly name: string;
  readonly version: string;
  readonly record: string;
  readonly blocks: number;
}

interface ServedRoute {
  /** With parameters as `{name}`. */
  readonly path: string;
  /** In the order in which they are liked. */
  readonly formats: readonly Format[];
  /** Takes seconds to work out. */
  readonly costly: boolean;
  /** Of mempool's interface, whose clients look for the number of blocks in a header. */
  readonly mempool: boolean;
}

/** Answers that a server hands out; it knows their routes and nothing of what they say. */
export interface ServedAnswers {
  readonly routes: readonly ServedRoute[];
  /** The OpenAPI document. */
  readonly describe: () => object;
  /** Everything wrong with a question. */
  readonly check: (path: string, raw: RawQuery) => readonly Problem[];
  readonly source: () => Promise<Source>;
  readonly ask: (question: Question, signal: AbortSignal, client: string) => Promise<Outcome>;
}

const DOCUMENT = "/api/openapi.json";
/** Whoever keeps an answer asks whether it still holds; most often the reply is 304. */
const CACHE_CONTROL = "public, no-cache";

/** How long what answers rest on is taken for what it was, ms: as long as it is not looked at. */
const FRESH_MS = 1_000;

/** Answers over HTTP. */
export interface AnswerSite {
  /** Routes of the record's answers, and of their description. */
  readonly routes: Hono;
  /** The answer to a request, if it was given before and still holds; of no other is it known. */
  readonly ready: ReadyAnswer;
}

export function answerRoutes(answers: ServedAnswers, clients: ClientLimits): AnswerSite {
  const app = new Hono();
  const cache = new BodyCache<SentAnswer>();
  let fresh = { name: "", until_ms: 0 };
  const text = JSON.stringify(answers.describe());
  const etag = tagOf(text);
  const contentType = CONTENT_TYPES["application/json"];
  const description = new SentAnswer(text, { etag, head: completeHead(headOf(etag)), contentType });
  app.get(DOCUMENT, (context) => description.sendTo(context));
  for (const route of answers.routes) {
    const served = route.path.replaceAll(/\{(\w+)\}/gu, ":$1");
    app.get(served, async (context) => {
      const source = await answers.source();
      fresh = { name: source.name, until_ms: performance.now() + FRESH_MS };
      // The same address with the same wishes: nothing of it need be read again.
      const url = bindingsOf(context).incoming?.url ?? context.req.url;
      const asked = askedKey(source.name, url, context.req.header("accept"));
      const known = cache.get(asked);
      if (known !== undefined) return known.sendTo(context);
      const question = readQuestion(context, route);
      if ("status" in question) return refuse(context, question);
      const serving = { answers, cache, clients, route, source };
      const answer = await answerTo(context, question, serving);
      if (!(answer instanceof SentAnswer)) return answer;
      cache.set(asked, answer);
      return answer.sendTo(context);
    });
    app.all(served, refuseMethod);
  }
  app.all(DOCUMENT, refuseMethod);
  const ready: ReadyAnswer = ({ url = "", headers }) =>
    performance.now() < fresh.until_ms
      ? cache.get(askedKey(fresh.name, url, headers.accept))
      : undefined;
  return { routes: app, ready };
}

function askedKey(name: string, url: string, accept: string = ""): string {
  return `${name} ${url} ${accept}`;
}

/** What is left of `/api/` once all routes had their turn. */
export function unknownRoute(context: Context): Response {
  const message = `no such route; see ${DOCUMENT}`;
  return refuse(context, { status: 404, code: "not.found", message });
}

/** The question of a request, or why it is none. */
function readQuestion({ req }: Context, { path, formats }: ServedRoute): Question | Refusal {
  const queries = Object.entries(req.queries());
  const repeated = queries.filter(([, values]) => values.length > 1);
  if (repeated.length > 0) {
    const details = repeated.map(([name]) => ({
      path: name,
      reason: "given more than once",
      remedy: "give it once",
    }));
    return { status: 400, code: "input.invalid", message: "a parameter is given twice", details };
  }
  const { format: named, ...query } = Object.fromEntries(
    queries.map(([name, [value = ""]]) => [name, value]),
  );
  const format = formatOf(req.header("accept"), { named, formats });
  if (typeof format !== "string") return format;
  return { path, raw: { ...query, ...req.param() }, format };
}

/** The form asked for by name, else the one that the request accepts. */
function formatOf(
  accept: string | undefined,
  { named, formats }: { readonly named: string | undefined; readonly formats: readonly Format[] },
): Format | Refusal {
  if (named !== undefined) {
    const format = formats.find((known) => known === named);
    if (format !== undefined) return format;
    const table = formats.length > 1 ? "" : ": this answer is no table";
    const remedy = `give ${formats.join(" or ")}${table}`;
    const detail = { path: "format", reason: "is not made here", remedy };
    const message = `format: ${detail.reason}`;
    return { status: 406, code: "format.refused", message, details: [detail] };
  }
  const offered = formats.map((format) => MEDIA_TYPES[format]);
  const type = chooseType(accept, offered);
  const format = formats.find((known) => MEDIA_TYPES[known] === type);
  if (format !== undefined) return format;
  return { status: 406, code: "format.refused", message: `ask for ${offered.join(" or ")}` };
}

/** What a route answers with. */
interface Serving {
  readonly answers: ServedAnswers;
  readonly cache: BodyCache<SentAnswer>;
  readonly clients: ClientLimits;
  readonly route: ServedRoute;
  readonly source: Source;
}

/** The answer to a question, or what is replied in its place. */
async function answerTo(
  context: Context,
  question: Question,
  { answers, cache, clients, route, source }: Serving,
): Promise<SentAnswer | Response> {
  const details = answers.check(question.path, question.raw);
  if (details.length > 0) {
    const message = details.map(({ path, reason }) => `${path}: ${reason}`).join("; ");
    return refuse(context, { status: 400, code: "input.invalid", message, details });
  }
  const key = `${source.name} ${JSON.stringify(canonical(question))}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const etag = tagOf(key);
  const head = completeHead({ ...headOf(etag), ...sourceHead(source, route) });
  const tags = context.req.header("if-none-match");
  // A star asks whether there is an answer at all, which only making it tells.
  if (tags?.includes("*") !== true && matchesTag(tags, etag)) {
    return completeResponse(null, 304, head);
  }
  const wait = clients.charge(context, route.costly ? COSTS.costly : COSTS.worked);
  if (wait > 0) return refuseExhausted(context, wait);
  const outcome = await answers.ask(question, context.req.raw.signal, clientOf(context));
  if (outcome.kind !== "made" && outcome.kind !== "file") return refuseOutcome(context, outcome);
  const contentType = CONTENT_TYPES[MEDIA_TYPES[question.format]];
  const isText = outcome.kind === "made";
  const body = isText ? outcome.body : outcome.bytes;
  const answer = new SentAnswer(body, { etag, head, contentType, codable: isText });
  cache.set(key, answer);
  return answer;
}

/** Says where an answer comes from, also where its shape leaves no place for it. */
function sourceHead(
  { version, record, blocks }: Source,
  { mempool }: ServedRoute,
): Record<string, string> {
  const total = mempool ? { "x-total-count": String(blocks) } : {};
  return { "x-hashfall-version": version, "x-hashfall-record": record, ...total };
}

/** The same question, whatever the order of its parameters. */
function canonical({ path, raw, format }: Question): unknown {
  const sorted = Object.entries(raw).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [path, sorted, format];
}

function refuseOutcome(
  context: Context,
  outcome: Exclude<Outcome, { kind: "made" | "file" }>,
): Response {
  switch (outcome.kind) {
    case "refused": {
      const { code, message, problems: details } = outcome;
      return refuse(context, { status: HTTP_STATUS[code], code, message, details });
    }
    case "busy": {
      context.header("retry-after", String(outcome.retryAfter_s));
      const message = "too many such questions wait";
      return refuse(context, { status: 429, code: "busy", message });
    }
    case "late": {
      const message = "the answer took too long";
      return refuse(context, { status: 503, code: "answer.late", message });
    }
    case "failed":
    case "source":
      return refuse(context, INTERNAL);
  }
}

/** What the head of an answer says, whatever its coding and also where it is not sent again. */
function headOf(etag: string): Record<string, string> {
  return { etag, "cache-control": CACHE_CONTROL, vary: "accept, accept-encoding" };
}

/** Weak, since the bytes differ with the coding. */
function tagOf(key: string): string {
  return `W/"${createHash("sha256").update(key).digest("base64url").slice(0, 22)}"`;
}
