import { HashfallError } from "../../base/index.ts";
import { NETWORKS, NETWORK_NAMES, type Network } from "../../bitcoin/index.ts";
import type { BlockHead } from "./block-head.ts";
import { excerpt, malformed } from "./failures.ts";
import { hashOrNull, heightOrNull, isRecord } from "./json.ts";
import type { HeaderPage } from "./header-page.ts";
import type { Session } from "./session.ts";

/** The state of a node's active chain. */
export interface ChainInfo {
  readonly network: Network;
  readonly height: number;
  /** Hash of the tip, display order. */
  readonly bestHash: string;
}

/** What both of a node's HTTP interfaces can tell; hashes in display order. */
export interface NodeInterface {
  readonly name: "REST" | "RPC";
  readonly label: string;
  chainInfo(session: Session): Promise<ChainInfo>;
  hashAt(height: number, session: Session): Promise<string>;
  /** What follows a block on the active chain; null when the block is not on it. */
  headersAfter(hash: string, session: Session): Promise<HeaderPage | null>;
  /** Null when the node has discarded the block. */
  coinbaseOf(block: BlockName, session: Session): Promise<BlockHead | null>;
  session(signal: AbortSignal): Session;
  close(): void;
}

/** A block whose header is known. */
export interface BlockName {
  /** Display order. */
  readonly hash: string;
  readonly header: Uint8Array;
}

/**
 * Reads the answer of `getblockchaininfo` and of `/rest/chaininfo.json`, which is the same.
 *
 * Source: Bitcoin Core v28, src/rpc/blockchain.cpp, `getblockchaininfo`; src/util/chaintype.cpp.
 *
 * @throws HashfallError `source.malformed`, `source.other-network`.
 */
export function readChainInfo(value: unknown, label: string): ChainInfo {
  if (!isRecord(value) || typeof value["chain"] !== "string") {
    throw malformed(label, "answer does not name a chain: not Bitcoin Core?");
  }
  const height = heightOrNull(value["blocks"]);
  const bestHash = hashOrNull(value["bestblockhash"]);
  if (height === null || bestHash === null) {
    throw malformed(label, "chain information without height or hash of the tip");
  }
  return { network: networkCalled(value["chain"], label), height, bestHash };
}

/** Core calls the main network "main"; the others by the names used here. */
function networkCalled(chain: string, label: string): Network {
  const name = NETWORK_NAMES.find((known) => known === (chain === "main" ? "mainnet" : chain));
  if (name !== undefined) return NETWORKS[name];
  throw otherNetwork(label, `the node is on chain "${excerpt(chain)}", which is not known here`);
}

/** The node follows another chain than it should. */
export function otherNetwork(label: string, reason: string): HashfallError {
  return new HashfallError("source.other-network", `${label}: ${reason}`, {
    problems: [{ path: label, reason, remedy: `networks known here: ${NETWORK_NAMES.join(", ")}` }],
  });
}
