import { expect, test } from "vitest";
import { studyFigures } from "../../src/report/index.ts";
import { study } from "./study.ts";

const all = (["en", "zh"] as const).flatMap((language) =>
  studyFigures(study, language).map(({ name, title, svg }) => ({ name, title, svg, language })),
);

/** Names of elements left open at the end, or closed out of turn. */
function unbalanced(xml: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = xml.replace(/<\?xml[^>]*\?>/u, "").replaceAll(/<style>.*?<\/style>/gsu, "");
  for (const [, closing, name = "", inner] of body.matchAll(/<(\/?)([\w:]+)([^<>]*)>/gu)) {
    if (inner?.endsWith("/") === true) continue;
    if (closing === "") open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

test.each(all)("$name ($language) is well-formed XML with a title and a description", ({ svg }) => {
  expect(unbalanced(svg)).toEqual([]);
  expect(svg).toMatch(/^<\?xml[^>]*\?>\n<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/u);
  expect(svg).toMatch(/<title [^>]*>[^<]+<\/title><desc [^>]*>[^<]+<\/desc>/u);
  expect(svg.replaceAll(/&(?:amp|lt|gt|quot);/gu, "")).not.toContain("&");
});

test.each(all)("$name ($language) draws only numbers that are numbers", ({ svg }) => {
  expect(svg).not.toMatch(/NaN|undefined|Infinity|var\(/u);
});

const marks = (svg = ""): number => svg.match(/<(?:path|circle|line|polygon)/gu)?.length ?? 0;

test("a figure says the same in both languages: as many marks, other words", () => {
  for (const figure of all.filter(({ language }) => language === "en")) {
    const other = all.find(({ name, language }) => name === figure.name && language === "zh");
    expect(marks(other?.svg)).toBe(marks(figure.svg));
    expect(other?.title).not.toBe(figure.title);
  }
});
