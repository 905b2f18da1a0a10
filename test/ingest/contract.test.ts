import { afterAll, describe, expect, test } from "vitest";
import { ChainSync } from "../../src/app/sync/chain-sync.ts";
import { displayHash, hexOf } from "../../src/bitcoin/index.ts";
import { type BlockSource } from "../../src/ingest/index.ts";
import { ChainStore, type StoredCoinbase } from "../../src/store/index.ts";
import { recordedNode } from "../fixtures/node.ts";
import { NOW, SOURCES, type SourceKind, cleanUp, syncedFrom } from "./sources.ts";

const { rows, chainTips } = recordedNode();
const FINAL = rows.at(-1)?.hash ?? "";
/** Tip of the branch of 101 blocks that the node left at the fourth reorganisation. */
const LEFT_BEHIND = chainTips.find(({ branchlen }) => branchlen === 101)?.hash ?? "";
const never = new AbortController().signal;

afterAll(cleanUp);

/** The chain as the recorded node told it: one line a block. */
function recordedChain(withCoinbases: boolean): string[] {
  return rows.map(({ height, hash, header, coinbaseScript, addresses, valueSat }) =>
    withCoinbases
      ? [height, hash, hexOf(header), hexOf(coinbaseScript), addresses.join(" "), valueSat].join(
          " ",
        )
      : [height, hash, hexOf(header)].join(" "),
  );
}

/** The same of a store, its headers checked anew on the way. */
async function storedChain(store: ChainStore, withCoinbases: boolean): Promise<string[]> {
  const chain = await store.loadChain(NOW);
  const coinbases = new Map<number, StoredCoinbase>();
  await store.forEachCoinbase((coinbase) => coinbases.set(coinbase.height, coinbase));
  return Array.from({ length: chain.tipHeight + 1 }, (_, height) => {
    const row = chain.activeRow(height);
    const header = [height, displayHash(chain.hash(row)), hexOf(chain.header(row))];
    const coinbase = coinbases.get(height);
    if (!withCoinbases || coinbase === undefined) return header.join(" ");
    const { script, addresses, value } = coinbase;
    return [...header, hexOf(script), addresses.join(" "), value].join(" ");
  });
}

describe.each(SOURCES)("$name", (kind: SourceKind) => {
  const recorded = recordedChain(kind.givesCoinbases);

  test("gives exactly the chain that the recorded node held for active", async () => {
    const origin = await kind.start(FINAL);
    const { store, outcome } = await syncedFrom(await origin.open());
    expect(await storedChain(store, kind.givesCoinbases)).toEqual(recorded);
    expect([outcome.toHeight, outcome.stopped]).toEqual([5_004, false]);
    store.close();
    await origin.close();
  });

  test("goes on where it was stopped", async () => {
    const origin = await kind.start(FINAL);
    const store = await ChainStore.open(":memory:", (await opened(origin.open())).network);
    for (let turn = 0; turn < 3; turn += 1) {
      const source = await origin.open();
      const stop = new AbortController();
      const sync = await ChainSync.open(store, {
        label: () => "unknown",
        now: () => NOW,
        progress: () => stop.abort(),
      });
      await sync.run(source, stop.signal);
      await source.close();
    }
    const { outcome } = await syncedFrom(await origin.open(), store);
    expect(await storedChain(store, kind.givesCoinbases)).toEqual(recorded);
    const again = await syncedFrom(await origin.open(), store);
    expect([outcome.toHeight, again.outcome.fromHeight]).toEqual([5_004, null]);
    store.close();
    await origin.close();
  });

  test("is followed through a reorganisation of 101 blocks", async () => {
    const origin = await kind.start(LEFT_BEHIND);
    let source = await origin.open();
    const store = await ChainStore.open(":memory:", source.network);
    const sync = await ChainSync.open(store, { label: () => "unknown", now: () => NOW });
    const before = await sync.run(source, never);
    const changed = kind.follows ? source.changed(never) : Promise.resolve();
    origin.moveTo(FINAL);
    await changed;
    if (!kind.follows) {
      await source.close();
      source = await origin.open();
    }
    const after = await sync.run(source, never);
    expect([before.toHeight, after.toHeight]).toEqual([4_704, 5_004]);
    expect(after.reorganisations.map(({ depth }) => depth)).toContain(101);
    expect(await storedChain(store, kind.givesCoinbases)).toEqual(recorded);
    const { staleBlocks, firstMissing } = await store.extent();
    expect(staleBlocks).toBeGreaterThanOrEqual(101);
    expect(firstMissing).toBe(kind.givesCoinbases ? 5_005 : 1);
    await source.close();
    store.close();
    await origin.close();
  });

  test("ends at once when it was told to stop before", async () => {
    const origin = await kind.start(FINAL);
    const source = await origin.open();
    const store = await ChainStore.open(":memory:", source.network);
    const sync = await ChainSync.open(store, { label: () => "unknown", now: () => NOW });
    const { stopped, blocks } = await sync.run(source, AbortSignal.abort());
    expect([stopped, blocks]).toEqual([true, 0]);
    await source.close();
    store.close();
    await origin.close();
  });
});

/** A source opened only to be looked at. */
async function opened(source: Promise<BlockSource>): Promise<BlockSource> {
  const found = await source;
  await found.close();
  return found;
}
