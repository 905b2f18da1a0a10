import { HashfallError, invalidInput } from "../../base/index.ts";
import type { BlockSource } from "../block-source.ts";
import { Authorization, type Credentials, defaultCookies, isLoopback } from "./credentials.ts";
import { refused } from "./failures.ts";
import { HttpClient, type Timeouts } from "./http-client.ts";
import { type ChainInfo, type NodeInterface, otherNetwork } from "./node-interface.ts";
import { NodeSource } from "./node-source.ts";
import { CHAIN_INFO_PATH, restBusy } from "./rest-answers.ts";
import { RestInterface } from "./rest.ts";
import { RpcClient } from "./rpc-client.ts";
import { RpcInterface } from "./rpc.ts";
import { PATIENCE, type Patience } from "./session.ts";

/** How a node is opened; all but the credentials has a default that suits a node at home. */
export interface NodeOptions {
  readonly credentials?: Credentials;
  /** "auto" takes REST where the node offers it, else RPC. */
  readonly protocol?: "auto" | "rest" | "rpc";
  /** Connections kept open, and requests in flight. */
  readonly connections?: number;
  /** Home folder in which a local node's cookie is looked for; without it none is. */
  readonly home?: string;
  readonly timeouts?: Timeouts;
  readonly patience?: Patience;
  /** Between two looks at the node's tip, in milliseconds. */
  readonly pollInterval?: number;
  readonly signal?: AbortSignal;
}

/** Core answers four requests at a time by default (`-rpcthreads`), 16 from v30; more of ours wait in its queue. */
const CONNECTIONS = 8;
/** A node that flushes its cache to disk answers nothing for tens of seconds. */
const TIMEOUTS: Timeouts = { connect: 10_000, idle: 120_000 };
const POLL_INTERVAL = 1_000;
const NEVER = new AbortController().signal;

/**
 * Opens a node's HTTP port: `http://[user:password@]host:port`.
 *
 * @throws HashfallError `source.unreachable`, `source.refused`, `source.malformed`,
 * `source.other-network`, `input.invalid`, `stopped`.
 */
export async function openNode(url: URL, options: NodeOptions = {}): Promise<BlockSource> {
  const { credentials, base } = withoutUserinfo(url, options.credentials);
  const patience = options.patience ?? PATIENCE;
  const connections = options.connections ?? CONNECTIONS;
  const client = new HttpClient(base, connections, options.timeouts ?? TIMEOUTS);
  const signal = options.signal ?? NEVER;
  try {
    const opening = { client, patience, signal, base, options, credentials };
    const { node, info } = await choose(opening);
    return new NodeSource(node, info.network, {
      width: connections,
      pollInterval: options.pollInterval ?? POLL_INTERVAL,
      pause: patience.pause,
    });
  } catch (error) {
    client.close();
    throw error;
  }
}

interface Opening {
  readonly client: HttpClient;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly base: URL;
  readonly options: NodeOptions;
  readonly credentials: Credentials | undefined;
}

interface Opened {
  readonly node: NodeInterface;
  readonly info: ChainInfo;
}

function withoutUserinfo(
  url: URL,
  given: Credentials | undefined,
): { readonly base: URL; readonly credentials: Credentials | undefined } {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw invalidInput(url.protocol, "not a node's address", "write http://host:port");
  }
  const base = new URL(url.href);
  const { username, password } = base;
  base.username = "";
  base.password = "";
  if (given !== undefined || username === "") return { base, credentials: given };
  const credentials = {
    kind: "password",
    user: decoded(username),
    password: decoded(password),
  } as const;
  return { base, credentials };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidInput(
      "user",
      "is not well encoded",
      "write % as %25, or give --user and --password-file",
    );
  }
}

async function choose(opening: Opening): Promise<Opened> {
  const { client, patience, options, credentials } = opening;
  const protocol = options.protocol ?? "auto";
  const rest = new RestInterface(client, patience);
  if (protocol === "rest" || (protocol === "auto" && (await offersRest(rest, opening)))) {
    return confirmed(rest, opening);
  }
  if (credentials !== undefined) return overRpc(credentials, opening);
  return overFoundCookie(opening);
}

async function offersRest(rest: RestInterface, { signal }: Opening): Promise<boolean> {
  const session = rest.session(signal);
  try {
    const answer = await session.call({ path: CHAIN_INFO_PATH, limit: 1_000_000 }, restBusy);
    return answer.status === 200;
  } finally {
    session.end();
  }
}

function overRpc(credentials: Credentials, opening: Opening): Promise<Opened> {
  const rpc = new RpcClient(new Authorization(credentials));
  return confirmed(new RpcInterface(opening.client, rpc, opening.patience), opening);
}

/** Tries the cookies of local nodes; one of another node is refused, one missing is passed over. */
async function overFoundCookie(opening: Opening): Promise<Opened> {
  const { base, options } = opening;
  const local = options.home !== undefined && isLoopback(base.hostname);
  const paths = local ? defaultCookies(options.home, Number(base.port)) : [];
  for (const path of paths) {
    try {
      return await overRpc({ kind: "cookie", path }, opening);
    } catch (error) {
      if (!(error instanceof HashfallError) || error.code !== "source.refused") throw error;
    }
  }
  throw refused(
    opening.client.label,
    opening.options.protocol === "rpc"
      ? "no credentials for RPC were given or found"
      : "the node does not offer REST, and no credentials for RPC were given or found",
    "start the node with -rest (or rest=1 in bitcoin.conf); or give --cookie FILE " +
      "(.cookie in its data folder), or --user NAME with --password-file FILE",
  );
}

/** The node's network is one known here, and it starts with that network's first block. */
async function confirmed(node: NodeInterface, { signal }: Opening): Promise<Opened> {
  const session = node.session(signal);
  try {
    const info = await node.chainInfo(session);
    const first = await node.hashAt(0, session);
    if (first === info.network.genesisHash) return { node, info };
    throw otherNetwork(
      node.label,
      `the node says ${info.network.name}, but its first block is ${first}`,
    );
  } finally {
    session.end();
  }
}
