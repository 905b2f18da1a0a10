import { getEventListeners } from "node:events";
import { afterEach, expect, test } from "vitest";
import { unixSeconds } from "../../../src/base/index.ts";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import { boundedSignal } from "../../../src/ingest/peer/bounded-signal.ts";
import type { PeerConnection } from "../../../src/ingest/peer/connection.ts";
import { openPeer } from "../../../src/ingest/peer/greet.ts";
import { Seat } from "../../../src/ingest/peer/seat.ts";
import { SourceEvents } from "../../../src/ingest/peer/source-events.ts";
import { PEER_LIMITS } from "../../../src/ingest/peer/wire.ts";
import { gather, goOn, NOTHING_KNOWN } from "./gathering.ts";
import type { Said, ScriptedPeer } from "./scripted-peer.ts";
import { honest, Stage } from "./stage.ts";

const stage = new Stage();
afterEach(() => stage.clear());

/** Takes a connection and never greets. */
const slow = { receive: () => true };

test("a peer that has not greeted when the source is closed is not waited for", async () => {
  const peers = [await stage.peer(honest()), await stage.peer(slow)];
  const source = await stage.source(peers);
  await source.blocks(NOTHING_KNOWN, goOn())[Symbol.asyncIterator]().next();
  await expect.poll(() => peers[1]?.received).toEqual(["version"]);
  await source.close();
  await expect.poll(() => peers.map((peer) => peer.open())).toEqual([0, 0]);
});

test("a peer that has not greeted when the reader leaves is let go", async () => {
  const peers = [await stage.peer(honest()), await stage.peer(slow)];
  const source = await stage.source(peers);
  for await (const _ of source.blocks(NOTHING_KNOWN, goOn())) {
    await expect.poll(() => peers[1]?.received).toEqual(["version"]);
    break;
  }
  await expect.poll(() => peers[1]?.open()).toBe(0);
});

test("a peer greeted at the moment its seat is closed is sent away", async () => {
  const peer = await stage.peer({});
  const seat = new Seat(peer.address);
  let met: PeerConnection | null = null;
  const late = seat.connected(async (address) => {
    met = await greeted({ ...peer, address });
    await seat.close();
    return met;
  });
  await expect(late).rejects.toMatchObject({ code: "stopped" });
  expect(met).toMatchObject({ fault: { code: "stopped" } });
  await expect.poll(() => peer.open()).toBe(0);
});

test("runs and waits leave nothing on the signal they were given", async () => {
  const hangsUp = {
    receive: ({ socket }: Said, command: string) =>
      command === "sendheaders" && socket.destroy().destroyed,
  };
  const source = await stage.source([await stage.peer(hangsUp), await stage.peer(hangsUp)]);
  const { signal } = new AbortController();
  for (let run = 0; run < 3; run += 1) {
    await gather(source, NOTHING_KNOWN, signal);
    await source.changed(signal);
  }
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("sixteen peers are met at once without a warning", async () => {
  const warnings: Error[] = [];
  const warned = (warning: Error): void => void warnings.push(warning);
  process.on("warning", warned);
  const peers = await Promise.all(Array.from({ length: 16 }, () => stage.peer({})));
  await gather(await stage.source(peers));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", warned);
  expect(warnings).toEqual([]);
});

test("a bounded signal stops with any of those it hangs on, and then hangs on none", () => {
  const parents = [new AbortController(), new AbortController()];
  const signals = parents.map((parent) => parent.signal);
  const listeners = (): number[] =>
    signals.map((signal) => getEventListeners(signal, "abort").length);
  const ended = boundedSignal(...signals);
  expect(listeners()).toEqual([1, 1]);
  ended.end();
  expect(ended.signal.aborted).toBe(true);
  const stopped = boundedSignal(...signals);
  expect(stopped.signal.aborted).toBe(false);
  parents[1]?.abort();
  expect(stopped.signal.aborted).toBe(true);
  expect(boundedSignal(...signals).signal.aborted).toBe(true);
  expect(listeners()).toEqual([0, 0]);
});

function greeted({ address }: ScriptedPeer): Promise<PeerConnection> {
  return openPeer(address, NETWORKS.regtest, {
    userAgent: "/test/",
    limits: PEER_LIMITS,
    now: () => unixSeconds(0),
    events: new SourceEvents(),
    signal: goOn(),
  });
}
