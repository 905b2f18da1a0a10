import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { startFakeNode } from "../fake-node/start.ts";
import { writeBlockFiles } from "../fake-node/block-files.ts";
import { recordedNode } from "../fixtures/node.ts";
import { cleanUp, freshFolder } from "../ingest/sources.ts";
import { ROOT } from "../shipped.ts";
import { answerOf, hashfall } from "./program.ts";

const { blocks, rows, xorKey } = recordedNode();
const FINAL = rows.at(-1);

afterAll(cleanUp);

/** The program running beside this test, so that a fake node here can answer it. */
function running(...args: readonly string[]): ChildProcess {
  return spawn("node", [`${ROOT}bin/hashfall`, ...args], {
    env: { ...process.env, LC_ALL: "C", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function outcomeOf(child: ChildProcess): Promise<{ status: unknown; stdout: string }> {
  let stdout = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.resume();
  const [status] = await once(child, "close");
  return { status, stdout };
}

/** Waits until a line that a process notes matches. */
async function noted(child: ChildProcess, pattern: RegExp): Promise<string> {
  if (child.stderr === null) throw new Error("nothing to read");
  for await (const line of createInterface({ input: child.stderr })) {
    if (pattern.test(line)) return line;
  }
  throw new Error(`ended without a note like ${pattern}`);
}

describe("a chain synced from block files", () => {
  const folder = freshFolder();
  const files = writeBlockFiles(freshFolder(), blocks.values(), { key: xorKey });

  test("is answered for as the interface says", () => {
    const answer = answerOf("sync", "--from", `blk:${files.folder}`, "--data", folder);
    expect(answer).toMatchObject({
      network: "regtest",
      from_height: 1,
      to_height: 5_004,
      reorgs: 4,
      stale_blocks: 117,
      blocks_without_coinbase: 0,
      stopped: false,
      tip: { height: 5_004, hash: FINAL?.hash },
    });
    expect(z.object({ blocks_per_s: z.number().positive() }).safeParse(answer).success).toBe(true);
  });

  test("is verified with every rule and answers the other questions", () => {
    expect(answerOf("verify", "--data", folder)).toMatchObject({
      blocks: 5_005,
      last_height: 5_004,
      mismatches: 0,
      checks: expect.arrayContaining([
        { check: "synced-headers", checked: 5_122, mismatches: 0 },
        { check: "synced-coinbases", checked: 5_005, mismatches: 0 },
      ]),
    });
    const at = "2021-06-14";
    expect(answerOf("hashrate", "--at", at, "--data", folder)).toMatchObject({ blocks: 1_054 });
    expect(answerOf("pools", "--at", at, "--data", folder)).toMatchObject({ total: 1_054 });
  });

  test.each(["csv", "parquet", "json"])(
    "goes through a file in %s and comes back whole",
    (form) => {
      const file = join(freshFolder(), `chain.${form}`);
      answerOf("export", "chain", "--format", form, "--out", file, "--data", folder);
      expect(answerOf("sync", "--from", `file:${file}`, "--data", freshFolder())).toMatchObject({
        to_height: 5_004,
        tip: { hash: FINAL?.hash },
        blocks_without_coinbase: 0,
      });
    },
  );

  test("is exported with the hash, the coinbase and the pool of each block", () => {
    const file = join(freshFolder(), "chain.csv");
    answerOf("export", "chain", "--out", file, "--data", folder);
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(5_006);
    expect(lines.at(-1)?.split(",").slice(0, 2)).toEqual(["5004", FINAL?.hash]);
  });
});

describe("a chain followed from a node", () => {
  test("is kept by the server, which syncs for other programs and tells of new blocks", async () => {
    const node = await startFakeNode({ blockpart: true });
    const folder = freshFolder();
    const owner = join(folder, "regtest.owner.json");
    const server = running("serve", "--from", node.url, "--data", folder, "--port", "0");
    server.stdout?.resume();
    const url = (await noted(server, /serving at/u)).split(" ").at(-1) ?? "";
    const events = await fetch(`${url}/api/events`);
    const through = running(
      "sync",
      "--from",
      `p2p:127.0.0.1:${node.p2pPort}`,
      "--data",
      folder,
      "--json",
    );
    const { status, stdout } = await outcomeOf(through);
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { to_height: 5_004 }]);
    const [mined] = node.mine(1);
    expect(await textUntil(events, mined?.hash ?? "")).toContain('"height":5005');
    const state: unknown = await (await fetch(`${url}/api/chain`)).json();
    expect(state).toMatchObject({ network: "regtest", tip: { height: 5_005 }, trouble: null });
    const stranger = await fetch(`${url}/api/sync`, { method: "POST", body: "{}" });
    expect(stranger.status).toBe(401);
    expect(existsSync(owner)).toBe(true);
    server.kill("SIGINT");
    await once(server, "close");
    expect(existsSync(owner)).toBe(false);
    await node.close();
  }, 180_000);

  test("goes on through a reorganisation until it is stopped", async () => {
    const left = recordedNode().chainTips.find(({ branchlen }) => branchlen === 101);
    const node = await startFakeNode({ blockpart: true, tip: left?.hash ?? "" });
    const args = ["sync", "--from", node.url, "--data", freshFolder(), "--follow", "--json"];
    const child = running(...args);
    const told = outcomeText(child);
    const notes = createInterface({ input: child.stderr ?? process.stdin })[Symbol.asyncIterator]();
    await until(notes, /^block 4704 /u);
    node.setActive(FINAL?.hash ?? "");
    await until(notes, /^reorganisation: 101 blocks above height 4603/u);
    await until(notes, /^block 5004 /u);
    child.kill("SIGINT");
    const [status] = await once(child, "close");
    expect([status, JSON.parse(told())]).toMatchObject([0, { to_height: 5_004, reorgs: 1 }]);
    await node.close();
  });
});

describe("what cannot be synced", () => {
  test.each([
    { why: "a source of no kind", args: ["--from", "ftp://127.0.0.1"], remedy: "blk:FOLDER" },
    { why: "no source", args: [], remedy: "blk:FOLDER" },
    { why: "a folder without block files", args: ["--from", "blk:/nonexistent"], remedy: "" },
    { why: "a file that is no export", args: ["--from", `file:${ROOT}README.md`], remedy: ".csv" },
    {
      why: "a network of no name",
      args: ["--from", "file:x.csv", "--network", "moon"],
      remedy: "regtest",
    },
    {
      why: "an address without a port that could be",
      args: ["--from", "p2p:127.0.0.1:99999"],
      remedy: "",
    },
  ])("$why ends with 2, says what to do and makes nothing", ({ args, remedy }) => {
    const folder = join(freshFolder(), "chains");
    const { status, stderr, stdout } = hashfall("sync", ...args, "--data", folder, "--json");
    expect(status).toBe(2);
    expect(stderr).toContain(remedy);
    expect(JSON.parse(stdout)).toHaveProperty("error.code");
    expect(existsSync(folder)).toBe(false);
  });
});

function outcomeText(child: ChildProcess): () => string {
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

async function until(lines: AsyncIterator<string>, pattern: RegExp): Promise<void> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`ended without a line like ${pattern}`);
    if (pattern.test(value)) return;
  }
}

async function textUntil(response: Response, part: string): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk);
    if (text.includes(part)) return text;
  }
  return text;
}
