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

test("a sentence is read, shown as understood, judged and drawn, and can be corrected", async () => {
  const { page, faults, axe, close } = await openView(browser, { view: "claims" });
  await page
    .locator("#claims-say")
    .fill("Antpool's hashrate reportedly fell 24.5 % in 24 hours on 20 June 2021");
  await page.getByRole("button", { name: "Read it" }).click();
  await page.locator(".claims-judged").first().waitFor();
  await whole(page);
  expect(await page.locator(".claims-notes").textContent()).toContain("reportedly");
  const judged = page.locator(".claims-judged").first();
  expect(await judged.textContent()).toContain("Not distinguishable from chance");
  expect(await judged.locator("svg.fig .claim").count()).toBe(1);
  await page.getByLabel("Length of time").selectOption({ label: "14 d" });
  await page.waitForFunction(() => location.hash.includes("hours=336"));
  await whole(page);
  expect((await judged.textContent())?.replaceAll("\u00a0", " ")).toContain("14 d");
  expect(await axe()).toEqual([]);
  expect(faults).toEqual([]);
  await close();
});

test("a Chinese sentence in the address is judged in Chinese", async () => {
  const say = "全网算力在2021年6月20日24小时内下降34%";
  const query = { say, lang: "zh" };
  const { page, faults, close } = await openView(browser, { view: "claims", query, width: 390 });
  await page.locator(".claims-judged").first().waitFor();
  expect(await page.locator(".claims-judged").first().textContent()).toContain("与数据不符");
  await page.locator(".claims-ask summary").click();
  await page.locator("#claims-entry").fill(`says: ${"四川".repeat(200)}`);
  await expect
    .poll(async () => page.locator(".claims-ask .failed").innerText())
    .toContain("最多 1,960 个");
  expect(await page.getByRole("button", { name: "检验" }).isDisabled()).toBe(true);
  expect(faults).toEqual([]);
  await close();
});

test("the map of a month is at its own address, and the slider goes through the months", async () => {
  const query = { month: "2020-07" };
  const { page, faults, close } = await openView(browser, { view: "energy", query });
  const title = page.getByRole("heading", { name: /of the hashrate/u });
  expect(await title.textContent()).toMatch(/^In July 2020 China/u);
  await page.locator("#energy-month").press("ArrowRight");
  await page.waitForFunction(() => location.hash.includes("month=2020-08"));
  await expect.poll(async () => title.textContent()).toMatch(/^In August 2020 China/u);
  expect(faults).toEqual([]);
  await close();
});

test("a study shows what it found, and leads to its page and its claims", async () => {
  const { page, faults, close } = await openView(browser, { view: "studies" });
  expect(await page.locator(".studies-findings li").count()).toBeGreaterThan(5);
  expect(await page.getByRole("link", { name: "Read the study" }).getAttribute("href")).toBe(
    "./studies/sichuan-2021/",
  );
  expect(faults).toEqual([]);
  await close();
});
