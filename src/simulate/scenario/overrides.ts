import { type Issue, type PlainMap, fieldOf, isMap, shown } from "./issue.ts";
import { type Assignment, keysOfPath, overlap } from "./merge.ts";
import { pickName } from "./nearest.ts";

/** A named set of changes of a scenario file. */
export interface Override {
  readonly name: string;
  readonly about: { readonly en: string; readonly zh: string };
  readonly set: readonly Assignment[];
  /** Overrides that come first where both are chosen; they may touch the same paths. */
  readonly after: readonly string[];
}

export interface ReadOverrides {
  readonly overrides: readonly Override[];
  readonly issues: readonly Issue[];
}

/** Reads the section `overrides` of a document. */
export function readOverrides(section: unknown): ReadOverrides {
  const issues: Issue[] = [];
  if (section === undefined || section === null) return { overrides: [], issues };
  if (!isMap(section)) {
    const remedy = "write a name, and under it about and set";
    issues.push({ at: ["overrides"], reason: `${shown(section)} is not a map of names`, remedy });
    return { overrides: [], issues };
  }
  const overrides = Object.entries(section).map(([name, body]) => readOverride(name, body, issues));
  for (const { name, after } of overrides) {
    for (const other of after.filter((one) => !Object.hasOwn(section, one))) {
      issues.push({
        at: ["overrides", name, "after"],
        reason: `no override "${other}"`,
        remedy: pickName(other, Object.keys(section)),
      });
    }
  }
  return { overrides, issues };
}

const FIELDS = ["about", "set", "after"] as const;

function readOverride(name: string, body: unknown, issues: Issue[]): Override {
  const at = ["overrides", name];
  const map: PlainMap = isMap(body) ? body : {};
  for (const key of Object.keys(map).filter((one) => !FIELDS.some((field) => field === one))) {
    issues.push({
      at: [...at, key],
      reason: `"${key}" is not known here`,
      remedy: pickName(key, FIELDS),
    });
  }
  const set = fieldOf(map, "set");
  if (!isMap(set) || Object.keys(set).length === 0) {
    const remedy = "give set, a map from dotted paths to values";
    issues.push({ at: [...at, "set"], reason: `"${name}" sets nothing`, remedy });
  }
  const assignments = Object.entries(isMap(set) ? set : {});
  return {
    name,
    about: readAbout(fieldOf(map, "about"), name),
    set: assignments.map(([path, value]) => ({ keys: keysOfPath(path), value })),
    after: readNames(fieldOf(map, "after")),
  };
}

function readAbout(about: unknown, name: string): Override["about"] {
  if (typeof about === "string") return { en: about, zh: about };
  const [en, zh] = isMap(about) ? [fieldOf(about, "en"), fieldOf(about, "zh")] : [];
  const english = typeof en === "string" ? en : name;
  return { en: english, zh: typeof zh === "string" ? zh : english };
}

function readNames(names: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(names) ? names : [names];
  return list.filter((one) => typeof one === "string");
}

/**
 * The chosen overrides in an order in which they may be applied. Two that give a common path, or
 * one path inside the other, different values are refused unless one comes `after` the other; all others commute, so
 * the order in which they are named means nothing.
 */
export function arrangeOverrides(
  all: readonly Override[],
  chosen: readonly string[],
): ReadOverrides {
  const issues: Issue[] = [];
  const names = all.map(({ name }) => name);
  for (const name of new Set(chosen)) {
    if (!names.includes(name)) {
      const reason = `no override "${name}"`;
      issues.push({ at: ["overrides", name], reason, remedy: pickName(name, names) });
    }
  }
  const picked = all.filter(({ name }) => chosen.includes(name)).toSorted(byName);
  const before = precedence(all);
  issues.push(...conflicts(picked, before));
  const overrides: Override[] = [];
  const left = new Set(picked);
  while (left.size > 0) {
    const next = [...left].find((one) =>
      [...left].every((other) => other === one || before.get(one.name)?.has(other.name) !== true),
    );
    if (next === undefined) break;
    overrides.push(next);
    left.delete(next);
  }
  return { overrides, issues };
}

const byName = (a: Override, b: Override): number => (a.name < b.name ? -1 : 1);

/** For each override all that come before it, directly or through others. */
function precedence(all: readonly Override[]): ReadonlyMap<string, ReadonlySet<string>> {
  const before = new Map(all.map(({ name, after }) => [name, new Set(after)]));
  for (const { name: middle } of all) {
    for (const known of [...before.values()].filter((names) => names.has(middle))) {
      for (const earlier of before.get(middle) ?? []) known.add(earlier);
    }
  }
  return before;
}

function conflicts(
  picked: readonly Override[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): Issue[] {
  return picked.flatMap((one, index) =>
    picked.slice(index + 1).flatMap((other) => {
      const [forth, back] = [
        before.get(other.name)?.has(one.name) === true,
        before.get(one.name)?.has(other.name) === true,
      ];
      if (forth && back) return [conflict(one, other, "each come after the other")];
      const shared = one.set.find((mine) => other.set.some((theirs) => disagree(mine, theirs)));
      if (shared === undefined || forth || back) return [];
      return [conflict(one, other, `both set ${shared.keys.join(".")}`)];
    }),
  );
}

/** Whether two changes touch a common path with different results. */
function disagree(one: Assignment, other: Assignment): boolean {
  if (!overlap(one.keys, other.keys)) return false;
  return one.keys.length !== other.keys.length || isMap(one.value) || one.value !== other.value;
}

function conflict(one: Override, other: Override, reason: string): Issue {
  return {
    at: ["overrides", other.name],
    reason: `overrides "${one.name}" and "${other.name}" ${reason}`,
    remedy: `choose one of them, or write after: [${one.name}] in "${other.name}"`,
  };
}
