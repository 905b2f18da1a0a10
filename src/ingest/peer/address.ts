import { isIP, isIPv4, isIPv6 } from "node:net";
import { HashfallError, type Problem } from "../../base/index.ts";
import { NETWORKS, type Network } from "../../bitcoin/index.ts";

/** Where a peer listens. */
export interface PeerAddress {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Most peers that one source asks. */
const MAX_PEERS = 16;
const MAX_HOST_LENGTH = 253;
const HOST_NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?$/iu;
const REMEDY = "write HOST or HOST:PORT, IPv6 as [::1]:8333, several with commas between";

/**
 * Peers of a text like `node.example,10.0.0.7:8333,[::1]:18444`, each once.
 *
 * Without a port it is the network's own; without a network, mainnet's.
 *
 * @throws HashfallError `input.invalid` with every problem of the text.
 */
export function parsePeers(text: string, network: Network = NETWORKS.mainnet): PeerAddress[] {
  const problems: Problem[] = [];
  const peers = new Map<string, PeerAddress>();
  for (const part of text.split(",").map((piece) => piece.trim())) {
    const parsed = parsePeer(part, network.peerPort);
    if (typeof parsed === "string") {
      problems.push({ path: "peer", reason: parsed, remedy: REMEDY });
    } else {
      peers.set(formatPeer(parsed), parsed);
    }
  }
  if (peers.size > MAX_PEERS) {
    const reason = `${peers.size} peers; at most ${MAX_PEERS} are asked`;
    problems.push({ path: "peer", reason, remedy: "name fewer" });
  }
  const [first] = problems;
  if (first === undefined) return [...peers.values()];
  throw new HashfallError("input.invalid", `${first.path}: ${first.reason}`, { problems });
}

/** An address as people write it. */
export function formatPeer({ host, port }: PeerAddress): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** The address, or what is wrong with the text. */
function parsePeer(text: string, defaultPort: number): PeerAddress | string {
  if (text === "") return "an empty address";
  if (isIPv6(text)) return `"${text}" needs brackets, or its port cannot be told`;
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/u.exec(text);
  if (match === null) return `"${text}" is no address`;
  const [, bracketed, plain, digits] = match;
  const host = bracketed ?? plain ?? "";
  const valid = bracketed === undefined ? isHost(host) : isIPv6(bracketed);
  if (!valid) return `"${host}" is neither a name nor an address`;
  if (digits === undefined) return { host: host.toLowerCase(), port: defaultPort };
  const port = Number(digits);
  const known = /^\d{1,5}$/u.test(digits) && port >= 1 && port <= 65_535;
  return known ? { host: host.toLowerCase(), port } : `"${digits}" is no port`;
}

function isHost(text: string): boolean {
  if (text.length > MAX_HOST_LENGTH) return false;
  const looksNumeric = /^[\d.]+$/u.test(text);
  return looksNumeric ? isIPv4(text) : isIP(text) !== 6 && HOST_NAME.test(text);
}
