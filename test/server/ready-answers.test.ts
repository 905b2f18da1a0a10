import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ClientLimits,
  type RunningServer,
  type ServedAnswers,
  answerRoutes,
  startServer,
} from "../../src/server/index.ts";
import { bodyOf, replyTo, statusOf } from "./raw-client.ts";

const LONG = `四川${"x".repeat(4_000)}`;
let [asked, looked] = [0, 0];
let server: RunningServer;

const answers: ServedAnswers = {
  routes: [{ path: "/api/table", formats: ["json", "csv"], costly: false, mempool: false }],
  describe: () => ({}),
  check: () => [],
  source: async () => {
    looked += 1;
    return Promise.resolve({ name: "first", version: "1", record: "r", blocks: 7 });
  },
  ask: async ({ raw, format }) => {
    asked += 1;
    return Promise.resolve({ kind: "made", body: JSON.stringify({ raw, format, LONG }) });
  },
};

beforeAll(async () => {
  const clients = new ClientLimits({ capacity: 1_500, perSecond: 0.001 });
  const { routes, ready } = answerRoutes(answers, clients);
  server = await startServer([routes], { host: "127.0.0.1", port: 0, clients, ready });
});
afterAll(async () => server.close());

const table = (headers: Record<string, string> = {}, query = ""): Promise<Response> =>
  fetch(`${server.url}/api/table${query}`, { headers });

/** The lines of a head but the time. */
function named({ headers }: Response): string[] {
  return [...headers].filter(([key]) => key !== "date").map((pair) => pair.join());
}

describe("an answer that is ready", () => {
  test("is the same, head and body, as when it was made, and nothing is looked at for it", async () => {
    const first = await table();
    const seen = looked;
    const again = await table();
    expect(looked).toBe(seen);
    expect(await again.text()).toBe(await first.text());
    expect(named(again)).toEqual(named(first));
    expect(asked).toBe(1);
  });

  test("is sent as another form, compressed or not at all to who asks so", async () => {
    const csv = await table({ accept: "text/csv" });
    expect(csv.headers.get("content-type")).toContain("text/csv");
    const coded = await table({ "accept-encoding": "br" });
    expect(coded.headers.get("content-encoding")).toBe("br");
    const etag = coded.headers.get("etag") ?? "";
    expect((await table({ "if-none-match": etag })).status).toBe(304);
  });

  test.each([
    ["another host", 421, "host: evil.example\r\n"],
    ["two hosts", 421, "HOST&host: evil.example\r\n"],
    ["a page of another place", 403, "HOST&sec-fetch-site: cross-site\r\n"],
    ["a body", 413, "HOST&content-length: 1\r\n\r\nx"],
    ["many lines", 431, `HOST&${"x: y\r\n".repeat(80)}`],
  ])("is not sent to who asks with %s", async (_what, status, lines) => {
    await table();
    const { host } = new URL(server.url);
    const head = lines.replace("HOST&", `host: ${host}\r\n`);
    const reply = await replyTo(server.url, `GET /api/table HTTP/1.1\r\n${head}\r\n`);
    expect(statusOf(reply)).toBe(status);
    expect(bodyOf(reply)).not.toContain(LONG);
  });

  test("is sent to nobody who has asked for more than his share", async () => {
    await table();
    let last = await table();
    for (let i = 0; i < 1_500 && last.status === 200; i += 1) last = await table();
    expect([last.status, await last.json()]).toMatchObject([429, { code: "client.exhausted" }]);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
