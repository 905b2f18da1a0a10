import { createHash } from "node:crypto";
import { constants, existsSync, readdirSync, statSync } from "node:fs";
import { access, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type HashfallError, invalidInput } from "../base/index.ts";
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

/** Drafts inside the folder, by the process that writes them. */
const DRAFT = ".hashfall-draft-";

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

/**
 * Writes a study to a draft inside its folder and puts it in place at the end, so that no half of it
 * is seen; what an earlier writer left behind goes with it.
 *
 * @throws HashfallError `input.invalid` when the folder cannot be written.
 */
export async function writeStudy(study: Study, folder: string): Promise<void> {
  const draft = join(folder, `${DRAFT}${process.pid}`);
  try {
    await requireFolder(folder);
    await removeStaleDrafts(folder);
    await writeFiles(study.files, draft);
    await moveFiles([...study.files.keys()], draft, folder);
  } catch (error) {
    throw notWritten(folder, error);
  } finally {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * Looks whether a study could be written to a folder, before the work of it; makes nothing.
 *
 * @throws HashfallError `input.invalid` as `writeStudy`.
 */
export async function requireWritable(folder: string): Promise<void> {
  let nearest = folder;
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  await requireOpen(nearest).catch((error: unknown) => {
    throw notWritten(folder, error);
  });
}

function notWritten(folder: string, cause: unknown): HashfallError {
  const reason = `cannot write to ${folder}: ${cause instanceof Error ? cause.message : "unknown"}`;
  return invalidInput("--out", reason, "name a folder that can be made and written");
}

/** Makes the folder one level at a time, since the system's own recursion need not end everywhere. */
async function requireFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(folder)) {
    await requireFolder(parent);
    await mkdir(folder);
  }
  await requireOpen(folder);
}

async function requireOpen(folder: string): Promise<void> {
  if (!statSync(folder).isDirectory()) throw new Error("not a folder");
  await access(folder, constants.W_OK);
}

async function removeStaleDrafts(folder: string): Promise<void> {
  const stale = readdirSync(folder).filter(
    (name) => name.startsWith(DRAFT) && !isRunning(Number(name.slice(DRAFT.length))),
  );
  await Promise.all(stale.map(async (name) => rm(join(folder, name), { recursive: true })));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function writeFiles(files: Study["files"], folder: string): Promise<void> {
  await makeFolders([...files.keys()], folder);
  await Promise.all(
    [...files].map(async ([path, content]) => writeFile(join(folder, path), content)),
  );
}

async function moveFiles(paths: readonly string[], from: string, to: string): Promise<void> {
  await makeFolders(paths, to);
  await Promise.all(paths.map(async (path) => rename(join(from, path), join(to, path))));
}

async function makeFolders(paths: readonly string[], root: string): Promise<void> {
  const names = [...new Set(paths.map((path) => dirname(path)))];
  await Promise.all(names.map(async (name) => mkdir(join(root, name), { recursive: true })));
}

const sha256Base64 = (text: string): string => createHash("sha256").update(text).digest("base64");
