import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { ROOT } from "../shipped.ts";

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript",
  mjs: "text/javascript",
  html: "text/html; charset=utf-8",
};

export interface ServedTree {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

const PAGE = `<!doctype html><title>-</title><link rel="icon" href="data:,">
<script type="module" src="/test/e2e/run-in-worker.mjs"></script>`;

/** Serves the built modules and the tests' own on the loopback, and a page that runs them as `/`. */
export async function serveTree(): Promise<ServedTree> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const served = path === "/" || /^\/(?:dist|test)\/[\w./-]+\.m?js$/u.test(path);
    const type = TYPES[path === "/" ? "html" : (path.split(".").at(-1) ?? "")] ?? "text/plain";
    const body = path === "/" ? Promise.resolve(PAGE) : bodyOf(path);
    void body.then(
      (content) => response.writeHead(served ? 200 : 404, { "content-type": type }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { origin: `http://127.0.0.1:${portOf(server)}`, close: async () => closed(server) };
}

async function bodyOf(path: string): Promise<string> {
  return readFile(`${ROOT}${path.slice(1)}`, "utf8");
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : NaN;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}

export interface PageRun {
  /** Path of the module that exports `createMember`, as it is served. */
  readonly module: string;
  readonly model: unknown;
  readonly seed: number;
  readonly members: number;
}

export interface PageOutcome {
  /** Every bit of the summary, as the tests' `bytesOf` writes it. */
  readonly bytes: string;
  /** Members done at each word of progress. */
  readonly progress: readonly number[];
  /** From the worker's start to its summary. */
  readonly seconds: number;
}

/** Runs an ensemble in a worker of the page, which has loaded the served `/`. */
export async function runInPage(page: Page, run: PageRun): Promise<PageOutcome> {
  return page.evaluate(`runInWorker(${JSON.stringify(run)})`);
}
