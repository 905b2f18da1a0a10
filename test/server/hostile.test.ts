import { once } from "node:events";
import { type Socket, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { AnswerService } from "../../src/app/answers/index.ts";
import { SimulationService } from "../../src/app/jobs/index.ts";
import {
  ClientLimits,
  EventStreams,
  type RunningServer,
  answerRoutes,
  pageRoutes,
  simulationRoutes,
  startServer,
  studyRoutes,
  tipRoutes,
} from "../../src/server/index.ts";
import { ROOT } from "../shipped.ts";
import { hostileRequests } from "./hostile-requests.ts";
import { type RawReply, bodyOf, replyTo, statusOf } from "./raw-client.ts";

/** What no reply may hold: where this program lies, and where in it something failed. */
const LEAKS = [ROOT, tmpdir(), "/src/", "/dist/", "node_modules", "node:internal", "    at "];
const REFUSAL = z.strictObject({
  code: z.string(),
  message: z.string(),
  details: z.array(z.strictObject({ path: z.string(), reason: z.string(), remedy: z.string() })),
});
/** Short, so that who keeps the server waiting is done with soon. */
const LIMITS = { head_ms: 400, request_ms: 800, idle_ms: 300, look_ms: 50, silent_ms: 2_000 };
const AT_ONCE = 24;
/** More than the kept answers and opened records take; the rest would be a leak. */
const MOST_GROWTH_BYTES = 400e6;

const troubles: string[] = [];
const trouble = (reason: string): void => void troubles.push(reason);
const places = { record: `${ROOT}data` };
const streams = new EventStreams();
let answers: AnswerService;
let simulations: SimulationService;
let server: RunningServer;

beforeAll(async () => {
  answers = new AnswerService({ places, trouble });
  simulations = new SimulationService({ places, scenarios: join(ROOT, "scenarios"), trouble });
  const clients = new ClientLimits();
  const serving = { streams, clients };
  const files = new Map([["index.html", "<!doctype html><title>study</title>"]]);
  const { routes: answering, ready } = answerRoutes(answers, clients);
  const routes = [
    tipRoutes({ current: async () => answers.tip(), subscribe: () => () => undefined }, serving),
    simulationRoutes(simulations, serving),
    answering,
    studyRoutes({ names: ["sichuan-2021"], files: () => files }),
    pageRoutes(undefined),
  ];
  const options = { host: "127.0.0.1", port: 0, clients, limits: LIMITS, ready };
  server = await startServer(routes, options);
  await server.warm(["/api/hashrate", "/api/alarms"]);
});

afterAll(async () => {
  streams.close();
  await server.close();
  await Promise.all([answers.close(), simulations.close()]);
});

/** A reply is empty, or HTTP without a path of the machine; a refusal has its three fields. */
function faultsOf(sent: string, reply: RawReply): string[] {
  const about = `for ${JSON.stringify(sent.slice(0, 120))}`;
  const faults = LEAKS.filter((leak) => reply.text.includes(leak)).map((leak) => `leaks ${leak}`);
  if (reply.hung) faults.push("hangs");
  if (reply.text === "") return faults.map((fault) => `${fault} ${about}`);
  const status = statusOf(reply);
  if (status === 0 || status === 500) faults.push(`status ${status}`);
  const body = bodyOf(reply);
  const isRefusal = status >= 400 && body.startsWith("{") && body.endsWith("}");
  if (isRefusal && !REFUSAL.safeParse(JSON.parse(body)).success) faults.push(`no refusal: ${body}`);
  return faults.map((fault) => `${fault} ${about}`);
}

const simple = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nhost: ${new URL(server.url).host}\r\n\r\n`;

async function rightAnswer(): Promise<unknown> {
  const reply = await replyTo(server.url, simple("/api/hashrate?at=2021-06-20&window=24h"));
  expect(statusOf(reply)).toBe(200);
  return JSON.parse(bodyOf(reply));
}

test("none of a thousand malformed requests crashes the server, hangs, or learns where it lies", async () => {
  const before = await rightAnswer();
  const requests = hostileRequests(new URL(server.url).host);
  expect(requests.length).toBeGreaterThan(1_000);
  const ofKind = (wanted: string): number => requests.filter(({ kind }) => kind === wanted).length;
  for (const kind of ["query", "header", "method", "traversal", "body", "no HTTP", "any bytes"]) {
    expect(ofKind(kind), kind).toBeGreaterThan(10);
  }
  const { rss } = process.memoryUsage();
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  const rest = requests.values();
  const lane = async (): Promise<void> => {
    for (const { bytes, ends } of rest) {
      const reply = await replyTo(server.url, bytes, { ends });
      faults.push(...faultsOf(bytes, reply));
      const status = statusOf(reply);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  expect(faults).toEqual([]);
  expect(troubles).toEqual([]);
  expect(process.memoryUsage().rss - rss).toBeLessThan(MOST_GROWTH_BYTES);
  // They were understood for what they are, not all thrown out for one and the same reason.
  for (const status of [200, 400, 404, 405, 413, 415, 421, 431]) {
    expect(statuses.get(status) ?? 0, String(status)).toBeGreaterThan(0);
  }
  expect(await rightAnswer()).toEqual(before);
});

const head = (lines: string): string =>
  simple("/api/hashrate").replace("\r\n\r\n", `\r\n${lines}\r\n`);

describe("a head", () => {
  test("in many lines, or too large, is refused as such", async () => {
    const many = await replyTo(server.url, head("x: y\r\n".repeat(100)));
    const large = await replyTo(server.url, head(`x: ${"y".repeat(20_000)}\r\n`));
    expect([statusOf(many), statusOf(large)]).toEqual([431, 431]);
  });

  test("that comes late is answered with 408, or not at all", async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, async () => replyTo(server.url, "GET /api/hash")),
    );
    expect(replies.filter(({ hung }) => hung)).toEqual([]);
    expect(replies.every((reply) => [0, 408].includes(statusOf(reply)))).toBe(true);
  });
});

function send(bytes: string): Socket {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => socket.destroy());
  socket.write(bytes);
  return socket;
}

const slowPost = (): string =>
  `POST /api/simulations HTTP/1.1\r\nhost: ${new URL(server.url).host}\r\n` +
  "content-type: application/json\r\ncontent-length: 1000\r\n\r\n{";

describe("one that keeps the server waiting keeps no other waiting", () => {
  test.each([
    ["sends its body byte by byte", slowPost],
    ["sends its head in halves", (): string => "GET /api/hash"],
    ["sends nothing", (): string => ""],
    ["asks, and does not read", (): string => simple("/api/alarms").repeat(20)],
  ])("though it %s", async (_what, bytes) => {
    const sockets = Array.from({ length: 100 }, () => send(bytes()));
    const dripping = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write(" ");
    }, 100);
    await rightAnswer();
    await Promise.all(
      sockets.map(async (socket) => socket.closed || once(socket.resume(), "close")),
    );
    clearInterval(dripping);
    expect(sockets.every(({ closed }) => closed)).toBe(true);
    await rightAnswer();
  });
});

test("questions sent in one go are answered each in its turn, up to the first that is none", async () => {
  const good = simple("/api/hashrate?at=2021-06-20&window=24h");
  const all = await replyTo(server.url, good.repeat(20), { replies: 20 });
  expect(all.text.split("HTTP/1.1 200 OK").length - 1).toBe(20);
  const broken = `${good.repeat(3)}BROKEN\r\n\r\n${good}`;
  const some = await replyTo(server.url, broken, { replies: 5 });
  expect(some.text.split("HTTP/1.1 200 OK").length - 1).toBeLessThanOrEqual(3);
  expect(some.hung).toBe(false);
});
