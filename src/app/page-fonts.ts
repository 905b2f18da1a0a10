import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { FontFace } from "../report/index.ts";

/** The one function of the package subset-font, which ships no types. */
type SubsetFont = (
  font: Buffer,
  characters: string,
  options: {
    readonly targetFormat: "woff" | "woff2";
    readonly keepFeatures: readonly string[];
    readonly noLayoutClosure: boolean;
    readonly noHinting: boolean;
  },
) => Promise<Buffer>;

const load = createRequire(import.meta.url);

interface FontSource {
  readonly package: string;
  readonly family: string;
  readonly subset: "latin" | "chinese-simplified";
  readonly weight: number;
}

/** Files of the page's fonts, Latin and Chinese as equals; SIL Open Font License 1.1, all four. */
const SOURCES: readonly FontSource[] = [400, 600].flatMap((weight): FontSource[] => [
  { package: "source-serif-4", family: "Source Serif 4", subset: "latin", weight },
  { package: "source-sans-3", family: "Source Sans 3", subset: "latin", weight },
  { package: "noto-serif-sc", family: "Noto Serif SC", subset: "chinese-simplified", weight },
  { package: "noto-sans-sc", family: "Noto Sans SC", subset: "chinese-simplified", weight },
]);

/** Features the page uses; others would draw in glyphs nobody sees. */
const FEATURES = ["kern", "tnum", "lnum", "locl", "mark", "ccmp"];

/**
 * Fonts of the page, cut down to its characters, the heavier weight to those it sets.
 * Packed as WOFF: WOFF2 is a fifth smaller, but its compression takes most of two seconds for each
 * Chinese font.
 */
export async function loadPageFonts(
  characters: string,
  bold: string = characters,
): Promise<FontFace[]> {
  // Loaded here, for most commands write no page.
  const subsetFont: SubsetFont = load("subset-font");
  return Promise.all(
    SOURCES.map(async ({ package: name, family, subset, weight }): Promise<FontFace> => {
      const file = `@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff2`;
      const whole = await readFile(load.resolve(file));
      const cut = await subsetFont(whole, weight > 400 ? bold : characters, {
        targetFormat: "woff",
        keepFeatures: FEATURES,
        noLayoutClosure: true,
        noHinting: true,
      });
      return {
        family,
        weight,
        style: "normal",
        language: subset === "latin" ? "latin" : "chinese",
        base64: cut.toString("base64"),
        format: "woff",
      };
    }),
  );
}
