import { afterEach, expect, test } from "vitest";
import { HashfallError } from "../../../src/base/index.ts";
import { peerSource } from "../../../src/ingest/peer/peer-source.ts";
import { encoded } from "../../fake-node/messages.ts";
import { gather, goOn, hashesOf, NOTHING_KNOWN } from "./gathering.ts";
import {
  headersPayload,
  recordedHeaders,
  type Said,
  type Script,
  versionPayload,
} from "./scripted-peer.ts";
import {
  honest,
  insteadOfHeaders,
  PING,
  REGTEST_MAGIC,
  ROWS,
  sends,
  Stage,
  withoutWork,
} from "./stage.ts";

const stage = new Stage();
afterEach(() => stage.clear());

test("what a peer gave before it broke the rules is not fetched again", async () => {
  let asked = 0;
  const turncoat = await stage.peer({
    receive: (said, command) => {
      if (command !== "getheaders") return false;
      asked += 1;
      if (asked === 1) sends(...recordedHeaders(1, 2_001))(said);
      else sends(withoutWork())(said);
      return true;
    },
  });
  const source = await stage.source([turncoat, await stage.peer(honest())]);
  expect(hashesOf(await gather(source))).toEqual(ROWS.map((row) => row.hash));
});

test("a peer that gives the same headers for ever is stopped", async () => {
  const peer = await stage.peer(insteadOfHeaders(sends(...recordedHeaders(1, 2_001))));
  const source = await stage.source([peer]);
  await expect(gather(source)).rejects.toMatchObject({
    code: "source.malformed",
    message: expect.stringContaining("its chain changed 17 times while read"),
  });
});

test("a peer that never answers is given up", async () => {
  const limits = { replyMs: 30 };
  const peer = await stage.peer(insteadOfHeaders(() => {}));
  await expect(gather(await stage.source([peer], { limits }))).rejects.toMatchObject({
    code: "source.unreachable",
    message: expect.stringContaining("did not answer getheaders within 0.03 s"),
  });
});

test("a peer that never greets is given up", async () => {
  const limits = { handshakeMs: 30 };
  const peer = await stage.peer({ receive: () => true });
  await expect(gather(await stage.source([peer], { limits }))).rejects.toMatchObject({
    code: "source.unreachable",
    message: expect.stringContaining("did not answer a greeting as regtest within 0.03 s"),
  });
});

test("a peer that falls silent is lost", async () => {
  const peer = await stage.peer({});
  const source = await stage.source([peer], { limits: { idleMs: 30 } });
  await gather(source);
  await source.changed(goOn());
  await gather(source);
  expect(peer.connections()).toBe(2);
});

test.each([
  { why: "before the answer", misdeed: (said: Said) => void said.socket.destroy() },
  {
    why: "in the midst of the answer",
    misdeed: (said: Said) => {
      const payload = headersPayload(recordedHeaders(1, 2_001));
      said.socket.end(encoded(REGTEST_MAGIC, { command: "headers", payload }).subarray(0, 50_000));
    },
  },
])("a peer that hangs up $why may be asked again", async ({ misdeed }) => {
  const peer = await stage.peer(insteadOfHeaders(misdeed));
  const source = await stage.source([peer]);
  const failure = {
    code: "source.unreachable",
    message: expect.stringContaining("closed the connection"),
  };
  await expect(gather(source)).rejects.toMatchObject(failure);
  await expect(gather(source)).rejects.toMatchObject(failure);
  expect(peer.connections()).toBe(2);
});

test.each([
  {
    why: "hangs up when greeted",
    script: { receive: (said: Said) => !said.socket.end().writable },
    message: /hung up when greeted as regtest$/u,
  },
  {
    why: "greets as another network",
    script: {
      receive: (said: Said) => {
        said.raw(encoded(0xd9b4bef9, { command: "version", payload: versionPayload() }));
        return true;
      },
    },
    message: /speaks mainnet when greeted as regtest$/u,
  },
  {
    why: "greets as a network unknown here",
    script: {
      receive: (said: Said) => {
        said.raw(Buffer.from("HTTP/1.1 400 Bad Request\r\n"));
        return true;
      },
    },
    message: /speaks a network of magic 0x50545448 when greeted as regtest$/u,
  },
  {
    why: "is older than headers",
    script: { protocol: 31_799 },
    message: /speaks protocol 31799, which has no headers/u,
  },
  {
    why: "is our own echo",
    script: {
      receive: (said: Said, command: string, payload: Buffer) => {
        said.send(command, payload);
        return true;
      },
    },
    message: /sends back what it is sent/u,
  },
])("a peer that $why is no peer of ours", async ({ script, message }) => {
  const source = await stage.source([await stage.peer(script)]);
  await expect(gather(source)).rejects.toMatchObject({
    code: "source.unreachable",
    message: expect.stringMatching(message),
  });
});

test("a peer that speaks before its greeting is dropped", async () => {
  const early: Script = {
    receive: (said, command) => {
      if (command === "version") said.send("verack");
      return false;
    },
  };
  const source = await stage.source([await stage.peer(early)]);
  await expect(gather(source)).rejects.toMatchObject({
    code: "source.malformed",
    message: expect.stringContaining('"verack" before "version"'),
  });
});

test.each([
  { why: "hangs up on", foreign: (said: Said) => void said.socket.end(), connections: 4 },
  {
    why: "answers noise to",
    foreign: (said: Said) => void said.socket.end(Buffer.alloc(64, 0xa5)),
    connections: 4,
  },
  {
    why: "answers in its own magic to",
    foreign: (said: Said) => said.send("version", versionPayload()),
    connections: 2,
  },
])("the network of a peer that $why strangers is found", async ({ foreign, connections }) => {
  const peer = await stage.peer({ foreign });
  const source = await peerSource({ peers: [peer.address], version: "0.0.0" });
  stage.keep(source);
  expect(source.network.name).toBe("regtest");
  expect(peer.connections()).toBe(connections);
});

test("pings are answered, and what is not understood is passed over", async () => {
  const chatty: Script = {
    receive: (said, command) => {
      if (command !== "getheaders") return false;
      for (const other of ["wtxidrelay", "sendcmpct", "feefilter", "addr", "xyzzy", ""]) {
        said.send(other, PING);
      }
      said.send("ping", PING);
      return false;
    },
  };
  const peer = await stage.peer(chatty);
  const source = await stage.source([peer]);
  expect(await gather(source)).toHaveLength(1);
  expect(await gather(source)).toHaveLength(1);
  expect(peer.received).toContain("pong");
});

test("a block announced while an answer is under way is no answer", async () => {
  const locators: Buffer[] = [];
  const quick: Script = {
    receive: (said, command, payload) => {
      if (command !== "getheaders") return false;
      locators.push(payload);
      if (locators.length === 1) return false;
      sends(...recordedHeaders(2, 3))(said);
      sends(...recordedHeaders(1, 3))(said);
      return true;
    },
  };
  const source = await stage.source([await stage.peer(quick)]);
  await gather(source);
  expect(hashesOf(await gather(source))).toEqual(ROWS.slice(0, 3).map((row) => row.hash));
  await expect(source.changed(goOn())).resolves.toBeUndefined();
});

test("a peer that breaks the rules while nothing is asked is not asked again", async () => {
  const peer = await stage.peer({
    receive: (said, command) => {
      if (command === "sendheaders") said.raw(Buffer.alloc(24));
      return false;
    },
  });
  const source = await stage.source([peer], { pause: () => Promise.reject(new Error("no pause")) });
  await gather(source);
  const controller = new AbortController();
  const waiting = source.changed(controller.signal);
  await expect.poll(() => source.report()[0]?.outcome.kind).toBe("dropped");
  controller.abort();
  await waiting;
  await expect(gather(source)).rejects.toMatchObject({ code: "source.malformed" });
  expect(peer.connections()).toBe(1);
});

test.each([
  { why: "before", order: [0, 1] },
  { why: "after", order: [1, 0] },
])("of peers that all fail, one that is only away gives hope, named $why a liar", async (one) => {
  const two = [
    await stage.peer(insteadOfHeaders((said) => void said.socket.destroy())),
    await stage.peer(insteadOfHeaders(sends(withoutWork()))),
  ];
  const peers = one.order.flatMap((i) => two[i] ?? []);
  const source = await stage.source(peers);
  const path = (i: number): string => `127.0.0.1:${peers[i]?.address.port ?? 0}`;
  for (let run = 0; run < 2; run += 1) {
    const fault: unknown = await gather(source).catch((cause: unknown) => cause);
    expect(fault).toBeInstanceOf(HashfallError);
    expect(fault).toMatchObject({
      code: "source.unreachable",
      message: expect.stringContaining("closed the connection"),
      problems: [{ path: path(0) }, { path: path(1) }],
    });
  }
  expect(two.map((peer) => peer.connections())).toEqual([2, 1]);
});

test("whatever a run is at, it ends on request", async () => {
  const silent = await stage.peer(insteadOfHeaders(() => {}));
  const mute = await stage.peer({ receive: () => true });
  for (const peer of [silent, mute]) {
    const controller = new AbortController();
    const source = await stage.source([peer]);
    const run = source.blocks(NOTHING_KNOWN, controller.signal)[Symbol.asyncIterator]().next();
    await expect.poll(() => peer.received.length).toBeGreaterThan(0);
    controller.abort();
    await expect(run).rejects.toMatchObject({ code: "stopped" });
  }
  const stopped = gather(await stage.source([silent]), NOTHING_KNOWN, AbortSignal.abort());
  await expect(stopped).rejects.toMatchObject({ code: "stopped" });
});
