import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { z } from "zod";
import { HashfallError } from "../../base/index.ts";
import { NETWORK_NAMES, type NetworkName } from "../../bitcoin/index.ts";
import type { SourceRequest } from "./open-source.ts";
import type { Owner } from "./owner.ts";
import type { SyncRequest } from "./run-sync.ts";
import { type SyncAnswer, chainEventSchema, syncAnswerSchema } from "./sync-answer.ts";

/** What a server is asked to sync from. */
export interface ThroughRequest extends Omit<SourceRequest, "network"> {
  readonly network?: NetworkName | undefined;
  readonly follow: boolean;
}

const MOST = 4_096;

export const throughRequestSchema: z.ZodType<ThroughRequest> = z.strictObject({
  from: z.string().max(MOST),
  network: z.enum(NETWORK_NAMES).optional(),
  credentials: z
    .union([
      z.strictObject({ kind: z.literal("cookie"), path: z.string().max(MOST) }),
      z.strictObject({
        kind: z.literal("password"),
        user: z.string().max(MOST),
        password: z.string().max(MOST),
      }),
    ])
    .optional(),
  protocol: z.enum(["auto", "rest", "rpc"]).optional(),
  connections: z.number().int().min(1).max(64).optional(),
  home: z.string().max(MOST).optional(),
  follow: z.boolean(),
});

const lineSchema = z.union([
  z.object({ event: chainEventSchema }),
  z.object({ answer: syncAnswerSchema }),
  z.object({
    error: z.object({
      message: z.string(),
      problems: z.array(z.object({ path: z.string(), reason: z.string(), remedy: z.string() })),
    }),
  }),
]);

/**
 * Asks the server that has the chain open to sync it, and tells what it tells.
 *
 * @throws HashfallError `store.busy` where the server refuses or goes away; what went wrong there.
 */
export async function syncThrough(owner: Owner, request: SyncRequest): Promise<SyncAnswer> {
  const { source, follow, signal, on } = request;
  const response = await ask(owner, { ...forServer(source), follow }, signal);
  for await (const line of createInterface({ input: Readable.from(response) })) {
    const told = lineSchema.parse(JSON.parse(line));
    if ("answer" in told) return told.answer;
    if ("event" in told) on(told.event);
    else throw new HashfallError("store.busy", told.error.message, told.error);
  }
  throw serverGone(owner);
}

async function ask(
  { url, token }: Owner,
  body: ThroughRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const response = await fetch(`${url}/api/sync`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  }).catch(() => null);
  if (response === null || !response.ok || response.body === null) throw serverGone({ url });
  return response.body;
}

/** Paths mean the same to the server as here. */
function forServer(source: SourceRequest): Omit<ThroughRequest, "follow"> {
  const { from, network, credentials, protocol, connections, home } = source;
  const path = /^(?<scheme>blk|file):(?<path>.+)$/iu.exec(from)?.groups;
  return {
    from: path === undefined ? from : `${path["scheme"]}:${resolve(path["path"] ?? "")}`,
    network: network?.name,
    credentials:
      credentials?.kind === "cookie"
        ? { ...credentials, path: resolve(credentials.path) }
        : credentials,
    protocol,
    connections,
    home,
  };
}

function serverGone({ url }: Pick<Owner, "url">): HashfallError {
  const reason = `the server at ${url} has the chain open and does not answer`;
  return new HashfallError("store.busy", reason, {
    problems: [{ path: url, reason, remedy: "stop it, or wait until it answers" }],
  });
}
