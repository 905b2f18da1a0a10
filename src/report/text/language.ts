import type { Bilingual } from "../../policy/index.ts";

/** Language of a text: English or Simplified Chinese. */
export type Language = "en" | "zh";

/** Both languages, in the order of the switch. */
export const LANGUAGES: readonly Language[] = ["en", "zh"];

/** BCP 47 tag for `lang` attributes. */
export const LANGUAGE_TAG: Readonly<Record<Language, string>> = { en: "en", zh: "zh-CN" };

/** Values for the `{named}` places of a message. */
export type Values = Readonly<Record<string, string | number>>;

/** A message in one language with its `{named}` places filled; an unfilled place stays visible. */
export function say(message: Bilingual, language: Language, values: Values = {}): string {
  return message[language].replaceAll(/\{(\w+)\}/gu, (place, name: string) =>
    String(values[name] ?? place),
  );
}

const NUMERALS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** A small count as running text has it: `three`, but `12`, and digits in Chinese. */
export function countWord(count: number, language: Language): string {
  return language === "en" ? (NUMERALS[count] ?? String(count)) : String(count);
}

/** Several phrases as one enumeration: `a, b and c`, `a、b和c`. */
export function enumerate(phrases: readonly string[], language: Language): string {
  const last = phrases.at(-1);
  if (last === undefined || phrases.length === 1) return last ?? "";
  const first = phrases.slice(0, -1);
  return language === "en" ? `${first.join(", ")} and ${last}` : `${first.join("、")}和${last}`;
}
