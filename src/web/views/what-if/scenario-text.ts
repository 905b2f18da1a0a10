import type { ScenarioDocumentAnswer } from "../../../api/index.ts";
import type { Change } from "../../../simulate/index.ts";

type Map = Readonly<Record<string, unknown>>;

/** What a file says that can be opened here. */
export interface ReadText {
  /** Name of the shipped scenario that it rests on. */
  readonly base: string;
  readonly changes: readonly Change[];
  /** Paths of what only the command line can read: lists, such as those of a scope. */
  readonly left: readonly string[];
}

/**
 * A scenario with changes as a file that `simulate` reads and this page opens; JSON is YAML.
 *
 * It rests on the shipped scenario, or on the world of a stretch of time with the stretch's own order.
 */
export function textOf(
  { scenario, stretch }: Pick<ScenarioDocumentAnswer, "scenario" | "stretch">,
  changes: readonly Change[],
): string {
  const own = stretch === null ? {} : scenario.documents.at(-1);
  let document: Map = { base: stretch?.world ?? scenario.name, ...(isMap(own) ? own : {}) };
  for (const [path, value] of changes) document = placed(document, path.split("."), value);
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Reads a file, JSON or YAML; null where it is neither, or rests on no shipped scenario by its name. */
export async function readText(text: string): Promise<ReadText | null> {
  const read = await parsed(text);
  if (!isMap(read)) return null;
  const { base, ...rest } = read;
  // A world, such as a stretch of time rests on, has no story that could be changed here.
  if (typeof base !== "string" || base.includes("/")) return null;
  const found = leaves(rest, "");
  return {
    base: base.replace(/\.ya?ml$/u, ""),
    changes: found.flatMap(({ path, value }): readonly Change[] =>
      isPlain(value) ? [[path, value]] : [],
    ),
    left: found.flatMap(({ path, value }) => (isPlain(value) ? [] : [path])),
  };
}

async function parsed(text: string): Promise<unknown> {
  const { parse } = await import("yaml");
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function placed(map: Map, [key = "", ...rest]: readonly string[], value: Change[1]): Map {
  if (rest.length === 0) return { ...map, [key]: value };
  const below = map[key];
  return { ...map, [key]: placed(isMap(below) ? below : {}, rest, value) };
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

function leaves(map: Map, above: string): readonly Leaf[] {
  return Object.entries(map).flatMap(([key, value]): readonly Leaf[] => {
    const path = above === "" ? key : `${above}.${key}`;
    return isMap(value) ? leaves(value, path) : [{ path, value }];
  });
}

function isPlain(value: unknown): value is Change[1] {
  return value === null || ["number", "string", "boolean"].includes(typeof value);
}

function isMap(value: unknown): value is Map {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
