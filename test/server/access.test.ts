import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { application } from "../../src/server/application.ts";
import { ClientLimits, accessFor } from "../../src/server/index.ts";

const TOKEN = "0123456789abcdef-0123456789abcdef";
const HOST = "192.0.2.7:8080";

function shown(token: string | undefined = TOKEN, allowedHosts: readonly string[] = []) {
  const access = accessFor({ host: "192.0.2.7", allowedHosts, token });
  const routes = new Hono().get("/", (context) => context.text("the page"));
  const app = application([routes], { access, clients: new ClientLimits() });
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    app.request(path, { headers: { host: HOST, ...headers } });
  return { access, get };
}

describe("a server that others than this machine can reach", () => {
  test("answers nobody without the token, and says so", async () => {
    const { get } = shown();
    for (const headers of [
      {},
      { authorization: "Bearer wrong" },
      { authorization: TOKEN },
      { authorization: `Basic ${TOKEN}` },
      { cookie: "hashfall_token=wrong" },
      { cookie: `other=${TOKEN}` },
    ]) {
      const refusal = await get("/", headers);
      expect(refusal.status).toBe(401);
      expect(refusal.headers.get("www-authenticate")).toBe("Bearer");
      expect(await refusal.json()).toMatchObject({ code: "token.refused", details: [] });
    }
  });

  test("answers who has it in a head or a cookie", async () => {
    const { get } = shown();
    expect((await get("/", { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    expect((await get("/", { cookie: `a=b; hashfall_token=${TOKEN}` })).status).toBe(200);
  });

  test("keeps a token from the address in a cookie, and takes it out of the address", async () => {
    const { get } = shown();
    const first = await get(`/?token=${TOKEN}`);
    expect([first.status, first.headers.get("location")]).toEqual([303, "/"]);
    const cookie = first.headers.get("set-cookie") ?? "";
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
    const [pair = ""] = cookie.split(";");
    expect((await get("/", { cookie: pair })).status).toBe(200);
    expect((await get("/?token=wrong-wrong-wrong")).status).toBe(401);
    expect((await get(`/api/hashrate?token=${TOKEN}`)).status).toBe(401);
  });

  test("makes a token of 256 random bits where none is given", () => {
    const [first, second] = [1, 2].map(
      () => accessFor({ host: "192.0.2.7", allowedHosts: [] }).token ?? "",
    );
    expect(Buffer.from(first ?? "", "base64url")).toHaveLength(32);
    expect(first).not.toBe(second);
  });

  test("answers only by its address and the hosts it was told of", async () => {
    const { get } = shown(TOKEN, ["mines.example"]);
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await get("/", { ...headers, host: "mines.example" })).status).toBe(200);
    expect((await get("/", { ...headers, host: "MINES.example:8443" })).status).toBe(200);
    expect((await get("/", { ...headers, host: "evil.example" })).status).toBe(421);
    expect((await get("/", { ...headers, host: "127.0.0.1:8080" })).status).toBe(421);
  });

  test("listens at every address only if it knows by which name it is asked", () => {
    const every = { host: "0.0.0.0", allowedHosts: [], token: TOKEN };
    expect(() => accessFor(every)).toThrow(/loopback/u);
    expect(accessFor({ ...every, allowedHosts: ["mines.example"] }).token).toBe(TOKEN);
  });

  test.each(["short", "with space and more text", "x".repeat(513), ""])(
    "takes no %j for a token",
    (token) => {
      expect(() => accessFor({ host: "192.0.2.7", allowedHosts: [], token })).toThrow(/token/u);
    },
  );
});

test("the loopback asks for no token, unless it is asked by another name as behind a proxy", () => {
  for (const host of ["127.0.0.1", "localhost", "::1"]) {
    expect(accessFor({ host, allowedHosts: [] }).token).toBeNull();
  }
  const proxied = accessFor({ host: "127.0.0.1", allowedHosts: ["mines.example"] });
  expect(proxied.token).not.toBeNull();
  expect(proxied.hosts.has("localhost")).toBe(true);
});

describe("what changes something", () => {
  const access = accessFor({ host: "127.0.0.1", allowedHosts: [] });
  const routes = new Hono().post("/api/x", (context) => context.text("done"));
  const app = application([routes], { access, clients: new ClientLimits() });
  test.each([
    [200, {}],
    [200, { origin: "http://localhost:8080" }],
    [200, { origin: "http://localhost:8080", "sec-fetch-site": "same-origin" }],
    [403, { origin: "http://localhost:9090" }],
    [403, { origin: "http://evil.example" }],
    [403, { origin: "null" }],
    [403, { origin: "http://localhost:8080@evil.example" }],
    [403, { "sec-fetch-site": "same-site" }],
    [403, { "sec-fetch-site": "cross-site" }],
  ])("is answered with %d for %j", async (status, headers) => {
    const host = "localhost:8080";
    const answer = await app.request("/api/x", { method: "POST", headers: { host, ...headers } });
    expect(answer.status).toBe(status);
  });
});
