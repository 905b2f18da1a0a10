import { type Issue, type PlainMap, fieldOf, isMap } from "./issue.ts";
import { type Assignment, assign, mergeDocuments } from "./merge.ts";
import { namesRemoved, removalIssues } from "./removals.ts";

/** What a scenario is put together from, the lowest base first. */
export type Layer =
  | { readonly kind: "document"; readonly document: unknown }
  | { readonly kind: "assignments"; readonly assignments: readonly Assignment[] };

export interface Composition {
  readonly document: unknown;
  /** Paths of priors that come from a base: they fall away where their number is gone. */
  readonly inherited: readonly string[];
  /** Paths set above the layer that named the posterior: its draws do not move them. */
  readonly fixed: readonly string[];
  /** Paths given a prior above that layer: they are drawn from it and not from the draws. */
  readonly ownPriors: readonly string[];
  readonly issues: readonly Issue[];
}

/** Keys of a file that are no part of the scenario. */
const APART: ReadonlySet<string> = new Set(["base", "overrides", "uncertain"]);

/**
 * Puts layers on one another. A layer that sets a number, and gives no prior for it, fixes it: the
 * priors of the layers below at or under that path fall away, and draws do not move it. A prior above
 * the layer that named the draws wins over them as well.
 */
export function composeLayers(layers: readonly Layer[]): Composition {
  let document: unknown = {};
  let written: unknown = {};
  const issues: Issue[] = [];
  let fixed = new Set<string>();
  let ownPriors = new Set<string>();
  let latest: readonly string[] = [];
  for (const [index, layer] of layers.entries()) {
    const own = priorsOf(layer);
    const paths = index === 0 ? [] : pathsSet(layer);
    const below = document;
    document = applied(withoutPriors(document, paths), layer);
    issues.push(...removalIssues(removals(layer), [written, below]));
    if (layer.kind === "document") written = document;
    fixed = new Set([...fixed, ...paths].filter((path) => !own.includes(path)));
    ownPriors = new Set([...ownPriors, ...own]);
    if (namesPosterior(layer)) [fixed, ownPriors] = [new Set(), new Set()];
    if (layer.kind === "document") latest = own;
    else latest = [...latest, ...own];
  }
  const priors = isMap(document) ? fieldOf(document, "uncertain") : undefined;
  const inherited = isMap(priors) ? Object.keys(priors) : [];
  return {
    document,
    inherited: inherited.filter((path) => !latest.includes(path)),
    fixed: [...fixed],
    ownPriors: [...ownPriors],
    issues,
  };
}

/** Whether a path is one of some others, or lies under one. */
export function isUnder(path: string, others: readonly string[]): boolean {
  return others.some((other) => path === other || path.startsWith(`${other}.`));
}

function applied(document: unknown, layer: Layer): unknown {
  if (layer.kind === "document") return mergeDocuments(document, layer.document);
  let result = document;
  for (const assignment of layer.assignments) result = assign(result, assignment);
  return result;
}

function withoutPriors(document: unknown, paths: readonly string[]): unknown {
  const priors = isMap(document) ? fieldOf(document, "uncertain") : undefined;
  if (!isMap(document) || !isMap(priors)) return document;
  const kept = Object.entries(priors).filter(([path]) => !isUnder(path, paths));
  return { ...document, uncertain: Object.fromEntries(kept) };
}

/** Paths to which a layer gives a prior of its own. */
function priorsOf(layer: Layer): readonly string[] {
  if (layer.kind === "assignments") {
    return layer.assignments.flatMap(({ keys: [first, path] }) =>
      first === "uncertain" && path !== undefined ? [path] : [],
    );
  }
  const priors = isMap(layer.document) ? fieldOf(layer.document, "uncertain") : undefined;
  return isMap(priors) ? Object.keys(priors) : [];
}

function namesPosterior(layer: Layer): boolean {
  if (layer.kind === "document") {
    return isMap(layer.document) && typeof fieldOf(layer.document, "posterior") === "string";
  }
  return layer.assignments.some(({ keys }) => keys.length === 1 && keys[0] === "posterior");
}

function removals(layer: Layer): readonly Assignment[] {
  return layer.kind === "document" ? namesRemoved(layer.document) : layer.assignments;
}

/** Paths at which a layer has a value that is no map. */
function pathsSet(layer: Layer): string[] {
  if (layer.kind === "document") return leaves(layer.document, "");
  return layer.assignments.flatMap(({ keys, value }) =>
    keys[0] === "uncertain" ? [] : [...leaves(value, keys.join(".")), keys.join(".")],
  );
}

function leaves(value: unknown, path: string): string[] {
  if (!isMap(value)) return path === "" ? [] : [path];
  return Object.entries(value).flatMap(([key, child]) =>
    path === "" && APART.has(key) ? [] : leaves(child, path === "" ? key : `${path}.${key}`),
  );
}

/** The document without what is said about the file itself. */
export function scenarioPart(document: PlainMap): PlainMap {
  const kept = Object.entries(document).filter(([key]) => key !== "base" && key !== "overrides");
  return Object.fromEntries(kept);
}

/** Assignments may not change what the file is made of. */
export function assignmentIssues({ keys }: Assignment): Issue[] {
  const [first = ""] = keys;
  if (keys.some((key) => key === "")) {
    const remedy = "write a dotted path, such as parameters.pue";
    return [{ at: keys, reason: `"${keys.join(".")}" is no path`, remedy }];
  }
  if (first !== "base" && first !== "overrides") return [];
  return [{ at: keys, reason: `"${first}" cannot be set`, remedy: "write it in a file" }];
}
