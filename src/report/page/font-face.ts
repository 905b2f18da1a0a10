/** A font of the page, cut down to its characters. */
export interface FontFace {
  readonly family: string;
  readonly weight: number;
  readonly style: string;
  readonly language: "latin" | "chinese";
  readonly base64: string;
  /** How the bytes are packed; WOFF2 when absent. */
  readonly format?: "woff" | "woff2";
}

/**
 * What the Latin font may set inside Chinese text: letters, digits and signs, but not quotation
 * marks, dashes and dots, which Chinese sets on a whole square.
 */
export const LATIN_IN_CHINESE: string =
  "U+20-7E,U+A1-B6,U+B8-FF,U+2009,U+2013,U+202F,U+2070-209F,U+2190-2193,U+2212,U+2248,U+2264-2265";

/** `@font-face` rules; each Latin face comes twice, the second for use inside Chinese text. */
export function fontRules(faces: readonly FontFace[]): string {
  return faces
    .map((face) => {
      const whole = fontRule(face, face.family, "");
      if (face.language === "chinese") return whole;
      return whole + fontRule(face, `${face.family} Zh`, `unicode-range:${LATIN_IN_CHINESE};`);
    })
    .join("");
}

function fontRule(face: FontFace, family: string, range: string): string {
  const format = face.format ?? "woff2";
  return `@font-face{font-family:"${family}";font-style:${face.style};font-weight:${face.weight};${range}src:url(data:font/${format};base64,${face.base64}) format("${format}")}\n`;
}
