import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { z } from "zod";
import { ERROR_CODES, HashfallError } from "../../base/index.ts";
import { NETWORK_NAMES, type NetworkName } from "../../bitcoin/index.ts";
import type { SourceRequest } from "./open-source.ts";
import { type Owner, ownerProof } from "./owner.ts";
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
  z.object({ alive: z.literal(true) }),
  z.object({ event: chainEventSchema }),
  z.object({ answer: syncAnswerSchema }),
  z.object({
    error: z.object({
      code: z.enum(ERROR_CODES),
      message: z.string(),
      problems: z.array(z.object({ path: z.string(), reason: z.string(), remedy: z.string() })),
    }),
  }),
]);

/**
 * Asks the server that has the chain open to sync it, and tells what it tells. Told to stop, it tells
 * the server so and waits for its answer.
 *
 * @throws HashfallError `store.busy` where the server refuses or goes away; what went wrong there.
 */
export async function syncThrough(owner: Owner, request: SyncRequest): Promise<SyncAnswer> {
  const { source, follow, signal, on } = request;
  await requireProof(owner);
  const id = randomBytes(16).toString("hex");
  const stop = (): void => void post(owner, `/api/stop?id=${id}`, {}).catch(() => undefined);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const response = await post(owner, `/api/sync?id=${id}`, { ...forServer(source), follow });
    if (signal.aborted) stop();
    return await answerIn(response, on);
  } catch (cause) {
    throw cause instanceof HashfallError ? cause : serverGone(owner, cause);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function answerIn(
  lines: AsyncIterable<Uint8Array>,
  on: SyncRequest["on"],
): Promise<SyncAnswer> {
  for await (const line of createInterface({ input: Readable.from(lines) })) {
    const told = lineSchema.parse(JSON.parse(line));
    if ("answer" in told) return told.answer;
    if ("error" in told) throw new HashfallError(told.error.code, told.error.message, told.error);
    if ("event" in told) on(told.event);
  }
  throw new Error("the answer ends in the middle");
}

/** Makes sure that who answers is who wrote the owner's file, before a password is sent there. */
async function requireProof(owner: Owner): Promise<void> {
  const nonce = randomBytes(16).toString("hex");
  const response = await fetch(`${owner.url}/api/owner?nonce=${nonce}`, {
    redirect: "error",
  }).catch(() => null);
  const body: unknown = await response?.json().catch(() => null);
  const parsed = z.object({ proof: z.literal(ownerProof(owner.token, nonce)) }).safeParse(body);
  if (!parsed.success) throw serverGone(owner);
}

async function post(
  { url, token }: Owner,
  path: string,
  body: object,
): Promise<AsyncIterable<Uint8Array>> {
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    redirect: "error",
  });
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
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

function serverGone({ url }: Pick<Owner, "url">, cause?: unknown): HashfallError {
  const reason = `the server at ${url} has the chain open and does not answer`;
  return new HashfallError("store.busy", reason, {
    cause,
    problems: [{ path: url, reason, remedy: "stop it, or wait until it answers" }],
  });
}
