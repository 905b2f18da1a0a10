import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../browser.ts";
import { openView, pageOrigin, stopServing } from "../page-harness.ts";

let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), pageOrigin()]);
});

afterAll(async () => {
  await browser.close();
  stopServing();
});

/** Waits until the run that the controls ask for has ended, and gives what the view says of it. */
async function run(page: Page): Promise<string> {
  await page.locator(".what-if-status", { hasText: /members in|本浏览器用时/u }).waitFor();
  await page.locator(".what-if-results table").first().waitFor();
  return (await page.locator("main").innerText()).replaceAll("\u00a0", " ");
}

const CUT = {
  place: "CN/Sichuan",
  from: "2021-06-20",
  to: "2021-07-20",
  size_pct: "-20",
  members: "100",
};

test("a cut that happened is run from what was known, scored, and saved for the command line", async () => {
  const opened = await openView(browser, { view: "what-if", query: CUT });
  const text = await run(opened.page);
  expect(text).toContain("This rests on the map of");
  expect(text).toMatch(/Hashrate falls by [\d.]+ \[[\d.]+, [\d.]+\] %/u);
  expect(text).toMatch(/Over \d+ retargets the error .* is 0\.\d+; persistence with drift has/u);
  const download = opened.page.waitForEvent("download");
  await opened.page.getByRole("button", { name: "Save as a file" }).click();
  const path = await (await download).path();
  await opened.page.locator('input[type="file"]').setInputFiles(path);
  await opened.page.getByText("The command line reads it").waitFor();
  expect(await opened.axe()).toEqual([]);
  expect(opened.faults).toEqual([]);
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
  const text = await run(page);
  expect(text).toContain("未改动");
  await page.locator("th", { hasText: "逐成员之差" }).waitFor({ state: "attached" });
  expect(await sideways()).toBe(0);
  expect(await axe()).toEqual([]);
  await picture("what-if-compared-zh-390");
  expect(faults).toEqual([]);
  await close();
});

test("the server runs a larger ensemble, tells how far it is, and ends it when told to", async () => {
  const query = { scenario: "sichuan-cut", members: "100" };
  const { page, faults, close } = await openView(browser, { view: "what-if", query });
  await run(page);
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
  await run(page);
  const file = (text: string): { name: string; mimeType: string; buffer: Buffer } => ({
    name: "mine.yaml",
    mimeType: "application/yaml",
    buffer: Buffer.from(text),
  });
  const input = page.locator('input[type="file"]');
  await input.setInputFiles(
    file("base: price-halves\nparameters:\n  pue: 0.4 # less than the machines\nnotes: [a, b]\n"),
  );
  await page.getByText("This cannot be run yet").waitFor();
  const wrong = await page.locator("main").innerText();
  expect(wrong).toContain("parameters.pue");
  expect(wrong).toContain("notes");
  await input.setInputFiles(file("base: price-halves\nparameters: { pue: 1.3 }\n"));
  expect(await run(page)).toContain("1.3");
  expect(page.url()).toContain("pue");
  await input.setInputFiles(file(": : :"));
  await page.getByText("rests on no shipped scenario").waitFor();
  expect(faults).toEqual([]);
  await close();
});
