import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeBlockFiles } from "../fake-node/block-files.ts";
import { get, post } from "../fake-node/http-client.ts";
import { MessageReader } from "../fake-node/messages.ts";
import { PeerClient } from "../fake-node/peer-client.ts";
import { type FakeNode, startFakeNode } from "../fake-node/start.ts";
import { displayed, doubleSha256 } from "../fixtures/header-columns.ts";
import { firstMainnetHeaders, headers2019 } from "../fixtures/headers.ts";
import { recordedNode } from "../fixtures/node.ts";

const recorded = recordedNode();
const MAGIC = 0xdab5bffa;
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const folder = mkdtempSync(join(tmpdir(), "hashfall-fake-node-"));

let node: FakeNode;
beforeAll(async () => {
  node = await startFakeNode();
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

// Recorded from Bitcoin Core 28.1.
test.each(recorded.rest.filter(({ path }) => path.startsWith("/rest/")))(
  "$path is answered as the recorded node did",
  async ({ path, status, type, body }) => {
    const found = await get(node, path);
    expect([found.status, found.type]).toEqual([status, type]);
    expect(sha256(found.body)).toBe(sha256(body ?? Buffer.alloc(0)));
  },
);

test.each(recorded.rpc)(
  "$request.method is answered as the recorded node did",
  async (exchange) => {
    const response = await post(node, { jsonrpc: "2.0", ...exchange.request, id: 1 });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(exchange.response);
  },
);

test("a wrong password is refused as the recorded node did", async () => {
  const response = await post(node, { method: "getblockcount" }, "Basic d3Jvbmc6b25l");
  const exchange = recorded.rest.find(({ path }) => path.startsWith("POST"));
  expect([response.status, response.headers.get("content-type")]).toEqual([
    exchange?.status,
    exchange?.type,
  ]);
  expect(response.headers.get("www-authenticate")).toBe('Basic realm="jsonrpc"');
});

test("the chain and its branches are told as the recorded node did", async () => {
  const response = await post(node, [
    { jsonrpc: "2.0", method: "getblockchaininfo", id: "a" },
    { jsonrpc: "2.0", method: "getchaintips", id: "b" },
  ]);
  expect(await response.json()).toEqual([
    { jsonrpc: "2.0", result: recorded.chainInfo, id: "a" },
    { jsonrpc: "2.0", result: recorded.chainTips, id: "b" },
  ]);
});

test("the handshake and the first headers are the recorded bytes but for two nonces", async () => {
  const peer = await PeerClient.to(node.p2pPort);
  peer.getHeaders([recorded.rows[0]?.hash ?? ""]);
  await peer.next("headers");
  peer.close();
  const expected = new MessageReader(MAGIC).push(Buffer.from(recorded.p2pSent)) ?? [];
  const withoutNonces = [peer.messages, expected].map((messages) =>
    messages.map(({ command, payload }) => {
      const shown = Buffer.from(payload);
      if (command === "version") shown.fill(0, 72, 80);
      if (command === "ping") shown.fill(0);
      return `${command} ${shown.length} ${sha256(shown)}`;
    }),
  );
  expect(withoutNonces[0]).toEqual(withoutNonces[1]);
});

test("block files are laid out as the recorded node's, hidden and plain", () => {
  const layout = { chunkBytes: recorded.blockFile.length };
  const plain = writeBlockFiles(join(folder, "plain"), recorded.blocks.values(), layout);
  const hidden = writeBlockFiles(join(folder, "hidden"), recorded.blocks.values(), {
    ...layout,
    key: recorded.xorKey,
  });
  expect(sha256(readFileSync(plain.files[0] ?? ""))).toBe(sha256(recorded.blockFile));
  expect(sha256(readFileSync(hidden.files[0] ?? ""))).toBe(sha256(recorded.obfuscatedBlockFile));
  expect(readFileSync(join(folder, "hidden", "xor.dat"))).toEqual(recorded.xorKey);
});

test("the headers kept of mainnet link, from the first block and across a retarget", () => {
  const summer = headers2019();
  const runs = [firstMainnetHeaders(), Buffer.concat([summer.parent, summer.headers])];
  for (const run of runs) {
    for (let at = 80; at < run.length; at += 80) {
      const parent = doubleSha256(run.subarray(at - 80, at));
      if (!parent.equals(run.subarray(at + 4, at + 36))) throw new Error(`no link at ${at / 80}`);
    }
  }
  const ends = runs.map((run) => displayed(doubleSha256(run.subarray(0, 80))));
  // Block 0, and the checkpoint at 586,656 of bitcoinj and Electrum.
  expect(ends).toEqual([
    "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
    "000000000000000000063108ecc1f03f7fd1481eb20f97307d532a612bc97f04",
  ]);
  expect([runs[0]?.length, summer.headers.length]).toEqual([20_000 * 80, 2633 * 80]);
});
