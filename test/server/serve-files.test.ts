import { createServer } from "node:net";
import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, serveFiles } from "../../src/server/index.ts";

const FILES = new Map([
  ["index.html", "<!doctype html><title>study</title>"],
  ["tables/pools.csv", "pool,blocks\nantpool,18\n"],
]);

let server: RunningServer;

beforeAll(async () => {
  server = await serveFiles(FILES, { host: "127.0.0.1", port: 0 });
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
  await expect(serveFiles(FILES, { host: "127.0.0.1", port })).rejects.toMatchObject({
    code: "port.taken",
  });
  other.close();
});

test("an address that others reach is refused", async () => {
  await expect(serveFiles(FILES, { host: "0.0.0.0", port: 0 })).rejects.toMatchObject({
    code: "input.invalid",
  });
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
