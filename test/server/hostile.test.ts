import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { AnswerService } from "../../src/app/answers/index.ts";
import { Random } from "../../src/base/index.ts";
import { type RunningServer, answerRoutes, serveFiles } from "../../src/server/index.ts";
import { ROOT } from "../shipped.ts";

const FILES = new Map([["index.html", "<!doctype html><title>study</title>"]]);
/** What no reply may hold: where this program lies, and where in it something failed. */
const LEAKS = [ROOT, "/src/", "/dist/", "node_modules", "node:internal", "    at "];
const PATHS = [
  "/api/hashrate",
  "/api/drop",
  "/api/pools",
  "/api/difficulty/history",
  "/api/orders",
  "/api/v1/mining/pools/1w",
  "/api/v1/difficulty-adjustment",
  "/api/openapi.json",
  "/",
];
const REFUSAL = z.strictObject({
  code: z.string(),
  message: z.string(),
  details: z.array(z.strictObject({ path: z.string(), reason: z.string(), remedy: z.string() })),
});

const troubles: string[] = [];
let answers: AnswerService;
let server: RunningServer;

beforeAll(async () => {
  const places = { record: `${ROOT}data` };
  answers = new AnswerService({ places, trouble: (reason) => troubles.push(reason) });
  server = await serveFiles(FILES, { host: "127.0.0.1", port: 0 }, answerRoutes(answers));
});

afterAll(async () => {
  await server.close();
  await answers.close();
});

/**
 * Sends bytes as they are, and gives all that comes until the other side closes. `ends`: nothing more
 * is sent, so that the server need not wait for the rest of what is no whole request.
 */
async function replyTo(bytes: string, ends = false): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    let reply = "";
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes, "latin1");
      if (ends) socket.end();
    });
    socket.on("data", (chunk) => {
      reply += chunk.toString("latin1");
      if (isWhole(reply)) socket.destroy();
    });
    socket.on("close", () => resolve(reply));
    // A server that closes in the middle of what it refuses resets the connection.
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNRESET" || error.code === "EPIPE") resolve(reply);
      else reject(error);
    });
  });
}

function isWhole(reply: string): boolean {
  const head = reply.indexOf("\r\n\r\n");
  const length = /\r\ncontent-length: (\d+)\r\n/iu.exec(reply)?.[1];
  return head !== -1 && length !== undefined && reply.length >= head + 4 + Number(length);
}

function get(path: string, headers = ""): string {
  const { host } = new URL(server.url);
  return `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n${headers}\r\n`;
}

function statusOf(reply: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /u.exec(reply)?.[1] ?? 0);
}

/** A reply is empty, or HTTP without a path of the machine; a refusal has its three fields. */
function requireHarmless(sent: string, reply: string): void {
  for (const leak of LEAKS) expect(reply.includes(leak), `${leak} for ${sent}`).toBe(false);
  if (reply === "") return;
  const status = statusOf(reply);
  expect(status, sent).toBeGreaterThan(0);
  expect(status, sent).not.toBe(500);
  const body = reply.slice(reply.indexOf("\r\n\r\n") + 4);
  const isRefusal = status >= 400 && body.startsWith("{") && body.endsWith("}");
  expect(isRefusal ? REFUSAL.safeParse(JSON.parse(body)).error : undefined, sent).toBeUndefined();
}

const TRAVERSALS = [
  "/../../etc/passwd",
  "/..%2f..%2fetc%2fpasswd",
  "/%2e%2e/%2e%2e/package.json",
  "/api/../../package.json",
  "/api/..%5c..%5cpackage.json",
  "/%00",
  "/%ff%fe",
  "/api/%",
  "//etc/passwd",
  "/./././api",
  "/api//hashrate",
  "/api/hashrate/",
  "/api/hashrate%2f..",

  "/api/v1/mining/pools/..",
  "/api/v1/mining/pools/%2e%2e%2f",
  "/api/v1/mining/pools/__proto__",
  "/index.html/../index.html",
  "/.git/config",
  "/data/manifest.json",
  "/proc/self/environ",
];

const QUERIES = [
  "?at=",
  "?at",
  "?=",
  "?&&&",
  "?at=%00",
  "?at=%ff",
  "?at=%",
  "?at[]=1",
  "?at=1&at=2",
  "?at=9999-12-31",
  "?at=0001-01-01",
  "?at=-1",
  "?at=1e999",
  "?at=NaN",
  "?window=0d",
  "?window=1e9d",
  "?window=-1d",
  "?__proto__=1",
  "?constructor=1",
  "?toString=x",
  "?pool=../../etc",
  "?place=%2e%2e",
  "?as_of=1970-01-01",
  "?as_of=zz",
  "?format=exe",
  "?at='%20or%201=1--",
  "?place=<script>",
  "?pool=%F0%9F%90%9F",
  "?at=%0d%0aset-cookie:%20a=b",
];

const HEADERS = [
  "accept: \r\n",
  "accept: */*;q=\r\n",
  "accept: ;;;,,,\r\n",
  "accept: image/png\r\n",
  "accept-encoding: br;q=-1, *;q=9e9\r\n",
  "accept-encoding: \u00ff\r\n",
  "if-none-match: *\r\n",
  `if-none-match: ${'"x",'.repeat(500)}\r\n`,
  "range: bytes=0-1\r\n",
  "content-length: 5\r\n",
  "content-length: -1\r\n",
  "content-length: 1e3\r\n",

  "transfer-encoding: chunked\r\n",
  "transfer-encoding: nonsense\r\n",
  "expect: 100-continue\r\n",
  `x: ${"y".repeat(20_000)}\r\n`,
  "x: y\r\n".repeat(100),
  "upgrade: h2c\r\n",
  "host: evil\r\n",
  "bad header\r\n",
  ": empty\r\n",
  "a\u0000b: c\r\n",
  " folded: x\r\n",
];

const RAW = [
  "",
  "\r\n\r\n",
  "GET",
  "GET /\r\n",
  "GET / HTTP/9.9\r\n\r\n",
  "\u0000\u0001\u0002\u0003",
  "GET / HTTP/1.1\r\n\r\n",
  "GET / HTTP/1.0\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",

  "\u0016\u0003\u0001\u0002\u0000\u0001",
  "A".repeat(70_000),
  "BREW /api HTTP/1.1\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nhost: localhost\r\n\r\n",
  "CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n",

  "GET http://evil/ HTTP/1.1\r\nhost: evil\r\n\r\n",
  `GET /${"a".repeat(9_000)} HTTP/1.1\r\n\r\n`,
];

test("none of some hundred malformed requests crashes the server or learns where it lies", async () => {
  const sent = [
    ...TRAVERSALS.map((path) => get(path)),
    ...PATHS.flatMap((path) => QUERIES.map((query) => get(`${path}${query}`))),
    ...PATHS.flatMap((path) => HEADERS.map((header) => get(path, header))),
  ];
  expect(sent.length).toBeGreaterThan(400);
  for (const bytes of RAW) requireHarmless(bytes.slice(0, 100), await replyTo(bytes, true));
  for (const bytes of sent) {
    const reply = await replyTo(bytes);
    expect(reply, bytes.slice(0, 100)).not.toBe("");
    requireHarmless(bytes.slice(0, 100), reply);
  }
  expect(troubles).toEqual([]);
  const reply = await replyTo(get("/api/hashrate"));
  expect(statusOf(reply)).toBe(200);
});

test("nor does any of three hundred with bytes put in at random", async () => {
  const random = new Random(20_210_620);
  for (let i = 0; i < 300; i += 1) {
    const whole = get(
      `${PATHS[i % PATHS.length] ?? "/"}?at=2021-06-20&window=7d`,
      "accept: */*\r\n",
    );
    const place = Math.floor(random.uniform() * whole.length);
    const byte = String.fromCharCode(Math.floor(random.uniform() * 256));
    // Empty lines end a head whose own end was hit; others are passed over.
    const bytes = `${whole.slice(0, place)}${byte}${whole.slice(place + 1)}\r\n\r\n`;
    requireHarmless(bytes.slice(0, 100), await replyTo(bytes));
  }
  expect(troubles).toEqual([]);
});

test("a head in many lines, or too large, is refused as such", async () => {
  expect(statusOf(await replyTo(get("/api/hashrate", "x: y\r\n".repeat(100))))).toBe(431);
  expect(statusOf(await replyTo(get("/api/hashrate", `x: ${"y".repeat(20_000)}\r\n`)))).toBe(431);
});

test("one that sends its body slowly, or never, does not keep another waiting", async () => {
  const { hostname, port, host } = new URL(server.url);
  const slow = Array.from({ length: 200 }, () => {
    const socket = connect(Number(port), hostname);
    socket.on("error", () => socket.destroy());
    socket.write(`POST /api/hashrate HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 1000\r\n\r\na`);
    socket.write("b");
    return socket;
  });
  const half = Array.from({ length: 200 }, () => {
    const socket = connect(Number(port), hostname);
    socket.on("error", () => socket.destroy());
    socket.write("GET /api/hash");
    return socket;
  });
  expect(statusOf(await replyTo(get("/api/hashrate")))).toBe(200);
  for (const socket of [...slow, ...half]) socket.destroy();
});
