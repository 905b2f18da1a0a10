import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unixSeconds } from "../../../../src/base/index.ts";
import { NETWORKS, displayHash, hexOf } from "../../../../src/bitcoin/index.ts";
import { UNOBSERVED } from "../../../../src/record/index.ts";
import { ChainStore, type StoredCoinbase, readBlocks } from "../../../../src/store/index.ts";
import type { StoredBlock } from "../../../fixtures/block-file.ts";
import { coinbaseOf } from "../../../store/chain/block-tree.ts";

const NOW = unixSeconds(2_000_000_000);

/** What a store was found to hold. */
export interface Found {
  /** Hashes of the best chain by height, in display order; none where there is no store. */
  readonly hashes: readonly string[];
  /** The same with those of stale blocks. */
  readonly all: ReadonlySet<string>;
  readonly coinbases: ReadonlySet<number>;
}

/** What a new folder holds. */
export const NOTHING: Found = { hashes: [], all: new Set(), coinbases: new Set() };

/**
 * Opens a copy of a store, so that the next sync has to recover the original itself, and checks every
 * header, every coinbase against the block it is of, every label, and the blocks' file.
 *
 * @throws Error for whatever is not as it must be.
 */
export async function inspect(
  folder: string,
  blocks: ReadonlyMap<string, StoredBlock>,
): Promise<Found> {
  const path = join(folder, "regtest.duckdb");
  if (!existsSync(path)) return NOTHING;
  const copies = mkdtempSync(join(tmpdir(), "hashfall-kill-"));
  try {
    const copy = join(copies, "regtest.duckdb");
    copyFileSync(path, copy);
    if (existsSync(`${path}.wal`)) copyFileSync(`${path}.wal`, `${copy}.wal`);
    const store = await ChainStore.open(copy, NETWORKS.regtest);
    try {
      const found = await inspectStore(store, blocks);
      await inspectBlocksFile(join(folder, "regtest.blocks.parquet"), blocks);
      return found;
    } finally {
      store.close();
    }
  } finally {
    rmSync(copies, { recursive: true });
  }
}

async function inspectStore(
  store: ChainStore,
  blocks: ReadonlyMap<string, StoredBlock>,
): Promise<Found> {
  const { tipHeight, coinbases: count, staleBlocks } = await store.extent();
  if (tipHeight < 0) return NOTHING;
  const chain = await store.loadChain(NOW);
  requireEqual("stored headers", tipHeight, chain.tipHeight);
  requireEqual("headers", chain.count, tipHeight + 1 + staleBlocks);
  const hashes = Array.from({ length: tipHeight + 1 }, (_, height) =>
    displayHash(chain.hash(chain.activeRow(height))),
  );
  const { pool, pools } = await store.columns();
  const coinbases = new Set<number>();
  await store.forEachCoinbase((coinbase) => {
    const { height } = coinbase;
    if (coinbases.has(height)) throw new Error(`two coinbases of height ${height}`);
    coinbases.add(height);
    requireSame(coinbase, blocks.get(hashes[height] ?? ""));
    if (pools[pool[height] ?? 0] === UNOBSERVED) throw new Error(`no label of height ${height}`);
  });
  requireEqual("stored coinbases", coinbases.size, count);
  requireEqual("labels", pool.filter((code) => pools[code] !== UNOBSERVED).length, count);
  const all = Array.from({ length: chain.count }, (_, row) => displayHash(chain.hash(row)));
  return { hashes, all: new Set(all), coinbases };
}

function requireSame(found: StoredCoinbase, block: StoredBlock | undefined): void {
  if (block === undefined) throw new Error(`block ${found.height} was never sent`);
  const { script, value, addresses, transactions } = coinbaseOf(block);
  const said = [hexOf(script), value, addresses.join(" "), transactions].join(" ");
  const kept = [hexOf(found.script), found.value, found.addresses.join(" "), found.transactions];
  requireEqual(`coinbase ${found.height}`, kept.join(" "), said);
}

/** The file is of one moment's best chain, whole: its times are those of blocks that were sent. */
async function inspectBlocksFile(
  path: string,
  blocks: ReadonlyMap<string, StoredBlock>,
): Promise<void> {
  if (!existsSync(path)) return;
  const { time, firstHeight } = await readBlocks(path);
  requireEqual("first height of the blocks' file", firstHeight, 0);
  const times = new Set(
    Array.from(blocks.values(), ({ header }) => Buffer.from(header).readUInt32LE(68)),
  );
  for (const each of time) if (!times.has(each)) throw new Error(`no block was of time ${each}`);
}

/** @throws Error that says what differs. */
export function requireEqual<T extends string | number>(what: string, found: T, expected: T): void {
  if (found !== expected) throw new Error(`${what}: ${found} instead of ${expected}`);
}
