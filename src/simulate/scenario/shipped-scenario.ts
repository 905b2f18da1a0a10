import type { Bilingual, Order } from "../../policy/index.ts";
import type { Issue } from "./issue.ts";
import { composeLayers } from "./layers.ts";
import { type Assignment, keysOfPath } from "./merge.ts";
import { type Override, arrangeOverrides } from "./overrides.ts";
import { type CheckedScenario, checkScenario } from "./read-scenario.ts";
import type { DrawSet } from "./scenario.ts";

/** A shipped scenario as plain data: what a page needs to put it together itself. */
export interface ShippedScenario {
  readonly name: string;
  /** Whether it is a world that scenarios rest on, with no story of its own. */
  readonly is_world: boolean;
  readonly title: Bilingual;
  readonly summary: Bilingual;
  /** Documents of the file and its bases, the lowest first. */
  readonly documents: readonly unknown[];
  readonly overrides: readonly Override[];
  /** Joint draws that it names, where they are there. */
  readonly draws: DrawSet | null;
}

/** A value for a path: null takes away what is there. */
export type Change = readonly [path: string, value: string | number | boolean | null];

export interface Changes {
  readonly overrides: readonly string[];
  readonly set: readonly Change[];
}

/** Puts a scenario together with changes, by the same reader as a file, and lists every problem. */
export function composeShipped(
  { name, documents, overrides }: Pick<ShippedScenario, "name" | "documents" | "overrides">,
  { overrides: chosen, set }: Changes,
  orders: readonly Order[],
): CheckedScenario {
  const arranged = arrangeOverrides(overrides, chosen);
  const composed = composeLayers([
    ...documents.map((document) => ({ kind: "document" as const, document })),
    ...arranged.overrides.map((one) => ({ kind: "assignments" as const, assignments: one.set })),
    ...set.map((change) => ({ kind: "assignments" as const, assignments: [assignment(change)] })),
  ]);
  const checked = checkScenario(composed.document, { ...composed, name, orders });
  const issues: readonly Issue[] = [...arranged.issues, ...composed.issues, ...checked.issues];
  return { scenario: issues.length === 0 ? checked.scenario : null, issues };
}

function assignment([path, value]: Change): Assignment {
  return { keys: keysOfPath(path), value };
}
