import { open, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, sep } from "node:path";
import { type Document, LineCounter, isMap, isScalar, parseDocument } from "yaml";
import { HashfallError, type Problem } from "../base/index.ts";

const FORMAT = "docs/scenario-parameters.md";
const MOST_BYTES = 1_000_000;
const MOST_ALIASES = 100;
const DEEPEST = 30;
/** The parser compares the keys of a map with one another, so that many take very long. */
const MOST_KEYS = 2000;
/** Faults of YAML that are told; a file that is none has one at every line. */
const MOST_ERRORS = 20;

/** A YAML file with where each part of it stands. */
export interface YamlFile {
  /** As it was named, for messages. */
  readonly path: string;
  /** Without links, to know it again. */
  readonly realPath: string;
  readonly content: unknown;
  readonly document: Document;
  readonly lines: LineCounter;
}

export interface Located {
  /** Keys of the path that the file has. */
  readonly depth: number;
  /** `file:line`. */
  readonly place: string;
}

/** @throws HashfallError `input.invalid` listing what is wrong with the YAML, with its lines. */
export async function readYaml(path: string): Promise<YamlFile> {
  const { text, realPath } = await readText(path);
  const lines = new LineCounter();
  try {
    const keys = text.match(/[:?](?=[\s,]|$)/gmu)?.length ?? 0;
    if (keys > MOST_KEYS) throw new RangeError(`more than ${MOST_KEYS} keys of maps`);
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    if (document.errors.length > 0) {
      throw invalid(
        document.errors.slice(0, MOST_ERRORS).map((error) => ({
          path: `${path}:${lines.linePos(error.pos[0]).line}`,
          reason: error.message,
          remedy: `correct the YAML; the fields are in ${FORMAT}`,
        })),
      );
    }
    const content: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    if (!isShallow(content, DEEPEST)) throw new RangeError(`nested deeper than ${DEEPEST}`);
    return { path, realPath, content, document, lines };
  } catch (cause) {
    if (cause instanceof HashfallError) throw cause;
    const remedy = `nest at most ${DEEPEST} deep, with at most ${MOST_ALIASES} aliases, each to an anchor of this file`;
    throw invalid([{ path, reason: reasonOf(cause), remedy }], cause);
  }
}

function reasonOf(cause: unknown): string {
  const said = String(cause);
  return said.includes("Maximum call stack") ? "nested too deeply" : said;
}

async function readText(path: string): Promise<{ text: string; realPath: string }> {
  let bytes: Buffer;
  let realPath: string;
  try {
    realPath = await realpath(path);
    if (!(await stat(realPath)).isFile()) throw new Error("it is no file");
    const file = await open(realPath, "r");
    try {
      const status = await file.stat();
      if (!status.isFile()) throw new Error("it is no file");
      if (status.size > MOST_BYTES) throw new Error(`it has more than ${MOST_BYTES} bytes`);
      bytes = await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const reason = message.startsWith("it ") ? message : "the file cannot be read";
    const remedy = "name a scenario, such as china-2021, or a YAML file of one";
    throw invalid([{ path, reason, remedy }], cause);
  }
  return { text: bytes.toString("utf8"), realPath };
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((child) => isShallow(child, depth - 1));
}

/** Deepest part of a path that a file has, with the line of its key. */
export function locate(file: YamlFile, keys: readonly string[]): Located {
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const offset = offsetOf(file.document, keys.slice(0, depth));
    if (offset !== null) {
      return { depth, place: `${file.path}:${file.lines.linePos(offset).line}` };
    }
  }
  return { depth: 0, place: `${file.path}:1` };
}

function offsetOf(document: Document, keys: readonly string[]): number | null {
  const above: unknown =
    keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true);
  const last = keys.at(-1);
  if (isMap(above)) {
    for (const { key } of above.items) {
      if (isScalar(key) && String(key.value) === last) return key.range?.[0] ?? null;
    }
    return null;
  }
  const node: unknown = document.getIn(keys, true);
  if (typeof node !== "object" || node === null || !("range" in node)) return null;
  return Array.isArray(node.range) ? Number(node.range[0]) : null;
}

/** Path of a base: relative, without `..`, with `.yaml` if it names no kind of file. */
export function basePath(base: string): string | null {
  const parts = base.split("/");
  const plain = parts.every((part) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/u.test(part));
  if (!plain || isAbsolute(base)) return null;
  return /\.ya?ml$/u.test(base) ? base : `${base}.yaml`;
}

/** The file of a base in the first of some folders that has it, never outside that folder. */
export async function findBase(folders: readonly string[], base: string): Promise<string | null> {
  for (const folder of folders) {
    const path = join(folder, base);
    if (await isWithin(folder, path)) return path;
  }
  return null;
}

async function isWithin(folder: string, path: string): Promise<boolean> {
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(path)]);
    return file.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
  } catch {
    return false;
  }
}

/** Problems of scenario files as one error. */
export function invalid(problems: readonly Problem[], cause?: unknown): HashfallError {
  const summary = problems.map(({ path, reason }) => `${path}: ${reason}`).join("; ");
  return new HashfallError("input.invalid", summary, { problems, cause });
}
