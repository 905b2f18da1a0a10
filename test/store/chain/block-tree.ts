import { ChainSync } from "../../../src/app/sync/chain-sync.ts";
import { HashfallError, unixSeconds } from "../../../src/base/index.ts";
import {
  HEADER_BYTES,
  NETWORKS,
  displayHash,
  hexOf,
  parseCoinbase,
} from "../../../src/bitcoin/index.ts";
import {
  type BlockBatch,
  type BlockCoinbase,
  type BlockSource,
  CoinbaseFacts,
} from "../../../src/ingest/index.ts";
import type { ChainStore, StoredCoinbase } from "../../../src/store/index.ts";
import { type Entry, FakeChain } from "../../fake-node/chain.ts";
import { mineOn } from "../../fake-node/mining.ts";
import type { StoredBlock } from "../../fixtures/block-file.ts";
import { recordedNode } from "../../fixtures/node.ts";

/** A clock later than any header of a test. */
export const NOW = unixSeconds(1_800_000_000);
/** What says that nobody tells a run to stop. */
export const NEVER = new AbortController().signal;
const facts = new CoinbaseFacts(NETWORKS.regtest);

/** A block as a source sends it: with its coinbase or without. */
export interface Sent {
  readonly block: StoredBlock;
  readonly withCoinbase: boolean;
}

/** A tree of regtest blocks on the network's first, mined one by one. */
export class BlockTree {
  readonly first: Entry;
  readonly entries: Entry[];
  private readonly chain = new FakeChain([]);
  private readonly byHash = new Map<string, Entry>();

  constructor() {
    const [first] = recordedNode().blocks.values();
    if (first === undefined) throw new Error("nothing is recorded");
    this.first = this.chain.store(first);
    this.byHash.set(first.hash, this.first);
    this.entries = [this.first];
  }

  entryOf({ hash }: StoredBlock): Entry {
    const entry = this.byHash.get(hash);
    if (entry === undefined) throw new Error(`${hash} is not of this tree`);
    return entry;
  }

  /** The block that arrived so many before the newest; the first where there are not so many. */
  blockBack(back: number): StoredBlock {
    return (this.entries.at(-1 - back) ?? this.first).block;
  }

  /** Mines a block on the one that arrived so many before the newest. */
  mine(back: number): StoredBlock {
    const parent = this.entryOf(this.blockBack(back));
    const block = mineOn(parent, { extraNonce: this.entries.length });
    const entry = this.chain.store(block);
    this.byHash.set(block.hash, entry);
    this.entries.push(entry);
    return block;
  }
}

/** A source that sends batches as it is told, whatever the receiver has. */
export function scriptedSource(
  batches: Iterable<BlockBatch>,
  { label = "scripted", givesCoinbases = true } = {},
): BlockSource {
  return {
    label,
    network: NETWORKS.regtest,
    givesCoinbases,
    async *blocks() {
      for (const batch of batches) yield await Promise.resolve(batch);
    },
    changed: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** Blocks as a batch; those sent without their coinbase have null for it. */
export function batchOf(sent: readonly Sent[], cursor?: string): BlockBatch {
  const batch = {
    headers: Buffer.concat(sent.map(({ block }) => block.header)),
    coinbases: sent.map(({ block, withCoinbase }) => (withCoinbase ? coinbaseOf(block) : null)),
    tipHeight: null,
  };
  return cursor === undefined ? batch : { ...batch, cursor };
}

/** No block here holds more than 252 transactions, so their count is one byte. */
export function coinbaseOf({ bytes }: StoredBlock): BlockCoinbase {
  return facts.of(parseCoinbase(bytes, HEADER_BYTES + 1), bytes[HEADER_BYTES] ?? 0);
}

/** A sync of a store, whose labels tell how long the coinbase's script is. */
export async function syncOf(store: ChainStore): Promise<ChainSync> {
  return ChainSync.open(store, { label: labelOf, now: () => NOW });
}

/** The label that every block of these tests gets. */
export function labelOf({ script }: Pick<StoredCoinbase, "script">): string {
  return `pool-${script.length}`;
}

/** All that a store holds of blocks: the best chain in order, then the others. */
export interface ChainState {
  readonly best: readonly string[];
  readonly stale: readonly string[];
}

/** State of a store, its headers checked anew on the way. */
export async function stateOf(store: ChainStore): Promise<ChainState> {
  const chain = await store.loadChain(NOW);
  const coinbases = new Map<number, StoredCoinbase>();
  await store.forEachCoinbase((coinbase) => {
    if (coinbases.has(coinbase.height)) throw new Error(`two coinbases of ${coinbase.height}`);
    coinbases.set(coinbase.height, coinbase);
  });
  const best: string[] = [];
  const stale: string[] = [];
  for (let row = 0; row < chain.count; row += 1) {
    const hash = chain.hash(row).slice();
    const [isActive, height] = [chain.isActive(row), chain.height(row)];
    const coinbase = isActive ? coinbases.get(height) : await store.staleCoinbase(hash);
    const line = lineOf(displayHash(hash), height, coinbase ?? null);
    if (isActive) best[height] = line;
    else stale.push(line);
  }
  return { best, stale: stale.toSorted() };
}

/** A block in one line. */
export function lineOf(
  hash: string,
  height: number,
  coinbase: BlockCoinbase | StoredCoinbase | null,
): string {
  if (coinbase === null) return `${height} ${hash}`;
  const { script, value, addresses, transactions } = coinbase;
  return [height, hash, hexOf(script), value, addresses.join("+"), transactions].join(" ");
}

/** Code of the failure that a piece of work ends in; null where it ends well. */
export async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof HashfallError) return error.code;
    throw error;
  }
}
