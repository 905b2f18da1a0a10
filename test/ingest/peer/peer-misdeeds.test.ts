import { afterEach, expect, test } from "vitest";
import { HashfallError } from "../../../src/base/index.ts";
import type { BlockBatch } from "../../../src/ingest/block-source.ts";
import { encoded } from "../../fake-node/messages.ts";
import { gather, goOn, hashesOf, NOTHING_KNOWN } from "./gathering.ts";
import { headersPayload, recordedHeaders } from "./scripted-peer.ts";
import {
  honest,
  insteadOfHeaders,
  type Misdeed,
  PING,
  REGTEST_MAGIC,
  ROWS,
  sends,
  Stage,
  withBits,
  withoutWork,
} from "./stage.ts";

const stage = new Stage();
afterEach(() => stage.clear());

const misdeeds: { why: string; misdeed: Misdeed; reason: RegExp }[] = [
  {
    why: "announces 4,000,001 bytes",
    misdeed: (said) => {
      const wire = encoded(REGTEST_MAGIC, { command: "headers", payload: Buffer.alloc(0) });
      wire.writeUInt32LE(4_000_001, 16);
      said.raw(wire);
    },
    reason: /of 4000001 bytes/u,
  },
  {
    why: "sends a wrong checksum",
    misdeed: (said) => {
      const wire = encoded(REGTEST_MAGIC, { command: "headers", payload: headersPayload([]) });
      wire[20] = (wire[20] ?? 0) ^ 1;
      said.raw(wire);
    },
    reason: /checksum/u,
  },
  {
    why: "changes to another network's magic",
    misdeed: (said) => said.raw(encoded(0xd9b4bef9, { command: "ping", payload: PING })),
    reason: /0xd9b4bef9/u,
  },
  {
    why: "gives headers that do not link to what it was asked about",
    misdeed: sends(...recordedHeaders(100, 2_100)),
    reason: /2000 headers follow block/u,
  },
  {
    why: "gives headers that do not link to each other",
    misdeed: sends(...recordedHeaders(1, 10), ...recordedHeaders(11, 20)),
    reason: /header 9 of a batch/u,
  },
  {
    why: "gives a header without work",
    misdeed: sends(...recordedHeaders(1, 10), withoutWork()),
    reason: /header 9 of a batch/u,
  },
  {
    why: "gives a header easier than the network allows",
    misdeed: sends(withBits(0x2100ffff)),
    reason: /header 0 of a batch/u,
  },
  {
    why: "gives a header whose target has a sign",
    misdeed: sends(withBits(0x20ffffff)),
    reason: /header 0 of a batch/u,
  },
  {
    why: "gives 2,001 headers",
    misdeed: sends(...recordedHeaders(1, 2_002)),
    reason: /2001/u,
  },
  {
    why: "gives a header with a transaction",
    misdeed: (said) => said.send("headers", headersPayload(recordedHeaders(1, 2), 1)),
    reason: /1 transactions/u,
  },
  {
    why: "says a great deal that nobody asked for",
    misdeed: (said) => {
      for (let i = 0; i < 1_100; i += 1) said.send("ping", PING);
    },
    reason: /that nobody asked for/u,
  },
  {
    why: "sends megabytes that nobody asked for",
    misdeed: (said) => {
      for (let i = 0; i < 5; i += 1) said.send("addr", Buffer.alloc(3_900_000));
    },
    reason: /that nobody asked for/u,
  },
  {
    why: "pings with the wrong length",
    misdeed: (said) => said.send("ping", Buffer.alloc(9)),
    reason: /"ping" of 9 bytes/u,
  },
];

test.each(misdeeds)("a peer that $why is dropped and not asked again", async (one) => {
  const peer = await stage.peer(insteadOfHeaders(one.misdeed));
  const source = await stage.source([peer]);
  const failure = { code: "source.malformed", message: expect.stringMatching(one.reason) };
  await expect(gather(source)).rejects.toMatchObject(failure);
  expect(source.report()).toMatchObject([{ outcome: { kind: "dropped", why: failure.message } }]);
  await expect(gather(source)).rejects.toMatchObject(failure);
  expect(peer.connections()).toBe(1);
});

test.each(misdeeds)("where one peer $why an honest one is believed", async ({ misdeed }) => {
  const liar = await stage.peer(insteadOfHeaders(misdeed));
  const source = await stage.source([liar, await stage.peer(honest())]);
  expect(hashesOf(await gather(source))).toEqual(ROWS.map((row) => row.hash));
  expect(source.report()).toMatchObject([
    { outcome: { kind: "dropped" } },
    { outcome: { kind: "agrees" }, tip: ROWS.at(-1)?.hash },
  ]);
});

test.each([
  { why: "at once", late: 1 },
  { why: "a batch later", late: 2 },
])("a peer whose headers the receiver refuses $why is dropped for the next", async ({ late }) => {
  const source = await stage.source([await stage.peer(honest()), await stage.peer(honest())]);
  const reason = new HashfallError("header.invalid", "bits of height 7 are wrong");
  const given: BlockBatch[] = [];
  for await (const batch of source.blocks(NOTHING_KNOWN, goOn())) {
    given.push(batch);
    if (given.length === late + 1) given[1]?.refuse?.(reason);
  }
  const second = given.slice(-2);
  expect(hashesOf(second)).toEqual(ROWS.slice(1).map((row) => row.hash));
  expect(source.report()).toMatchObject([
    { outcome: { kind: "dropped", why: expect.stringContaining(reason.message) } },
    { outcome: { kind: "agrees" } },
  ]);
});

test("a peer refused after the run is not asked in the next", async () => {
  const peers = [await stage.peer(honest()), await stage.peer(honest())];
  const source = await stage.source(peers);
  const [, batch] = await gather(source);
  batch?.refuse?.(new HashfallError("header.invalid", "bits of height 7 are wrong"));
  expect(hashesOf(await gather(source))).toEqual(ROWS.map((row) => row.hash));
  expect(source.report().map((peer) => peer.outcome.kind)).toEqual(["dropped", "agrees"]);
  expect(peers.map((peer) => peer.connections())).toEqual([1, 1]);
});

test("a run in which every peer is refused fails with the receiver's reason", async () => {
  const source = await stage.source([await stage.peer(honest())]);
  const reason = new HashfallError("header.invalid", "bits of height 7 are wrong");
  const run = async (): Promise<void> => {
    for await (const batch of source.blocks(NOTHING_KNOWN, goOn())) batch.refuse?.(reason);
  };
  await expect(run()).rejects.toMatchObject({
    code: "source.malformed",
    message: expect.stringContaining(reason.message),
  });
});
