import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { GROUPS } from "../../../../src/web/views/methods/messages.ts";
import { ROOT } from "../../../shipped.ts";

const entries = GROUPS.flatMap(({ pages }) => pages);

function headingOf(path: string): string | undefined {
  return /^# (.*)$/mu.exec(readFileSync(`${ROOT}docs/methods/${path}`, "utf8"))?.[1];
}

test("the list of methods names every page, once", () => {
  const pages = readdirSync(`${ROOT}docs/methods`)
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .map((name) => name.replace(/\.md$/u, ""));
  expect(entries.map(({ page }) => page).toSorted()).toEqual(pages.toSorted());
});

test.each(entries)("$page is called in the list as on its page, in both languages", (entry) => {
  const { page, title } = entry;
  expect(title).toEqual({ en: headingOf(`${page}.md`), zh: headingOf(`zh/${page}.md`) });
});
