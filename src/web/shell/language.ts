import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Bilingual } from "../../policy/index.ts";
import { type Language, say } from "../../report/index.ts";

export const LanguageContext: ReturnType<typeof createContext<Language>> =
  createContext<Language>("en");

/** What the page speaks, and how it says a message. */
export interface Speech {
  readonly language: Language;
  readonly tell: (message: Bilingual, values?: Parameters<typeof say>[2]) => string;
}

export function useSpeech(): Speech {
  const language = useContext(LanguageContext);
  return { language, tell: (message, values) => say(message, language, values) };
}

const KEPT = "hashfall-language";

/** The language of the address, else the one chosen before, else the browser's. */
export function chosenLanguage(asked: string | undefined): Language {
  const kept = asked ?? readKept(KEPT);
  if (kept === "en" || kept === "zh") return kept;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith("zh")) &&
    !(navigator.languages[0] ?? "").toLowerCase().startsWith("en")
    ? "zh"
    : "en";
}

export function keepLanguage(language: Language): void {
  writeKept(KEPT, language);
}

/** Storage that may be refused, as from a file or in a private window. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function writeKept(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // The choice lasts as long as the page.
  }
}
