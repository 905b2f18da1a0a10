import { readFileSync } from "node:fs";
import type { Browser, Page, Route } from "playwright-core";
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

test("an address with a scenario that is not shipped says so, and another can be chosen", async () => {
  const query = { scenario: "nothing" };
  const { page, close } = await openView(browser, { view: "what-if", query, language: "zh" });
  await page.getByText("没有名为“nothing”的情景").waitFor();
  const choice = page.locator("main select").first();
  expect(await choice.inputValue()).toBe("nothing");
  await choice.selectOption("sichuan-cut");
  await hasRun(page);
  await close();
});

test("a saved scenario is opened with the changes that it was saved with", async () => {
  const query = { scenario: "sichuan-cut", set: "orders.midnight-cut:off" };
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
  await expect.poll(() => decodeURIComponent(page.url())).toMatch(/set=orders\.midnight-cut:off/u);
  expect(faults).toEqual([]);
  await opened.close();
});

test("an order switched off is compared with the scenario as it was, member by member", async () => {
  const query = {
    scenario: "china-2021",
    members: "100",
    compare: "unchanged",
    set: "orders.sichuan-cut:off",
  };
  const wish = { view: "what-if", query, language: "zh", width: 390 } as const;
  const { page, faults, axe, sideways, picture, close } = await openView(browser, wish);
  await hasRun(page);
  const table = page.locator("section table.people").first();
  await expect.poll(async () => table.locator("thead th").count(), { timeout: RUN_MS }).toBe(4);
  const differences = await table.locator("tbody td:nth-child(4)").allInnerTexts();
  const told = differences.filter((text) => /[1-9].* \[.+, .+\]/u.test(text));
  expect(told.length).toBeGreaterThan(3);
  expect(await sideways()).toBe(0);
  expect(await axe()).toEqual([]);
  await picture("what-if-compared-zh-390");
  expect(faults).toEqual([]);
  await close();
});

test("the server runs a larger ensemble, tells how far it is, and ends it when told to", async () => {
  const query = { scenario: "sichuan-cut", members: "100" };
  const { page, faults, close } = await openView(browser, { view: "what-if", query });
  await hasRun(page);
  const begin = page.getByRole("button", { name: "Run 10,000 members on the server" });
  await begin.click();
  await page.waitForFunction(() => (document.querySelector("progress")?.value ?? 0) > 0);
  await page.getByRole("button", { name: "Cancel" }).click();
  await begin.waitFor();
  await begin.click();
  await page.getByText("10,000 members on the server in").waitFor({ timeout: 90_000 });
  const told = (await page.locator(".what-if-server").innerText()).replaceAll("\u00a0", " ");
  expect(told).toMatch(/deepest fall\s+−?\d+(?:\.\d+)? \[/u);
  expect(faults).toEqual([]);
  await close();
});

test("a file written by hand is opened; what it cannot say here is named, what is wrong is listed", async () => {
  const { page, faults, close } = await openView(browser, {
    view: "what-if",
    query: { members: "100" },
  });
  await hasRun(page);
  const input = page.locator('input[type="file"]');
  await input.setInputFiles(
    file("base: price-halves\nparameters:\n  pue: 0.4 # less than the machines\nnotes: [a, b]\n"),
  );
  await page.getByRole("heading", { name: "The price halves in a week" }).waitFor();
  await page.getByText("This cannot be run yet").waitFor();
  const wrong = await page.locator("main").innerText();
  expect(wrong).toContain("parameters.pue");
  expect(wrong).toContain("left out: notes");
  await input.setInputFiles(file("base: price-halves\nparameters: { pue: 1.3 }\n"));
  await hasRun(page);
  expect(await page.locator("main").innerText()).toContain("1.3");
  expect(page.url()).toContain("pue");
  await input.setInputFiles(file(": : :"));
  await page.getByText("rests on no shipped scenario").waitFor();
  expect(faults).toEqual([]);
  await close();
});

test("a change that comes as soon as a scenario is painted is not lost", async () => {
  const { page, faults, close } = await openRun({ view: "what-if" });
  await page.evaluate(`
    new MutationObserver((_, observer) => {
      const title = document.querySelector(".what-if-lab h2")?.textContent;
      if (title !== "The price halves in a week") return;
      observer.disconnect();
      history.replaceState(null, "", location.hash + "&set=parameters.pue:1.3");
      dispatchEvent(new PopStateEvent("popstate"));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  `);
  await page.getByLabel("Scenario").selectOption("price-halves");
  await page.getByText("Undo all changes (1)").waitFor();
  expect(faults).toEqual([]);
  await close();
});

test("changes of a file are not shown on the scenario that was in view before it", async () => {
  const { page, faults, close } = await openRun({ view: "what-if" });
  const asked = new Promise<Route>((resolve) => {
    void page.route("**/api/scenarios/price-halves", (route) => resolve(route));
  });
  const changed = "base: price-halves\nparameters: { pue: 1.3 }\n";
  await page.locator('input[type="file"]').setInputFiles(file(changed));
  const route = await asked;
  await page.getByText("Reading the scenario").waitFor();
  expect(await page.locator(".what-if-lab").count()).toBe(0);
  await route.continue();
  await page.getByText("Undo all changes (1)").waitFor();
  expect(faults).toEqual([]);
  await close();
});

function file(text: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name: "mine.yaml", mimeType: "application/yaml", buffer: Buffer.from(text) };
}

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
