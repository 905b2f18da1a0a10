// Runs a thousand members of a year in a worker of Chromium. Asserts that they are those of Node, to the
// last bit, before it tells how long they took.
import assert from "node:assert/strict";
import { createMember, runInOneThread } from "../src/simulate/index.ts";
import { runInPage, serveTree } from "../test/e2e/browser-ensemble.ts";
import { launchBrowser, watchedPage } from "../test/e2e/browser.ts";
import { chinaModel } from "../test/e2e/china-model.ts";
import { bytesOf } from "../test/simulate/ensemble/summary-bytes.mjs";
import { printMachine } from "./machine.ts";

const [MEMBERS, SEED, ROUNDS] = [1000, 1, 5];
const YEAR_S = 365 * 86_400;

printMachine();
const shipped = await chinaModel();
const end = shipped.scenario.start + YEAR_S;
const model = { ...shipped, scenario: { ...shipped.scenario, end } };
const run = { seed: SEED, members: MEMBERS };
const expected = bytesOf(runInOneThread(createMember(JSON.parse(JSON.stringify(model))), run));
const [browser, tree] = await Promise.all([launchBrowser(), serveTree()]);
const { page } = await watchedPage(browser, tree.origin, { width: 800 });
await page.goto(`${tree.origin}/`);
const times: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const outcome = await runInPage(page, { ...run, module: "/dist/simulate/index.js", model });
  assert.equal(outcome.bytes, expected);
  times.push(outcome.seconds);
}
await browser.close();
await tree.close();
times.sort((a, b) => a - b);
const told = times.map((time) => time.toFixed(2)).join(", ");
process.stdout.write(`${MEMBERS} members x 365 days in a browser worker, all series: ${told} s\n`);
