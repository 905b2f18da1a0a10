/** A problem of one place of a scenario document. */
export interface Issue {
  /** Keys from the top of the document down; a path in `uncertain` is one key. */
  readonly at: readonly string[];
  readonly reason: string;
  readonly remedy: string;
}

/** A plain map of a document. */
export type PlainMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is PlainMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as an error message shows it, shortened. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (Array.isArray(value)) return "a list";
  if (isMap(value)) return "a map";
  return String(value);
}

/** A field of a map; inherited names such as `constructor` are none. */
export function fieldOf(map: PlainMap, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** What a region, source, machine, operator or order may be called; no dots, so that paths are plain. */
export const NAME: RegExp = /^[A-Za-z0-9][A-Za-z0-9_-]*$/u;
