import { randomBytes } from "node:crypto";
import { type Socket, connect } from "node:net";
import { HashfallError, type UnixSeconds } from "../../base/index.ts";
import { NETWORKS, NETWORK_NAMES, type Network } from "../../bitcoin/index.ts";
import { type PeerAddress, formatPeer } from "./address.ts";
import { PeerConnection, type PeerEvents } from "./connection.ts";
import type { Frame } from "./frame.ts";
import {
  MIN_PROTOCOL_VERSION,
  type PeerVersion,
  decodeVersion,
  encodeVersion,
} from "./messages.ts";
import { type PeerLimits, Wire } from "./wire.ts";

/** What a connection is opened with. */
export interface GreetOptions {
  readonly userAgent: string;
  readonly limits: PeerLimits;
  readonly now: () => UnixSeconds;
  readonly events: PeerEvents;
  readonly signal: AbortSignal;
}

/** A peer that does not answer to a network's greeting. */
interface Stranger {
  /** What it begins its own messages with; null where it only hung up. */
  readonly magic: number | null;
}

/**
 * Connects to a peer and greets it as one of a network: `version` both ways, then `verack`.
 *
 * @throws HashfallError `source.unreachable`, also where the peer is of another network: such a peer
 * hangs up without a word; `source.malformed`, `stopped`.
 */
export async function openPeer(
  address: PeerAddress,
  network: Network,
  options: GreetOptions,
): Promise<PeerConnection> {
  const met = await greet(address, network, options);
  if (met instanceof PeerConnection) return met;
  throw strange(address, [network], met.magic);
}

/** The same without knowing the network: the one whose port it is, else one after another. */
export async function openPeerOfAnyNetwork(
  address: PeerAddress,
  options: GreetOptions,
): Promise<PeerConnection> {
  const all = NETWORK_NAMES.map((name) => NETWORKS[name]);
  const byPort = all.find((network) => network.peerPort === address.port);
  const tried: Network[] = [];
  let left = byPort === undefined ? all : [byPort];
  let magic: number | null = null;
  for (let next = left[0]; next !== undefined; next = left[0]) {
    const met = await greet(address, next, options);
    if (met instanceof PeerConnection) return met;
    tried.push(next);
    magic = met.magic;
    // A node of another network may begin an encrypted greeting (BIP 324): noise, not a magic.
    const told = left.slice(1).filter((network) => network.magic === magic);
    left = told.length > 0 ? told : left.slice(1);
  }
  throw strange(address, tried, magic);
}

async function greet(
  address: PeerAddress,
  network: Network,
  options: GreetOptions,
): Promise<PeerConnection | Stranger> {
  const { limits, signal, userAgent, now, events } = options;
  const name = formatPeer(address);
  const socket = await openSocket(address, limits.connectMs, signal);
  const wire = new Wire(socket, { name, magic: network.magic, limits });
  const nonce = randomBytes(8);
  const answer = wire.expect({
    what: `a greeting as ${network.name}`,
    withinMs: limits.handshakeMs,
    signal,
    take: greeting(wire, name, nonce),
  });
  wire.send("version", encodeVersion({ time: now(), userAgent, nonce }));
  try {
    return new PeerConnection(wire, { network, version: await answer, limits, events });
  } catch (fault) {
    if (wire.hungUp || wire.foreignMagic !== null) return { magic: wire.foreignMagic };
    throw fault;
  }
}

/** Takes the peer's `version`, answers `verack`, then waits for the peer's own. */
function greeting(
  wire: Wire,
  name: string,
  nonce: Uint8Array,
): (frame: Frame) => PeerVersion | undefined {
  let version: PeerVersion | null = null;
  return ({ command, payload }) => {
    if (version !== null) return command === "verack" ? version : undefined;
    if (command !== "version") {
      throw new HashfallError("source.malformed", `"${command}" before "version"`);
    }
    version = decodeVersion(payload);
    if (Buffer.compare(version.nonce, nonce) === 0) {
      throw unreachable(name, "sends back what it is sent", "name a Bitcoin node");
    }
    if (version.protocol < MIN_PROTOCOL_VERSION) {
      const reason = `speaks protocol ${version.protocol}, which has no headers`;
      throw unreachable(name, reason, "name a newer node");
    }
    wire.send("verack");
    return undefined;
  };
}

function openSocket(address: PeerAddress, withinMs: number, signal: AbortSignal): Promise<Socket> {
  const name = formatPeer(address);
  const remedy = "check host and port, that the node listens, and any firewall between";
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new HashfallError("stopped", "stopped on request"));
      return;
    }
    const socket = connect({ ...address, noDelay: true });
    const give = (fault: HashfallError): void => {
      settle();
      socket.on("error", () => {});
      socket.destroy();
      reject(fault);
    };
    const stop = (): void => give(new HashfallError("stopped", "stopped on request"));
    const fail = (cause: Error): void =>
      give(unreachable(name, `does not answer: ${reasonOf(cause)}`, remedy, cause));
    const late = `did not take the connection within ${withinMs / 1_000} s`;
    const timer = setTimeout(() => give(unreachable(name, late, remedy)), withinMs);
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      socket.removeListener("error", fail);
    };
    signal.addEventListener("abort", stop);
    socket.once("error", fail);
    socket.once("connect", () => {
      settle();
      resolve(socket);
    });
  });
}

/** The message, or the code where a name's several addresses failed and the message is empty. */
function reasonOf(cause: Error): string {
  if (cause.message !== "") return cause.message;
  return "code" in cause ? String(cause.code) : cause.name;
}

function strange(
  address: PeerAddress,
  tried: readonly Network[],
  magic: number | null,
): HashfallError {
  const names = tried.map((network) => network.name).join(", ");
  const own = NETWORK_NAMES.find((known) => NETWORKS[known].magic === magic);
  const spoken = own ?? `a network of magic 0x${(magic ?? 0).toString(16).padStart(8, "0")}`;
  const reason = magic === null ? "hung up when greeted" : `speaks ${spoken} when greeted`;
  const remedy = "name the peer's network, or a peer of this one";
  return unreachable(formatPeer(address), `${reason} as ${names}`, remedy);
}

function unreachable(name: string, reason: string, remedy: string, cause?: Error): HashfallError {
  return new HashfallError("source.unreachable", `peer ${name} ${reason}`, {
    cause,
    problems: [{ path: name, reason, remedy }],
  });
}
