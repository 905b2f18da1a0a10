import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { partOf, publishedPage, study, visibleText } from "./study.ts";
import { renderStudyPage } from "../../src/report/index.ts";

const page = await publishedPage();
const english = partOf(page, "en");
const chinese = partOf(page, "zh");

test("a study fits in a page of one and a half megabytes, fonts included", () => {
  expect(Buffer.byteLength(page)).toBeLessThan(1_500_000);
});

test("a page asks nothing of any other machine: addresses stand only where a reader may follow", () => {
  const links = page.replaceAll(/<a [^>]*href="https?:[^"]*"/gu, "");
  const namespaces = links.replaceAll("http://www.w3.org/2000/svg", "");
  const sourceTexts = namespaces.replaceAll(/href="data:[^"]*"/gu, "");
  expect(sourceTexts).not.toMatch(/https?:\/\//u);
  expect(page).not.toMatch(/<(?:img|iframe|object|embed)|<link [^>]*stylesheet|<script[^>]* src/u);
});

test("a page's policy admits its own script and no other", () => {
  const script = /<script>(.*?)<\/script>/su.exec(page)?.[1] ?? "";
  const digest = createHash("sha256").update(script).digest("base64");
  expect(page).toContain(`default-src 'none'; script-src 'sha256-${digest}'`);
});

test("no number on a page is missing its value", () => {
  for (const text of [visibleText(english), visibleText(chinese)]) {
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object|\{\w+\}/u);
  }
});

test("behind every figure stand all the columns it names", () => {
  const tables = [...page.matchAll(/<table class="raw">(.*?)<\/table>/gsu)].map(
    ([, table = ""]) => table,
  );
  expect(tables.length).toBeGreaterThan(10);
  for (const table of tables) {
    const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/gsu)]
      .slice(1)
      .map(([, row = ""]) => [...row.matchAll(/<td>(.*?)<\/td>/gsu)].map(([, cell = ""]) => cell));
    const width = rows[0]?.length ?? 0;
    const empty = Array.from({ length: width }, (_, column) =>
      rows.every((row) => row[column] === "–"),
    );
    expect(empty).not.toContain(true);
  }
});

test("a minus sign is a minus sign wherever a reader sees a negative number", () => {
  for (const part of [english, chinese]) {
    const text = visibleText(part, true).replaceAll(/\d{4}-\d{2}(?:-\d{2})?/gu, "");
    expect(text).not.toMatch(/(?:^|[\s[(])-\d/mu);
  }
});

test("Chinese text holds no English sentence", () => {
  const lines = visibleText(chinese, true).split("\n");
  const sentences = lines.filter((line) => /(?:\b[a-z]{2,}\b ){3,}[a-z]{2,}/u.test(line));
  expect(sentences).toEqual([]);
});

test("English text holds no Chinese character", () => {
  expect(visibleText(english)).not.toMatch(/\p{Script=Han}/u);
});

test("headings descend without a gap and every identifier is used once", () => {
  for (const part of [english, chinese]) {
    const levels = [...part.matchAll(/<h([1-6])/gu)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) {
      expect(level - (levels[index - 1] ?? 1)).toBeLessThanOrEqual(1);
    }
  }
  const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("every link inside a page leads to a place in it", () => {
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id));
  const targets = [...page.matchAll(/href="#([^"]+)"/gu)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(0);
  expect(targets.filter((id) => !ids.has(id))).toEqual([]);
});

test("the same study makes the same page", () => {
  expect(renderStudyPage(study, [])).toBe(renderStudyPage(study, []));
});
