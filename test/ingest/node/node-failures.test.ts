import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { HashfallError } from "../../../src/base/index.ts";
import { BUSY, type FaultKind, garbled, ofChain, truncated } from "../../fake-node/faults.ts";
import { hashAt, opened, readAll, recordedFrom, servedNode } from "./reading.ts";
import { startFakeNode } from "../../fake-node/start.ts";

test("a wrong password is refused, and not repeated in the message", async () => {
  const node = await servedNode();
  const url = node.url.replace("//", "//user:hunter2@");
  const failure = opened(url, { protocol: "rpc" });
  await expect(failure).rejects.toMatchObject({ code: "source.refused" });
  await expect(failure).rejects.toThrow(/^(?!.*hunter2).*401/);
});

test("a node without REST and without credentials is refused with both remedies", async () => {
  const node = await servedNode({ rest: false });
  const failure = opened(node.url, { home: mkdtempSync(join(tmpdir(), "home-")) });
  const remedy = expect.stringMatching(/-rest.*--cookie.*--password/);
  await expect(failure).rejects.toMatchObject({
    code: "source.refused",
    problems: [expect.objectContaining({ remedy })],
  });
});

test("a cookie that is not there is refused, with its path", async () => {
  const node = await servedNode();
  const path = join(mkdtempSync(join(tmpdir(), "none-")), ".cookie");
  const failure = opened(node.url, { protocol: "rpc", credentials: { kind: "cookie", path } });
  await expect(failure).rejects.toMatchObject({ code: "source.refused" });
  await expect(failure).rejects.toThrow(path);
});

test("a port where nothing listens is unreachable at once", async () => {
  const node = await startFakeNode();
  await node.close();
  await expect(opened(node.url)).rejects.toMatchObject({
    code: "source.unreachable",
    problems: [expect.objectContaining({ path: node.url })],
  });
});

test("a node that is silent is unreachable when the time is up", async () => {
  const node = await servedNode();
  node.faults.add({ kind: "silence" }, { match: /chaininfo/ });
  const failure = opened(node.url, { timeouts: { connect: 20, idle: 20 } });
  await expect(failure).rejects.toMatchObject({ code: "source.unreachable" });
});

test.each([
  { why: "names a network that is not known here", chain: "test" },
  { why: "says main over the first block of regtest", chain: "main" },
])("a node that $why is of another network", async ({ chain }) => {
  const node = await servedNode();
  node.faults.add(ofChain(chain), { match: /chaininfo/ });
  await expect(opened(node.url)).rejects.toMatchObject({ code: "source.other-network" });
});

test.each(["rest", "rpc"] as const)("a node that starts is waited for (%s)", async (protocol) => {
  const node = await servedNode();
  node.warmUp = "Loading block index…";
  const told: string[] = [];
  const pause = (): Promise<void> => {
    if (told.length === 3) node.warmUp = null;
    return Promise.resolve();
  };
  const onWait = (reason: string): number => told.push(reason);
  const patience = { first: 1, longest: 1, total: 100, pause, onWait };
  const source = await opened(node.rpcUrl, { protocol, patience });
  expect(source.network.name).toBe("regtest");
  expect(told).toHaveLength(3);
});

test("a node that never finishes starting is unreachable, after pauses that double", async () => {
  const node = await servedNode();
  node.warmUp = "Verifying blocks…";
  const pauses: number[] = [];
  const pause = (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
    return Promise.resolve();
  };
  const failure = opened(node.url, { patience: { first: 10, longest: 50, total: 200, pause } });
  await expect(failure).rejects.toMatchObject({ code: "source.unreachable" });
  await expect(failure).rejects.toThrow(/Verifying blocks/);
  expect(pauses).toEqual([10, 20, 40, 50, 50, 50]);
});

test("waiting for a node ends when the person says stop", async () => {
  const node = await servedNode();
  node.warmUp = "Loading block index…";
  const stop = new AbortController();
  const pause = (): Promise<void> => {
    stop.abort();
    return Promise.resolve();
  };
  const patience = { first: 1, longest: 1, total: 100, pause };
  const failure = opened(node.url, { patience, signal: stop.signal });
  await expect(failure).rejects.toMatchObject({ code: "stopped" });
});

test.each(["ftp://127.0.0.1", "http://%zz@127.0.0.1:1"])("%s is no address", async (url) => {
  await expect(opened(url)).rejects.toMatchObject({ code: "input.invalid" });
});

test("a node with more to do than it queues is asked again", async () => {
  const node = await servedNode({ tip: hashAt(40) });
  node.faults.add(BUSY, { match: /block\//, skip: 5, times: 9 });
  const source = await opened(node.url);
  expect(await readAll(source)).toEqual(recordedFrom(1).slice(0, 40));
});

test.each(["rest", "rpc"] as const)(
  "reading goes on over a restart of the node (%s), which changes its cookie",
  async (protocol) => {
    const cookieFolder = mkdtempSync(join(tmpdir(), "cookie-"));
    const node = await servedNode({ auth: { cookieFolder }, tip: hashAt(300) });
    const first = node.credentials.password;
    let restarted: Promise<void> | undefined;
    node.faults.add(
      {
        kind: "edit",
        edit: (body) => {
          restarted ??= node.stop().then(() => node.start());
          return body;
        },
      },
      { match: /rest\/block\/|getblock$/, skip: 150 },
    );
    const source = await opened(node.url, {
      protocol,
      credentials: { kind: "cookie", path: join(cookieFolder, ".cookie") },
      patience: { first: 1, longest: 1, total: 1000, pause: async () => restarted },
    });
    expect(await readAll(source)).toEqual(recordedFrom(1).slice(0, 300));
    expect(node.credentials.password).not.toBe(first);
  },
);

const LONG: FaultKind = { kind: "edit", edit: () => Buffer.alloc(9_000_000, "[") };
const HTML: FaultKind = { kind: "status", status: 200, body: "<html>welcome</html>" };
const MOVED: FaultKind = { kind: "status", status: 301, body: "" };
const ANSWERS = [/chaininfo/, /blockhash/, /headers|blockheader/, /block\/|getblock$/];

test.each([
  { why: "an overlong answer", fault: LONG },
  { why: "a truncated answer", fault: truncated(70) },
  { why: "bytes at random", fault: garbled() },
  { why: "a web page", fault: HTML },
  { why: "a redirection", fault: MOVED },
])("$why is malformed wherever it comes", async ({ fault }) => {
  for (const protocol of ["rest", "rpc"] as const) {
    for (const match of ANSWERS) {
      const node = await servedNode({ tip: hashAt(20) });
      node.faults.add(fault, { match });
      const reading = opened(node.rpcUrl, { protocol }).then(readAll);
      await expect(reading, `${protocol} ${match}`).rejects.toMatchObject({
        code: "source.malformed",
      });
    }
  }
});

test("a coinbase that its block's header does not commit to is malformed", async () => {
  const node = await servedNode({ tip: hashAt(20) });
  node.faults.add({ kind: "edit", edit: withOtherTag }, { match: /block\//, skip: 9 });
  await expect(opened(node.url).then(readAll)).rejects.toThrow(/not the one its header/);
});

/** A block with one bit changed within its coinbase's script. */
function withOtherTag(block: Buffer): Buffer {
  const other = Buffer.from(block);
  other.writeUInt8(other.readUInt8(130) ^ 1, 130);
  return other;
}

test("whatever one answer becomes, the chain comes whole or reading fails by name", async () => {
  const truth = recordedFrom(1).slice(0, 20);
  const fault: fc.Arbitrary<FaultKind> = fc.oneof(
    fc.nat(400).map((bytes) => truncated(bytes)),
    fc.nat(400).map((after): FaultKind => ({ kind: "cut", after })),
    fc.constant<FaultKind>({ kind: "cut", after: null }),
    fc
      .tuple(fc.constantFrom(200, 204, 400, 401, 404, 500, 503), fc.string())
      .map(([status, body]): FaultKind => ({ kind: "status", status, body })),
    fc.json().map((body): FaultKind => ({ kind: "status", status: 200, body })),
  );
  const place = fc.record({
    protocol: fc.constantFrom("rest", "rpc"),
    match: fc.constantFrom(...ANSWERS),
    skip: fc.nat(3),
    blockpart: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fault, place, async (kind, { protocol, match, skip, blockpart }) => {
      const node = await startFakeNode({ tip: hashAt(20), blockpart });
      node.faults.add(kind, { match, skip, times: 1 });
      const outcome = await opened(node.rpcUrl, { protocol })
        .then(readAll)
        .catch((error: unknown) => error);
      await node.close();
      const named = outcome instanceof HashfallError && outcome.code.startsWith("source.");
      expect(named ? truth : outcome).toEqual(truth);
    }),
    { numRuns: 60 },
  );
});
