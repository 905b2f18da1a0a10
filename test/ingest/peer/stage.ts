import { NETWORKS } from "../../../src/bitcoin/index.ts";
import type { PeerSource, PeerSourceOptions } from "../../../src/ingest/peer/peer-source.ts";
import { doubleSha256, serialised } from "../../fixtures/header-columns.ts";
import { type ActiveRow, recordedNode } from "../../fixtures/node.ts";
import { regtestSource } from "./gathering.ts";
import {
  headersPayload,
  recordedHeaders,
  type Said,
  type Script,
  type ScriptedPeer,
  startScriptedPeer,
} from "./scripted-peer.ts";

/** What a peer does instead of giving headers. */
export type Misdeed = (said: Said) => void;

export const REGTEST_MAGIC: number = NETWORKS.regtest.magic;
export const PING: Buffer = Buffer.alloc(8, 7);
/** What the honest peer has: a batch and a little more. */
export const ROWS: readonly ActiveRow[] = recordedNode().rows.slice(0, 2_050);

/** Scripted peers and sources of a test, closed with it. */
export class Stage {
  private readonly opened: { close(): Promise<void> }[] = [];

  async peer(script: Script): Promise<ScriptedPeer> {
    const peer = await startScriptedPeer(script);
    this.opened.push(peer);
    return peer;
  }

  async source(
    peers: readonly ScriptedPeer[],
    options: Partial<PeerSourceOptions> = {},
  ): Promise<PeerSource> {
    return this.keep(await regtestSource({ peers: peers.map((peer) => peer.address), ...options }));
  }

  keep(source: PeerSource): PeerSource {
    this.opened.push(source);
    return source;
  }

  async clear(): Promise<void> {
    for (const one of this.opened.splice(0).toReversed()) await one.close();
  }
}

export function sends(...headers: readonly Uint8Array[]): Misdeed {
  return (said) => said.send("headers", headersPayload(headers));
}

export function insteadOfHeaders(misdeed: Misdeed): Script {
  return {
    receive: (said, command) => {
      if (command !== "getheaders") return false;
      misdeed(said);
      return true;
    },
  };
}

/** Gives its blocks after the newest block of the locator. */
export function honest(): Script {
  const heights = new Map(ROWS.map((row) => [serialised(row.hash).toString("hex"), row.height]));
  return {
    receive: (said, command, payload) => {
      if (command !== "getheaders") return false;
      const hashes = Array.from({ length: payload[4] ?? 0 }, (_, i) =>
        payload.toString("hex", 5 + 32 * i, 37 + 32 * i),
      );
      const shared = Math.max(...hashes.map((hash) => heights.get(hash) ?? 0));
      sends(...recordedHeaders(shared + 1, Math.min(shared + 2_001, ROWS.length)))(said);
      return true;
    },
  };
}

/** Block 10 with a nonce that fails; on regtest every second does. */
export function withoutWork(): Uint8Array {
  const header = Buffer.from(ROWS[10]?.header ?? []);
  const hash = (): Buffer => doubleSha256(header);
  while ((hash()[31] ?? 0) < 0x80) header.writeUInt32LE(header.readUInt32LE(76) + 1, 76);
  return header;
}

export function withBits(bits: number): Uint8Array {
  const header = Buffer.from(ROWS[1]?.header ?? []);
  header.writeUInt32LE(bits, 72);
  return header;
}
