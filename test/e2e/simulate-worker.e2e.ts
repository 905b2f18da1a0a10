import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMember as createRealMember, runInOneThread } from "../../src/simulate/index.ts";
import { bytesOf } from "../simulate/ensemble/summary-bytes.mjs";
import { createMember } from "../simulate/ensemble/synthetic-member.mjs";
import { launchBrowser, watchedPage } from "./browser.ts";
import { runInPage, type ServedTree, serveTree } from "./browser-ensemble.ts";
import { chinaModel } from "./china-model.ts";

const SYNTHETIC = "/test/simulate/ensemble/synthetic-member.mjs";

let browser: Browser;
let tree: ServedTree;

beforeAll(async () => {
  [browser, tree] = await Promise.all([launchBrowser(), serveTree()]);
});

afterAll(async () => {
  await browser.close();
  await tree.close();
});

test("an ensemble in a browser's worker has the bytes of one in Node", async () => {
  const { page, faults } = await watchedPage(browser, tree.origin, { width: 800 });
  await page.goto(`${tree.origin}/`);
  const run = { seed: 11, members: 300 };
  const outcome = await runInPage(page, { ...run, module: SYNTHETIC, model: {} });
  expect(outcome.bytes).toBe(bytesOf(runInOneThread(createMember({}), run)));
  expect(outcome.progress).toEqual([128, 256, 300]);
  expect(faults).toEqual([]);
});

test("China's closures in a browser's worker have the bytes of those in Node", async () => {
  const { page, faults } = await watchedPage(browser, tree.origin, { width: 800 });
  await page.goto(`${tree.origin}/`);
  const [model, run] = [await chinaModel(), { seed: 5, members: 150 }];
  const outcome = await runInPage(page, { ...run, module: "/dist/simulate/index.js", model });
  expect(outcome.bytes).toBe(bytesOf(runInOneThread(createRealMember(model), run)));
  expect(faults).toEqual([]);
});

test("a run too large for a browser's worker is refused there in words", async () => {
  const { page } = await watchedPage(browser, tree.origin, { width: 800 });
  await page.goto(`${tree.origin}/`);
  const run = { seed: 11, members: 1e9, module: SYNTHETIC, model: {} };
  await expect(runInPage(page, run)).rejects.toThrow(/--members: 1000000000 members need/u);
});
