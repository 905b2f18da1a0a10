import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type ServedAnswers, answerRoutes, ClientLimits } from "../../src/server/index.ts";
import { asked } from "./asked.ts";

const LOCAL = { host: "127.0.0.1:8080" };
const LONG = "x".repeat(4_000);
const BYTES = new Uint8Array(4_000).map((_, index) => index);

/** Answers every question with itself, and counts what it was asked. */
function echo(): ServedAnswers & { asked: number; name: string } {
  return {
    asked: 0,
    name: "first",
    routes: [
      { path: "/api/table", formats: ["json", "csv"], costly: false, mempool: false },
      { path: "/api/data", formats: ["json", "csv", "parquet"], costly: false, mempool: false },
      { path: "/api/v1/of/{interval}", formats: ["json"], costly: false, mempool: true },
    ],
    describe: () => ({ openapi: "3.1.0" }),
    check: (_path, raw) =>
      raw["wrong"] === undefined ? [] : [{ path: "wrong", reason: "is wrong", remedy: "leave it" }],
    async source() {
      return Promise.resolve({ name: this.name, version: "1.2.3", record: "abcd", blocks: 7 });
    },
    async ask(question) {
      this.asked += 1;
      const { kind } = question.raw;
      if (kind === "busy") return Promise.resolve({ kind, retryAfter_s: 12 });
      if (kind === "late" || kind === "failed") return Promise.resolve({ kind });
      if (kind === "uncovered") {
        const problems = [{ path: "at", reason: "is outside", remedy: "choose another" }];
        const message = "at: is outside";
        return Promise.resolve({ kind: "refused", code: "record.uncovered", message, problems });
      }
      if (question.format === "parquet") return Promise.resolve({ kind: "file", bytes: BYTES });
      const body = JSON.stringify({ ...question, text: LONG });
      return Promise.resolve({ kind: "made", body });
    },
  };
}

function served() {
  const answers = echo();
  const app = asked(answerRoutes(answers, new ClientLimits()).routes);
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    app.request(path, { headers: { ...LOCAL, ...headers } });
  return { answers, app, get };
}

describe("an answer", () => {
  test("is made once for equal questions, whatever the order of their parameters", async () => {
    const { answers, get } = served();
    const first = await get("/api/table?a=1&b=2");
    const again = await get("/api/table?b=2&a=1");
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(answers.asked).toBe(1);
    await get("/api/table?a=1&b=3");
    expect(answers.asked).toBe(2);
  });

  test("is made anew once the record has another name", async () => {
    const { answers, get } = served();
    const first = await get("/api/table");
    answers.name = "second";
    const second = await get("/api/table");
    expect(answers.asked).toBe(2);
    expect(second.headers.get("etag")).not.toBe(first.headers.get("etag"));
  });

  test("is not sent, nor even made, for who has it", async () => {
    const etag = (await served().get("/api/table")).headers.get("etag") ?? "";
    const { answers, get } = served();
    const again = await get("/api/table", { "if-none-match": `"other", ${etag}` });
    expect([again.status, await again.text(), answers.asked]).toEqual([304, "", 0]);
    expect((await get("/api/table", { "if-none-match": "*" })).status).toBe(304);
    expect(answers.asked).toBe(1);
  });

  test("is compressed for who accepts it, and reads the same", async () => {
    const { get } = served();
    const plain = await (await get("/api/table")).text();
    const coded = await get("/api/table", { "accept-encoding": "gzip;q=0.5, br" });
    expect(coded.headers.get("content-encoding")).toBe("br");
    expect(brotliDecompressSync(await coded.arrayBuffer()).toString()).toBe(plain);
    const zipped = await get("/api/table", { "accept-encoding": "gzip, br;q=0" });
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(plain);
    const refused = await get("/api/table", { "accept-encoding": "br;q=x, deflate" });
    expect(refused.headers.get("content-encoding")).toBeNull();
  });

  test("says where it comes from, and mempool's how many blocks there are", async () => {
    const { get } = served();
    const { headers } = await get("/api/v1/of/1w");
    expect(headers.get("x-hashfall-version")).toBe("1.2.3");
    expect(headers.get("x-hashfall-record")).toBe("abcd");
    expect(headers.get("x-total-count")).toBe("7");
    expect(headers.get("vary")).toBe("accept, accept-encoding");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect((await get("/api/table")).headers.get("x-total-count")).toBeNull();
  });

  test("takes a part of the path as a parameter", async () => {
    const { get } = served();
    expect(await (await get("/api/v1/of/1w")).json()).toMatchObject({
      path: "/api/v1/of/{interval}",
      raw: { interval: "1w" },
    });
  });

  test.each([
    ["/api/table", {}, "json"],
    ["/api/table", { accept: "*/*" }, "json"],
    ["/api/table", { accept: "text/html, */*;q=0.1" }, "json"],
    ["/api/table", { accept: "text/csv" }, "csv"],
    ["/api/table", { accept: "application/json;q=0.2, text/*" }, "csv"],
    ["/api/table?format=csv", { accept: "application/json" }, "csv"],
    ["/api/table?format=json", { accept: "text/csv" }, "json"],
  ])("of %s for %j comes as %s", async (path, headers, format) => {
    const answer = await served().get(path, headers);
    const type = format === "csv" ? "text/csv" : "application/json";
    expect(answer.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    expect(await answer.json()).toMatchObject({ format });
  });
});

test.each([
  ["/api/data?format=parquet", {}],
  ["/api/data", { accept: "application/vnd.apache.parquet" }],
])("a table as Parquet is sent as its bytes, not coded again: %s %j", async (path, headers) => {
  const { get, answers } = served();
  const answer = await get(path, { ...headers, "accept-encoding": "br, gzip" });
  expect(answer.headers.get("content-type")).toBe("application/vnd.apache.parquet");
  expect(answer.headers.get("content-encoding")).toBeNull();
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(BYTES);
  const etag = answer.headers.get("etag") ?? "";
  expect((await get(path, { ...headers, "if-none-match": etag })).status).toBe(304);
  expect(answers.asked).toBe(1);
});

describe("what is not answered says why, as code, message and details", () => {
  test.each([
    [400, "input.invalid", "/api/table?wrong=1", {}],
    [400, "input.invalid", "/api/table?a=1&a=2", {}],
    [400, "record.uncovered", "/api/table?kind=uncovered", {}],
    [403, "origin.refused", "/api/table", { "sec-fetch-site": "cross-site" }],
    [404, "not.found", "/api/nothing", {}],
    [404, "not.found", "/api/v1/of", {}],
    [406, "format.refused", "/api/table", { accept: "image/png" }],
    [406, "format.refused", "/api/v1/of/1w", { accept: "text/csv" }],
    [406, "format.refused", "/api/v1/of/1w?format=csv", {}],
    [406, "format.refused", "/api/table?format=xml", {}],
    [406, "format.refused", "/api/table?format=parquet", {}],
    [414, "address.long", `/api/table?a=${"a".repeat(2_048)}`, {}],
    [413, "body.refused", "/api/table", { "content-length": "1" }],
    [421, "host.refused", "/api/table", { host: "evil.example" }],
    [429, "busy", "/api/table?kind=busy", {}],
    [500, "internal", "/api/table?kind=failed", {}],
    [503, "answer.late", "/api/table?kind=late", {}],
  ])("%d %s for %s", async (status, code, path, headers) => {
    const refusal = await served().get(path, headers);
    expect(refusal.status).toBe(status);
    expect(refusal.headers.get("cache-control")).toBe("no-store");
    const told: unknown = await refusal.json();
    expect(told).toEqual({ code, message: expect.any(String), details: expect.any(Array) });
  });

  test("a method that changes something is refused, with those that do not", async () => {
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const refusal = await served().app.request("/api/table", { method, headers: LOCAL });
      expect([refusal.status, refusal.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    }
  });

  test("who comes too often is told when to come again", async () => {
    const refusal = await served().get("/api/table?kind=busy");
    expect(refusal.headers.get("retry-after")).toBe("12");
  });

  test("trouble of the server's own is told to nobody", async () => {
    const answers: ServedAnswers = {
      ...echo(),
      source: async () => Promise.reject(new Error("/root/secret cannot be read")),
    };
    const app = asked(answerRoutes(answers, new ClientLimits()).routes);
    const refusal = await app.request("/api/table", { headers: LOCAL });
    expect(refusal.status).toBe(500);
    expect(await refusal.text()).not.toContain("secret");
  });
});
