import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { LATIN_IN_CHINESE } from "../src/report/index.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const CACHE = join(ROOT, "node_modules/.cache/hashfall-fonts");

/** The one function of the package subset-font, which ships no types. */
type SubsetFont = (
  font: Buffer,
  characters: string,
  options: {
    readonly targetFormat: "woff";
    readonly keepFeatures: readonly string[];
    readonly noLayoutClosure: boolean;
    readonly noHinting: boolean;
  },
) => Promise<Buffer>;

const load = createRequire(import.meta.url);

interface PageFont {
  readonly package: string;
  readonly family: string;
  readonly subset: "latin" | "chinese-simplified";
  readonly weight: 400 | 600;
}

/** Latin and Chinese as equals; SIL Open Font License 1.1, all four. */
const FONTS: readonly PageFont[] = ([400, 600] as const).flatMap((weight): PageFont[] => [
  { package: "source-serif-4", family: "Source Serif 4", subset: "latin", weight },
  { package: "source-sans-3", family: "Source Sans 3", subset: "latin", weight },
  { package: "noto-serif-sc", family: "Noto Serif SC", subset: "chinese-simplified", weight },
  { package: "noto-sans-sc", family: "Noto Sans SC", subset: "chinese-simplified", weight },
]);

/** Features the page uses; others would draw in glyphs nobody sees. */
const FEATURES = ["kern", "tnum", "lnum", "locl", "mark", "ccmp"];

/** Where everything that the page can say of itself stands. */
const TEXTS: readonly (readonly [folder: string, ending: RegExp])[] = [
  ["src", /\.tsx?$/u],
  ["data", /\.(?:json|csv)$/u],
  ["claims", /\.yaml$/u],
  ["scenarios", /\.ya?ml$/u],
  ["docs", /\.md$/u],
];

/** Name of the style sheet with the page's fonts, to be imported by its entry. */
const STYLE = "virtual:page-fonts.css";

/**
 * The page's fonts as files, cut to the characters it can show. Kept in a cache by those characters,
 * since a Chinese font takes a second or two. As WOFF, since packing WOFF2 takes twice that again.
 */
export function pageFonts(): Plugin {
  return {
    name: "page-fonts",
    resolveId: (id) => (id === STYLE ? join(CACHE, "page-fonts.css") : null),
    buildStart: async () => {
      await mkdir(CACHE, { recursive: true });
      const characters = await pageCharacters();
      const faces = await Promise.all(FONTS.map(async (font) => fontRules(font, characters)));
      await written(join(CACHE, "page-fonts.css"), Buffer.from(faces.join("")));
    },
  };
}

/** Each character once, in order. */
async function pageCharacters(): Promise<string> {
  const files = await Promise.all(TEXTS.map(async ([folder, ending]) => filesIn(folder, ending)));
  const texts = await Promise.all(files.flat().map(async (path) => readFile(path, "utf8")));
  const found = new Set(Array.from(texts.join("")));
  for (let code = 0x20; code < 0x17f; code += 1) found.add(String.fromCodePoint(code));
  return [...found].toSorted().join("");
}

async function filesIn(folder: string, ending: RegExp): Promise<readonly string[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Chinese that English pages show too: the name of the language. */
const SHOWN_IN_ENGLISH = "中文";

/**
 * Rules of a font; a Latin one comes twice, the second for use inside Chinese text. A Chinese one has a
 * second file of the few characters that English pages show, which then load no more than that.
 */
async function fontRules(font: PageFont, characters: string): Promise<string> {
  const { package: name, family, subset, weight } = font;
  const source = load.resolve(`@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff2`);
  const cut = async (kept: string): Promise<string> =>
    cutFont(source, { name: `${name}-${weight}`, characters: kept });
  const rule = (called: string, file: string, range: string): string =>
    `@font-face{font-family:"${called}";font-weight:${weight};font-style:normal;font-display:swap;${rangeRule(range)}src:url("./${file}") format("woff")}\n`;
  const whole = await cut(characters);
  if (subset === "latin") {
    return rule(family, whole, "") + rule(`${family} Zh`, whole, LATIN_IN_CHINESE);
  }
  const few = Array.from(
    SHOWN_IN_ENGLISH,
    (kept) => `U+${kept.codePointAt(0)?.toString(16)}`,
  ).join();
  return rule(family, whole, "") + rule(family, await cut(SHOWN_IN_ENGLISH), few);
}

const rangeRule = (range: string): string => (range === "" ? "" : `unicode-range:${range};`);

/** Name of the cut font in the cache; cut where it is not there yet. */
async function cutFont(
  source: string,
  { name, characters }: { readonly name: string; readonly characters: string },
): Promise<string> {
  const whole = await readFile(source);
  const digest = createHash("sha256").update(whole).update(characters).update(FEATURES.join());
  const file = `${name}-${digest.digest("hex").slice(0, 16)}.woff`;
  const present = await readFile(join(CACHE, file)).catch(() => null);
  if (present !== null) return file;
  const subsetFont: SubsetFont = load("subset-font");
  const cut = await subsetFont(whole, characters, {
    targetFormat: "woff",
    keepFeatures: FEATURES,
    noLayoutClosure: true,
    noHinting: true,
  });
  await written(join(CACHE, file), cut);
  return file;
}

/** Whole or not at all, since builds may run beside each other. */
async function written(path: string, content: Buffer): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, path);
}
