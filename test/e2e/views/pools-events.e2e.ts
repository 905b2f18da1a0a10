import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../browser.ts";
import { openView, pageOrigin, stopServing, whole } from "../page-harness.ts";

let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), pageOrigin()]);
});

afterAll(async () => {
  await browser.close();
  stopServing();
});

const CUT = "cn-sichuan-2021-06-20-power-cut";

test("an order leads to its effect, to the pools that it hit and to a what-if of its size", async () => {
  const query = { place: "CN/Sichuan", from: "2021-06-01", to: "2021-06-30", lang: "en" };
  const { page, faults, axe, close } = await openView(browser, { view: "events", query });
  expect(await page.locator("h1").innerText()).toMatch(/^\d orders/u);
  const link = page.locator(`a[href*="order=${CUT}"]`).last();
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".events-facts") !== null);
  await whole(page);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  const text = (await page.locator("main").innerText()).replaceAll("\u00a0", " ");
  expect(text).toContain("29.4 % lower than before, beyond chance");
  expect(text).toContain("Where the sources disagree");
  const whatIf = await page
    .locator("main figure")
    .getByRole("link", { name: "Run as a what-if" })
    .getAttribute("href");
  const asked = new URLSearchParams(whatIf?.split("?")[1]);
  expect(asked.get("place")).toBe("CN/Sichuan");
  expect(asked.get("from")).toBe("2021-06-19");
  expect(Number(asked.get("size_pct"))).toBeCloseTo(-29.4, 1);
  expect(asked.get("lang")).toBe("en");
  const ofAlarm = page.locator('.events-lines a[href*="#/what-if?from=2021-06-"]').first();
  expect(await ofAlarm.getAttribute("href")).toMatch(/size_pct=-\d/u);
  expect(await axe()).toEqual([]);
  await page.getByRole("link", { name: "AntPool" }).click();
  await page.waitForFunction(() => location.hash.startsWith("#/pools?"));
  await whole(page);
  expect(await page.locator("h1").innerText()).toContain("AntPool lost hashrate");
  await page.goBack();
  await page.getByRole("link", { name: "All orders" }).click();
  await whole(page);
  expect(page.url()).toContain("place=CN%2FSichuan");
  expect(faults).toEqual([]);
  await close();
});

test("a month alone is no date to measure from, and the page says by how much", async () => {
  const order = "cn-inner-mongolia-2020-08-power-market-exclusion";
  const query = { order };
  const { page, faults, close } = await openView(browser, { view: "events", query, width: 390 });
  const text = await page.locator("main").innerText();
  expect(text).toContain("August 2020");
  expect(text).toMatch(/Only the month is known.*any of 31 moments/u);
  expect(faults).toEqual([]);
  await close();
});

test("an order older than the record says so in Chinese and shows no test", async () => {
  const query = { order: "cn-sichuan-aba-2019-08-20-mudslides", lang: "zh" };
  const { page, faults, close } = await openView(browser, { view: "events", query });
  expect(await page.locator("main").innerText()).toContain("早于记录的区块（始于 2019年12月31日）");
  expect(await page.locator("main figure").count()).toBe(0);
  expect(faults).toEqual([]);
  await close();
});

test("filters of the orders stand in the address and can be left at once", async () => {
  const { page, faults, close } = await openView(browser, { view: "events" });
  const all = await page.locator("h1").innerText();
  await page.getByLabel("Kind").selectOption("tariff");
  await page.waitForFunction(() => location.hash.includes("kind=tariff"));
  await expect.poll(async () => page.locator(".events-year li").count()).toBe(6);
  await page.getByRole("link", { name: "Show all" }).click();
  await page.waitForFunction(() => !location.hash.includes("kind"));
  await expect.poll(async () => page.locator("h1").innerText()).toBe(all);
  expect(faults).toEqual([]);
  await close();
});

test("a pool in the address has its own page, with the window of the address", async () => {
  const query = { pool: "antpool", around: "2021-06-20", window: "7d" };
  const { page, faults, axe, close } = await openView(browser, { view: "pools", query });
  expect(await page.getByLabel("Window").inputValue()).toBe("7d");
  expect(await page.locator(".keys").innerText()).toMatch(/p = /u);
  expect(await page.locator(".time-chart").count()).toBe(1);
  expect(await axe()).toEqual([]);
  expect(faults).toEqual([]);
  await close();
});
