import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServedStudies, loadPage, pageRoutes, studyRoutes } from "../../src/server/index.ts";
import { ROOT } from "../shipped.ts";
import { asked } from "./asked.ts";

const LOCAL = { host: "127.0.0.1:8080" };
const SCRIPT = `const rows = "${"hashrate ".repeat(500)}";`;
const folder = mkdtempSync(join(tmpdir(), "hashfall-page-"));

beforeAll(() => {
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Hashfall</title>");
  writeFileSync(join(folder, "assets", "index-Bx12.js"), SCRIPT);
  writeFileSync(join(folder, "assets", "style-Ce.css"), "p{color:red}".repeat(200));
  writeFileSync(join(folder, "assets", "style-Ce.css.br"), "made before");
  writeFileSync(join(folder, "assets", "serif-D3.woff2"), "wOF2".repeat(1_000));
  writeFileSync(join(folder, "assets", "odd name.js"), "x");
  writeFileSync(join(folder, ".secret"), "x");
  symlinkSync(join(ROOT, "package.json"), join(folder, "linked.json"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function page() {
  const app = asked(pageRoutes(await loadPage(folder)));
  return async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    app.request(path, { headers: { ...LOCAL, ...headers } });
}

describe("the built page", () => {
  test("is at the root, is looked at anew each time, and may load only from its server", async () => {
    const get = await page();
    for (const path of ["/", "/index.html"]) {
      const answer = await get(path);
      expect(await answer.text()).toContain("<title>Hashfall</title>");
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      const policy = answer.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/u);
      expect(answer.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    }
  });

  test("has scripts that are kept for ever, and not sent to who has them", async () => {
    const get = await page();
    const first = await get("/assets/index-Bx12.js");
    expect(first.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(first.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const etag = first.headers.get("etag") ?? "";
    const again = await get("/assets/index-Bx12.js", { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("is sent compressed, as it was built where that was done before", async () => {
    const get = await page();
    const br = await get("/assets/index-Bx12.js", { "accept-encoding": "br" });
    expect(brotliDecompressSync(await br.arrayBuffer()).toString()).toBe(SCRIPT);
    const zipped = await get("/assets/index-Bx12.js", { "accept-encoding": "gzip" });
    expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(SCRIPT);
    const before = await get("/assets/style-Ce.css", { "accept-encoding": "br" });
    expect(await before.text()).toBe("made before");
    const font = await get("/assets/serif-D3.woff2", { "accept-encoding": "br" });
    expect(font.headers.get("content-encoding")).toBeNull();
  });

  test.each([
    "/assets/",
    "/assets/style-Ce.css.br",
    "/assets/odd%20name.js",
    "/.secret",
    "/linked.json",
    "/assets/%2e%2e%2findex.html",
    "/..%2fpackage.json",
    "/index.html/",
    "/%00",
    "/__proto__",
  ])("has nothing at %s", async (path) => {
    const get = await page();
    expect((await get(path)).status).toBe(404);
  });

  test("holds what was there at the start, whatever comes to lie beside it later", async () => {
    const get = await page();
    writeFileSync(join(folder, "assets", "later.js"), "x");
    expect((await get("/assets/later.js")).status).toBe(404);
  });

  test.each([
    ["/pools?window=14d", "/#/pools?window=14d"],
    ["/now", "/#/now"],
    ["/what-if", "/#/what-if"],
    ["/events?at=2021-06-20%0d%0ax:y", "/#/events?at=2021-06-20%0d%0ax:y"],
  ])("has a view at %s", async (path, location) => {
    const get = await page();
    const answer = await get(path);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, location]);
  });
});

test("a page that is not built says in both languages how to build it", async () => {
  const files = await loadPage(join(folder, "nothing"));
  const answer = await asked(pageRoutes(files)).request("/", { headers: LOCAL });
  const text = await answer.text();
  expect(answer.status).toBe(404);
  expect(text).toContain("npm run build");
  expect(text).toContain("网页");
  expect(text).not.toContain(folder);
});

const STUDY = new Map([
  ["index.html", "<!doctype html><title>study</title>"],
  ["tables/pools.csv", "pool,blocks\n"],
]);
function shown(answer: ReturnType<ServedStudies["files"]>) {
  const names: string[] = [];
  const studies: ServedStudies = {
    names: ["sichuan-2021"],
    files: (name) => {
      names.push(name);
      return answer;
    },
  };
  const app = asked(studyRoutes(studies), pageRoutes(undefined));
  const get = async (path: string): Promise<Response> => app.request(path, { headers: LOCAL });
  return { get, names };
}

describe("a study", () => {
  test("lies in a folder of its own, with its figures and tables", async () => {
    const { get } = shown(STUDY);
    const bare = await get("/studies/sichuan-2021");
    expect([bare.status, bare.headers.get("location")]).toEqual([301, "/studies/sichuan-2021/"]);
    const answer = await get("/studies/sichuan-2021/");
    expect(await answer.text()).toContain("<title>study</title>");
    expect(answer.headers.get("content-security-policy")).toContain("connect-src 'none'");
    const table = await get("/studies/sichuan-2021/tables/pools.csv");
    expect(table.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect((await get("/studies/sichuan-2021/tables/")).status).toBe(404);
  });

  test("is not begun before it is asked for, nor one that there is not", async () => {
    const { get, names } = shown("making");
    expect((await get("/studies/other/")).status).toBe(404);
    expect((await get("/")).status).toBe(404);
    expect(names).toEqual([]);
    const answer = await get("/studies/sichuan-2021/");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(names).toEqual(["sichuan-2021"]);
  });

  test("that cannot be made says no more than that", async () => {
    const answer = await shown("failed").get("/studies/sichuan-2021/");
    expect([answer.status, await answer.json()]).toMatchObject([500, { code: "internal" }]);
  });
});
