import { describe, expect, test } from "vitest";
import { HashfallError } from "../../src/base/index.ts";
import { type ServedChain, chainRoutes } from "../../src/server/index.ts";
import { asked } from "./asked.ts";

const TOKEN = "0".repeat(64);
const LOCAL = { host: "127.0.0.1:8080" };

/** A chain that syncs from anything but "nowhere", and tells of itself on the way. */
function chain(): ServedChain {
  return {
    state: () => ({ tip: { height: 7 } }),
    prove: (nonce) => `proof of ${nonce}`,
    sync: async (request, _signal, on) => {
      on({ kind: "progress" });
      if (JSON.stringify(request).includes("nowhere")) {
        throw new HashfallError("source.unreachable", "nobody answers");
      }
      return Promise.resolve({ to_height: 7 });
    },
  };
}

function post(body: string, headers: Record<string, string> = {}): RequestInit {
  return { method: "POST", body, headers: { ...LOCAL, ...headers } };
}
const KNOWN = { authorization: `Bearer ${TOKEN}` };

describe("the routes of a kept chain", () => {
  const app = asked(chainRoutes(chain(), TOKEN));

  test("tell the state to whoever asks on this machine", async () => {
    const answer = await app.request("/api/chain", { headers: LOCAL });
    expect(await answer.json()).toEqual({ tip: { height: 7 } });
    const elsewhere = await app.request("/api/chain", { headers: { host: "evil.example" } });
    expect(elsewhere.status).toBe(421);
  });

  test("sync only for those who know the token", async () => {
    for (const headers of [{}, { authorization: TOKEN }, { authorization: "Bearer 1" }]) {
      const { status } = await app.request("/api/sync", post("{}", headers));
      expect(status).toBe(401);
    }
    const answer = await app.request("/api/sync", post("{}", KNOWN));
    expect((await answer.text()).trimEnd().split("\n")).toEqual([
      '{"event":{"kind":"progress"}}',
      '{"answer":{"to_height":7}}',
    ]);
  });

  test("tell what went wrong in a sync as its last line", async () => {
    const answer = await app.request("/api/sync", post('{"from":"nowhere"}', KNOWN));
    expect(await answer.text()).toContain('"code":"source.unreachable"');
  });

  test("take no body beyond 64 KiB", async () => {
    const answer = await app.request("/api/sync", post("x".repeat(70_000), KNOWN));
    expect(answer.status).toBe(413);
  });

  test("show that they know the token, and ask for a number used once", async () => {
    const nonce = "ab".repeat(16);
    const answer = await app.request(`/api/owner?nonce=${nonce}`, { headers: LOCAL });
    expect(await answer.json()).toEqual({ proof: `proof of ${nonce}` });
    expect((await app.request("/api/owner", { headers: LOCAL })).status).toBe(400);
  });

  test("stop a sync that is under way, by its name", async () => {
    const kept = chain();
    const routes = chainRoutes(
      {
        ...kept,
        sync: async (_request, signal) =>
          new Promise((resolve) => {
            signal.addEventListener("abort", () => resolve({ stopped: true }));
          }),
      },
      TOKEN,
    );
    const answer = await routes.request("/api/sync?id=7", post("{}", KNOWN));
    expect((await routes.request("/api/stop?id=7", post("{}", KNOWN))).status).toBe(200);
    expect(await answer.text()).toContain('{"answer":{"stopped":true}}');
    expect((await routes.request("/api/stop?id=7", post("{}"))).status).toBe(401);
  });

  test("refuse a page of another place", async () => {
    const headers = { ...LOCAL, "sec-fetch-site": "cross-site" };
    expect((await app.request("/api/chain", { headers })).status).toBe(403);
  });
});
