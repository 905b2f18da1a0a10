import { HEADER_BYTES } from "../../bitcoin/index.ts";
import { type BlockHead, readBlock } from "./block-head.ts";
import { malformed } from "./failures.ts";
import { type HeaderPage, linkedHashes } from "./header-page.ts";
import type { HttpClient } from "./http-client.ts";
import { hashOrNull, heightOrNull, isRecord, parseJson } from "./json.ts";
import {
  type BlockName,
  type ChainInfo,
  type NodeInterface,
  readChainInfo,
} from "./node-interface.ts";
import { type Query, type RpcClient, readReply, resultOf } from "./rpc-client.ts";
import { type Contact, type Patience, Session } from "./session.ts";

/** Headers asked for at a time. */
const PAGE = 2_000;
/** Longest block in hexadecimal, with the JSON around it. */
const BLOCK_LIMIT = 8_010_000;
/** Of a block in hexadecimal, the characters kept: twice the bytes of most coinbases many times over. */
const KEPT = 65_536;
/** What a node says of a block it has pruned or not yet fetched. Bitcoin Core: `GetRawBlockChecked`. */
const DISCARDED = /not available|not found on disk/;
/** Bitcoin Core: src/rpc/protocol.h, `RPC_INVALID_ADDRESS_OR_KEY`, `RPC_INVALID_PARAMETER`. */
const UNKNOWN_BLOCK = -5;
const OUT_OF_RANGE = -8;

/** Bitcoin Core's JSON-RPC interface, for nodes without REST: needs credentials, sends hexadecimal. */
export class RpcInterface implements NodeInterface {
  readonly name = "RPC" as const;
  readonly label: string;
  readonly #client: HttpClient;
  readonly #rpc: RpcClient;
  readonly #patience: Patience;
  readonly #contact: Contact = { made: false };

  constructor(client: HttpClient, rpc: RpcClient, patience: Patience) {
    this.label = client.label;
    this.#client = client;
    this.#rpc = rpc;
    this.#patience = patience;
  }

  session(signal: AbortSignal): Session {
    return new Session(this.#client, this.#patience, this.#contact, signal);
  }

  async chainInfo(session: Session): Promise<ChainInfo> {
    return readChainInfo(
      await this.#result({ method: "getblockchaininfo", params: [] }, session),
      this.label,
    );
  }

  async hashAt(height: number, session: Session): Promise<string> {
    const found = hashOrNull(
      await this.#result({ method: "getblockhash", params: [height] }, session),
    );
    if (found === null) throw malformed(this.label, `no hash for height ${height}`);
    return found;
  }

  /**
   * Height, then hashes, then headers: three questions, between which the node may reorganise. The
   * headers are cut where they stop linking; the next page then finds its start not active.
   */
  async headersAfter(hash: string, session: Session): Promise<HeaderPage | null> {
    const height = await this.#activeHeight(hash, session);
    if (height === null) return null;
    const hashes = await this.#hashesAfter(height, session);
    const headers = hashes.length === 0 ? new Uint8Array() : await this.#headers(hashes, session);
    const linked = linkedHashes(hash, headers);
    const moved = linked.findIndex((found, index) => found !== hashes[index]);
    const count = moved === -1 ? linked.length : moved;
    if (count === 0 && hashes.length > 0 && (await this.#activeHeight(hash, session)) !== null) {
      throw malformed(this.label, `the block said to follow ${hash} does not link to it`);
    }
    return {
      headers: headers.subarray(0, count * HEADER_BYTES),
      hashes: linked.slice(0, count),
      more: count === PAGE,
    };
  }

  async coinbaseOf(block: BlockName, session: Session): Promise<BlockHead | null> {
    for (const keep of [KEPT, BLOCK_LIMIT]) {
      const start = await this.#blockStart(block.hash, keep, session);
      if (start === null) return null;
      const found = readBlock(start.bytes, block, this.label);
      if (found !== null) return found;
      if (start.whole) break;
    }
    throw malformed(this.label, `block ${block.hash} ends within its coinbase`);
  }

  close(): void {
    this.#client.close();
  }

  async #result(query: Query, session: Session): Promise<unknown> {
    return resultOf(await this.#rpc.ask(query, session), query.method, this.label);
  }

  /** Null for a block the node does not know, or has on a branch: `confirmations` is -1 there. */
  async #activeHeight(hash: string, session: Session): Promise<number | null> {
    const query = { method: "getblockheader", params: [hash, true] };
    const reply = await this.#rpc.ask(query, session);
    if (reply.kind === "error" && reply.code === UNKNOWN_BLOCK) return null;
    const value = resultOf(reply, query.method, this.label);
    const height = isRecord(value) ? heightOrNull(value["height"]) : null;
    if (!isRecord(value) || height === null || typeof value["confirmations"] !== "number") {
      throw malformed(this.label, `getblockheader ${hash}: no height or confirmations`);
    }
    return value["confirmations"] >= 0 ? height : null;
  }

  async #hashesAfter(height: number, session: Session): Promise<string[]> {
    const { height: tip } = await this.chainInfo(session);
    const count = Math.min(PAGE, tip - height);
    if (count <= 0) return [];
    const queries = Array.from({ length: count }, (_, index) => {
      return { method: "getblockhash", params: [height + 1 + index] };
    });
    const hashes: string[] = [];
    for (const reply of await this.#rpc.askAll(queries, session)) {
      if (reply.kind === "error" && reply.code === OUT_OF_RANGE) break;
      const hash = hashOrNull(resultOf(reply, "getblockhash", this.label));
      if (hash === null) throw malformed(this.label, "getblockhash gave no hash");
      hashes.push(hash);
    }
    return hashes;
  }

  async #headers(hashes: readonly string[], session: Session): Promise<Uint8Array> {
    const queries = hashes.map((hash) => ({ method: "getblockheader", params: [hash, false] }));
    const replies = await this.#rpc.askAll(queries, session);
    const headers = new Uint8Array(hashes.length * HEADER_BYTES);
    for (const [index, reply] of replies.entries()) {
      const hex = resultOf(reply, "getblockheader", this.label);
      if (typeof hex !== "string" || hex.length !== 2 * HEADER_BYTES) {
        throw malformed(this.label, `getblockheader ${hashes[index]}: not 80 bytes`);
      }
      headers.set(this.#bytes(hex), index * HEADER_BYTES);
    }
    return headers;
  }

  async #blockStart(
    hash: string,
    keep: number,
    session: Session,
  ): Promise<{ readonly bytes: Uint8Array; readonly whole: boolean } | null> {
    const query = { method: "getblock", params: [hash, 0] };
    const answer = await this.#rpc.send(query, session, { limit: BLOCK_LIMIT, keep });
    const { body, length } = answer;
    if (body.length < length) {
      const hex = /"result"\s*:\s*"([0-9a-f]*)/.exec(body.toString("latin1"))?.[1] ?? "";
      return { bytes: this.#bytes(hex.slice(0, hex.length - (hex.length % 2))), whole: false };
    }
    const reply = readReply(parseJson(body, this.label), this.label);
    if (reply.kind === "error" && DISCARDED.test(reply.message)) return null;
    const hex = resultOf(reply, query.method, this.label);
    if (typeof hex !== "string") throw malformed(this.label, `getblock ${hash}: no block`);
    return { bytes: this.#bytes(hex), whole: true };
  }

  #bytes(hex: string): Uint8Array {
    const bytes = Buffer.from(hex, "hex");
    if (2 * bytes.length !== hex.length) throw malformed(this.label, "not hexadecimal");
    return bytes;
  }
}
