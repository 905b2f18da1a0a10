import { NETWORKS } from "../../../src/bitcoin/index.ts";
import { type Message, MessageReader, compactSize } from "../../fake-node/messages.ts";
import { recordedNode } from "../../fixtures/node.ts";

/** Magic of the network that the recorded node is on. */
export const MAGIC: number = NETWORKS.regtest.magic;
/** Headers of the longest message made here. */
const MANY = 60;

let cached: readonly Message[] | undefined;

/** What the recorded node sent to a peer, its 2,000 headers cut down, and what peers say besides. */
export function peerMessages(): readonly Message[] {
  cached ??= [...recorded(), ...made()];
  return cached;
}

/** Content of a `headers` message of recorded headers from a height on. */
export function headersPayload(from: number, count: number): Buffer {
  const rows = recordedNode().rows.slice(from, from + count);
  const end = Buffer.from([0]);
  return Buffer.concat([compactSize(rows.length), ...rows.flatMap(({ header }) => [header, end])]);
}

function recorded(): Message[] {
  const messages = new MessageReader(MAGIC).push(Buffer.from(recordedNode().p2pSent)) ?? [];
  return messages.filter(({ command }) => command !== "headers");
}

function made(): Message[] {
  return [
    { command: "headers", payload: headersPayload(1, 1) },
    { command: "headers", payload: headersPayload(1, MANY) },
    { command: "headers", payload: headersPayload(0, 0) },
    { command: "inv", payload: inventory([2]) },
    { command: "inv", payload: inventory([1, 1, 0x40000002, 5]) },
    { command: "inv", payload: inventory(Array.from({ length: 300 }, () => 1)) },
    { command: "ping", payload: Buffer.alloc(8, 7) },
    { command: "addr", payload: Buffer.alloc(31, 1) },
    { command: "", payload: Buffer.alloc(0) },
    { command: "twelveletter", payload: Buffer.alloc(40, 9) },
  ];
}

/** Content of an `inv` message with entries of some kinds. */
function inventory(kinds: readonly number[]): Buffer {
  const entries = kinds.map((kind) => {
    const bytes = Buffer.alloc(36, 0x2a);
    bytes.writeUInt32LE(kind, 0);
    return bytes;
  });
  return Buffer.concat([compactSize(kinds.length), ...entries]);
}
