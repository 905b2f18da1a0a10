import { HEADER_BYTES, NETWORKS, verifyHeaders } from "../../../src/bitcoin/index.ts";
import { peerSource } from "../../../src/ingest/index.ts";
import { type Said, type Script, startScriptedPeer } from "../../ingest/peer/scripted-peer.ts";
import { oneIn, pick } from "../draw.ts";
import { chunks } from "../mutation.ts";
import { ACCEPTED, type Case, type Outcome, type Target, must } from "../target.ts";
import { hostileStream } from "./frames.ts";
import { headersPayload, peerMessages } from "./peer-material.ts";

const NETWORK = NETWORKS.regtest;
const NEVER = new AbortController().signal;
/** Longer than any case: the peer always hangs up at the end. */
const LIMIT_MS = 20_000;
const HEADERS = 5;

/** A peer over a true connection that sends anything for its greeting or its headers, and hangs up. */
export const peerSockets: Target = {
  name: "peer-sockets",
  share: 500,
  codes: ["source.malformed", "source.unreachable"],
  open: () => Promise.resolve({ run: tryPeer }),
};

async function tryPeer(trial: Case): Promise<Outcome> {
  const peer = await startScriptedPeer(scriptOf(trial));
  try {
    return await readFrom(peer.address);
  } finally {
    await peer.close();
  }
}

async function readFrom(address: {
  readonly host: string;
  readonly port: number;
}): Promise<Outcome> {
  const limits = {
    connectMs: LIMIT_MS,
    handshakeMs: LIMIT_MS,
    replyMs: LIMIT_MS,
    idleMs: LIMIT_MS,
  };
  const source = await peerSource({ peers: [address], network: NETWORK, version: "0", limits });
  try {
    let count = 0;
    for await (const { headers } of source.blocks({ locator: [], cursor: null }, NEVER)) {
      const { fault } = verifyHeaders(headers, null, NETWORK.powLimit);
      must(fault === null, "headers handed over link and have their work");
      count += headers.length / HEADER_BYTES;
    }
    return count > 1 ? ACCEPTED : "only the first block";
  } finally {
    await source.close();
  }
}

/** Harms the greeting in one case of four, else what follows the question for headers. */
function scriptOf(trial: Case): Script {
  const { random } = trial;
  const harmed = oneIn(random, 4) ? "version" : "getheaders";
  const honestFirst = harmed === "getheaders" && oneIn(random, 2);
  let asked = 0;
  const receive = (said: Said, command: string): boolean => {
    if (command !== harmed) return false;
    asked += 1;
    if (honestFirst && asked === 1) {
      said.send("headers", headersPayload(1, HEADERS));
      if (oneIn(random, 2)) return true;
    }
    sendHostile(trial, said);
    return true;
  };
  return { receive, startHeight: pick(random, [-1, 0, HEADERS, 2 ** 31 - 1]) };
}

function sendHostile(trial: Case, said: Said): void {
  trial.input = hostileStream(trial.random, sendable());
  for (const chunk of chunks(trial.random, trial.input)) said.raw(chunk);
  if (oneIn(trial.random, 4)) said.socket.destroy();
  else said.socket.end();
}

/** Messages with headers come first, so that they come more often. */
function sendable(): ReturnType<typeof peerMessages> {
  const headers = { command: "headers", payload: headersPayload(1, HEADERS) };
  return [headers, headers, headers, ...peerMessages()];
}
