import type { Page } from "playwright-core";

/** Words in a row, and more, that make a sentence of English: names of places and firms are shorter. */
const RUN = /(?:\b[A-Za-z][a-z’'-]*\b[ ,]+){6,}[A-Za-z][a-z’'-]*/gu;

/**
 * Long runs of English in the text that a Chinese page shows. Whatever says that it is English is left
 * out: quotations, names of sources and code carry `lang="en"` or are code.
 */
export async function englishRuns(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest('[lang="en"], code, pre, script, style') !== null) {
        continue;
      }
      if (parent.checkVisibility()) found.push(node.textContent ?? "");
    }
    return found;
  });
  return texts.flatMap((text) => text.match(RUN) ?? []);
}
