import { standaloneStyle } from "../figures/theme.ts";
import { element, escapeText } from "../figures/svg.ts";
import type { StudyData } from "../study-data.ts";
import { LANGUAGES, LANGUAGE_TAG, type Language } from "../text/language.ts";
import { PAGE_MESSAGES } from "../text/page-messages.ts";
import { type PageContext, pageContext } from "./context.ts";
import { type FontFace, fontRules } from "./font-face.ts";
import { type Html, tagged, wrap } from "./html.ts";
import { contents, keyFigures, masthead } from "./masthead.ts";
import { PAGE_SCRIPT } from "./script.ts";
import { alarmSection } from "./sections/alarm-section.ts";
import { claimsSection } from "./sections/claims-section.ts";
import { difficultySection } from "./sections/difficulty-section.ts";
import { dropSection } from "./sections/drop-section.ts";
import { energySection } from "./sections/energy-section.ts";
import { methodsSection } from "./sections/methods-section.ts";
import { poolsSection } from "./sections/pools-section.ts";
import { hashpriceSection, ordersSection } from "./sections/story-sections.ts";
import { PAGE_STYLE } from "./style.ts";

/** Base64 of the SHA-256 of a text, for the page's content security policy. */
export type HashText = (text: string) => string;

/**
 * A study as one HTML file in both languages: no request leaves it, and it is whole without script.
 * With `hash` its policy admits this page's own script alone; without, any inline script.
 */
export function renderStudyPage(
  data: StudyData,
  fonts: readonly FontFace[],
  hash?: HashText,
): string {
  const { title } = data.plan;
  return [
    "<!doctype html>\n",
    `<html lang="en" data-language="en" data-title-en="${escapeText(title.en)}" data-title-zh="${escapeText(title.zh)}">\n`,
    head(data, fonts, hash),
    body(data),
    "</html>\n",
  ].join("");
}

/** Every character the page can show, for cutting its fonts down to them. */
export function pageCharacters(data: StudyData): string {
  return distinct(withoutFiles(data));
}

/** Those of them that the page sets in the heavier weight somewhere. */
export function boldCharacters(data: StudyData): string {
  const markup = withoutFiles(data);
  const bold = [...markup.matchAll(BOLD_ELEMENTS), ...markup.matchAll(BOLD_LABELS)];
  return distinct(bold.map(([text]) => text).join(""));
}

const BOLD_ELEMENTS =
  /<(?<name>h1|h2|h3|caption|th|dd|p class="verdict)\b[^>]*>.*?<\/(?:h1|h2|h3|caption|th|dd|p)>/gsu;
const BOLD_LABELS =
  /<(?:text|span|li)[^>]* class="[^"]*\b(?:strong|t-river|t-ochre|num|big|told|no|now)\b.*?<\/(?:text|span|li)>/gsu;
const NAMES =
  "0123456789JanuaryFebruaryMarchAprilMayJuneJulyAugustSeptemberOctoberNovemberDecember月日：−[]\u00a0, UTCEH/s";

function withoutFiles(data: StudyData): string {
  return body(data).replaceAll(/href="data:[^"]*"/gu, "");
}

/** The letters and signs of a text, with all that the script may write. */
function distinct(text: string): string {
  return [...new Set(`${text}${NAMES}`)].toSorted().join("");
}

function head(data: StudyData, fonts: readonly FontFace[], hash: HashText | undefined): Html {
  const allowed = hash === undefined ? "'unsafe-inline'" : `'sha256-${hash(PAGE_SCRIPT)}'`;
  const policy = `default-src 'none'; script-src ${allowed}; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'`;
  return [
    '<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n',
    `<title>${escapeText(data.plan.title.en)}</title>\n`,
    `<meta name="description" content="${escapeText(data.plan.lede.en)}">\n`,
    `<style>\n${fontRules(fonts)}${PAGE_STYLE}\n</style>\n`,
    `<script>${PAGE_SCRIPT}</script>\n</head>\n`,
  ].join("");
}

function body(data: StudyData): Html {
  const series = data.hashrate.map(({ at, hashrate: { value, lo95, hi95 } }) => [
    at,
    ...[value, lo95, hi95].map((rate) => Math.round(rate / 1e17)),
  ]);
  return wrap(
    "body",
    {},
    bar(),
    ...LANGUAGES.map((language) => page(pageContext(data, language))),
    `<script type="application/json" id="hashrate-series">${JSON.stringify(series)}</script>`,
    `<script type="text/css" id="figure-style">${standaloneStyle()}</script>`,
  );
}

/** Both languages name themselves; the colours' switch is a pressed or unpressed "dark". */
function bar(): Html {
  const dark = LANGUAGES.map((language) =>
    tagged("span", PAGE_MESSAGES.dark[language], {
      lang: LANGUAGE_TAG[language],
      "data-only": language,
    }),
  );
  return wrap(
    "header",
    { class: "bar" },
    tagged("span", "Hashfall", { class: "brand" }),
    wrap(
      "div",
      { class: "switches" },
      wrap("span", { class: "pair" }, choice("en", "English"), choice("zh", "中文")),
      element("button", { type: "button", "data-set-theme": "", "aria-pressed": "false" }, ...dark),
    ),
  );
}

function choice(language: Language, name: string): Html {
  return tagged("button", name, {
    type: "button",
    lang: LANGUAGE_TAG[language],
    "data-set-language": language,
    "aria-pressed": String(language === "en"),
  });
}

function page(context: PageContext): Html {
  const { language } = context;
  return wrap(
    "main",
    { class: "page", lang: LANGUAGE_TAG[language], "data-language": language },
    masthead(context),
    keyFigures(context),
    contents(context),
    dropSection(context),
    poolsSection(context),
    difficultySection(context),
    alarmSection(context),
    claimsSection(context),
    hashpriceSection(context),
    energySection(context),
    ordersSection(context),
    methodsSection(context),
    wrap("div", { class: "foot" }),
  );
}
