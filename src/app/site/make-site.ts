import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { invalidInput } from "../../base/index.ts";
import { questionAddress } from "../../api/http/index.ts";
import { ANSWER_ROUTES, describeRoutes } from "../answers/routes.ts";
import { makeStudy } from "../make-study.ts";
import { TAKEAWAYS, TAKEAWAY_FORMATS, takeTable } from "../takeaway/index.ts";
import type { WorkspaceFacts } from "../prepare-workspace.ts";
import { type Workspace, readShippedFiles } from "../workspace.ts";
import { FIRST_QUESTIONS } from "./first-questions.ts";
import { packFacts } from "./packed.ts";
import { SiteDesk } from "./site-desk.ts";
import { siteHtml } from "./site-page.ts";

/** Files of a site by their path below its folder. */
export type SiteFiles = Map<string, string | Uint8Array>;

export interface SiteOptions {
  /** Folder of the page's built scripts. */
  readonly built: string;
  readonly icon: string;
  readonly claimsFolder: string;
  readonly studies: readonly string[];
  /** Told what is being made. */
  readonly progress: (part: string) => void;
}

/**
 * Makes a site that needs no server: the page, the record, the answers that its views show at first, the
 * studies and every table. Equal records give equal bytes.
 *
 * @throws HashfallError `input.invalid` where the page is not built.
 */
export async function makeSite(workspace: Workspace, options: SiteOptions): Promise<SiteFiles> {
  const files: SiteFiles = new Map();
  options.progress("page");
  const built = await builtFiles(options.built);
  const named = addPage(files, built);
  files.set("assets/icon.svg", await readFile(options.icon));
  options.progress("record");
  const worker = addText(files, "worker", new TextDecoder().decode(built.get("answers.js")));
  const known = { record: workspace.record, ...(await readShippedFiles()) };
  const facts = addText(files, "facts", packFacts(known));
  options.progress("answers");
  const answers = addAnswers(files, known);
  const costly = ANSWER_ROUTES.filter((route) => route.costly).map(({ path }) => path);
  files.set("index.html", siteHtml({ answers, costly, worker, facts }, named));
  files.set("api/openapi.json", `${JSON.stringify(describeRoutes())}\n`);
  options.progress("tables");
  for (const table of TAKEAWAYS) {
    for (const format of TAKEAWAY_FORMATS) {
      const { content } = takeTable(table, workspace, format);
      files.set(`tables/${table.name}.${format}`, content);
    }
  }
  options.progress("studies");
  for (const [path, content] of await studyFiles(workspace, options)) files.set(path, content);
  return files;
}

/** @throws HashfallError `input.invalid`. */
async function builtFiles(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  if (!["page.js", "page.css", "answers.js"].every((name) => existsSync(join(folder, name)))) {
    throw invalidInput(
      "WHAT",
      "the page of a site is not built",
      "run `npm run build`, then again",
    );
  }
  const names = (await readdir(folder)).toSorted();
  const read = names.map(async (name) => [name, await readFile(join(folder, name))] as const);
  return new Map(await Promise.all(read));
}

/** The page's own files; script and style are named by what they hold, so that no old one is kept. */
function addPage(
  files: SiteFiles,
  built: ReadonlyMap<string, Uint8Array>,
): { readonly script: string; readonly style: string } {
  const renamed = new Map(
    ["page.js", "page.css"].map((name) => {
      const [stem, ending] = name.split(".", 2);
      return [name, `${stem}-${digestOf(built.get(name) ?? new Uint8Array())}.${ending}`];
    }),
  );
  for (const [name, content] of built) {
    if (name !== "answers.js") files.set(`assets/${renamed.get(name) ?? name}`, content);
  }
  return { script: renamed.get("page.js") ?? "", style: renamed.get("page.css") ?? "" };
}

/** What the views show at first, by address. */
function addAnswers(files: SiteFiles, facts: WorkspaceFacts): Readonly<Record<string, string>> {
  const desk = new SiteDesk(facts);
  const names: Record<string, string> = {};
  for (const [path, raw] of FIRST_QUESTIONS) {
    const outcome = desk.answer(path, raw);
    if (outcome.kind === "made") {
      names[questionAddress(path, raw)] = addText(files, "answer", outcome.body);
    }
  }
  return names;
}

/** A text as a script that hands it over, since a page from disk may load scripts and nothing else. */
function addText(files: SiteFiles, stem: string, text: string): string {
  const name = `${stem}-${digestOf(text)}`;
  files.set(`data/${name}.js`, `hashfallText(${JSON.stringify(name)},${JSON.stringify(text)})\n`);
  return name;
}

async function studyFiles(
  workspace: Workspace,
  { studies, claimsFolder }: SiteOptions,
): Promise<readonly (readonly [string, string])[]> {
  const made = await Promise.all(
    studies.map(async (name) => {
      const { files } = await makeStudy(workspace, { name, claimsFolder });
      return [...files].map(([path, text]) => [`studies/${name}/${path}`, text] as const);
    }),
  );
  return made.flat();
}

function digestOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}
