import { afterAll, expect, test } from "vitest";
import { ChainSync } from "../../../src/app/sync/chain-sync.ts";
import { unixSeconds } from "../../../src/base/index.ts";
import { openBlockFiles, openNode, peerSource } from "../../../src/ingest/index.ts";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import { ChainStore } from "../../../src/store/index.ts";
import { writeBlockFiles } from "../../fake-node/block-files.ts";
import { startFakeNode } from "../../fake-node/start.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { NOW, cleanUp, freshFolder, syncedFrom } from "../../ingest/sources.ts";

const { rows, blocks } = recordedNode();
const FINAL = rows.at(-1)?.hash ?? "";
const never = new AbortController().signal;

afterAll(cleanUp);

test("a node behind the headers fills in its coinbases, and the rest once it has them", async () => {
  const node = await startFakeNode({ blockpart: true });
  const peers = [{ host: "127.0.0.1", port: node.p2pPort }];
  const headers = await peerSource({ peers, network: NETWORKS.regtest, version: "test" });
  const { store } = await syncedFrom(headers);
  const open = async (): ReturnType<typeof openNode> => openNode(new URL(node.url));
  node.setActive(rows[3_000]?.hash ?? "");
  await syncedFrom(await open(), store);
  expect((await store.extent()).firstMissing).toBe(3_001);
  node.setActive(FINAL);
  await syncedFrom(await open(), store);
  expect((await store.extent()).firstMissing).toBe(5_005);
  store.close();
  await node.close();
});

test("block files whose headers were ahead of the clock are read on when it is put right", async () => {
  const { folder } = writeBlockFiles(freshFolder(), blocks.values());
  const store = await ChainStore.open(":memory:", NETWORKS.regtest);
  const late = unixSeconds((rows[3_000]?.time ?? 0) - 7_200);
  const early = await ChainSync.open(store, { label: () => "unknown", now: () => late });
  const first = await openBlockFiles(folder);
  await expect(early.run(first, never)).rejects.toMatchObject({ code: "header.invalid" });
  await first.close();
  const { outcome } = await syncedFrom(await openBlockFiles(folder), store);
  expect(outcome.toHeight).toBe(5_004);
  store.close();
});

test("the files of a pruned node fill in what they have, once the headers are known", async () => {
  const node = await startFakeNode();
  const peers = [{ host: "127.0.0.1", port: node.p2pPort }];
  const headers = await peerSource({ peers, network: NETWORKS.regtest, version: "test" });
  const { store } = await syncedFrom(headers);
  const kept = [...blocks.values()].slice(4_000);
  const { folder } = writeBlockFiles(freshFolder(), kept);
  await syncedFrom(await openBlockFiles(folder), store);
  const { coinbases, tipHeight } = await store.extent();
  expect(tipHeight).toBe(5_004);
  expect(coinbases).toBeGreaterThan(900);
  expect(store.hasCoinbase(5_004)).toBe(true);
  expect((await store.loadChain(NOW)).tipHeight).toBe(5_004);
  store.close();
  await node.close();
});
