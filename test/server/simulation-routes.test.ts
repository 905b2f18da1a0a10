import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  ClientLimits,
  EventStreams,
  type RunningServer,
  type ServedSimulations,
  simulationRoutes,
  startServer,
} from "../../src/server/index.ts";
import { listenTo } from "./event-reader.ts";

const ID = "0123456789abcdef0123456789abcdef";
const JSON_TYPE = { "content-type": "application/json" };
type Standing = NonNullable<ReturnType<ServedSimulations["look"]>>;

const RUNNING = { id: ID, state: "running", done: 64, members: 200 } as const;
const ANSWER = `{"members":200,"series":"${"0.1,".repeat(1_000)}"}`;
const DONE: Standing = { kind: "done", body: new TextEncoder().encode(ANSWER) };

/** One simulation, which stands as it is told to. */
class OneSimulation implements ServedSimulations {
  standing: Standing | undefined = RUNNING;
  submitted: unknown[] = [];
  cancelled = 0;
  readonly listeners = new Set<(standing: Standing) => void>();

  async submit(body: unknown): ReturnType<ServedSimulations["submit"]> {
    this.submitted.push(body);
    const kind = JSON.stringify(body);
    if (kind.includes("busy")) return Promise.resolve({ kind: "busy", retryAfter_s: 30 });
    if (kind.includes("late")) return Promise.resolve({ kind: "late" });
    if (kind.includes("failed")) return Promise.resolve({ kind: "failed" });
    if (kind.includes("wrong")) {
      const problems = [{ path: "members", reason: "is wrong", remedy: "leave it" }];
      return Promise.resolve({ kind: "refused", message: "members: is wrong", problems });
    }
    return Promise.resolve({ kind: "accepted", state: RUNNING });
  }

  look(id: string): Standing | undefined {
    return id === ID ? this.standing : undefined;
  }

  follow(_id: string, on: (standing: Standing) => void): () => void {
    this.listeners.add(on);
    return () => this.listeners.delete(on);
  }

  cancel(id: string): boolean {
    if (id === ID) this.cancelled += 1;
    return id === ID;
  }

  become(standing: Standing): void {
    this.standing = standing;
    for (const listener of this.listeners) listener(standing);
  }
}

let simulations: OneSimulation;
let server: RunningServer;
const streams = new EventStreams();

beforeAll(async () => {
  // The server keeps what it was given; each test begins with another simulation behind it.
  const current: ServedSimulations = {
    submit: async (body) => simulations.submit(body),
    look: (id) => simulations.look(id),
    follow: (id, on) => simulations.follow(id, on),
    cancel: (id) => simulations.cancel(id),
  };
  const routes = simulationRoutes(current, { streams, clients: new ClientLimits() });
  server = await startServer([routes], { host: "127.0.0.1", port: 0 });
});
beforeEach(() => {
  simulations = new OneSimulation();
});
afterAll(async () => {
  streams.close();
  await server.close();
});

async function post(body: string, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
  return fetch(`${server.url}/api/simulations`, { method: "POST", body, headers });
}

async function one(path = "", init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.url}/api/simulations/${ID}${path}`, init);
}

describe("a simulation that is asked for", () => {
  test("is taken on, and says where it stands", async () => {
    const answer = await post('{"scenario":"sichuan-cut"}');
    expect([answer.status, await answer.json()]).toEqual([202, RUNNING]);
    expect(answer.headers.get("location")).toBe(`/api/simulations/${ID}`);
    expect(simulations.submitted).toEqual([{ scenario: "sichuan-cut" }]);
  });

  test.each([
    [400, "input.invalid", '{"wrong":1}'],
    [400, "input.invalid", "{"],
    [400, "input.invalid", ""],
    [413, "body.large", JSON.stringify("x".repeat(70_000))],
    [429, "busy", '{"busy":1}'],
    [500, "internal", '{"failed":1}'],
    [503, "answer.late", '{"late":1}'],
  ])("is refused with %d %s", async (status, code, body) => {
    const refusal = await post(body);
    expect([refusal.status, await refusal.json()]).toEqual([
      status,
      { code, message: expect.any(String), details: expect.any(Array) },
    ]);
  });

  test("is refused unless it is sent as JSON, which no form of another place can do", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      expect((await post("{}", { "content-type": type })).status).toBe(415);
    }
    expect((await post("{}", { "content-type": "Application/JSON; charset=utf-8" })).status).toBe(
      202,
    );
    expect(simulations.submitted).toHaveLength(1);
  });

  test("is refused for a page of another place", async () => {
    const refusal = await post("{}", { ...JSON_TYPE, origin: "http://evil.example" });
    expect(refusal.status).toBe(403);
    expect((await one("", { method: "DELETE", headers: { origin: "null" } })).status).toBe(403);
    expect([simulations.submitted, simulations.cancelled]).toEqual([[], 0]);
  });
});

describe("a simulation that was taken on", () => {
  test("says how it stands until it is done, then answers", async () => {
    const early = await one();
    expect([early.status, await early.json()]).toEqual([202, RUNNING]);
    simulations.become(DONE);
    const done = await one();
    expect([done.status, await done.text()]).toEqual([200, ANSWER]);
    const etag = done.headers.get("etag") ?? "";
    expect((await one("", { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  test("that failed says why", async () => {
    const end = { code: "input.invalid", message: "too many members", details: [] };
    simulations.become({ kind: "failed", ...end });
    const answer = await one();
    expect([answer.status, await answer.json()]).toEqual([409, end]);
  });

  test("tells those who listen how far it is, then that it is done, and ends", async () => {
    const hearing = await listenTo(`${server.url}/api/simulations/${ID}/events`);
    await hearing.until(({ heard }) => heard.length === 1);
    const later = { ...RUNNING, done: 128 };
    simulations.become(later);
    simulations.become(DONE);
    await hearing.ended;
    expect(hearing.heard.map(({ event, data }) => [event, JSON.parse(data)])).toEqual([
      ["progress", RUNNING],
      ["progress", later],
      ["done", { id: ID }],
    ]);
    await expect.poll(() => simulations.listeners.size).toBe(0);
  });

  test("that has ended tells so at once", async () => {
    simulations.become({ kind: "failed", code: "stopped", message: "it was ended", details: [] });
    const hearing = await listenTo(`${server.url}/api/simulations/${ID}/events`);
    await hearing.ended;
    expect(hearing.heard.map(({ event }) => event)).toEqual(["failed"]);
    expect(hearing.heard[0]?.data).toContain('"code":"stopped"');
  });

  test("can be ended", async () => {
    expect((await one("", { method: "DELETE" })).status).toBe(204);
    expect(simulations.cancelled).toBe(1);
  });
});

test.each([
  ["GET", `/api/simulations/${"f".repeat(32)}`, 404],
  ["DELETE", `/api/simulations/${"f".repeat(32)}`, 404],
  ["GET", `/api/simulations/${"f".repeat(32)}/events`, 404],
  ["GET", "/api/simulations/../../etc/passwd", 404],
  ["GET", `/api/simulations/${ID.toUpperCase()}`, 404],
  ["GET", "/api/simulations/__proto__", 404],
  ["GET", "/api/simulations", 405],
  ["PUT", `/api/simulations/${ID}`, 405],
  ["POST", `/api/simulations/${ID}/events`, 405],
])("%s %s is answered with %d", async (method, path, status) => {
  expect((await fetch(`${server.url}${path}`, { method })).status).toBe(status);
});
