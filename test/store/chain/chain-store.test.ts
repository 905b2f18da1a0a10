import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { HashfallError, satoshis, unixSeconds } from "../../../src/base/index.ts";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import type { BlockBatch } from "../../../src/ingest/index.ts";
import { UNOBSERVED } from "../../../src/record/index.ts";
import { ChainStore } from "../../../src/store/index.ts";
import { cleanUp, freshFolder } from "../../ingest/sources.ts";
import {
  BlockTree,
  NEVER,
  type Sent,
  batchOf,
  codeOf,
  labelOf,
  scriptedSource,
  stateOf,
  syncOf,
} from "./block-tree.ts";
import { PlainChain } from "./plain-chain.ts";

afterAll(cleanUp);

/** What a source does next: sends a new block, or one again that it sent before. */
const move = fc.record({
  kind: fc.constantFrom("new", "new", "new", "again"),
  /** How far back the parent, or the block sent again, arrived. */
  back: fc.oneof(
    { arbitrary: fc.constant(0), weight: 4 },
    { arbitrary: fc.nat({ max: 15 }), weight: 1 },
  ),
  withCoinbase: fc.boolean(),
});
/** A batch: its moves, how its last coinbase is spoilt, and whether the store is opened again after it. */
const turn = fc.record({
  moves: fc.array(move, { minLength: 1, maxLength: 12 }),
  spoilt: fc.constantFrom(null, null, null, "states another height", "cannot be written"),
  reopens: fc.constantFrom(true, false, false, false),
});

test("a store holds what a plain list of blocks would, whatever branches come in whatever batches", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 12 }), async (turns) => {
      const path = join(freshFolder(), "regtest.duckdb");
      const tree = new BlockTree();
      const plain = new PlainChain(tree);
      let store = await ChainStore.open(path, NETWORKS.regtest);
      let sync = await syncOf(store);
      for (const { moves, spoilt, reopens } of turns) {
        const moved = moves.map(
          ({ kind, back, withCoinbase }): Sent => ({
            block: kind === "again" ? tree.blockBack(back) : tree.mine(back),
            withCoinbase,
          }),
        );
        if (spoilt !== null) moved.push({ block: tree.mine(0), withCoinbase: true });
        const sent = plain.withAncestors(moved);
        const batch = batchOf(sent, `after ${tree.entries.length}`);
        const given = spoilt === null ? batch : spoil(batch, spoilt);
        const failure = await codeOf(sync.run(scriptedSource([given]), NEVER));
        expect(failure).toBe(spoilt === null ? null : CODES[spoilt]);
        if (spoilt === null) for (const block of sent) plain.take(block);
        if (reopens) {
          store.close();
          store = await ChainStore.open(path, NETWORKS.regtest);
          sync = await syncOf(store);
        }
        expect(await stateOf(store)).toEqual(plain.state);
        expect(sync.tip.height).toBe(plain.state.best.length - 1);
        expect(await labelsOf(store)).toEqual(await rightLabels(store));
      }
      store.close();
    }),
    { numRuns: 12 },
  );
});

const CODES = {
  "states another height": "coinbase.invalid",
  "cannot be written": "store.damaged",
} as const;

/** The batch with its last coinbase of another height, or worth half a satoshi more. */
function spoil(batch: BlockBatch, how: keyof typeof CODES): BlockBatch {
  const last = batch.coinbases.at(-1);
  if (last === null || last === undefined) throw new Error("no coinbase to spoil");
  const spoilt =
    how === "cannot be written"
      ? { ...last, value: satoshis(0.5) }
      : { ...last, script: Uint8Array.of(3, 0xff, 0xff, 0x7f) };
  return { ...batch, coinbases: [...batch.coinbases.slice(0, -1), spoilt] };
}

/** Label of every block of the best chain, as the measurements get it. */
async function labelsOf(store: ChainStore): Promise<string[]> {
  const { pool, pools } = await store.columns();
  return Array.from(pool, (code) => pools[code] ?? "");
}

async function rightLabels(store: ChainStore): Promise<string[]> {
  const { tipHeight } = await store.extent();
  const labels = Array.from({ length: tipHeight + 1 }, () => UNOBSERVED);
  await store.forEachCoinbase((coinbase) => {
    labels[coinbase.height] = labelOf(coinbase);
  });
  return labels;
}

/** A store of a file, in sync with some blocks in a row on the network's first. */
async function storeOfLine(
  blocks: number,
): Promise<{ store: ChainStore; path: string; tree: BlockTree }> {
  const path = join(freshFolder(), "regtest.duckdb");
  const tree = new BlockTree();
  const sent = Array.from({ length: blocks }, () => ({ block: tree.mine(0), withCoinbase: true }));
  const store = await ChainStore.open(path, NETWORKS.regtest);
  const sync = await syncOf(store);
  await sync.run(scriptedSource([batchOf(sent)]), NEVER);
  return { store, path, tree };
}

test("a reorganisation of 700 blocks leaves no trace of what was there but among the stale", async () => {
  const { store, tree } = await storeOfLine(1_600);
  const branch = [tree.mine(700), ...Array.from({ length: 700 }, () => tree.mine(0))];
  const sync = await syncOf(store);
  for (let from = 0; from < branch.length; from += 100) {
    const part = branch.slice(from, from + 100);
    const sent = part.map((block) => ({ block, withCoinbase: true }));
    await sync.run(scriptedSource([batchOf(sent)]), NEVER);
  }
  const plain = new PlainChain(tree);
  for (const { block } of tree.entries) plain.take({ block, withCoinbase: true });
  expect(await stateOf(store)).toEqual(plain.state);
  const { staleBlocks, reorganisations, firstMissing } = await store.extent();
  expect([staleBlocks, reorganisations, firstMissing]).toEqual([700, 1, 1_602]);
  store.close();
});

test("new rules name every block anew, and a pool that is new to them gets its own name", async () => {
  const { store, path } = await storeOfLine(40);
  expect(await store.labelRules()).toBeNull();
  await store.relabel(({ height }) => (height % 2 === 0 ? "even" : "odd"), "by parity");
  const expected = Array.from({ length: 41 }, (_, height) => (height % 2 === 0 ? "even" : "odd"));
  expect(await labelsOf(store)).toEqual(expected);
  const failing = store.relabel(({ height }) => {
    if (height === 30) throw new HashfallError("stopped", "half way");
    return "nobody";
  }, "never");
  await expect(failing).rejects.toThrow("half way");
  store.close();
  const again = await ChainStore.open(path, NETWORKS.regtest);
  expect(await labelsOf(again)).toEqual(expected);
  expect(await again.labelRules()).toBe("by parity");
  again.close();
});

test("a pool first named in a step that failed is stored with the next one that names it", async () => {
  const { store, tree } = await storeOfLine(3);
  const sync = await syncOf(store);
  const [last, next] = [tree.mine(0), tree.mine(0)];
  const sent = [last, next].map((block) => ({ block, withCoinbase: true }));
  const spoilt = scriptedSource([spoil(batchOf(sent), "cannot be written")]);
  await expect(sync.run(spoilt, NEVER)).rejects.toThrow(HashfallError);
  await sync.run(scriptedSource([batchOf(sent)]), NEVER);
  expect(await labelsOf(store)).toEqual(await rightLabels(store));
  store.close();
});

test("how far a source was read is kept for each, and falls back where its blocks are replaced", async () => {
  const { store, path, tree } = await storeOfLine(20);
  const step = { block: tree.mine(0), withCoinbase: true };
  const sync = await syncOf(store);
  await sync.run(scriptedSource([batchOf([step], "file 3:77")], { label: "files" }), NEVER);
  expect(await store.cursor("files")).toEqual({ position: "file 3:77", readTo: 21 });
  expect(await store.cursor("scripted")).toEqual({ position: null, readTo: 20 });
  expect(await store.cursor("never read")).toEqual({ position: null, readTo: 0 });
  const branch = [tree.mine(5), ...Array.from({ length: 5 }, () => tree.mine(0))];
  const bare = branch.map((block) => ({ block, withCoinbase: false }));
  const peers = scriptedSource([batchOf(bare)], { label: "peers", givesCoinbases: false });
  await sync.run(peers, NEVER);
  store.close();
  const again = await ChainStore.open(path, NETWORKS.regtest);
  const readTo = async (label: string): Promise<number> => (await again.cursor(label)).readTo;
  expect(await Promise.all(["files", "scripted", "peers"].map(readTo))).toEqual([16, 16, 22]);
  expect((await again.extent()).firstMissing).toBe(17);
  again.close();
});

test("a clock that is set back makes no record a damaged one without saying so", async () => {
  const { store } = await storeOfLine(3);
  await expect(store.loadChain(unixSeconds(1_000_000_000))).rejects.toMatchObject({
    problems: [{ remedy: "set this machine's clock" }],
  });
  store.close();
});
