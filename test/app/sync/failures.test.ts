import { cpSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type FakeNode, startFakeNode } from "../../fake-node/start.ts";
import { garbled, truncated } from "../../fake-node/faults.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { cleanUp, freshFolder } from "../../ingest/sources.ts";
import { inspect } from "./kill/inspect.ts";
import { type Running, type SyncEnd, sync } from "./running.ts";

afterAll(cleanUp);

const { rows, blocks } = recordedNode();
const hashes = rows.map(({ hash }) => hash);
const BEFORE = 2_500;
const FINAL = 5_004;
/** A folder that was synced up to a height; each test has its own copy. */
const synced = freshFolder();
let data: string;
let node: FakeNode;

function options(from = node.url): string[] {
  return ["--from", from, "--data", data, "--network", "regtest"];
}

async function syncAll(running?: Running): Promise<SyncEnd> {
  return sync(options(), running);
}

/** Height up to which the stored chain is the recorded one, every rule, coinbase and label checked. */
async function intactTo(): Promise<number> {
  const found = await inspect(data, blocks);
  expect(found.hashes).toEqual(hashes.slice(0, found.hashes.length));
  expect(found.coinbases.size).toBe(found.hashes.length);
  return found.hashes.length - 1;
}

beforeAll(async () => {
  node = await startFakeNode({ tip: hashes[BEFORE] ?? "", blockpart: true });
  data = synced;
  const { toHeight, problems } = await syncAll();
  if (toHeight !== BEFORE) throw new Error(`the first sync failed: ${problems}`);
  node.setActive(hashes[FINAL] ?? "");
}, 120_000);
beforeEach(() => {
  data = freshFolder();
  cpSync(synced, data, { recursive: true });
});
afterEach(() => node.faults.clear());
afterAll(async () => node.close());

test("a node that restarts while it is read is read on", async () => {
  const asked = node.log.length;
  const running = syncAll();
  while (node.log.length < asked + 300) await nextTurn();
  await node.stop();
  await node.start();
  expect(await running).toMatchObject({ status: 0, toHeight: FINAL });
  expect(await intactTo()).toBe(FINAL);
});

test("a node of another network ends the sync before anything is stored", async () => {
  const other = await startFakeNode({ chainName: "testnet4", blockpart: true });
  const end = await sync(options(other.url));
  await other.close();
  expect(end).toMatchObject({ status: 2, code: "source.other-network" });
  expect(await intactTo()).toBe(BEFORE);
});

test("a node on a chain of less work changes nothing that is stored", async () => {
  const other = await startFakeNode({ tip: hashes[1_000] ?? "", blockpart: true });
  const end = await sync(options(other.url));
  await other.close();
  expect(end).toMatchObject({ status: 0, toHeight: BEFORE });
  expect(await intactTo()).toBe(BEFORE);
});

test("a wrong password is said to be one", async () => {
  const end = await sync([...options(), "--protocol", "rpc", "--user", "user"], {
    environment: { HASHFALL_RPC_PASSWORD: "wrong" },
  });
  expect(end).toMatchObject({ status: 2, code: "source.refused" });
  expect(await intactTo()).toBe(BEFORE);
});

describe.each([
  ["headers cut short", /^GET \/rest\/headers/u, truncated(1_000)],
  ["headers of other bytes", /^GET \/rest\/headers/u, garbled()],
  ["blocks cut short", /^GET \/rest\/block/u, truncated(90)],
  ["blocks of other bytes", /^GET \/rest\/block/u, garbled()],
])("%s", (_, match, fault) => {
  test("end the sync, and change nothing that is stored", async () => {
    node.faults.add(fault, { match });
    const end = await syncAll();
    expect(end.status).toBe(1);
    expect(["source.malformed", "header.invalid", "coinbase.invalid"]).toContain(end.code);
    expect(await intactTo()).toBe(BEFORE);
  });
});

test("a header that breaks a rule ends the sync; those before it are kept", async () => {
  const at = 80 * 700 + 68;
  const edit = (body: Buffer): Buffer => {
    const edited = Buffer.from(body);
    edited.writeUInt32LE(1, at);
    return edited;
  };
  node.faults.add({ kind: "edit", edit }, { match: /^GET \/rest\/headers/u });
  const end = await syncAll();
  expect(end).toMatchObject({
    status: 1,
    code: expect.stringMatching(/header.invalid|malformed/u),
  });
  expect(await intactTo()).toBeGreaterThanOrEqual(BEFORE);
});

describe("on a disk that is full", () => {
  test.each([4, 400])(
    "after %i KiB a sync says so, and goes on when there is room",
    async (fileLimit) => {
      data = freshFolder();
      const end = await syncAll({ fileLimit });
      expect(end).toMatchObject({ status: 1, code: "store.full" });
      expect(end.problems).toContain("make room on the disk");
      await intactTo();
      expect(await syncAll()).toMatchObject({ status: 0, toHeight: FINAL });
      expect(await intactTo()).toBe(FINAL);
      expect(readdirSync(data).toSorted()).toEqual(["regtest.blocks.parquet", "regtest.duckdb"]);
    },
  );
});

test("a folder that cannot be written to is called so before anything is asked for twice", async () => {
  const file = join(freshFolder(), "file");
  writeFileSync(file, "");
  data = join(file, "data");
  expect(await syncAll()).toMatchObject({ status: 2, code: "input.invalid" });
  expect(existsSync(data)).toBe(false);
});
