import type { Authorization } from "./credentials.ts";
import { excerpt, malformed, refused } from "./failures.ts";
import type { Answer } from "./http-client.ts";
import { isRecord, parseJson } from "./json.ts";
import type { Session } from "./session.ts";

/** What a method gave, or why it did not. */
export type Reply =
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "error"; readonly code: number; readonly message: string };

/** A method and its parameters. */
export interface Query {
  readonly method: string;
  readonly params: readonly (string | number | boolean)[];
}

/** How much of an answer is taken, in bytes. */
export interface Extent {
  readonly limit: number;
  readonly keep?: number;
}

/** Where in an answer a warm-up would show; longer ones are results. */
const LOOKED_AT = 300;
/** The node is starting. Bitcoin Core: src/rpc/protocol.h, `RPC_IN_WARMUP`. */
const WARMING_UP = '"code":-28';
const JSON_LIMIT = 10_000_000;
const REMEDY =
  "give the node's own: --cookie FILE (.cookie in its data folder), or --user NAME with --password-file FILE";

/**
 * JSON-RPC to Bitcoin Core, one method or many at a time.
 *
 * Errors come with status 200, 404 or 500 by version of protocol and node, so the body decides.
 */
export class RpcClient {
  readonly #authorization: Authorization;

  constructor(authorization: Authorization) {
    this.#authorization = authorization;
  }

  async ask(query: Query, session: Session, limit: number = JSON_LIMIT): Promise<Reply> {
    const answer = await this.send(query, session, { limit });
    return readReply(parseJson(answer.body, session.label), session.label);
  }

  /** Many at once; replies in the order asked. */
  async askAll(queries: readonly Query[], session: Session): Promise<Reply[]> {
    const numbered = queries.map((query, id) => ({ jsonrpc: "2.0", id, ...query }));
    const answer = await this.#post(JSON.stringify(numbered), session, { limit: JSON_LIMIT });
    const values = parseJson(answer.body, session.label);
    if (!Array.isArray(values) || values.length !== queries.length) {
      throw malformed(session.label, `no list of ${queries.length} replies came`);
    }
    const replies = new Map<unknown, unknown>();
    for (const value of values) if (isRecord(value)) replies.set(value["id"], value);
    return queries.map((_, id) => readReply(replies.get(id), session.label));
  }

  /** The bare answer to one method, where parsing all of it would be a waste. */
  send(query: Query, session: Session, extent: Extent): Promise<Answer> {
    return this.#post(JSON.stringify({ jsonrpc: "2.0", id: 0, ...query }), session, extent);
  }

  async #post(post: string, session: Session, extent: Extent): Promise<Answer> {
    for (;;) {
      const authorization = await this.#authorization.header();
      const answer = await session.call({ path: "/", post, authorization, ...extent }, rpcBusy);
      if (answer.status === 403) {
        const remedy = "allow this machine's address on the node (-rpcallowip)";
        throw refused(session.label, "this machine may not ask (status 403)", remedy);
      }
      if (answer.status !== 401) return withBody(answer, session.label);
      if (!(await this.#authorization.renewed(authorization))) {
        throw refused(session.label, "name or password is wrong (status 401)", REMEDY);
      }
    }
  }
}

/** The result, or `source.malformed` with the node's own words. */
export function resultOf(reply: Reply, method: string, label: string): unknown {
  if (reply.kind === "result") return reply.result;
  throw malformed(label, `${method}: ${excerpt(reply.message)} (${reply.code})`);
}

function rpcBusy({ status, body }: Answer): string | null {
  const start = body.toString("latin1", 0, LOOKED_AT);
  if (status === 503 || (status === 500 && start.includes("Work queue depth exceeded"))) {
    return `the node says "${excerpt(start)}"`;
  }
  return start.replaceAll(" ", "").includes(WARMING_UP) ? "the node is starting" : null;
}

function withBody(answer: Answer, label: string): Answer {
  const { status, body } = answer;
  if (status === 200 || ((status === 500 || status === 404) && body[0] === 0x7b)) return answer;
  throw malformed(label, `status ${status}: "${excerpt(body.toString("utf8", 0, LOOKED_AT))}"`);
}

/** @throws HashfallError `source.malformed` for what is not a reply. */
export function readReply(value: unknown, label: string): Reply {
  if (!isRecord(value)) throw malformed(label, "a reply is missing or is not an object");
  const error = value["error"];
  if (error === undefined || error === null) {
    return { kind: "result", result: value["result"] };
  }
  if (!isRecord(error) || typeof error["code"] !== "number") {
    throw malformed(label, "a reply's error has no code");
  }
  const { code, message } = error;
  return { kind: "error", code, message: typeof message === "string" ? message : "" };
}
