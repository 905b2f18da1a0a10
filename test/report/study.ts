import { createHash } from "node:crypto";
import { loadPageFonts } from "../../src/app/page-fonts.ts";
import { runStudy } from "../../src/app/run-study.ts";
import { studyPlan } from "../../src/app/studies.ts";
import { openWorkspace } from "../../src/app/workspace.ts";
import {
  type StudyData,
  boldCharacters,
  pageCharacters,
  renderStudyPage,
} from "../../src/report/index.ts";
import { readClaims } from "../../src/store/index.ts";
import { ROOT } from "../shipped.ts";

/** The Sichuan study, made from the record that ships. */
export const study: StudyData = runStudy(
  await openWorkspace({ record: `${ROOT}data` }),
  studyPlan("sichuan-2021"),
  await readClaims(`${ROOT}claims/sichuan-2021.yaml`),
);

/** Its page as published, with fonts. */
export async function publishedPage(): Promise<string> {
  const fonts = await loadPageFonts(pageCharacters(study), boldCharacters(study));
  return renderStudyPage(study, fonts, (text) =>
    createHash("sha256").update(text).digest("base64"),
  );
}

/** Markup of one language's part of a page. */
export function partOf(page: string, language: "en" | "zh"): string {
  const opening = `data-language="${language}">`;
  const start = page.indexOf(opening, page.indexOf("<main"));
  return page.slice(start + opening.length, page.indexOf("</main>", start));
}

/** What a reader sees: no tags, no attributes; text inside `lang="en"` spans dropped on request. */
export function visibleText(markup: string, dropEnglish = false): string {
  const kept = dropEnglish ? markup.replaceAll(/<span lang="en">.*?<\/span>/gsu, " ") : markup;
  return kept.replaceAll(/<[^>]*>/gu, "\n");
}
