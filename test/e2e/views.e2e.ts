import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { VIEW_NAMES, openView, pageOrigin, stopServing } from "./page-harness.ts";
import { englishRuns } from "./page-words.ts";

let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), pageOrigin()]);
});

afterAll(async () => {
  await browser.close();
  stopServing();
});

const LOOKS = [
  { language: "en", width: 1440, colorScheme: "light" },
  { language: "en", width: 390, colorScheme: "dark" },
  { language: "zh", width: 1440, colorScheme: "dark" },
  { language: "zh", width: 390, colorScheme: "light" },
] as const;

const CASES = VIEW_NAMES.flatMap((view) => LOOKS.map((look) => [view, look] as const));

test.each(CASES)("%s is whole and open to everyone: %o", async (view, look) => {
  const opened = await openView(browser, { view, ...look });
  const { page, faults } = opened;
  await opened.picture(`view-${view}-${look.language}-${look.width}-${look.colorScheme}`);
  expect(await page.evaluate(() => document.documentElement.lang)).toContain(look.language);
  expect(await page.locator("h1").innerText()).toMatch(
    look.language === "zh" ? /\p{Script=Han}/u : /^[^\p{Script=Han}]+$/u,
  );
  expect(await page.locator("main .failed").allInnerTexts()).toEqual([]);
  expect(await opened.sideways()).toBe(0);
  expect(look.language === "zh" ? await englishRuns(page) : []).toEqual([]);
  expect(await opened.axe()).toEqual([]);
  expect(faults).toEqual([]);
  await opened.close();
});
