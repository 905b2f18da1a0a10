import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import type { PeerAddress } from "../../../src/ingest/peer/address.ts";
import { encoded, MessageReader } from "../../fake-node/messages.ts";
import { recordedNode } from "../../fixtures/node.ts";

/** What a scripted peer does with a connection. */
export interface Script {
  readonly magic?: number;
  readonly startHeight?: number;
  readonly protocol?: number;
  /** What it does when it is greeted as another network; it hangs up unless given. */
  readonly foreign?: (said: Said) => void;
  /** Answers a message; true where the usual answer is not to follow. */
  readonly receive?: (said: Said, command: string, payload: Buffer) => boolean;
}

/** One connection of a scripted peer. */
export interface Said {
  readonly socket: Socket;
  send(command: string, payload?: Uint8Array): void;
  raw(bytes: Uint8Array): void;
}

export interface ScriptedPeer {
  readonly address: PeerAddress;
  /** Commands received, over all connections. */
  readonly received: readonly string[];
  /** Connections taken so far. */
  connections(): number;
  /** Connections open now. */
  open(): number;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";

/** A peer that greets as it should and then does what the script says; on its own it gives no headers. */
export async function startScriptedPeer(script: Script): Promise<ScriptedPeer> {
  const magic = script.magic ?? NETWORKS.regtest.magic;
  const received: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    const reader = new MessageReader(magic);
    const said: Said = {
      socket,
      raw: (bytes) => void (socket.destroyed || socket.write(bytes)),
      send: (command, payload = Buffer.alloc(0)) =>
        said.raw(encoded(magic, { command, payload: Buffer.from(payload) })),
    };
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (bytes: Buffer) => {
      const messages = reader.push(bytes);
      if (messages === null) (script.foreign ?? hangUp)(said);
      for (const { command, payload } of messages ?? []) {
        received.push(command);
        if (script.receive?.(said, command, payload) === true) continue;
        answer(said, command, script);
      }
    });
  });
  server.listen(0, HOST);
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no port");
  return {
    address: { host: HOST, port: bound.port },
    received,
    connections: () => connections,
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), "close");
    },
  };
}

/** Content of `headers`, built apart from the code that reads it. */
export function headersPayload(headers: readonly Uint8Array[], transactions = 0): Buffer {
  const count = Buffer.alloc(3, 0xfd);
  count.writeUInt16LE(headers.length, 1);
  const start = headers.length < 0xfd ? Buffer.from([headers.length]) : count;
  const end = Buffer.from([transactions]);
  return Buffer.concat([start, ...headers.flatMap((header) => [header, end])]);
}

/** Headers of the recorded chain between two heights, the second left out. */
export function recordedHeaders(from: number, to: number): Uint8Array[] {
  return recordedNode()
    .rows.slice(from, to)
    .map((row) => row.header);
}

export function versionPayload(protocol = 70_016, startHeight = 5_003): Buffer {
  const payload = Buffer.alloc(20 + 52 + 8 + 1 + 4 + 1);
  payload.writeInt32LE(protocol, 0);
  payload.writeInt32LE(startHeight, 81);
  return payload;
}

function hangUp({ socket }: Said): void {
  socket.destroy();
}

function answer(said: Said, command: string, { protocol, startHeight }: Script): void {
  if (command === "version") {
    said.send("version", versionPayload(protocol, startHeight));
    said.send("verack");
  }
  if (command === "getheaders") said.send("headers", headersPayload([]));
}
