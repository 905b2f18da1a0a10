import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { openView, pageOrigin, stopServing, viewAddress, whole } from "./page-harness.ts";

let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), pageOrigin()]);
});

afterAll(async () => {
  await browser.close();
  stopServing();
});

test("a browser set to Chinese is greeted in Chinese, and a change of language is kept", async () => {
  const opened = await openView(browser, { view: "now", language: "zh" });
  const { page, faults } = opened;
  const tongue = async (): Promise<string> => page.evaluate(() => document.documentElement.lang);
  expect(await tongue()).toBe("zh-CN");
  await page.getByRole("button", { name: "English" }).click();
  expect(await tongue()).toBe("en");
  expect(page.url()).toMatch(/lang=en/u);
  await page.goto(viewAddress(await pageOrigin().then((origin) => `${origin}/`), { view: "data" }));
  await whole(page);
  expect(await tongue()).toBe("en");
  expect(faults).toEqual([]);
  await opened.close();
});

test("colours follow the device until they are chosen, and the choice is kept", async () => {
  const opened = await openView(browser, { view: "now", colorScheme: "dark" });
  const { page, faults } = opened;
  expect(await paper(page)).toBe("rgb(17, 23, 27)");
  await page.getByRole("combobox", { name: "Colours" }).selectOption("light");
  expect(await paper(page)).toBe("rgb(251, 250, 247)");
  await page.reload();
  await whole(page);
  expect(await paper(page)).toBe("rgb(251, 250, 247)");
  expect(faults).toEqual([]);
  await opened.close();
});

test("what a figure shows can be taken away as numbers, as a drawing and as a picture", async () => {
  const opened = await openView(browser, { view: "now" });
  const { page, faults } = opened;
  const csv = await downloaded(page, "CSV");
  const [header = "", ...rows] = csv.toString().trim().split("\n");
  expect(header).toMatch(/_EH_s/u);
  expect(rows.length).toBeGreaterThan(1000);
  expect((await downloaded(page, "SVG")).toString()).toMatch(/^<svg [^>]*xmlns=/u);
  expect((await downloaded(page, "PNG")).subarray(1, 4).toString()).toBe("PNG");
  expect(faults).toEqual([]);
  await opened.close();
});

test("the keyboard alone reads the hashrate off the chart, zooms and pans it", async () => {
  const opened = await openView(browser, { view: "now" });
  const { page, faults } = opened;
  const chart = page.locator('main figure [tabindex="0"][aria-describedby]').first();
  const told = page.locator('main figure [aria-live="polite"]').first();
  await chart.focus();
  const before = await told.innerText();
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => told.innerText()).toMatch(/EH\/s/u);
  const read = await told.innerText();
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => told.innerText()).not.toBe(read);
  await page.keyboard.press("Escape");
  await page.keyboard.press("+");
  await expect.poll(async () => told.innerText()).not.toBe(before);
  expect(faults).toEqual([]);
  await opened.close();
});

test("a stretch chosen on the chart is measured, and becomes a what-if of its place, time and size", async () => {
  const opened = await openView(browser, { view: "now" });
  const { page, faults } = opened;
  await page.locator('main figure [tabindex="0"][aria-describedby]').first().focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Space");
  for (let step = 0; step < 20; step += 1) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Space");
  const link = page.locator(".now-brushed a");
  await link.waitFor();
  const asked = new URLSearchParams((await link.getAttribute("href"))?.split("?")[1]);
  const days = (Date.parse(asked.get("to") ?? "") - Date.parse(asked.get("from") ?? "")) / 864e5;
  expect(days).toBeGreaterThan(15);
  expect(days).toBeLessThan(25);
  expect(Math.abs(Number(asked.get("size_pct")))).toBeLessThan(60);
  await link.click();
  await page.locator(".what-if-status", { hasText: "members in" }).waitFor();
  expect(await page.locator("main").innerText()).toContain("This rests on the map of");
  expect(faults).toEqual([]);
  await opened.close();
});

test("a sentence from the press is measured and judged", async () => {
  const opened = await openView(browser, { view: "claims" });
  const { page, faults } = opened;
  await page
    .getByRole("textbox", { name: "A sentence" })
    .fill("Antpool's hashrate fell 24.5 % in 24 hours on 20 June 2021");
  await page.getByRole("button", { name: "Read it" }).click();
  await page.getByRole("heading", { name: "What was understood" }).waitFor();
  await whole(page);
  expect(await page.locator("main").innerText()).toMatch(
    /supported|contradicted|chance|cannot be measured/iu,
  );
  const shared = await openView(browser, { view: "claims", query: queryOf(page) });
  await shared.page.getByRole("heading", { name: "What was understood" }).waitFor();
  await shared.close();
  expect(faults).toEqual([]);
  await opened.close();
});

test("a changed window is in the address, and whoever opens it sees the same", async () => {
  const opened = await openView(browser, { view: "pools" });
  const { page, faults } = opened;
  await page.locator("main select.choice").first().selectOption({ index: 0 });
  await whole(page);
  const shared = await openView(browser, { view: "pools", query: queryOf(page) });
  expect(await shared.page.locator("h1").innerText()).toBe(await page.locator("h1").innerText());
  expect(faults).toEqual([]);
  await shared.close();
  await opened.close();
});

async function paper(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

/** What the first figure gives under a way out. */
async function downloaded(page: Page, way: string): Promise<Buffer> {
  const coming = page.waitForEvent("download");
  await page.locator("main figure").first().getByRole("button", { name: way, exact: true }).click();
  const file = await coming;
  return readFileSync(await file.path());
}

/** What is asked of the view, as its address says. */
function queryOf(page: Page): Readonly<Record<string, string>> {
  const [, search = ""] = new URL(page.url()).hash.split("?", 2);
  return Object.fromEntries(new URLSearchParams(search));
}
