import { type PlainMap, fieldOf, isMap } from "./issue.ts";

/** A path and what a document gets there; null removes what is there. */
export interface Assignment {
  /** Keys from the top down; a path in `uncertain` is one key. */
  readonly keys: readonly string[];
  readonly value: unknown;
}

/**
 * A document over its base: maps are merged key by key, all else is replaced, null removes. Two maps
 * that each have a `kind`, and not the same, are not mixed: the upper one replaces the lower.
 */
export function mergeDocuments(base: unknown, over: unknown): unknown {
  if (!isMap(over)) return over;
  const below = isMap(base) && !differInKind(base, over) ? base : {};
  const merged = new Map<string, unknown>(Object.entries(below));
  for (const [key, value] of Object.entries(over)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergeDocuments(merged.get(key), value));
  }
  return fromEntries(merged);
}

/** A document with one value set; maps on the way that are not there are made. */
export function assign(document: unknown, { keys, value }: Assignment): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(document)) return assignItem(document, { keys, value });
  const entries = new Map<string, unknown>(isMap(document) ? Object.entries(document) : []);
  if (rest.length === 0 && value === null) entries.delete(key);
  else entries.set(key, assign(entries.get(key), { keys: rest, value }));
  return fromEntries(entries);
}

function assignItem(list: readonly unknown[], { keys, value }: Assignment): unknown {
  const [key = "", ...rest] = keys;
  const index = /^\d{1,9}$/u.test(key) ? Number(key) : -1;
  if (index < 0 || index >= list.length) return { [key]: value };
  return list.map((item, at) => (at === index ? assign(item, { keys: rest, value }) : item));
}

const DISTRIBUTION_FIELDS: ReadonlySet<string> = new Set([
  "kind",
  "mean",
  "sd",
  "median",
  "spread",
  "n",
  "from",
  "to",
]);

/** Keys of a dotted path. After `uncertain.` the rest is one key, but for a field of the prior. */
export function keysOfPath(path: string): string[] {
  const keys = path.split(".");
  const [first = "", ...rest] = keys;
  if (first !== "uncertain" || rest.length === 0) return keys;
  const last = rest.at(-1) ?? "";
  if (rest.length < 2 || !DISTRIBUTION_FIELDS.has(last)) return [first, rest.join(".")];
  return [first, rest.slice(0, -1).join("."), last];
}

/** Whether one path is the other or lies in it. */
export function overlap(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((key, index) => key === b[index]);
}

function differInKind(base: PlainMap, over: PlainMap): boolean {
  const [a, b] = [fieldOf(base, "kind"), fieldOf(over, "kind")];
  return typeof a === "string" && typeof b === "string" && a !== b;
}

/** As `Object.fromEntries`, which keeps a key `__proto__` an own key. */
function fromEntries(entries: ReadonlyMap<string, unknown>): PlainMap {
  return Object.fromEntries(entries);
}
