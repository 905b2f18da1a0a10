import * as fc from "fast-check";
import { Random } from "../../src/base/index.ts";

/** Bytes to send, and whether nothing follows them. */
export interface HostileRequest {
  /** What is wrong with it. */
  readonly kind: "query" | "header" | "method" | "traversal" | "body" | "no HTTP" | "any bytes";
  readonly bytes: string;
  readonly ends: boolean;
}

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
  `?window=${"1".repeat(60)}d`,
  `?place=${"a/".repeat(45)}`,
  `?at=${"2021-".repeat(19)}`,
];

const HEADERS = [
  "accept: \r\n",
  "accept: */*;q=\r\n",
  "accept: ;;;,,,\r\n",
  "accept: image/png\r\n",
  `accept: ${"*/*;".repeat(300)}\r\n`,
  "accept-encoding: br;q=-1, *;q=9e9\r\n",
  "accept-encoding: \u00ff\r\n",
  "if-none-match: *\r\n",
  `if-none-match: ${'"x",'.repeat(500)}\r\n`,
  "range: bytes=0-1\r\n",
  "range: bytes=99999999999999999999-\r\n",
  "content-length: 5\r\n",
  "content-length: -1\r\n",
  "content-length: 1e3\r\n",
  "content-length: 0\r\ncontent-length: 1\r\n",
  "content-length: 5\r\ntransfer-encoding: chunked\r\n",
  "transfer-encoding: chunked\r\n",
  "transfer-encoding: nonsense\r\n",
  "transfer-encoding: chunked, identity\r\n",
  "expect: 100-continue\r\n",
  "expect: the worst\r\n",
  `x: ${"y".repeat(20_000)}\r\n`,
  "x: y\r\n".repeat(100),
  "upgrade: h2c\r\n",
  "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n",
  "host: evil\r\n",
  "bad header\r\n",
  ": empty\r\n",
  "a\u0000b: c\r\n",
  " folded: x\r\n",
  `cookie: ${"hashfall_token=x; ".repeat(200)}\r\n`,
  "last-event-id: \u0001\r\n",
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

const METHODS = [
  "PUT",
  "PATCH",
  "TRACE",
  "OPTIONS",
  "CONNECT",
  "PROPFIND",
  "DELETE",
  "get",
  "QUERY",
];

const DOTS = ["..", "%2e%2e", "%252e%252e", ".%2e", "%c0%ae%c0%ae", "\u00ef\u00bc\u008e", "..%00"];
const SLASHES = ["/", "%2f", "%252f", "\\", "%5c", "%ef%bc%8f"];
const FOLDERS = [
  "/",
  "/assets/",
  "/studies/sichuan-2021/",
  "/api/",
  "/api/simulations/",
  "/api/data/",
  "/api/scenarios/",
];
const TARGETS = ["package.json", "etc/passwd%00.html"];

/** Bodies that no simulation can be made of. */
const BODIES = [
  "",
  "{",
  "null",
  "[]",
  "7",
  '"a"',
  "{}}",
  "\u00ef\u00bb\u00bf{}",
  "\u00ff\u00fe{}",
  '{"scenario":',
  '{"scenario":null}',
  '{"scenario":["sichuan-cut"]}',
  '{"scenario":{"toString":1}}',
  '{"scenario":"../../etc/passwd"}',
  '{"scenario":"sichuan-cut\\u0000"}',
  '{"scenario":"sichuan-cut","members":1e99}',
  '{"scenario":"sichuan-cut","members":-1}',
  '{"scenario":"sichuan-cut","members":1.5}',
  '{"scenario":"sichuan-cut","seed":-0.5}',
  '{"scenario":"sichuan-cut","seed":9007199254740993}',
  '{"scenario":"sichuan-cut","__proto__":{"members":1}}X',
  '{"__proto__":{"scenario":"sichuan-cut"}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"scenario":"sichuan-cut","set":{"__proto__.polluted":1}}',
  '{"scenario":"sichuan-cut","set":{"constructor.prototype.polluted":1}}',
  '{"scenario":"sichuan-cut","set":{"a.b.c.d.e.f.g.h.i.j.k.l.m.n":1}}',
  '{"scenario":"sichuan-cut","set":{"":1}}',
  '{"scenario":"sichuan-cut","set":{"parameters.pue":"!!js/function x"}}',
  '{"scenario":"sichuan-cut","set":{"parameters.pue":"[1,2"}}',
  '{"scenario":"sichuan-cut","overrides":["../../x"]}',
  '{"scenario":"sichuan-cut","as_of":"+99999-01-01"}',
  `{"scenario":"sichuan-cut","set":{${Array.from({ length: 300 }, (_, i) => `"a${i}":1`).join()}}}`,
  `{"scenario":"${"a".repeat(60_000)}"}`,
  `${"[".repeat(30_000)}${"]".repeat(30_000)}`,
  `${'{"a":'.repeat(8_000)}1${"}".repeat(8_000)}`,
  `{"document":"${"a: ".repeat(15_000)}"}`,
  `{"document":"${"- ".repeat(20_000)}"}`,
  `{"document":"${"[".repeat(30_000)}"}`,
  `{"document":"${"? ".repeat(20_000)}"}`,
  `{"document":"a: &a [x,x,x]\\nb: &b [*a,*a,*a]\\nc: &c [*b,*b,*b]\\nd: [*c,*c,*c,*d]"}`,
  '{"document":"base: /etc/passwd"}',
  '{"document":"base: file:///etc/passwd"}',
  '{"document":"base: ../data/manifest"}',
  '{"document":"posterior: ../../package"}',
  '{"document":"<<: {a: 1}\\n__proto__: {b: 1}"}',
  `{"document":"title: ${"a?".repeat(25)}${"a".repeat(25)}!"}`,
  `{"document":"start: ${"0".repeat(5_000)}-01-01"}`,
  '{"document":"%YAML 9.9\\n---\\na: 1"}',
  `{"document":"\\u0000\\u0001\\uffff"}`,
];

const CHUNKED = [
  "zz\r\n{}\r\n0\r\n\r\n",
  "-1\r\n{}\r\n0\r\n\r\n",
  "ffffffffffffffffff\r\n{}\r\n",
  "2\r\n{}\n0\r\n\r\n",
  `2;${"x=y;".repeat(5_000)}\r\n{}\r\n0\r\n\r\n`,
  "2\r\n{}\r\n0\r\nx: y\r\n\r\n",
  `${"1\r\n \r\n".repeat(5_000)}0\r\n\r\n`,
  `11000\r\n${"x".repeat(0x11000)}\r\n0\r\n\r\n`,
  "2\r\n{}\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nhost: evil\r\n\r\n",
];

/** A thousand requests and more that no client in its right mind sends to a host. */
export function hostileRequests(host: string): HostileRequest[] {
  const get = (path: string, headers = ""): string =>
    `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n${headers}\r\n`;
  const methods = METHODS.flatMap((method) =>
    PATHS.slice(0, 4).map((path) => get(path).replace("GET", method)),
  );
  const all = (kind: HostileRequest["kind"], whole: readonly string[]): HostileRequest[] =>
    whole.map((bytes) => ({ kind, bytes, ends: kind === "no HTTP" || kind === "any bytes" }));
  return [
    ...all(
      "query",
      PATHS.flatMap((path) => QUERIES.map((query) => get(`${path}${query}`))),
    ),
    ...all(
      "header",
      PATHS.flatMap((path) => HEADERS.map((header) => get(path, header))),
    ),
    ...all("method", methods),
    ...all(
      "traversal",
      traversals().map((path) => get(path)),
    ),
    ...all("body", posts(host)),
    ...all("query", generated(get)),
    ...all("no HTTP", RAW),
    ...all("any bytes", mutated(get)),
  ];
}

function traversals(): string[] {
  return FOLDERS.flatMap((folder) =>
    DOTS.flatMap((dots) =>
      SLASHES.flatMap((slash) =>
        TARGETS.map((target) => `${folder}${`${dots}${slash}`.repeat(3)}${target}`),
      ),
    ),
  );
}

function posts(host: string): string[] {
  const head = `POST /api/simulations HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n`;
  const typed = `${head}content-type: application/json\r\n`;
  return [
    ...BODIES.map((body) => `${typed}content-length: ${body.length}\r\n\r\n${body}`),
    ...CHUNKED.map((body) => `${typed}transfer-encoding: chunked\r\n\r\n${body}`),
    `${typed}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${typed}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
    `${typed}content-length: 999999999999\r\n\r\n{}`,
    `${typed}content-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}`,
    `${head}content-type: text/plain\r\ncontent-length: 2\r\n\r\n{}`,
    `${head}content-type: ${";".repeat(5_000)}\r\ncontent-length: 2\r\n\r\n{}`,
  ];
}

/** Addresses and bodies of any characters, the same at each run. */
function generated(get: (path: string) => string): string[] {
  const options = { seed: 946_236, numRuns: 120 };
  const names = fc.constantFrom("at", "window", "pool", "place", "size", "as_of", "format", "x");
  const queries = fc.array(fc.tuple(names, fc.string({ unit: "binary", maxLength: 30 })), {
    minLength: 1,
    maxLength: 4,
  });
  const asked = fc.tuple(fc.constantFrom(...PATHS), queries);
  return fc
    .sample(asked, options)
    .map(([path, pairs]) =>
      get(`${path}?${pairs.map(([name, value]) => `${name}=${encoded(value)}`).join("&")}`),
    );
}

/** As bytes of UTF-8, also where they make no whole character. */
function encoded(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

/** Requests with a byte put in at random, the same at each run. */
function mutated(get: (path: string, headers?: string) => string): string[] {
  const random = new Random(20_210_620);
  return Array.from({ length: 300 }, (_, i) => {
    const path = `${PATHS[i % PATHS.length] ?? "/"}?at=2021-06-20&window=7d`;
    const whole = get(path, "accept: */*\r\n");
    const place = Math.floor(random.uniform() * whole.length);
    const byte = String.fromCharCode(Math.floor(random.uniform() * 256));
    return `${whole.slice(0, place)}${byte}${whole.slice(place + 1)}`;
  });
}
