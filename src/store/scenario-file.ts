import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isScalar, parseDocument } from "yaml";
import type { Problem } from "../base/index.ts";
import type { Bilingual, Order } from "../policy/index.ts";
import {
  type Assignment,
  type Issue,
  type Override,
  type Scenario,
  type ShippedScenario,
  arrangeOverrides,
  assignmentIssues,
  checkScenario,
  composeLayers,
  isMap,
  keysOfPath,
  readOverrides,
  scenarioPart,
  shown,
} from "../simulate/index.ts";
import { type YamlFile, basePath, findBase, invalid, locate, readYaml } from "./scenario-yaml.ts";

const MOST_FILES = 10;
const DEEPEST_SET = 12;

export interface ScenarioSource {
  /** Folder of the shipped scenarios. */
  readonly folder: string;
  /** Orders of the record, as far as they may be known. */
  readonly orders: readonly Order[];
  /** Names of overrides to apply; their order means nothing. */
  readonly override?: readonly string[];
  /** Paths with values written as YAML, applied last and in this order. */
  readonly set?: readonly (readonly [path: string, text: string])[];
}

/** A scenario file of a folder, as a list shows it. */
export interface ListedScenario {
  readonly name: string;
  readonly path: string;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  readonly overrides: readonly { readonly name: string; readonly about: Bilingual }[];
}

/**
 * Reads a scenario: a file (`….yaml`) or a name in the folder of shipped ones, over its bases, with
 * the chosen overrides and values set.
 *
 * @throws HashfallError `input.invalid`, listing every problem with file and line, path and remedy.
 */
export async function loadScenario(pathOrName: string, source: ScenarioSource): Promise<Scenario> {
  const files = await readChain(pathOrName, source.folder);
  const documents = files.map(({ content }) => (isMap(content) ? scenarioPart(content) : content));
  const { overrides, issues } = allOverrides(files);
  const arranged = arrangeOverrides(overrides, source.override ?? []);
  const { settings, problems } = readSettings(source.set ?? []);
  const composed = composeLayers([
    ...documents.toReversed().map((document) => ({ kind: "document" as const, document })),
    ...arranged.overrides.map(({ set }) => ({ kind: "assignments" as const, assignments: set })),
    ...settings.map((one) => ({ kind: "assignments" as const, assignments: [one] })),
  ]);
  const checked = checkScenario(composed.document, {
    ...composed,
    name: nameOf(pathOrName),
    orders: source.orders,
  });
  const found = [...issues, ...arranged.issues, ...composed.issues, ...checked.issues];
  const origins: Origins = { files, overrides: arranged.overrides, settings };
  const listed = [...problems, ...found.map((issue) => toProblem(issue, origins))];
  if (checked.scenario !== null && listed.length === 0) return checked.scenario;
  throw invalid(listed);
}

/** Scenario files right in a folder, by name; those that cannot be read are left out. */
export async function listScenarios(folder: string): Promise<ListedScenario[]> {
  const files = await scenarioFiles(folder);
  const listed = await Promise.all(files.map((file) => listOne(folder, file)));
  return listed.filter((one) => one !== null);
}

/** Names of the scenario files right in a folder, none of them read. */
export async function scenarioNames(folder: string): Promise<string[]> {
  return (await scenarioFiles(folder)).map(nameOf);
}

async function scenarioFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /\.ya?ml$/u.test(name)).toSorted();
}

/** A file with its bases as plain data, nothing applied. */
export async function readScenarioLayers(
  path: string,
  folder: string,
): Promise<Omit<ShippedScenario, "is_world" | "draws"> & { readonly posterior: string | null }> {
  const files = await readChain(path, folder);
  const name = nameOf(path);
  const title = textOf(files, "title") ?? { en: name, zh: name };
  const named = files.map(({ content }) => (isMap(content) ? content["posterior"] : undefined));
  const posterior = named.find((one) => one !== undefined);
  return {
    name,
    title,
    summary: textOf(files, "summary") ?? title,
    documents: files
      .map(({ content }) => (isMap(content) ? scenarioPart(content) : content))
      .toReversed(),
    overrides: allOverrides(files).overrides,
    posterior: typeof posterior === "string" ? posterior : null,
  };
}

async function listOne(folder: string, file: string): Promise<ListedScenario | null> {
  const path = join(folder, file);
  const name = nameOf(file);
  try {
    const files = await readChain(path, folder);
    const title = textOf(files, "title") ?? { en: name, zh: name };
    const { overrides } = allOverrides(files);
    return {
      name,
      path,
      title,
      summary: textOf(files, "summary") ?? title,
      overrides: overrides.map(({ name: override, about }) => ({ name: override, about })),
    };
  } catch {
    return null;
  }
}

/** A text of the uppermost file that has it. */
function textOf(files: readonly YamlFile[], key: string): Bilingual | null {
  for (const { content } of files) {
    const text = isMap(content) ? content[key] : undefined;
    if (typeof text === "string") return { en: text, zh: text };
    if (isMap(text)) {
      const [en, zh] = [text["en"], text["zh"]];
      const only = typeof en === "string" ? en : zh;
      if (typeof only === "string") return { en: only, zh: typeof zh === "string" ? zh : only };
    }
  }
  return null;
}

const nameOf = (path: string): string => basename(path).replace(/\.ya?ml$/u, "");

/** A file and its bases, the file first. */
async function readChain(pathOrName: string, folder: string): Promise<YamlFile[]> {
  const named = /\.ya?ml$/u.test(pathOrName) ? null : basePath(pathOrName);
  const path = named === null ? pathOrName : join(folder, named);
  const roots = [...new Set([dirname(path), folder])];
  const files: YamlFile[] = [];
  for (let next: string | null = path; next !== null; ) {
    const file: YamlFile = await readYaml(next);
    refuseCircle(files, file);
    files.push(file);
    next = await baseOf(file, roots);
  }
  return files;
}

/** Path of the base that a file names, or null. */
async function baseOf(file: YamlFile, roots: readonly string[]): Promise<string | null> {
  const base = isMap(file.content) ? (file.content["base"] ?? null) : null;
  if (base === null) return null;
  const remedy = "name a file of its folder or a shipped one, such as worlds/2021-04";
  const wanted = typeof base === "string" ? basePath(base) : null;
  if (wanted === null) {
    throw baseProblem(file, `${shown(base)} is no path inside the folder of scenarios`, remedy);
  }
  const found = await findBase(roots, wanted);
  if (found !== null) return found;
  throw baseProblem(file, `there is no "${wanted}" in ${roots.join(" or ")}`, remedy);
}

function refuseCircle(above: readonly YamlFile[], file: YamlFile): void {
  const last = above.at(-1);
  if (last === undefined) return;
  if (above.some(({ realPath }) => realPath === file.realPath)) {
    throw baseProblem(last, `${file.path} rests on this file in turn`, "break the circle");
  }
  if (above.length < MOST_FILES) return;
  throw baseProblem(last, `more than ${MOST_FILES} files on one another`, "merge some of them");
}

function baseProblem(file: YamlFile, reason: string, remedy: string): Error {
  return invalid([{ path: locate(file, ["base"]).place, reason: `base: ${reason}`, remedy }]);
}

/** Overrides of a file and its bases; the upper file's stand for those of equal name below. */
function allOverrides(files: readonly YamlFile[]): ReturnType<typeof readOverrides> {
  const merged = new Map<string, unknown>();
  for (const { content } of files.toReversed()) {
    const section = isMap(content) ? content["overrides"] : undefined;
    if (section !== undefined && section !== null && !isMap(section)) return readOverrides(section);
    for (const [name, body] of Object.entries(section ?? {})) merged.set(name, body);
  }
  return readOverrides(Object.fromEntries([...merged].filter(([, body]) => body !== null)));
}

interface Settings {
  readonly settings: readonly Assignment[];
  readonly problems: readonly Problem[];
}

/** Why a path of `--set` can name nothing; null where it can. */
function pathFault(path: string): Pick<Problem, "reason" | "remedy"> | null {
  const remedy = "write path=value, such as regions.sichuan.share=0.3";
  if (path === "") return { reason: "the path is empty", remedy };
  if (path.split(".").length <= DEEPEST_SET) return null;
  return { reason: `the path has more than ${DEEPEST_SET} keys`, remedy };
}

/** Values given as `--set path=value`, each written as one YAML value. */
function readSettings(set: readonly (readonly [path: string, text: string])[]): Settings {
  const settings: Assignment[] = [];
  const problems: Problem[] = [];
  for (const [path, text] of set) {
    const fault = pathFault(path);
    if (fault !== null) {
      problems.push({ path: `--set ${path}`.trimEnd(), ...fault });
      continue;
    }
    const parsed = parseDocument(text, { prettyErrors: false });
    const { contents } = parsed;
    if (parsed.errors.length > 0 || (contents !== null && !isScalar(contents))) {
      const remedy = "give one number, date, name, true, false or null";
      problems.push({ path: `--set ${path}`, reason: `"${text}" is not a single value`, remedy });
    } else {
      const assignment = { keys: keysOfPath(path), value: contents?.value ?? null };
      const issues = assignmentIssues(assignment);
      if (issues.length === 0) settings.push(assignment);
      for (const { reason, remedy } of issues) {
        problems.push({ path: `--set ${path}`, reason, remedy });
      }
    }
  }
  return { settings, problems };
}

interface Origins {
  readonly files: readonly YamlFile[];
  readonly overrides: readonly Override[];
  readonly settings: readonly Assignment[];
}

/** A problem with the place that brought it about: an option, an override's line, or a file's. */
function toProblem({ at, reason, remedy }: Issue, origins: Origins): Problem {
  const path = at.join(".");
  const inFile = deepest(origins.files, at);
  const causes = ({ keys }: Assignment): boolean =>
    startsWith(at, keys) || (inFile.depth < at.length && startsWith(keys, at));
  const setting = origins.settings.findLast(causes);
  if (setting !== undefined) {
    const option = setting.keys.join(".");
    const said = option === path ? reason : `${path}: ${reason}`;
    return { path: `--set ${option}`, reason: said, remedy };
  }
  const said = path === "" ? reason : `${path}: ${reason}`;
  for (const { name, set } of origins.overrides.toReversed()) {
    const cause = set.findLast(causes);
    if (cause !== undefined) {
      const keys = ["overrides", name, "set", cause.keys.join("."), ...at.slice(cause.keys.length)];
      return { path: deepest(origins.files, keys).place, reason: said, remedy };
    }
  }
  return { path: inFile.place, reason: said, remedy };
}

function deepest(files: readonly YamlFile[], keys: readonly string[]): ReturnType<typeof locate> {
  const found = files.map((file) => locate(file, keys));
  return found.reduce((best, one) => (one.depth > best.depth ? one : best));
}

function startsWith(keys: readonly string[], start: readonly string[]): boolean {
  return start.length <= keys.length && start.every((key, index) => keys[index] === key);
}
