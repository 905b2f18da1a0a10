import { ChainSync } from "../../src/app/sync/chain-sync.ts";
import { poolLabeller } from "../../src/app/sync/pool-labeller.ts";
import { satoshis, unixSeconds } from "../../src/base/index.ts";
import {
  HEADER_BYTES,
  NETWORKS,
  type NetworkName,
  parseCoinbase,
} from "../../src/bitcoin/index.ts";
import { type BlockCoinbase, type BlockSource, CoinbaseFacts } from "../../src/ingest/index.ts";
import { ChainStore } from "../../src/store/index.ts";
import type { StoredBlock } from "../fixtures/block-file.ts";
import { recordedNode } from "../fixtures/node.ts";
import { record } from "../shipped.ts";

/** What a test wants of a block; the rest is of no account. */
export interface TestBlock {
  readonly time: number;
  readonly script: Uint8Array;
  readonly addresses?: readonly string[];
  /** Satoshis. */
  readonly value?: number;
  readonly transactions?: number;
}

/** A store of consecutive blocks from height 0 on; null is a block whose coinbase is not known. */
export async function storeOf(
  path: string,
  network: NetworkName,
  blocks: readonly (TestBlock | null)[],
): Promise<ChainStore> {
  const store = await ChainStore.open(path, NETWORKS[network]);
  const headers = Buffer.alloc(blocks.length * HEADER_BYTES);
  for (const [height, block] of blocks.entries()) {
    headers.writeUInt32LE(block?.time ?? 0, height * HEADER_BYTES + 68);
  }
  const coinbases = blocks.flatMap((block, height) => {
    if (block === null) return [];
    const { script, addresses = [], value = 50e8, transactions = 1 } = block;
    return [{ height, script, addresses, value: satoshis(value), transactions, pool: "unknown" }];
  });
  await store.commit({
    at: unixSeconds(0),
    keptHeight: -1,
    replaces: false,
    leaving: [],
    returning: [],
    headers,
    coinbases,
    stale: [],
    reorganisations: [],
    cursor: null,
  });
  return store;
}

/** A store of the recorded node's chain, synced as from the node. */
export async function syncedRegtest(path: string): Promise<ChainStore> {
  const store = await ChainStore.open(path, NETWORKS.regtest);
  const tip = recordedNode().rows.at(-1)?.time ?? 0;
  const sync = await ChainSync.open(store, {
    label: poolLabeller(record.pools).label,
    now: () => unixSeconds(tip),
  });
  await sync.run(recordedSource(), new AbortController().signal);
  return store;
}

/** The recorded node's active chain in one batch. */
function recordedSource(): BlockSource {
  const { rows, blocks } = recordedNode();
  const facts = new CoinbaseFacts(NETWORKS.regtest);
  return {
    label: "recorded",
    network: NETWORKS.regtest,
    givesCoinbases: true,
    async *blocks() {
      const above = rows.slice(1);
      yield await Promise.resolve({
        headers: Buffer.concat(above.map(({ header }) => header)),
        coinbases: above.map(({ hash }) => coinbaseOf(facts, blocks.get(hash))),
        tipHeight: rows.length - 1,
      });
    },
    changed: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** No recorded block holds more than 252 transactions, so their count is one byte. */
function coinbaseOf(facts: CoinbaseFacts, block: StoredBlock | undefined): BlockCoinbase | null {
  if (block === undefined) return null;
  const transactions = block.bytes[HEADER_BYTES] ?? 0;
  return facts.of(parseCoinbase(block.bytes, HEADER_BYTES + 1), transactions);
}
