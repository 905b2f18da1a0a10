import { afterEach, expect, test } from "vitest";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import type { PeerAddress } from "../../../src/ingest/peer/address.ts";
import { type PeerSource, peerSource } from "../../../src/ingest/peer/peer-source.ts";
import { type FakeNode, type FakeNodeOptions, startFakeNode } from "../../fake-node/start.ts";
import { displayed } from "../../fixtures/header-columns.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { gather, goOn, hashesOf, knownUpTo, NOTHING_KNOWN, regtestSource } from "./gathering.ts";

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

const { rows } = recordedNode();
const hashes = rows.map((row) => row.hash);
const tip = rows.length - 1;

test("a node gives its whole chain, first block included, as it holds it", async () => {
  const node = await nodeWith();
  const source = await sourceOf([node]);
  const batches = await gather(source);
  const given = Buffer.concat(batches.map((batch) => batch.headers));
  expect(given.equals(Buffer.concat(rows.map((row) => row.header)))).toBe(true);
  expect(batches.map((batch) => batch.tipHeight)).toEqual([null, tip, tip, tip]);
  expect(batches.flatMap((batch) => batch.coinbases)).toEqual(rows.map(() => null));
  expect(source.report()).toEqual([
    {
      address: `127.0.0.1:${node.p2pPort}`,
      userAgent: "/Satoshi:28.1.0/",
      startHeight: tip,
      tip: hashes[tip],
      headers: tip,
      outcome: { kind: "agrees" },
    },
  ]);
});

test("only what is not known is asked for", async () => {
  const node = await nodeWith();
  const source = await sourceOf([node]);
  expect(hashesOf(await gather(source, knownUpTo(4_990)))).toEqual(hashes.slice(4_991));
  expect(node.count(/^p2p getheaders$/u)).toBe(1);
  expect(await gather(source, knownUpTo(tip))).toEqual([]);
  expect(source.report()).toMatchObject([{ headers: 0, outcome: { kind: "agrees" } }]);
});

test("a chain of one block is given too", async () => {
  const source = await sourceOf([await nodeWith({ tip: hashes[0] ?? "" })]);
  expect(hashesOf(await gather(source))).toEqual(hashes.slice(0, 1));
  expect(source.report()).toMatchObject([{ outcome: { kind: "agrees" } }]);
});

test("a node behind what is known gives nothing and is told so", async () => {
  const source = await sourceOf([await nodeWith({ tip: hashes[4_999] ?? "" })]);
  expect(await gather(source, knownUpTo(tip))).toEqual([]);
  expect(source.report()).toMatchObject([{ tip: null, outcome: { kind: "behind" } }]);
});

test("of two nodes that agree the second gives nothing twice", async () => {
  const source = await sourceOf([await nodeWith(), await nodeWith()]);
  expect(hashesOf(await gather(source))).toEqual(hashes);
  expect(source.report()).toMatchObject([
    { headers: tip, tip: hashes[tip], outcome: { kind: "agrees" } },
    { headers: 0, tip: hashes[tip], outcome: { kind: "agrees" } },
  ]);
});

test("a node further on adds what the first lacks", async () => {
  const source = await sourceOf([
    await nodeWith({ tip: hashes[4_000] ?? "" }),
    await nodeWith(),
    await nodeWith({ tip: hashes[10] ?? "" }),
  ]);
  const given = hashesOf(await gather(source));
  expect(given.slice(0, rows.length)).toEqual(hashes);
  expect([...new Set(given)]).toEqual(hashes);
  expect(source.report().map((peer) => peer.outcome.kind)).toEqual(["behind", "agrees", "behind"]);
});

test.each(branches())(
  "a branch of $length blocks is handed on by the node that has it",
  async ({ tipHash, branch }) => {
    const source = await sourceOf([
      await nodeWith(),
      await nodeWith({ tip: tipHash }),
      await nodeWith({ tip: tipHash }),
      await nodeWith(),
    ]);
    const given = hashesOf(await gather(source));
    expect(given.slice(0, rows.length)).toEqual(hashes);
    expect(given.slice(rows.length).filter((hash) => !hashes.includes(hash))).toEqual(branch);
    expect(source.report().map((peer) => peer.outcome.kind)).toEqual([
      "agrees",
      "other branch",
      "other branch",
      "agrees",
    ]);
    expect(source.report()[2]).toMatchObject({ tip: tipHash, headers: 0 });
  },
);

test("a new block is told, and only it is fetched", async () => {
  const node = await nodeWith();
  const source = await sourceOf([node]);
  await gather(source);
  const heard = source.changed(goOn());
  const [first] = node.mine(1, {});
  await heard;
  expect(hashesOf(await gather(source, knownUpTo(tip)))).toEqual([first?.hash]);
  expect(node.count(/^p2p version$/u)).toBe(1);
});

test("a block found before anyone waits for it is news all the same", async () => {
  const node = await nodeWith();
  const source = await sourceOf([node]);
  await gather(source);
  const heard = source.changed(goOn());
  node.mine(1, {});
  await heard;
  await source.changed(goOn());
  expect(await gather(source, knownUpTo(tip))).toHaveLength(1);
  expect(node.count(/^p2p sendheaders$/u)).toBe(1);
});

test("a reorganisation is told, and the new branch is fetched", async () => {
  const node = await nodeWith();
  const source = await sourceOf([node]);
  await gather(source);
  const heard = source.changed(goOn());
  const mined = node.mine(12, { on: hashes[tip - 11] ?? "" });
  await heard;
  const given = hashesOf(await gather(source, knownUpTo(tip)));
  expect(given.slice(-12)).toEqual(mined.map((block) => block.hash));
});

test("a node that went away is tried again after growing pauses until it is back", async () => {
  const node = await nodeWith();
  const pauses: number[] = [];
  const pause = async (ms: number): Promise<void> => void pauses.push(ms);
  const source = await regtestSource({ peers: [addressOf(node)], pause });
  opened.push(source);
  await gather(source);
  const lost = source.changed(goOn());
  await node.stop();
  await lost;
  for (let i = 0; i < 8; i += 1) {
    await expect(gather(source, knownUpTo(tip))).rejects.toMatchObject({
      code: "source.unreachable",
    });
    await source.changed(goOn());
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((s) => s * 1_000));
  await node.start();
  expect(await gather(source, knownUpTo(4_999))).toHaveLength(1);
  expect(source.report()).toMatchObject([{ outcome: { kind: "agrees" } }]);
});

test("waiting ends on request", async () => {
  const source = await sourceOf([await nodeWith()]);
  await gather(source);
  const controller = new AbortController();
  const waiting = source.changed(controller.signal);
  controller.abort();
  await expect(waiting).resolves.toBeUndefined();
  await expect(source.changed(controller.signal)).resolves.toBeUndefined();
});

test("a run ends on request, and another begins with a new connection", async () => {
  const node = await nodeWith();
  const source = await sourceOf([node]);
  const controller = new AbortController();
  const run = async (): Promise<void> => {
    for await (const _ of source.blocks(NOTHING_KNOWN, controller.signal)) controller.abort();
  };
  await expect(run()).rejects.toMatchObject({ code: "stopped" });
  expect(hashesOf(await gather(source))).toEqual(hashes);
  expect(node.count(/^p2p version$/u)).toBe(2);
});

test("a reader may leave in the midst of a run", async () => {
  const source = await sourceOf([await nodeWith()]);
  for await (const _ of source.blocks(NOTHING_KNOWN, goOn())) break;
  expect(hashesOf(await gather(source))).toEqual(hashes);
});

test("a closed source leaves no connection and wakes whoever waits", async () => {
  const node = await nodeWith();
  const source = await sourceOf([node]);
  await gather(source);
  const waiting = source.changed(goOn());
  await source.close();
  await waiting;
  await expect(gather(source)).rejects.toMatchObject({ code: "stopped" });
});

test("the network is found by trying when no one names it", async () => {
  const node = await nodeWith();
  const source = await peerSource({ peers: [addressOf(node)], version: "0.0.0" });
  opened.push(source);
  expect(source.network.name).toBe("regtest");
  expect(source.label).toBe(`p2p:127.0.0.1:${node.p2pPort}`);
  expect(hashesOf(await gather(source))).toEqual(hashes);
  // It hangs up on the three other networks; the connection that worked is kept.
  expect(node.count(/^p2p version$/u)).toBe(1);
});

test("a node of another network is not mistaken for a broken one", async () => {
  const node = await nodeWith();
  const peers = [addressOf(node)];
  const source = await regtestSource({ peers, network: NETWORKS.signet });
  opened.push(source);
  await expect(gather(source)).rejects.toMatchObject({
    code: "source.unreachable",
    message: `peer 127.0.0.1:${node.p2pPort} hung up when greeted as signet`,
  });
});

test("where nothing listens there is nothing to read, and every peer is named", async () => {
  const node = await nodeWith();
  const port = node.p2pPort;
  await node.stop();
  const peers = [
    { host: "127.0.0.1", port },
    { host: "localhost", port },
  ];
  const failure = { code: "source.unreachable", problems: [{}, {}] };
  await expect(peerSource({ peers, version: "0.0.0" })).rejects.toMatchObject(failure);
  const source = await regtestSource({ peers });
  await expect(gather(source)).rejects.toMatchObject(failure);
  expect(source.report().map((peer) => peer.outcome.kind)).toEqual(["dropped", "dropped"]);
  await expect(peerSource({ peers: [], version: "" })).rejects.toMatchObject({
    code: "input.invalid",
  });
});

/** The branches that lost on the recorded chain. */
function branches(): { length: number; tipHash: string; branch: string[] }[] {
  const { blocks, chainTips } = recordedNode();
  return chainTips
    .filter((one) => one.status !== "active")
    .map(({ branchlen: length, hash: tipHash }) => {
      const branch = [tipHash];
      while (branch.length < length) {
        const header = blocks.get(branch[0] ?? "")?.header ?? Buffer.alloc(80);
        branch.unshift(displayed(header.subarray(4, 36)));
      }
      return { length, tipHash, branch };
    });
}

async function nodeWith(options: FakeNodeOptions = {}): Promise<FakeNode> {
  const node = await startFakeNode({ tip: hashes[tip] ?? "", ...options });
  opened.push(node);
  return node;
}

async function sourceOf(nodes: readonly FakeNode[]): Promise<PeerSource> {
  const source = await regtestSource({ peers: nodes.map(addressOf) });
  opened.push(source);
  return source;
}

function addressOf(node: FakeNode): PeerAddress {
  return { host: "127.0.0.1", port: node.p2pPort };
}
