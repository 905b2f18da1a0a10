import { createHash } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type StudyData,
  boldCharacters,
  pageCharacters,
  renderStudyPage,
  studyFigures,
  studyTables,
  toCsv,
} from "../report/index.ts";
import { readClaims } from "../store/index.ts";
import { loadPageFonts } from "./page-fonts.ts";
import { type Progress, STUDY_PARTS, runStudy } from "./run-study.ts";
import { studyPlan } from "./studies.ts";
import { studyDocument } from "./study-document.ts";
import type { Workspace } from "./workspace.ts";

/** A finished study: its numbers, and its files by path below the folder it goes to. */
export interface Study {
  readonly data: StudyData;
  readonly files: ReadonlyMap<string, string>;
}

interface MakeStudyOptions {
  readonly name: string;
  readonly claimsFolder: string;
  readonly progress?: Progress;
}

/** Runs a study and typesets it: one page, figures (SVG), tables (CSV) and `study.json`. */
export async function makeStudy(workspace: Workspace, options: MakeStudyOptions): Promise<Study> {
  const plan = studyPlan(options.name);
  const claims = await readClaims(join(options.claimsFolder, plan.claims));
  const data = runStudy(workspace, plan, claims, options.progress);
  options.progress?.("page", STUDY_PARTS - 1, STUDY_PARTS);
  const fonts = await loadPageFonts(pageCharacters(data), boldCharacters(data));
  const files = new Map([["index.html", renderStudyPage(data, fonts, sha256Base64)]]);
  for (const { name, svg } of studyFigures(data, "en")) files.set(`figures/${name}.svg`, svg);
  for (const { name, svg } of studyFigures(data, "zh")) files.set(`figures/${name}.zh.svg`, svg);
  for (const table of studyTables(data, "en")) files.set(`tables/${table.name}.csv`, toCsv(table));
  files.set("study.json", `${JSON.stringify(studyDocument(data), null, 1)}\n`);
  return { data, files };
}

/** Writes a study beside its folder and puts it in place at the end, so that no half of it is seen. */
export async function writeStudy({ files }: Study, folder: string): Promise<void> {
  const draft = join(dirname(folder), `.${process.pid}-draft`);
  const folders = [...new Set([...files.keys()].map(dirname))];
  const makeFolders = async (root: string): Promise<unknown> =>
    Promise.all(folders.map(async (name) => mkdir(join(root, name), { recursive: true })));
  try {
    await makeFolders(draft);
    await Promise.all(
      [...files].map(async ([path, content]) => writeFile(join(draft, path), content)),
    );
    await makeFolders(folder);
    await Promise.all(
      [...files.keys()].map(async (path) => rename(join(draft, path), join(folder, path))),
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const sha256Base64 = (text: string): string => createHash("sha256").update(text).digest("base64");
