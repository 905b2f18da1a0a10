import type { Entry, FakeChain } from "./chain.ts";
import { summarise } from "./transactions.ts";

/** Name the node gives its network, as in BIP 70. */
export type ChainName = "main" | "testnet4" | "signet" | "regtest";

/** Answer of `getblockchaininfo`, of Bitcoin Core 28. */
export function chainInfo(chain: FakeChain, name: ChainName): Record<string, unknown> {
  const { tip } = chain;
  return {
    chain: name,
    blocks: tip.height,
    headers: tip.height,
    bestblockhash: tip.block.hash,
    difficulty: difficulty(tip.bits),
    time: tip.time,
    mediantime: chain.medianTime(tip),
    verificationprogress: 1,
    initialblockdownload: false,
    chainwork: chainWork(tip),
    size_on_disk: chain.sizeOnDisk,
    pruned: false,
    warnings: [],
  };
}

/** Answer of `getblockheader` with details. */
export function headerDetails(chain: FakeChain, entry: Entry): Record<string, unknown> {
  const header = Buffer.from(entry.block.header);
  const isActive = chain.isActive(entry);
  const next = isActive ? chain.at(entry.height + 1) : undefined;
  const version = header.readInt32LE(0);
  return {
    hash: entry.block.hash,
    confirmations: isActive ? chain.tip.height - entry.height + 1 : -1,
    height: entry.height,
    version,
    versionHex: (version >>> 0).toString(16).padStart(8, "0"),
    merkleroot: Buffer.from(header.subarray(36, 68).toReversed()).toString("hex"),
    time: entry.time,
    mediantime: chain.medianTime(entry),
    nonce: header.readUInt32LE(76),
    bits: entry.bits.toString(16).padStart(8, "0"),
    difficulty: difficulty(entry.bits),
    chainwork: chainWork(entry),
    nTx: isHeaderOnly(entry) ? 0 : summarise(entry.block.bytes).txids.length,
    ...(entry.parent === null ? {} : { previousblockhash: entry.parent.block.hash }),
    ...(next === undefined ? {} : { nextblockhash: next.block.hash }),
  };
}

/** Answer of `getblock` with the ids of its transactions. */
export function blockDetails(chain: FakeChain, entry: Entry): Record<string, unknown> {
  const size = entry.block.bytes.length;
  const { txids, strippedSize } = summarise(entry.block.bytes);
  return {
    ...headerDetails(chain, entry),
    strippedsize: strippedSize,
    size,
    weight: 3 * strippedSize + size,
    tx: txids,
  };
}

/** Answer of `getchaintips`. */
export function chainTips(chain: FakeChain): Record<string, unknown>[] {
  return chain.tips().map((entry) => {
    const branchlen = entry.height - chain.forkHeight(entry);
    const fork = isHeaderOnly(entry) ? "headers-only" : "valid-fork";
    const status = entry === chain.tip ? "active" : fork;
    return { height: entry.height, hash: entry.block.hash, branchlen, status };
  });
}

/** Whether the node knows a block's header and not the block. */
export function isHeaderOnly(entry: Entry): boolean {
  return entry.block.bytes.length === entry.block.header.length;
}

/** Difficulty as Bitcoin Core reckons it, `GetDifficulty`, and writes it: to sixteen digits. */
function difficulty(bits: number): number {
  let value = 0xffff / (bits & 0x00ffffff);
  for (let shift = bits >>> 24; shift < 29; shift += 1) value *= 256;
  for (let shift = bits >>> 24; shift > 29; shift -= 1) value /= 256;
  return Number(value.toPrecision(16));
}

function chainWork(entry: Entry): string {
  return entry.work.toString(16).padStart(64, "0");
}
