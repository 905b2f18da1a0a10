// Opens the first view in fresh browser contexts, as someone does who has never been there: how long from
// the navigation until its headline and its main chart are drawn, and what was sent for it, compressed.
import type { Browser } from "playwright-core";
import { launchBrowser } from "../test/e2e/browser.ts";
import { pageOrigin, stopServing } from "../test/e2e/page-harness.ts";
import { printMachine } from "./machine.ts";

const ROUNDS = 9;

/** Notes when the headline stands and the main chart has been painted, ms after the navigation began. */
const WATCH = `
const isDrawn = () => {
  const head = document.querySelector("main h1")?.textContent ?? "";
  const canvas = document.querySelector("main figure canvas, main figure .plot svg");
  return head.length > 1 && canvas !== null && canvas.getBoundingClientRect().height > 100;
};
const look = () => {
  if (isDrawn()) requestAnimationFrame(() => { globalThis.usableAt_ms = performance.now(); });
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
`;

/** Evaluated by the debugger, since the page's policy makes no script from text. */
const AWAITED = `new Promise((resolve) => {
  const look = () => {
    if (globalThis.usableAt_ms === undefined) requestAnimationFrame(look);
    else resolve(globalThis.usableAt_ms);
  };
  look();
})`;

interface Opening {
  readonly usable_ms: number;
  /** Bytes on the wire with their heads, by kind of resource. */
  readonly bytes: ReadonlyMap<string, number>;
}

printMachine();
const [browser, origin] = await Promise.all([launchBrowser(), pageOrigin()]);
await new Promise((resolve) => {
  // The server warms the first view's answers itself, once it can be reached.
  setTimeout(resolve, 5000);
});
for (const [language, width] of [
  ["en-GB", 1440],
  ["zh-CN", 390],
] as const) {
  const openings: Opening[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    openings.push(await open(browser, { origin, language, width }));
  }
  const times = openings.map(({ usable_ms }) => usable_ms).toSorted((a, b) => a - b);
  const bytes = openings.at(-1)?.bytes ?? new Map<string, number>();
  const kinds = [...bytes].map(([kind, count]) => `${kind} ${kilobytes(count)}`).join(", ");
  const code = (bytes.get("Script") ?? 0) + (bytes.get("Stylesheet") ?? 0);
  process.stdout.write(
    [
      `first view usable, ${language}, ${width} px, cold, ms: ${times.map(Math.round).join(" ")}`,
      `  median ${Math.round(times[ROUNDS >> 1] ?? NaN)} ms (target under 1000)`,
      `  script and style ${kilobytes(code)} compressed (target under 150 KB); all: ${kinds}`,
      "",
    ].join("\n"),
  );
}
await browser.close();
stopServing();

interface Wish {
  readonly origin: string;
  readonly language: string;
  readonly width: number;
}

async function open(into: Browser, { origin: at, language, width }: Wish): Promise<Opening> {
  const context = await into.newContext({ locale: language, viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  const kinds = new Map<string, string>();
  const bytes = new Map<string, number>();
  wire.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
  });
  await page.goto(`${at}/`);
  const usable: unknown = await page.evaluate(AWAITED);
  await page.waitForLoadState("networkidle");
  await context.close();
  return { usable_ms: Number(usable), bytes };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
