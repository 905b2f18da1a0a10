import { HashfallError } from "../../base/index.ts";
import { rowOfPath } from "./parameter-rows.ts";
import type { Scenario } from "./scenario.ts";

/**
 * The number at a path that the parameter table knows; null where the scenario leaves it to the
 * record, undefined where the scenario has no such number.
 */
export function numericValueAt(scenario: Scenario, path: string): number | null | undefined {
  if (rowOfPath(path) === undefined) return undefined;
  let value: unknown = scenario;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return typeof value === "number" || value === null ? value : undefined;
}

/** Paths of all numbers of a scenario that the parameter table knows, in order of the object. */
export function numericPaths(scenario: Scenario): string[] {
  const paths: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "object" && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        walk(child, path === "" ? key : `${path}.${key}`);
      }
    } else if (numericValueAt(scenario, path) !== undefined) {
      paths.push(path);
    }
  };
  walk(scenario, "");
  return paths;
}

/**
 * The scenario with other numbers at some paths. All that lies beside the paths is shared with the
 * original, which stays as it was. Equal inputs give equal results; nothing is checked or scaled.
 * What a list of paths asks for is worked out once: call it again with the same list, unchanged.
 *
 * @throws HashfallError `number.domain` for a path the scenario does not have.
 */
export function withValues(
  scenario: Scenario,
  paths: readonly string[],
  values: ArrayLike<number>,
): Scenario {
  let branch = BRANCHES.get(paths);
  if (branch === undefined) {
    branch = branchOf(paths.map((path, index) => ({ keys: path.split("."), index })));
    BRANCHES.set(paths, branch);
  }
  return { ...scenario, ...replaced(scenario, branch, values) };
}

/** A map on the way to some numbers: those it holds itself, by place in the list, and its children. */
interface Branch {
  readonly numbers: readonly (readonly [key: string, index: number])[];
  readonly children: readonly (readonly [key: string, branch: Branch])[];
}

interface PathRest {
  readonly keys: readonly string[];
  readonly index: number;
}

const BRANCHES = new WeakMap<readonly string[], Branch>();

function branchOf(paths: readonly PathRest[]): Branch {
  const numbers: [string, number][] = [];
  const below = new Map<string, PathRest[]>();
  for (const { keys, index } of paths) {
    const [key = "", ...rest] = keys;
    if (rest.length === 0) numbers.push([key, index]);
    else below.set(key, [...(below.get(key) ?? []), { keys: rest, index }]);
  }
  return { numbers, children: Array.from(below, ([key, rest]) => [key, branchOf(rest)]) };
}

function replaced(value: object, branch: Branch, values: ArrayLike<number>): object {
  if (Array.isArray(value)) return replacedItems(value, branch, values);
  const copy: Record<string, unknown> = { ...value };
  for (const [key, index] of branch.numbers) {
    if (copy[key] === undefined) throw noSuchPath(key);
    copy[key] = values[index] ?? NaN;
  }
  for (const [key, child] of branch.children) {
    copy[key] = replaced(childOf(copy[key], key), child, values);
  }
  return copy;
}

function replacedItems(
  list: readonly unknown[],
  branch: Branch,
  values: ArrayLike<number>,
): readonly unknown[] {
  const copy = [...list];
  for (const [key, index] of branch.numbers) {
    if (!(Number(key) in copy)) throw noSuchPath(key);
    copy[Number(key)] = values[index] ?? NaN;
  }
  for (const [key, child] of branch.children) {
    copy[Number(key)] = replaced(childOf(copy[Number(key)], key), child, values);
  }
  return copy;
}

function childOf(value: unknown, key: string): object {
  if (typeof value === "object" && value !== null) return value;
  throw noSuchPath(key);
}

function noSuchPath(key: string): HashfallError {
  return new HashfallError("number.domain", `the scenario has no number at "${key}"`);
}
