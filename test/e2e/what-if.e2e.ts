import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type ViewWish, openView, pageOrigin, stopServing, whole } from "./page-harness.ts";

/** The fewest members that the page offers. */
const FEW = { members: "100" };
/** A run of a hundred members on two slow cores that others use too. */
const RUN_MS = 60_000;
const STRETCH = { place: "CN/Sichuan", from: "2021-06-20", to: "2021-07-20", size_pct: "-25" };

const CUT = "cn-sichuan-2021-06-20-power-cut";

let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), pageOrigin()]);
});

afterAll(async () => {
  await browser.close();
  stopServing();
});

const CASES = [
  { language: "en", done: /100 members in .* in this browser/u, score: /Over \d+ retargets/u },
  { language: "zh", done: /100个成员，本浏览器用时/u, score: /在\d+次难度调整中/u },
] as const;

test.each(CASES)("a stretch is run and set against what followed, in $language", async (one) => {
  const opened = await openRun({ view: "what-if", query: STRETCH, language: one.language });
  const { page, faults } = opened;
  expect(await page.locator(".what-if-status").innerText()).toMatch(one.done);
  expect(await page.locator("main").innerText()).toMatch(one.score);
  expect(await page.locator("main figure").count()).toBeGreaterThan(3);
  expect(faults).toEqual([]);
  await opened.close();
});

test("an order's effect leads to its scenario, run and set against what followed", async () => {
  const opened = await openView(browser, { view: "events", query: { order: CUT } });
  const { page, faults } = opened;
  await page.locator('main figure a[href^="#/what-if"]').first().click();
  await hasRun(page);
  expect(page.url()).toMatch(/place=.*size_pct=-/u);
  expect(await page.locator("main").innerText()).toMatch(/Over \d+ retargets/u);
  expect(faults).toEqual([]);
  await opened.close();
});

test("two runs are told apart, and their members' differences have intervals", async () => {
  const query = { scenario: "sichuan-cut", compare: "unchanged", set: "orders.sichuan-cut:off" };
  const opened = await openRun({ view: "what-if", query });
  const { page, faults } = opened;
  const table = page.locator("section table.people").first();
  await expect.poll(async () => table.locator("thead th").count(), { timeout: RUN_MS }).toBe(4);
  const differences = await table.locator("tbody td:nth-child(4)").allInnerTexts();
  expect(differences.filter((text) => /\[.+, .+\]/u.test(text)).length).toBeGreaterThan(3);
  expect(faults).toEqual([]);
  await opened.close();
});

test("a saved scenario is opened with the changes that it was saved with", async () => {
  const query = { scenario: "sichuan-cut", set: "orders.sichuan-cut:off" };
  const opened = await openRun({ view: "what-if", query });
  const { page, faults } = opened;
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file" }).click();
  const saved = readFileSync(await (await coming).path());
  await page.getByRole("button", { name: /^Undo all changes/u }).click();
  await expect.poll(() => page.url()).not.toMatch(/set=/u);
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "saved.yaml", mimeType: "application/yaml", buffer: saved });
  await expect.poll(() => decodeURIComponent(page.url())).toMatch(/set=orders\.sichuan-cut:off/u);
  expect(faults).toEqual([]);
  await opened.close();
});

test("a larger run on the server tells how far it is, and ends when it is cancelled", async () => {
  const opened = await openRun({ view: "what-if", query: { scenario: "sichuan-cut" } });
  const { page, faults } = opened;
  const ended = page.waitForRequest((request) => request.method() === "DELETE");
  const start = page.locator(".what-if-server").getByRole("button");
  await start.click();
  await page.locator(".what-if-server progress").waitFor();
  const done = async (): Promise<number> =>
    page.locator(".what-if-server progress").evaluate((bar) => Number(bar.getAttribute("value")));
  await expect.poll(done, { timeout: RUN_MS }).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Cancel" }).click();
  expect((await ended).url()).toMatch(/\/api\/simulations\//u);
  await page.locator(".what-if-server progress").waitFor({ state: "detached" });
  expect(faults).toEqual([]);
  await opened.close();
});

type Opened = Awaited<ReturnType<typeof openView>>;

/** A view of few members, once all of them have run. */
async function openRun(wish: ViewWish): Promise<Opened> {
  const opened = await openView(browser, { ...wish, query: { ...wish.query, ...FEW } });
  await hasRun(opened.page);
  return opened;
}

async function hasRun(page: Page): Promise<void> {
  await page
    .locator(".what-if-status")
    .filter({ hasText: /in this browser|本浏览器/u })
    .waitFor({ timeout: RUN_MS });
  await whole(page);
}
