import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recordedNode } from "../../fixtures/node.ts";
import { FOREVER, GENESIS, hashAt, opened, readAll, recordedFrom, servedNode } from "./reading.ts";

test.each([
  { why: "REST of Core 31, which gives parts of blocks", blockpart: true, protocol: "rest" },
  { why: "REST of Core 28, which gives whole blocks", blockpart: false, protocol: "rest" },
  { why: "JSON-RPC with a password", blockpart: false, protocol: "rpc" },
] as const)("the recorded chain comes exactly over $why", async ({ blockpart, protocol }) => {
  const node = await servedNode({ blockpart });
  const source = await opened(node.rpcUrl, { protocol });
  expect(await readAll(source)).toEqual(recordedFrom(1));
});

test("a local node without REST is read with the cookie it keeps in the home folder", async () => {
  const home = mkdtempSync(join(tmpdir(), "home-"));
  const cookieFolder = join(home, ".bitcoin", "regtest");
  const node = await servedNode({ rest: false, auth: { cookieFolder } });
  const source = await opened(node.url, { home });
  expect(source.label).toBe(`node ${node.url} (RPC)`);
  expect(await readAll(source)).toEqual(recordedFrom(1));
});

test("blocks begin after the newest known one that is on the node's chain", async () => {
  const stale = recordedNode().chainTips.find(({ branchlen }) => branchlen === 101)?.hash ?? "";
  for (const protocol of ["rest", "rpc"] as const) {
    const node = await servedNode();
    const source = await opened(node.rpcUrl, { protocol });
    const unknown = "12".repeat(32);
    const blocks = await readAll(source, [unknown, stale, hashAt(4900), hashAt(10)]);
    expect(blocks).toEqual(recordedFrom(4901));
  }
});

test("a reader that has the node's tip gets nothing, and waits", async () => {
  const node = await servedNode();
  const pauses: number[] = [];
  const pause = (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
    if (pauses.length === 3) node.mine(1);
    return Promise.resolve();
  };
  const patience = { first: 1, longest: 1, total: 1, pause };
  const source = await opened(node.url, { patience, pollInterval: 777 });
  expect(await readAll(source, [hashAt(5004)])).toEqual([]);
  await source.changed(FOREVER);
  expect(pauses).toEqual([777, 777, 777]);
  expect(await readAll(source, [hashAt(5004)])).toHaveLength(1);
});

test("news is told at once, and again a pause later while nobody reads it", async () => {
  const node = await servedNode();
  let pauses = 0;
  const pause = (): Promise<void> => {
    pauses += 1;
    return Promise.resolve();
  };
  const source = await opened(node.url, { patience: { first: 1, longest: 1, total: 1, pause } });
  const told: number[] = [];
  for (let times = 0; times < 3; times += 1) {
    await source.changed(FOREVER);
    told.push(pauses);
  }
  expect(told).toEqual([0, 1, 2]);
});

test("a wait ends when the reader says stop", async () => {
  const node = await servedNode();
  const stop = new AbortController();
  const pause = (): Promise<void> => {
    stop.abort();
    return Promise.resolve();
  };
  const source = await opened(node.url, { patience: { first: 1, longest: 1, total: 1, pause } });
  await readAll(source, [hashAt(5004)]);
  await expect(source.changed(stop.signal)).resolves.toBeUndefined();
});

test.each(["rest", "rpc"] as const)(
  "a node that reorganises between two pages (%s) is read again from the fork",
  async (protocol) => {
    const [tip, stale] = ["active", "valid-fork"].map(
      (kind) => recordedNode().chainTips.find(({ status }) => status === kind)?.hash ?? "",
    );
    const node = await servedNode({ tip: stale ?? "" });
    node.faults.add(
      {
        kind: "edit",
        edit: (body) => {
          node.setActive(tip ?? "");
          return body;
        },
      },
      protocol === "rest"
        ? { match: /headers/, times: 1 }
        : { match: /getblockhash/, skip: 1, times: 1 },
    );
    const source = await opened(node.rpcUrl, { protocol });
    const first = await readAll(source, [hashAt(2704)]);
    expect(first).toHaveLength(protocol === "rest" ? 1999 : 2000);
    expect(first.slice(0, 1899)).toEqual(recordedFrom(2705).slice(0, 1899));
    expect(first.at(-1)).not.toEqual(recordedFrom(2704 + first.length)[0]);
    await source.changed(FOREVER);
    expect(await readAll(source, [stale ?? "", hashAt(4600)])).toEqual(recordedFrom(4601));
  },
);

test("while the reader has a batch, the next is fetched, and no more", async () => {
  const node = await servedNode();
  const source = await opened(node.url);
  const batches = source.blocks(GENESIS, FOREVER)[Symbol.asyncIterator]();
  await batches.next();
  const fetched = (): number => node.count(/rest\/block\//);
  await expect.poll(fetched, { timeout: 30_000 }).toBe(2 * 1999);
  await readAll(source, [hashAt(5004)]);
  expect(fetched()).toBe(2 * 1999);
  await batches.return?.();
});

test("a reader that stops gets no further batch and leaves no connection", async () => {
  const node = await servedNode();
  const stop = new AbortController();
  const source = await opened(node.url);
  const heights: number[] = [];
  const reading = (async () => {
    for await (const { coinbases } of source.blocks(GENESIS, stop.signal)) {
      heights.push(coinbases.length);
      stop.abort();
    }
  })();
  await expect(reading).rejects.toMatchObject({ code: "stopped" });
  expect(heights).toEqual([1999]);
  await expect.poll(() => node.connections).toBe(0);
});

test("a block the node has discarded comes without coinbase", async () => {
  for (const protocol of ["rest", "rpc"] as const) {
    for (const blockpart of [true, false]) {
      const stored = [...recordedNode().blocks.values()].map(({ hash, header, bytes }) => {
        return { hash, header, bytes: hash === hashAt(3) ? header : bytes };
      });
      const node = await servedNode({ blocks: stored, tip: hashAt(5), blockpart });
      const source = await opened(node.rpcUrl, { protocol });
      const scripts = (await readAll(source)).map(({ coinbaseScript }) => coinbaseScript);
      const expected = recordedFrom(1).map(({ coinbaseScript }) => coinbaseScript);
      expect(scripts).toEqual([...expected.slice(0, 2), null, ...expected.slice(3, 5)]);
    }
  }
});
