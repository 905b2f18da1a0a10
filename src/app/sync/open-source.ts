import { HashfallError, invalidInput } from "../../base/index.ts";
import { type Network, NETWORKS } from "../../bitcoin/index.ts";
import {
  type BlockSource,
  type Credentials,
  type NodeOptions,
  PATIENCE,
  type PeerReport,
  openBlockFiles,
  openExportFile,
  openNode,
  parsePeers,
  peerSource,
  seedPeers,
} from "../../ingest/index.ts";
import { VERSION } from "../version.ts";

const REMEDY =
  "give http://HOST:PORT of a node, blk:FOLDER, p2p:HOST:PORT, p2p:seeds, or file:PATH";

/** Where blocks are to come from, as a person names it, and what that needs. */
export interface SourceRequest {
  readonly from: string;
  /** Which network is meant; found out where it is not given. */
  readonly network?: Network | undefined;
  readonly credentials?: Credentials | undefined;
  readonly protocol?: "auto" | "rest" | "rpc" | undefined;
  readonly connections?: number | undefined;
  /** Home folder in which a local node's cookie is looked for. */
  readonly home?: string | undefined;
}

/** A source, and for peers what came of each. */
export interface OpenedSource {
  readonly source: BlockSource;
  readonly peers: () => readonly PeerReport[];
  /** What it went past because it made no sense. */
  readonly problems: () => readonly string[];
}

/**
 * Opens the source that a text names; nothing else is connected to. `onWait` learns why a node is
 * waited for.
 *
 * @throws HashfallError `input.invalid` for a text that names none, `source.other-network` for one of
 *   another network than asked for; what the source throws.
 */
export async function openSource(
  request: SourceRequest,
  signal: AbortSignal,
  onWait: (reason: string) => void = () => undefined,
): Promise<OpenedSource> {
  const opened = await openNamed(request, signal, onWait);
  const { network } = opened.source;
  if (request.network === undefined || request.network === network) return opened;
  await opened.source.close();
  const reason = `${opened.source.label} is of ${network.name}, not of ${request.network.name}`;
  throw new HashfallError("source.other-network", reason, {
    problems: [{ path: "--from", reason, remedy: "leave out --network, or name another source" }],
  });
}

async function openNamed(
  request: SourceRequest,
  signal: AbortSignal,
  onWait: (reason: string) => void,
): Promise<OpenedSource> {
  const { from } = request;
  const [scheme, rest] = splitScheme(from);
  switch (scheme) {
    case "http":
    case "https": {
      const patience = { ...PATIENCE, onWait };
      return withoutPeers(
        await openNode(nodeUrl(from), { ...nodeOptions(request), patience, signal }),
      );
    }
    case "blk":
      return openFiles(named(rest), request.network);
    case "file":
      return withoutPeers(await openExportFile(named(rest)));
    case "p2p":
      return openPeers(named(rest), request, signal);
    default:
      throw invalidInput("--from", `"${withoutSecret(from)}" names no source`, REMEDY);
  }
}

async function openPeers(
  text: string,
  { network }: SourceRequest,
  signal: AbortSignal,
): Promise<OpenedSource> {
  const peers =
    text === "seeds"
      ? await seedPeers(network ?? NETWORKS.mainnet)
      : parsePeers(text, network ?? NETWORKS.mainnet);
  const chosen = text === "seeds" ? (network ?? NETWORKS.mainnet) : network;
  const source = await peerSource({ peers, network: chosen, version: VERSION, signal });
  return { source, peers: () => source.report(), problems: () => [] };
}

async function openFiles(folder: string, network: Network | undefined): Promise<OpenedSource> {
  const source = await openBlockFiles(folder, { network });
  const problems = (): string[] => source.problems.map(({ path, reason }) => `${path}: ${reason}`);
  return { source, peers: () => [], problems };
}

function splitScheme(from: string): [string, string] {
  const colon = from.indexOf(":");
  return colon === -1 ? ["", from] : [from.slice(0, colon).toLowerCase(), from.slice(colon + 1)];
}

/** A text that may be an address with a name and a password in it, without them. */
function withoutSecret(text: string): string {
  return text.replace(/\/\/[^/]*@/u, "//…@");
}

function nodeUrl(from: string): URL {
  try {
    return new URL(from);
  } catch {
    throw invalidInput("--from", `"${withoutSecret(from)}" is no address of a node`, REMEDY);
  }
}

function named(rest: string): string {
  if (rest.trim() !== "") return rest;
  throw invalidInput("--from", "nothing is named after the colon", REMEDY);
}

function withoutPeers(source: BlockSource): OpenedSource {
  return { source, peers: () => [], problems: () => [] };
}

/** What was given of a node's options. */
function nodeOptions({ credentials, protocol, connections, home }: SourceRequest): NodeOptions {
  return {
    ...(credentials === undefined ? {} : { credentials }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(connections === undefined ? {} : { connections }),
    ...(home === undefined ? {} : { home }),
  };
}
