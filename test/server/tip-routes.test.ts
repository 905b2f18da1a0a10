import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { startServer } from "../../src/server/index.ts";
import { ClientLimits, EventStreams, type ServedTips, tipRoutes } from "../../src/server/index.ts";
import type { StreamLimits } from "../../src/server/event-streams.ts";
import { type Hearing, listenTo } from "./event-reader.ts";

const LOOPBACK = { host: "127.0.0.1", port: 0 } as const;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server of a chain that grows when it is told to. */
async function chainAt(height: number, limits: Partial<StreamLimits> = {}) {
  const listeners = new Set<Parameters<ServedTips["subscribe"]>[0]>();
  let tip = { height, hash: `hash of ${height}` };
  const streams = new EventStreams(limits);
  const tips: ServedTips = {
    current: async () => Promise.resolve(tip),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const routes = tipRoutes(tips, { streams, clients: new ClientLimits() });
  const server = await startServer([routes], LOOPBACK);
  const close = async (): Promise<void> => {
    streams.close();
    await server.close();
  };
  closing.push(close);
  return {
    url: `${server.url}/api/events`,
    streams,
    close,
    mine: (note = "") => {
      tip = { height: tip.height + 1, hash: `hash of ${tip.height + 1}${note}` };
      for (const listener of listeners) listener({ tip, changed: true, reorganisations: [] });
    },
  };
}

const heights = ({ heard }: Hearing): number[] =>
  heard.map(({ data }) => Number(/"height":(\d+)/u.exec(data)?.[1]));

describe("whoever listens to a chain", () => {
  test("hears of its newest block at once, then of each new one", async () => {
    const chain = await chainAt(700);
    const hearing = await listenTo(chain.url);
    await hearing.until(({ heard }) => heard.length === 1);
    chain.mine();
    chain.mine();
    await hearing.until(({ heard }) => heard.length === 3);
    expect(heights(hearing)).toEqual([700, 701, 702]);
    expect(hearing.heard[1]).toMatchObject({ event: "tip", id: "701-hash of 701" });
    expect(hearing.text()).toMatch(/^retry: \d+\n\n/u);
    hearing.leave();
  });

  test("hears what it missed when it comes again, and nothing twice", async () => {
    const chain = await chainAt(700);
    for (let i = 0; i < 5; i += 1) chain.mine();
    const again = await listenTo(chain.url, { "last-event-id": "703-hash of 703" });
    await again.until(({ heard }) => heard.length === 2);
    expect(heights(again)).toEqual([704, 705]);
    const current = await listenTo(chain.url, { "last-event-id": "705-hash of 705" });
    chain.mine();
    await current.until(({ heard }) => heard.length === 1);
    expect(heights(current)).toEqual([706]);
    const long = await listenTo(chain.url, { "last-event-id": "12-hash of 12" });
    await long.until(({ heard }) => heard.length === 1);
    expect(heights(long)).toEqual([706]);
  });

  test("is given signs of life while nothing happens", async () => {
    const chain = await chainAt(700, { heartbeat_ms: 60 });
    const hearing = await listenTo(chain.url);
    await hearing.until((so) => so.text().split("\n:\n\n").length > 3);
    expect(heights(hearing)).toEqual([700]);
  });

  test("is forgotten when it leaves", async () => {
    const chain = await chainAt(700);
    const hearing = await listenTo(chain.url);
    const stays = await listenTo(chain.url);
    expect(chain.streams.size).toBe(2);
    hearing.leave();
    await expect.poll(() => chain.streams.size).toBe(1);
    chain.mine();
    await stays.until(({ heard }) => heard.length === 2);
  });

  test("is let go when it does not read what it is sent", async () => {
    const chain = await chainAt(700, { waiting_bytes: 100_000 });
    const { hostname, port, host, pathname } = new URL(chain.url);
    const deaf = connect(Number(port), hostname);
    deaf.pause();
    deaf.write(`GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
    const hearing = await listenTo(chain.url);
    await expect.poll(() => chain.streams.size).toBe(2);
    for (let i = 1; i <= 5_000 && chain.streams.size === 2; i += 1) {
      chain.mine("x".repeat(5_000));
      await hearing.until(({ heard }) => heard.length > i);
    }
    expect(chain.streams.size).toBe(1);
    deaf.destroy();
  });

  test("is sent away, and told when to come again, where too many listen", async () => {
    const chain = await chainAt(700, { streams: 2 });
    const first = await listenTo(chain.url);
    await listenTo(chain.url);
    const refusal = await fetch(chain.url);
    expect([refusal.status, await refusal.json()]).toMatchObject([503, { code: "streams.taken" }]);
    expect(Number(refusal.headers.get("retry-after"))).toBeGreaterThan(0);
    first.leave();
    await expect.poll(() => chain.streams.size).toBe(1);
    expect((await listenTo(chain.url)).status).toBe(200);
  });

  test("hears the end when the server stops", async () => {
    const chain = await chainAt(700);
    const hearing = await listenTo(chain.url);
    await Promise.all([chain.close(), hearing.ended]);
    expect(chain.streams.size).toBe(0);
  });

  test("takes no place by asking for the head alone", async () => {
    const chain = await chainAt(700);
    const head = await fetch(chain.url, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type"), chain.streams.size]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
      0,
    ]);
  });
});

test("a thousand listen at once, and all hear of a new block", async () => {
  const chain = await chainAt(700);
  const all = await Promise.all(Array.from({ length: 1_000 }, async () => listenTo(chain.url)));
  expect(chain.streams.size).toBe(1_000);
  chain.mine();
  await Promise.all(all.map(async (one) => one.until(({ heard }) => heard.length === 2)));
  expect(all.every((one) => heights(one).join() === "700,701")).toBe(true);
});

test("the newest block of a server that cannot tell is its own trouble", async () => {
  const tips: ServedTips = {
    current: async () => Promise.reject(new Error("/root/secret")),
    subscribe: () => () => undefined,
  };
  const streams = new EventStreams();
  const clients = new ClientLimits();
  const server = await startServer([tipRoutes(tips, { streams, clients })], LOOPBACK);
  const answer = await fetch(`${server.url}/api/events`);
  expect([answer.status, await answer.text()]).toEqual([
    500,
    expect.not.stringContaining("secret"),
  ]);
  await server.close();
});

test("a stream that its listener has ended takes nothing more", async () => {
  const chain = await chainAt(700);
  const { hostname, port, host, pathname } = new URL(chain.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
  await once(socket, "data");
  socket.resetAndDestroy();
  await expect.poll(() => chain.streams.size).toBe(0);
  chain.mine();
  expect(chain.streams.size).toBe(0);
});
