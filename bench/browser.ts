// Runs a thousand members of a year in the What-if view, as its reader does: the view is opened cold, and
// then asked again with other numbers. Asserts that the view tells what Node works out for the same members
// before it tells how long they took, and how long the page itself stood still meanwhile.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { loadModel } from "../src/app/index.ts";
import { formatTime, unixSeconds } from "../src/base/index.ts";
import { honestEstimate } from "../src/report/index.ts";
import { createMember, runDrawn, runTotals } from "../src/simulate/index.ts";
import { launchBrowser } from "../test/e2e/browser.ts";
import { openView, pageOrigin, stopServing } from "../test/e2e/page-harness.ts";
import { ROOT, record, timeline } from "../test/shipped.ts";
import { printMachine } from "./machine.ts";

const [MEMBERS, SEED] = [1000, 1];
const YEAR_S = 365 * 86_400;
const SHARES = [0.7, 0.65, 0.6, 0.55];

/** Notes the longest time between two frames since it was asked for. */
const WATCH_FRAMES = `(() => {
  globalThis.longest_ms = 0;
  let last = performance.now();
  const look = (now) => {
    globalThis.longest_ms = Math.max(globalThis.longest_ms, now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

type Setting = readonly [path: string, text: string];

interface Told {
  readonly seconds: number;
  /** Deepest fall of the 7-day hashrate, as the table shows it. */
  readonly fall: string;
  readonly longest_ms: number;
}

printMachine();
// A server that nobody ends would outlive an assertion that fails.
process.on("exit", stopServing);
const [browser] = await Promise.all([launchBrowser(), pageOrigin()]);
await new Promise((resolve) => {
  // The server warms the first view's answers itself, once it can be reached.
  setTimeout(resolve, 5000);
});
for (const name of ["sichuan-cut", "china-2021"]) {
  const start = await startOf(name);
  const end = formatTime(unixSeconds(start + YEAR_S));
  const query = { scenario: name, members: String(MEMBERS), set: `end:${end}` };
  const { page, close } = await openView(browser, { view: "what-if", query });
  const cold = await told(page);
  assert.equal(cold.fall, await fallOf(name, [["end", end]]));
  const warm: Told[] = [];
  for (const share of SHARES) {
    const set = `end:${end}~parameters.relocated_share:${share}`;
    await page.evaluate(WATCH_FRAMES);
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      `#/what-if?${new URLSearchParams({ ...query, set }).toString()}`,
    );
    await page.locator(".what-if-status", { hasText: /Running|Starting/u }).waitFor();
    const outcome = await told(page);
    const changed: Setting = ["parameters.relocated_share", String(share)];
    assert.equal(outcome.fall, await fallOf(name, [["end", end], changed]));
    warm.push(outcome);
  }
  await close();
  const seconds = warm.map((one) => one.seconds.toFixed(1)).join(", ");
  const longest = Math.max(...warm.map(({ longest_ms }) => longest_ms));
  process.stdout.write(
    `${name}: ${MEMBERS} members x 365 days in the What-if view, ${cold.seconds.toFixed(1)} s cold, ${seconds} s after changes; longest time between two frames ${Math.round(longest)} ms\n`,
  );
}
await browser.close();
stopServing();

async function told(page: Page): Promise<Told> {
  const done = page.locator(".what-if-status", { hasText: /1,?000 members in/u });
  await done.waitFor({ timeout: 60_000 });
  const status = await done.textContent();
  const row = page.locator("tr", { hasText: "deepest fall" }).first();
  const cell = (await row.locator("td").first().textContent()) ?? "";
  const longest = await page.evaluate("globalThis.longest_ms ?? NaN");
  return {
    seconds: Number(/([\d.]+) s/u.exec(status ?? "")?.[1]),
    fall: cell.replace(/\s*%$/u, ""),
    longest_ms: Number(longest),
  };
}

async function startOf(source: string): Promise<number> {
  return (await modelOf(source, [])).scenario.start;
}

async function modelOf(source: string, set: readonly Setting[]): ReturnType<typeof loadModel> {
  const place = { folder: `${ROOT}scenarios`, overrides: [], posterior: true, asOf: undefined };
  return loadModel({ record, timeline }, record.orders, { source, set, ...place });
}

/** Median and 95 % interval of the deepest fall, as one thread of Node works it out. */
async function fallOf(source: string, set: readonly Setting[]): Promise<string> {
  const { scenario, facts, draws } = await modelOf(source, set);
  const member = createMember({ scenario, facts, draws });
  const { numbers } = runDrawn(member, { seed: SEED, from: 0, to: MEMBERS }, []);
  const fall = runTotals(member.shape, [numbers]).find(({ id }) => id === "fall_pct");
  assert.ok(fall !== undefined);
  return honestEstimate(fall.estimate);
}
