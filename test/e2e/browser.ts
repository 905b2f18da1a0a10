import chromium from "@sparticuz/chromium";
import { type Browser, type Page, chromium as playwright } from "playwright-core";

/**
 * A headless Chromium that comes as a registry package and needs no system package. In one process,
 * as its package proposes, it would end with the first context that is closed.
 */
export async function launchBrowser(): Promise<Browser> {
  const args = chromium.args.filter((argument) => argument !== "--single-process");
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...args, "--no-sandbox"],
  });
}

export interface Watched {
  readonly page: Page;
  /** Console errors, uncaught exceptions, failed requests, and requests to anywhere else. */
  readonly faults: readonly string[];
}

/** A page that remembers whatever went wrong on it. */
export async function watchedPage(
  browser: Browser,
  origin: string,
  options: {
    readonly width: number;
    readonly colorScheme?: "light" | "dark";
    readonly locale?: string;
  },
): Promise<Watched> {
  const { width, colorScheme = "light", locale = "en-GB" } = options;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    locale,
    // axe is brought in by the test, not by the page, whose own policy would refuse it.
    bypassCSP: true,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url().slice(0, 80)}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith("data:") && !url.startsWith("blob:")) {
      faults.push(`elsewhere: ${url}`);
    }
  });
  return { page, faults };
}
