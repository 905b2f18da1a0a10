import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../shipped.ts";
import { launchBrowser, watchedPage } from "./browser.ts";

const ARTEFACTS = `${ROOT}test-artefacts`;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const READY_SECONDS = 60;

let browser: Browser;
let program: ChildProcess;
let origin = "";
const out = mkdtempSync(join(tmpdir(), "hashfall-study-"));

beforeAll(async () => {
  mkdirSync(ARTEFACTS, { recursive: true });
  program = spawn("node", [`${ROOT}bin/hashfall`, "study", "--serve", "--port", "0", "--out", out]);
  origin = await addressOf(program);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  program.kill("SIGTERM");
  rmSync(out, { recursive: true, force: true });
});

/** Address the program says it serves at, once it does. */
async function addressOf({ stdout, stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error(`not serving: ${said}`)), READY_SECONDS * 1000);
    stdout?.resume();
    stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/u.exec(said);
      if (found === null) return;
      clearTimeout(late);
      resolve(found[0]);
    });
  });
}

const views = [
  { language: "en", width: 1440, colorScheme: "light" },
  { language: "en", width: 390, colorScheme: "dark" },
  { language: "zh", width: 1440, colorScheme: "dark" },
  { language: "zh", width: 390, colorScheme: "light" },
] as const;

test.each(views)(
  "in $language at $width px, $colorScheme, the page is whole and open to everyone",
  async ({ language, width, colorScheme }) => {
    const { page, faults } = await watchedPage(browser, origin, { width, colorScheme });
    await page.goto(`${origin}/#lang=${language}`);
    await page.reload();
    await page.evaluate(() => document.fonts.ready);
    expect(await page.evaluate(() => document.documentElement.lang)).toContain(language);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await visibleText(page, "h1")).toMatch(language === "zh" ? /四川/u : /Sichuan/u);
    const violations = await axeViolations(page);
    await page.screenshot({
      path: `${ARTEFACTS}/study-${language}-${width}-${colorScheme}.png`,
      fullPage: true,
    });
    expect(violations).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  },
);

test("a browser set to Chinese is greeted in Chinese, and can change to English", async () => {
  const { page, faults } = await watchedPage(browser, origin, { width: 1440, locale: "zh-CN" });
  await page.goto(origin);
  expect(await page.evaluate(() => document.documentElement.lang)).toContain("zh");
  await page.getByText("English", { exact: true }).first().click();
  expect(await page.evaluate(() => document.documentElement.lang)).toContain("en");
  expect(await visibleText(page, "h1")).toMatch(/Sichuan/u);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("the page shows the figures that the record gives", async () => {
  const { page } = await watchedPage(browser, origin, { width: 1440 });
  await page.goto(origin);
  const text = (await page.locator("body").innerText()).replaceAll(/[\u00a0\u202f\u2009]/gu, " ");
  const hashrate = ["107.0", "[87.8, 129.2]", "130.0", "−27.9", "104 to 112", "7,566"];
  const energy = ["2.5 [1.9, 3.2] GW less", "4.0 [1.2, 8.3] TWh", "41.6 → 25.1", "30 % [12, 52]"];
  for (const figure of [...hashrate, ...energy]) expect(text).toContain(figure);
  await page.context().close();
});

test("on paper there is one figure of each kind and no controls", async () => {
  const { page } = await watchedPage(browser, origin, { width: 1440 });
  await page.goto(origin);
  const onScreen = await visibleFigures(page);
  await page.emulateMedia({ media: "print" });
  expect(await visibleFigures(page)).toBe(onScreen);
  expect(await page.locator("header button:visible, nav button:visible").count()).toBe(0);
  await page.context().close();
});

test("every table can be taken as CSV, and its columns carry units", async () => {
  const { page } = await watchedPage(browser, origin, { width: 1440 });
  await page.goto(origin);
  const links = await page.$$eval('a[download$=".csv"]', (anchors) =>
    anchors.map((anchor) => anchor.getAttribute("href") ?? ""),
  );
  expect(links.length).toBeGreaterThan(8);
  const texts = await Promise.all(links.map(async (link) => csvText(link)));
  for (const csv of texts) {
    const [header = "", ...rows] = csv.trim().split("\n");
    expect(header.split(",").length).toBeGreaterThan(2);
    expect(rows.length).toBeGreaterThan(0);
  }
  await page.context().close();
});

test("the keyboard alone reads the hashrate off the figure", async () => {
  const { page, faults } = await watchedPage(browser, origin, { width: 1440 });
  await page.goto(origin);
  await page.locator('input[type="range"]:visible').first().focus();
  await page.keyboard.press("ArrowRight");
  const first = await visibleText(page, "output");
  await page.keyboard.press("ArrowRight");
  const second = await visibleText(page, "output");
  expect(first).toMatch(/EH\/s/u);
  expect(second).not.toBe(first);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("without script the page is whole, in English", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(origin);
  expect(await page.locator("h1:visible").first().innerText()).toMatch(/Sichuan/u);
  expect(await page.locator("h1:visible").count()).toBe(1);
  await context.close();
});

test("opened from disk it is the same page", async () => {
  const { page, faults } = await watchedPage(browser, "file:", { width: 1440 });
  await page.goto(`file://${out}/index.html`);
  expect(await visibleText(page, "h1")).toMatch(/Sichuan/u);
  expect(faults).toEqual([]);
  await page.context().close();
});

async function csvText(link: string): Promise<string> {
  if (link.startsWith("data:")) return decodeURIComponent(link.slice(link.indexOf(",") + 1));
  return (await fetch(new URL(link, origin))).text();
}

async function visibleText(page: Page, selector: string): Promise<string> {
  return page.locator(`${selector}:visible`).first().innerText();
}

async function visibleFigures(page: Page): Promise<number> {
  return page.locator("figure svg:visible").count();
}

async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(0, scrollWidth - clientWidth);
  });
}

async function axeViolations(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: AXE });
  const found: unknown = await page.evaluate(
    "axe.run(document).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')))",
  );
  return Array.isArray(found) ? found.map(String) : ["axe did not run"];
}
