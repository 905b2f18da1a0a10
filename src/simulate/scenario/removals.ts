import { type Issue, type PlainMap, fieldOf, isMap } from "./issue.ts";
import type { Assignment } from "./merge.ts";
import { pickName } from "./nearest.ts";

/** Sections of names, and what a name in them is. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["orders", "order"],
  ["regions", "region"],
  ["machines", "machine"],
  ["operators", "class of operators"],
]);

/**
 * Names that are taken away and were never there, which are more likely misspelt than gone. A name
 * that is in any of the documents may be taken away: two overrides may both do so.
 */
export function removalIssues(
  assignments: readonly Assignment[],
  documents: readonly unknown[],
): readonly Issue[] {
  return assignments.flatMap(({ keys, value }): Issue[] => {
    const [section = "", name = "", ...rest] = keys;
    const kind = NAMED.get(section);
    if (value !== null || kind === undefined || rest.length > 0) return [];
    const names = documents.flatMap((document) => Object.keys(mapAt(document, section)));
    if (names.includes(name)) return [];
    const reason = `there is no ${kind} "${name}" to take away`;
    return [{ at: keys, reason, remedy: pickName(name, [...new Set(names)]) }];
  });
}

/** What a document takes away from those below it: names to which it gives null. */
export function namesRemoved(document: unknown): readonly Assignment[] {
  return [...NAMED.keys()].flatMap((section) =>
    Object.entries(mapAt(document, section))
      .filter(([, value]) => value === null)
      .map(([name, value]) => ({ keys: [section, name], value })),
  );
}

function mapAt(document: unknown, key: string): PlainMap {
  const value = isMap(document) ? fieldOf(document, key) : undefined;
  return isMap(value) ? value : {};
}
