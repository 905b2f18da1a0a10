import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bareHeaders, blocksOf, obfuscated } from "../fixtures/block-file.ts";
import { displayed, doubleSha256 } from "../fixtures/header-columns.ts";
import { firstMainnetHeaders } from "../fixtures/headers.ts";
import { recordedNode } from "../fixtures/node.ts";
import { outOfOrder, writeBlockFiles } from "./block-files.ts";
import { BUSY, DISK_ERROR, garbled, ofChain, truncated } from "./faults.ts";
import { get, post } from "./http-client.ts";
import { PeerClient } from "./peer-client.ts";
import { type FakeNode, startFakeNode } from "./start.ts";
import { summarise } from "./transactions.ts";

const recorded = recordedNode();
const hashAt = (height: number): string => recorded.rows[height]?.hash ?? "";
const branchTip = (length: number): string =>
  recorded.chainTips.find(({ branchlen }) => branchlen === length)?.hash ?? "";
const folder = mkdtempSync(join(tmpdir(), "hashfall-fake-node-"));

let node: FakeNode;
beforeAll(async () => {
  node = await startFakeNode();
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

test("version 1 of JSON-RPC tells failures by the status, version 2 by the body", async () => {
  const outcomes: unknown[] = [];
  for (const request of [
    { method: "getblockhash", params: [999_999], id: 7 },
    { method: "nosuch", id: 7 },
    { method: "getblockcount", id: 7 },
    { method: "getblock", params: { blockhash: hashAt(5), verbosity: 0 }, id: 7 },
    "{",
    { jsonrpc: "2.0", method: "getblockcount" },
  ]) {
    const response = await post(node, request);
    outcomes.push([response.status, await response.text()]);
  }
  expect(outcomes).toEqual([
    [500, '{"result":null,"error":{"code":-8,"message":"Block height out of range"},"id":7}\n'],
    [404, '{"result":null,"error":{"code":-32601,"message":"Method not found"},"id":7}\n'],
    [200, '{"result":5004,"error":null,"id":7}\n'],
    [200, `{"result":"${hexOf(hashAt(5))}","error":null,"id":7}\n`],
    [500, '{"result":null,"error":{"code":-32700,"message":"Parse error"},"id":null}\n'],
    [204, ""],
  ]);
});

function hexOf(hash: string): string {
  return Buffer.from(recorded.blocks.get(hash)?.bytes ?? []).toString("hex");
}

test("a part of a block is its bytes, or a refusal where it leaves the block", async () => {
  const newer = await startFakeNode({ blockpart: true });
  const hash = hashAt(2600);
  const block = Buffer.from(recorded.blocks.get(hash)?.bytes ?? []);
  const part = async (query: string) => get(newer, `/rest/blockpart/${hash}.bin${query}`);
  await fc.assert(
    fc.asyncProperty(fc.nat(block.length + 3), fc.nat(block.length + 3), async (offset, size) => {
      const { status, body } = await part(`?offset=${offset}&size=${size}`);
      const isInside = size > 0 && offset + size <= block.length;
      expect(status).toBe(isInside ? 200 : 400);
      const bad = `Bad block part offset/size ${offset}/${size} for ${hash}\r\n`;
      expect(body).toEqual(isInside ? block.subarray(offset, offset + size) : Buffer.from(bad));
    }),
  );
  const refusals = await Promise.all(
    ["?offset=80", "?size=80", "?offset=-1&size=1", "?offset=0&size=18446744073709551616"].map(
      part,
    ),
  );
  expect(refusals.map(({ status, body }) => [status, body.toString()])).toEqual([
    [400, "Block part size missing or invalid\r\n"],
    [400, "Block part offset missing or invalid\r\n"],
    [400, "Block part offset missing or invalid\r\n"],
    [400, "Block part size missing or invalid\r\n"],
  ]);
  const unknown = await get(newer, `/rest/blockpart/${"0".repeat(64)}.hex?offset=0&size=1`);
  expect(unknown.status).toBe(404);
  await newer.close();
});

test("headers are given upward from an active block only, and in the old form too", async () => {
  const answers = await Promise.all(
    [
      `/rest/headers/${hashAt(5000)}.bin?count=2000`,
      `/rest/headers/3/${hashAt(5000)}.bin`,
      `/rest/headers/${hashAt(5000)}.hex`,
      `/rest/headers/${branchTip(12)}.bin`,
      `/rest/headers/${"1".repeat(64)}.bin`,
      `/rest/headers/${hashAt(0)}.bin?count=2001`,
      `/rest/blockhashbyheight/5005.hex`,
      `/rest/nosuch.bin`,
    ].map(async (path) => get(node, path)),
  );
  expect(answers.map(({ status, body }) => [status, body.length])).toEqual([
    [200, 5 * 80],
    [200, 3 * 80],
    [200, 5 * 160 + 1],
    [200, 0],
    [200, 0],
    [400, "Header count is invalid or out of acceptable range (1-2000): 2001\r\n".length],
    [404, "Block height out of range\r\n".length],
    [404, 0],
  ]);
});

test("a reorganisation replays: the branch is unknown before, active, and then a stale one", async () => {
  const { height = 0 } = recorded.chainTips.find(({ branchlen }) => branchlen === 101) ?? {};
  const replay = await startFakeNode({ tip: branchTip(101) });
  const later = hashAt(height + 1);
  const peer = await PeerClient.to(replay.p2pPort);
  peer.send("sendheaders");
  peer.getHeaders([hashAt(4000)]);
  await peer.next("headers");
  expect((await get(replay, `/rest/block/${later}.bin`)).status).toBe(404);
  expect(JSON.parse((await get(replay, "/rest/chaininfo.json")).body.toString())).toMatchObject({
    blocks: height,
    bestblockhash: branchTip(101),
  });
  replay.setActive(later);
  expect(displayed((await peer.next("inv")).subarray(5))).toBe(later);
  expect((await get(replay, `/rest/headers/${branchTip(101)}.bin`)).body.length).toBe(0);
  expect(replay.chain.tips().map(({ block }) => block.hash)).toEqual([later, branchTip(101)]);
  peer.getHeaders([branchTip(101), hashAt(height - 101)]);
  expect((await peer.next("headers")).length).toBe(1 + 102 * 81);
  replay.setActive(hashAt(height + 2));
  const announced = await peer.next("headers");
  expect(displayed(doubleSha256(announced.subarray(1, 81)))).toBe(hashAt(height + 2));
  peer.close();
  await replay.close();
});

test("mined blocks link, meet their target and hold the coinbase they commit to", async () => {
  const mining = await startFakeNode();
  const mined = mining.mine(3, { tag: "/七彩/", spacing: 30 });
  const rival = mining.mine(2, { on: hashAt(5004), extraNonce: 1 });
  for (const { hash, header, bytes } of [...mined, ...rival]) {
    expect(displayed(doubleSha256(header))).toBe(hash);
    expect(Number.parseInt(hash.slice(0, 2), 16)).toBeLessThan(0x80);
    expect(summarise(bytes).txids).toEqual([displayed(header.subarray(36, 68))]);
  }
  expect(Buffer.from(mined[0]?.bytes ?? []).includes("/七彩/")).toBe(true);
  expect(mining.chain.tip.height).toBe(5006);
  expect(
    mining.chain
      .tips()
      .map(({ height }) => height)
      .slice(0, 2),
  ).toEqual([5007, 5006]);
  mining.setActive(mined.at(-1)?.hash ?? "");
  expect(mining.chain.at(5005)?.block.hash).toBe(mined[0]?.hash);
  await mining.close();
});

test("whatever the layout, the files hold the same blocks", () => {
  const hashes = [...recorded.blocks.keys()].toSorted();
  const shuffled = outOfOrder(recorded.blocks.values(), 64, 1);
  expect(shuffled.map(({ hash }) => hash)).not.toEqual([...recorded.blocks.keys()]);
  const layout = { maximumBytes: 300_000, chunkBytes: 4096, key: recorded.xorKey };
  const grown = writeBlockFiles(join(folder, "grown"), shuffled.slice(0, 4000), layout);
  const [next, ...rest] = shuffled.slice(4000);
  if (next === undefined) throw new Error("no block left");
  grown.appendPart(next, 100);
  grown.append([next, ...rest]);
  expect(grown.files.length).toBe(5);
  const plain = grown.files.map((file) => obfuscated(readFileSync(file), recorded.xorKey));
  expect(plain.flatMap((file) => blocksOf(file).map(({ hash }) => hash)).toSorted()).toEqual(
    hashes,
  );
  expect(plain.slice(0, -1).every((file) => file.length <= 300_000)).toBe(true);
});

test("a node with headers alone tells them and has no blocks", async () => {
  const blocks = bareHeaders(firstMainnetHeaders());
  const bare = await startFakeNode({ blocks, chainName: "main" });
  const info: unknown = JSON.parse((await get(bare, "/rest/chaininfo.json")).body.toString());
  // 20,000 blocks of 2^256 / (0xffff × 2^208 + 1) = 0x100010001 hashes each.
  const work = (20_000n * 0x1_0001_0001n).toString(16).padStart(64, "0");
  expect(info).toMatchObject({ chain: "main", blocks: 19_999, difficulty: 1, chainwork: work });
  const { hash } = bare.chain.tip.block;
  expect((await get(bare, `/rest/headers/${hash}.bin`)).body.length).toBe(80);
  expect((await get(bare, `/rest/block/${hash}.bin`)).status).toBe(404);
  await bare.close();
});

test("a hole stands before every so many blocks", () => {
  const three = [...recorded.blocks.values()].slice(0, 3);
  const lengths = (["stub", "zeros", "debris"] as const).map((kind) => {
    const holes = { kind, every: 2 };
    const { files } = writeBlockFiles(join(folder, kind), three, { chunkBytes: 1, holes });
    return readFileSync(files[0] ?? "").length;
  });
  const whole = three.reduce((sum, { bytes }) => sum + 8 + bytes.length, 0);
  const half = Math.floor((8 + (three[2]?.bytes.length ?? 0)) / 2);
  expect(lengths).toEqual([whole + 8, whole + 8, whole + half]);
});

test("a node that stops and starts again has its port, a new cookie and no old connection", async () => {
  const restarting = await startFakeNode({ auth: { cookieFolder: join(folder, "cookie") } });
  const peer = await PeerClient.to(restarting.p2pPort);
  const { port, authorization, cookieFile = "" } = restarting;
  expect(readFileSync(cookieFile, "utf8")).toMatch(/^__cookie__:[0-9a-f]{64}$/u);
  await restarting.stop();
  await expect(get(restarting, "/rest/chaininfo.json")).rejects.toThrow("fetch failed");
  await restarting.start();
  expect(restarting.port).toBe(port);
  const call = { method: "getblockcount", id: 1 };
  expect((await post(restarting, call, authorization)).status).toBe(401);
  expect((await post(restarting, call)).status).toBe(200);
  peer.close();
  await restarting.close();
});

test("faults come when due and then are over", async () => {
  const failing = await startFakeNode();
  const path = `/rest/block/${hashAt(2600)}.bin`;
  const whole = await get(failing, path);
  failing.faults.add(DISK_ERROR, { match: /block/u, times: 1 });
  failing.faults.add(BUSY, { match: /block/u, times: 1 });
  failing.faults.add(truncated(10), { match: /block/u, times: 1 });
  failing.faults.add(garbled(), { match: /block/u, skip: 1, times: 1 });
  failing.faults.add({ kind: "cut", after: 10 }, { match: /chaininfo/u, times: 1 });
  failing.faults.add(ofChain("main"), { match: /chaininfo/u });
  expect((await get(failing, path)).status).toBe(500);
  expect(await get(failing, path)).toMatchObject({
    status: 503,
    body: Buffer.from("Work queue depth exceeded"),
  });
  expect((await get(failing, path)).body).toEqual(whole.body.subarray(0, 10));
  expect(await get(failing, path)).toEqual(whole);
  const garbage = (await get(failing, path)).body;
  expect([garbage.length, garbage.equals(whole.body)]).toEqual([whole.body.length, false]);
  expect(await get(failing, path)).toEqual(whole);
  await expect(get(failing, "/rest/chaininfo.json")).rejects.toThrow("terminated");
  const other: unknown = JSON.parse((await get(failing, "/rest/chaininfo.json")).body.toString());
  expect(other).toMatchObject({ chain: "main" });
  failing.faults.clear();
  failing.warmUp = "Loading block index…";
  expect((await get(failing, path)).body.toString()).toBe(
    "Service temporarily unavailable: Loading block index…\r\n",
  );
  expect(await (await post(failing, { method: "getblockcount", id: 1 })).json()).toEqual({
    result: null,
    error: { code: -28, message: "Loading block index…" },
    id: 1,
  });
  expect(failing.count(/^GET \/rest\/block/u)).toBe(8);
  expect(failing.count(/^rpc getblockcount$/u)).toBe(1);
  await failing.close();
});
