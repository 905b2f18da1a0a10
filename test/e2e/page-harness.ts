import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { ROOT } from "../shipped.ts";

/** Views of the page, in the order of its navigation. */
export const VIEW_NAMES = [
  "now",
  "pools",
  "events",
  "claims",
  "studies",
  "energy",
  "what-if",
  "methods",
  "data",
] as const;

type ViewName = (typeof VIEW_NAMES)[number];

/** How a view is to be opened; at its defaults, in English, light, 1440 px wide, where nothing is said. */
export interface ViewWish {
  readonly view: ViewName;
  readonly query?: Readonly<Record<string, string>>;
  readonly language?: "en" | "zh";
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
  /** Address of the page's index, where it is not the served one, such as `file:///…/index.html`. */
  readonly at?: string;
}

/** A view that is whole: nothing on it waits any more. */
export interface OpenedView {
  readonly page: Page;
  /** Console errors with broken content policy, exceptions, failed requests, and requests elsewhere. */
  readonly faults: readonly string[];
  /** Violations that axe finds, one line each. */
  readonly axe: () => Promise<readonly string[]>;
  /** How far the page can be scrolled sideways, px. */
  readonly sideways: () => Promise<number>;
  /** Keeps a picture of the whole page among the test artefacts. */
  readonly picture: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const ARTEFACTS = `${ROOT}test-artefacts`;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LISTENING_MS = 60_000;
/** A view whose answers take seconds, on two slow cores that others use too. */
const WHOLE_MS = 90_000;

let program: ChildProcess | undefined;
let origin: Promise<string> | undefined;

/** Origin of a server of the built page; started by the first who asks, one for a test file. */
export async function pageOrigin(): Promise<string> {
  origin ??= startServing();
  return origin;
}

/** Ends that server; for `afterAll`. */
export function stopServing(): void {
  program?.kill("SIGTERM");
  program = undefined;
  origin = undefined;
}

/** Opens a view in a browser that knows nothing of earlier ones, and waits until it is whole. */
export async function openView(browser: Browser, wish: ViewWish): Promise<OpenedView> {
  const { language = "en", width = 1440, colorScheme = "light" } = wish;
  const index = wish.at ?? `${await pageOrigin()}/`;
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, colorScheme, locale });
  const opened = await watched(context, index);
  await opened.page.goto(viewAddress(index, wish));
  await whole(opened.page);
  const current = opened.page.locator('nav a[aria-current="page"]').first();
  const shown = (await current.getAttribute("href")) ?? "";
  if (!shown.startsWith(`#/${wish.view}`)) throw new Error(`no view ${wish.view}, but ${shown}`);
  return opened;
}

/** Address of a view below the page's index. */
export function viewAddress(index: string, { view, query = {} }: ViewWish): string {
  const search = new URLSearchParams(query).toString();
  return `${index}#/${view}${search === "" ? "" : `?${search}`}`;
}

/** Waits until a view has its head and nothing on it waits. */
export async function whole(page: Page): Promise<void> {
  await page.locator("main h1").waitFor({ timeout: WHOLE_MS });
  await page.waitForFunction(
    () => document.querySelector('main .waiting, main [aria-busy="true"]') === null,
    undefined,
    { timeout: WHOLE_MS },
  );
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
}

/** A page in a context, with what goes wrong on it. */
async function watched(context: BrowserContext, index: string): Promise<OpenedView> {
  const page = await context.newPage();
  const faults: string[] = [];
  const own = index.startsWith("file:") ? index.slice(0, index.lastIndexOf("/") + 1) : index;
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text().slice(0, 300)}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // A question that was changed before its answer came is given up by the page itself.
    if (reason !== "net::ERR_ABORTED") faults.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (![own, "data:", "blob:"].some((start) => url.startsWith(start))) {
      faults.push(`elsewhere: ${url.slice(0, 200)}`);
    }
  });
  return {
    page,
    faults,
    axe: async () => axeViolations(page),
    sideways: async () => sidewaysScroll(page),
    picture: async (name) => {
      mkdirSync(ARTEFACTS, { recursive: true });
      await page.screenshot({ path: `${ARTEFACTS}/${name}.png`, fullPage: true });
    },
    close: async () => context.close(),
  };
}

async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(0, scrollWidth - clientWidth);
  });
}

/** Brought in by the debugger, not by the page, whose own policy would refuse it. */
async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(
    "axe.run(document).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')))",
  );
  return Array.isArray(found) ? found.map(String) : ["axe did not run"];
}

async function startServing(): Promise<string> {
  const started = spawn("node", [`${ROOT}bin/hashfall`, "serve", "--port", "0"], {
    env: { ...process.env, LC_ALL: "C", XDG_DATA_HOME: `${ROOT}test/none` },
    stdio: ["ignore", "ignore", "pipe"],
  });
  program = started;
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error(`not serving: ${said}`)), LISTENING_MS);
    started.on("exit", (status) => reject(new Error(`ended with ${status}: ${said}`)));
    started.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/u.exec(said);
      if (found === null) return;
      clearTimeout(late);
      resolve(found[0]);
    });
  });
}
