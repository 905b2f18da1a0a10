import { connect, createServer } from "node:net";
import { request } from "node:http";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, fileRoutes, startServer } from "../../src/server/index.ts";

const FILES = new Map([
  ["index.html", "<!doctype html><title>study</title>"],
  ["tables/pools.csv", "pool,blocks\nantpool,18\n"],
]);

let server: RunningServer;

beforeAll(async () => {
  server = await startServer([fileRoutes(FILES)], { host: "127.0.0.1", port: 0 });
});
afterAll(async () => server.close());

test("the root is the page, and nothing on it may be loaded from elsewhere", async () => {
  const response = await fetch(server.url);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await response.text()).toContain("study");
});

test("a table comes as CSV and is not sent twice to who has it", async () => {
  const first = await fetch(`${server.url}/tables/pools.csv`);
  expect(first.headers.get("content-type")).toContain("text/csv");
  const etag = first.headers.get("etag") ?? "";
  const again = await fetch(`${server.url}/tables/pools.csv`, {
    headers: { "if-none-match": etag },
  });
  expect(again.status).toBe(304);
});

test.each(["/nothing", "/../package.json", "/%2e%2e/package.json", "/%ff", "/tables/"])(
  "%s is not there",
  async (path) => {
    const status = await statusOf(path);
    expect(status).toBe(404);
  },
);

test("a name that is not the loopback's is refused", async () => {
  expect(await statusOf("/", { host: "evil.example" })).toBe(421);
});

test("only reading is possible", async () => {
  const response = await fetch(server.url, { method: "POST", body: "x" });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD");
});

test("a port in use is named", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, "127.0.0.1", () => {
      const address = other.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  await expect(startServer([fileRoutes(FILES)], { host: "127.0.0.1", port })).rejects.toMatchObject(
    {
      code: "port.taken",
    },
  );
  other.close();
});

test("a host given twice is refused, whichever of the two is right", async () => {
  const { hostname, port, host } = new URL(server.url);
  const reply = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.end(`GET / HTTP/1.1\r\nhost: ${host}\r\nHost: evil.example\r\n\r\n`);
    });
    let told = "";
    socket.on("data", (chunk) => (told += chunk.toString("latin1")));
    socket.on("close", () => resolve(told));
  });
  expect(reply).toMatch(/^HTTP\/1\.1 4\d\d /u);
});

test("what is being answered is sent before the server stops", async () => {
  const slow = new Hono();
  let ask: (() => void) | undefined;
  const begun = new Promise<void>((resolve) => (ask = resolve));
  let answer: ((text: string) => void) | undefined;
  const text = new Promise<string>((resolve) => (answer = resolve));
  slow.get("/slow", async (context) => {
    ask?.();
    return context.text(await text);
  });
  const running = await startServer([slow], { host: "127.0.0.1", port: 0 });
  const reply = fetch(`${running.url}/slow`);
  await begun;
  const closed = running.close();
  answer?.("told");
  expect(await (await reply).text()).toBe("told");
  await closed;
  await expect(fetch(`${running.url}/slow`)).rejects.toThrow("fetch failed");
});

async function statusOf(path: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once("error", reject);
    sent.end();
  });
}
