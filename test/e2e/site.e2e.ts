import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type Server, createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AnswerDesk } from "../../src/app/answers/answer-desk.ts";
import { ROOT } from "../shipped.ts";
import { launchBrowser } from "./browser.ts";
import { VIEW_NAMES, openView, whole } from "./page-harness.ts";

const folder = mkdtempSync(join(tmpdir(), "hashfall-site-"));
const site = join(folder, "site");
const fromDisk = `file://${site}/index.html`;

let browser: Browser;
let server: Server;
let fromHost = "";

beforeAll(async () => {
  const { status, stderr } = spawnSync("node", [`${ROOT}bin/hashfall`, "export", "site", site], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C", XDG_DATA_HOME: `${ROOT}test/none` },
  });
  if (status !== 0) throw new Error(stderr);
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname === "/" ? "/index.html" : pathname;
    try {
      const content = readFileSync(join(site, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain" });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  fromHost = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff": "font/woff",
};

test.each(VIEW_NAMES)("opened from disk, %s is whole without a server", async (view) => {
  const opened = await openView(browser, { view, at: fromDisk });
  await opened.picture(`site-${view}`);
  expect(await opened.page.locator("main .failed").allInnerTexts()).toEqual([]);
  // What a view shows at first was worked out when the site was written.
  expect(await workedOut(opened.page)).toEqual([]);
  expect(opened.faults).toEqual([]);
  await opened.close();
});

/** Addresses of the questions that the page asked its worker. */
async function workedOut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType("mark")
      .filter(({ name }) => name.startsWith("worked out: "))
      .map(({ name }) => name.slice("worked out: ".length)),
  );
}

test.each(VIEW_NAMES)("on any web host, %s is whole", async (view) => {
  const opened = await openView(browser, { view, at: fromHost, language: "zh", width: 390 });
  expect(await opened.page.locator("main .failed").allInnerTexts()).toEqual([]);
  expect(opened.faults).toEqual([]);
  await opened.close();
});

test("from disk the page is set in its own fonts", async () => {
  const opened = await openView(browser, { view: "now", at: fromDisk, language: "zh" });
  const loaded = await opened.page.evaluate(() =>
    [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family),
  );
  expect(loaded.join()).toMatch(/Noto Serif SC/u);
  expect(loaded.join()).toMatch(/Source Sans 3/u);
  await opened.close();
});

test("what Chromium works out from disk is a server's answer, to the last digits of a logarithm", async () => {
  const opened = await openView(browser, { view: "data", at: fromDisk });
  const desk = new AnswerDesk({ places: { record: `${ROOT}data` } });
  for (const [path, raw] of UNFORESEEN) {
    const expected = await desk.answer({ path, raw, format: "json" });
    const worked: unknown = await opened.page.evaluate(
      `(${WORKED_OUT})(${JSON.stringify({ path, raw })})`,
    );
    // Engines differ in the last bit of logarithms and powers; within Node it is the same bytes.
    expect(rounded(worked)).toEqual(rounded(expected));
  }
  expect(opened.faults).toEqual([]);
  await opened.close();
});

/** What a worker or a server made, with nine digits of each number. */
function rounded(outcome: unknown): unknown {
  const { body }: { readonly body?: string } = JSON.parse(JSON.stringify(outcome));
  return JSON.parse(body ?? "null", (_, value: unknown) =>
    typeof value === "number" ? Number(value.toPrecision(9)) : value,
  );
}

const UNFORESEEN: readonly (readonly [path: string, raw: Readonly<Record<string, string>>])[] = [
  ["/api/hashrate", { at: "2021-07-01", window: "10d" }],
  ["/api/pools", { at: "2021-06-20", window: "3d" }],
  ["/api/difficulty", { as_of: "2021-07-01" }],
  ["/api/energy", { at: "2021-06-20" }],
];

/** Asks the site's worker as its page does, with the texts that the site's scripts hand over. */
const WORKED_OUT = `async (question) => {
  const index = JSON.parse(document.getElementById("site").textContent);
  const textOf = (name) => new Promise((resolve) => {
    globalThis.hashfallText = (_, text) => resolve(text);
    const script = document.createElement("script");
    script.src = "./data/" + name + ".js";
    document.head.append(script);
  });
  const code = await textOf(index.worker);
  const packed = await textOf(index.facts);
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  return new Promise((resolve) => {
    worker.addEventListener("message", ({ data }) => {
      worker.terminate();
      resolve(data);
    });
    worker.postMessage({ kind: "facts", packed });
    worker.postMessage({ kind: "question", ...question });
  });
}`;

test("from disk, a study and a table are files beside the page", async () => {
  const opened = await openView(browser, { view: "studies", at: fromDisk });
  await opened.page.locator('a[href*="studies/sichuan-2021"]').first().click();
  await opened.page.waitForURL(/studies\/sichuan-2021\/index\.html/u);
  expect(await opened.page.locator("h1:visible").innerText()).toMatch(/Sichuan/u);
  await opened.page.goBack();
  await whole(opened.page);
  expect(readFileSync(join(site, "tables/orders.csv"), "utf8")).toMatch(/^id,/u);
  expect(opened.faults).toEqual([]);
  await opened.close();
});
