import { HashfallError, type UnixSeconds, parseTime, unixSeconds } from "../../base/index.ts";
import type { Bilingual } from "../../policy/index.ts";
import type { FieldReader, Variants } from "./field-reader.ts";
import { type Issue, NAME, type PlainMap, fieldOf, isMap, shown } from "./issue.ts";
import { pickName } from "./nearest.ts";
import { numberFault } from "./number-fault.ts";
import { rowOfPattern } from "./parameter-rows.ts";
import type { ParameterRow } from "./parameter-table.ts";

const UNSAFE = new Set(["constructor", "prototype", "hasOwnProperty", "toString", "valueOf"]);
const LONGEST_TEXT = 5_000;
const TIME_REMEDY = "give a date (2021-06-20) or a time with offset (2021-06-20T04:00Z)";

interface Place {
  readonly at: readonly string[];
  readonly pattern: string;
}

/** Reads one map of a document. Fields nobody asked for are reported by `finish`. */
export class DocumentReader implements FieldReader {
  readonly #map: PlainMap;
  readonly #place: Place;
  readonly #issues: Issue[];
  readonly #asked = new Set<string>();

  constructor(map: PlainMap, issues: Issue[], place: Place = { at: [], pattern: "" }) {
    this.#map = map;
    this.#issues = issues;
    this.#place = place;
  }

  number(key: string): number {
    return this.#number(key, this.#row(key).default) ?? this.#missing(key, NaN);
  }

  numberOr(key: string, fallback: number): number {
    return this.#number(key, null) ?? fallback;
  }

  numberOrNull(key: string): number | null {
    return this.#number(key, null);
  }

  amount(key: string): number {
    const value = this.#ask(key);
    if (value === null) return this.#missing(key, NaN);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    this.refuse(key, `${shown(value)} is not a number`, "give a number");
    return NaN;
  }

  numbers(key: string, length: number): readonly number[] {
    const list = this.#ask(key);
    const row = this.#row(`${key}.*`);
    const fallback = Array.from({ length }, () => NaN);
    if (list === null) return this.#missing(key, fallback);
    if (!Array.isArray(list) || list.length !== length) {
      this.refuse(
        key,
        `${shown(list)} is not a list of ${length} numbers`,
        `give ${length} numbers in ${row.unit}`,
      );
      return fallback;
    }
    return list.map((value: unknown, index) => this.#checked([key, String(index)], value, row));
  }

  text(key: string, fallback?: string): string {
    const value = this.textOrNull(key) ?? fallback;
    return value ?? this.#missing(key, "");
  }

  textOrNull(key: string): string | null {
    const value = this.#ask(key);
    if (value === null || this.#isText([key], value)) return value;
    return null;
  }

  textsOrNull(key: string): readonly string[] | null {
    const list = this.#ask(key);
    if (list === null) return null;
    if (!Array.isArray(list) || list.length === 0) {
      this.refuse(
        key,
        `${shown(list)} is not a list of names`,
        "give names, such as [hydro], or leave it out for all",
      );
      return null;
    }
    return list.filter((value: unknown, index) => this.#isText([key, String(index)], value));
  }

  bilingual(key: string, fallback: Bilingual): Bilingual {
    const value = this.#ask(key);
    if (value === null) return fallback;
    if (!isMap(value)) {
      return this.#isText([key], value) ? { en: value, zh: value } : fallback;
    }
    const at = this.#child([key], value);
    const [en, zh] = [at.textOrNull("en"), at.textOrNull("zh")];
    at.finish();
    const only = en ?? zh;
    if (only === null) return this.#missing(key, fallback);
    return { en: en ?? only, zh: zh ?? only };
  }

  flag(key: string, fallback: boolean): boolean {
    const value = this.#ask(key);
    if (value === null) return fallback;
    if (typeof value === "boolean") return value;
    this.refuse(key, `${shown(value)} is neither true nor false`, "write true or false");
    return fallback;
  }

  choice<T extends string>(key: string, values: readonly T[], fallback: T): T {
    const value = this.#ask(key);
    if (value === null) return fallback;
    const found = values.find((one) => one === value);
    if (found === undefined) {
      this.refuse(key, `${shown(value)} is none of ${values.join(", ")}`, pickName(value, values));
    }
    return found ?? fallback;
  }

  time(key: string, fallback: UnixSeconds | null): UnixSeconds {
    return this.timeOrNull(key) ?? fallback ?? this.#missing(key, unixSeconds(NaN), TIME_REMEDY);
  }

  timeOrNull(key: string): UnixSeconds | null {
    const value = this.#ask(key);
    if (value === null) return null;
    if (typeof value !== "string") {
      this.refuse(key, `${shown(value)} is not a date or time`, TIME_REMEDY);
      return unixSeconds(NaN);
    }
    try {
      return parseTime(value, "time");
    } catch (error) {
      const message = error instanceof HashfallError ? error.message : String(error);
      this.refuse(key, message.replace(/^time: /u, ""), TIME_REMEDY);
      return unixSeconds(NaN);
    }
  }

  group<T>(key: string, read: (at: FieldReader) => T): T {
    return this.#group([key], this.#ask(key) ?? {}, read);
  }

  groupOrNull<T>(key: string, read: (at: FieldReader) => T): T | null {
    const value = this.#ask(key);
    return value === null ? null : this.#group([key], value, read);
  }

  entries<T>(
    key: string,
    names: "names" | "paths",
    read: (at: FieldReader, name: string) => T,
  ): Readonly<Record<string, T>> {
    const map = this.#ask(key) ?? {};
    if (!isMap(map)) {
      this.refuse(
        key,
        `${shown(map)} is not a map of names`,
        "indent the names under it, each with its fields",
      );
      return {};
    }
    const found: [string, T][] = [];
    for (const [name, value] of Object.entries(map)) {
      if (names === "names" && (!NAME.test(name) || UNSAFE.has(name))) {
        this.#add(
          [key, name],
          `"${name}" cannot be a name`,
          "use letters, digits, hyphens and underscores",
        );
      }
      if (value === null) continue;
      found.push([name, this.#group([key, name], value, (at) => read(at, name))]);
    }
    return Object.fromEntries(found);
  }

  items<T>(key: string, read: (at: FieldReader) => T): readonly T[] {
    const list = this.#ask(key);
    if (list === null) return this.#missing(key, []);
    if (!Array.isArray(list)) {
      this.refuse(key, `${shown(list)} is not a list`, "begin each entry with a hyphen");
      return [];
    }
    return list.map((value: unknown, index) => this.#group([key, String(index)], value, read));
  }

  variant<T>(key: string, kinds: Variants<T>, fallback?: string): T {
    const value = this.#ask(key) ?? (fallback === undefined ? null : { kind: fallback });
    if (isMap(value)) return this.#group([key], value, (at) => at.ownVariant(kinds));
    if (value === null) this.#missing(key, null);
    else this.refuse(key, `${shown(value)} is not a map`, "indent its fields under it");
    return readNothing(kinds, this.#below([key]));
  }

  ownVariant<T>(kinds: Variants<T>): T {
    const kind = this.#ask("kind");
    const read = typeof kind === "string" && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (read !== undefined) return read(this);
    for (const key of Object.keys(this.#map)) this.#asked.add(key);
    const names = Object.keys(kinds);
    if (kind === null) this.#missing("kind", null, `say which: ${names.join(", ")}`);
    else this.refuse("kind", `${shown(kind)} is no kind known here`, pickName(kind, names));
    return readNothing(kinds, this.#place);
  }

  refuse(key: string, reason: string, remedy: string): void {
    this.#add([key], reason, remedy);
  }

  /** Reports the fields that nobody has asked for. */
  finish(): void {
    const known = [...this.#asked];
    for (const key of Object.keys(this.#map)) {
      if (!this.#asked.has(key))
        this.refuse(key, `"${key}" is not known here`, pickName(key, known));
    }
  }

  #ask(key: string): unknown {
    this.#asked.add(key);
    return fieldOf(this.#map, key) ?? null;
  }

  #row(key: string): ParameterRow {
    const pattern = this.#place.pattern === "" ? key : `${this.#place.pattern}.${key}`;
    const row = rowOfPattern(pattern);
    if (row === undefined) throw new HashfallError("number.domain", `no row for "${pattern}"`);
    return row;
  }

  #number(key: string, fallback: number | null): number | null {
    const row = this.#row(key);
    const value = this.#ask(key);
    return value === null ? fallback : this.#checked([key], value, row);
  }

  #checked(keys: readonly string[], value: unknown, row: ParameterRow): number {
    const wrong = numberFault(value, row);
    if (wrong === null) return Number(value);
    this.#add(keys, wrong.reason, wrong.remedy);
    return NaN;
  }

  #isText(keys: readonly string[], value: unknown): value is string {
    if (typeof value === "string" && value !== "" && value.length <= LONGEST_TEXT) return true;
    this.#add(
      keys,
      `${shown(value)} is not a text`,
      "give a text, in quotes if it looks like a number",
    );
    return false;
  }

  #group<T>(keys: readonly string[], value: unknown, read: (at: FieldReader) => T): T {
    if (!isMap(value)) {
      this.#add(keys, `${shown(value)} is not a map`, "indent its fields under it");
      return read(new DocumentReader({}, [], this.#below(keys)));
    }
    const child = this.#child(keys, value);
    const result = read(child);
    child.finish();
    return result;
  }

  #child(keys: readonly string[], map: PlainMap): DocumentReader {
    return new DocumentReader(map, this.#issues, this.#below(keys));
  }

  #below(keys: readonly string[]): Place {
    const [first = "", ...rest] = keys;
    const start = this.#place.pattern === "" ? first : `${this.#place.pattern}.${first}`;
    return {
      at: [...this.#place.at, ...keys],
      pattern: rest.length === 0 ? start : `${start}.*`,
    };
  }

  #missing<T>(key: string, value: T, remedy = "give it here or in the base"): T {
    this.refuse(key, "must be given", remedy);
    return value;
  }

  #add(keys: readonly string[], reason: string, remedy: string): void {
    this.#issues.push({ at: [...this.#place.at, ...keys], reason, remedy });
  }
}

/** A stand-in where the kind is not known: the first kind of an empty map, its problems unheard. */
function readNothing<T>(kinds: Variants<T>, place: Place): T {
  const [first] = Object.values(kinds);
  if (first === undefined) throw new HashfallError("number.domain", "a union without kinds");
  return first(new DocumentReader({}, [], place));
}
