import { HashfallError, type UnixSeconds, unixSeconds } from "../../base/index.ts";
import type { Bilingual } from "../../policy/index.ts";
import type { FieldReader, Variants } from "./field-reader.ts";
import { NAME } from "./issue.ts";
import { rowOfPattern } from "./parameter-rows.ts";
import type { ParameterRow } from "./parameter-table.ts";

/** A JSON Schema (draft 2020-12) or a part of one. */
export type JsonSchema = { readonly [key: string]: unknown };

const NOTHING: JsonSchema = { type: "null" };
const TEXT: JsonSchema = { type: "string", minLength: 1 };

export const BILINGUAL_SCHEMA: JsonSchema = {
  anyOf: [
    TEXT,
    {
      type: "object",
      properties: { en: TEXT, zh: TEXT },
      additionalProperties: false,
      minProperties: 1,
    },
  ],
};

const TIME_SCHEMA: JsonSchema = {
  type: ["string", "null"],
  pattern: "^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:?\\d{2}))?$",
  description: "2021-06-20, or 2021-06-20T04:00Z with an offset",
};

/**
 * Notes what is asked of a map, as JSON Schema. Nothing is required: what a file leaves out may come
 * from its base. Null is allowed anywhere: it takes away what the base has.
 */
export class SchemaRecorder implements FieldReader {
  readonly #pattern: string;
  readonly #properties = new Map<string, JsonSchema>();
  #variants: readonly JsonSchema[] | null = null;

  constructor(pattern = "") {
    this.#pattern = pattern;
  }

  /** Schema of the map as read so far. */
  schema(): JsonSchema {
    if (this.#variants !== null) return { anyOf: this.#variants };
    return {
      type: "object",
      properties: Object.fromEntries(this.#properties),
      additionalProperties: false,
    };
  }

  number(key: string): number {
    return this.#number(key);
  }

  numberOr(key: string): number {
    return this.#number(key);
  }

  numberOrNull(key: string): number | null {
    return this.#number(key);
  }

  amount(key: string): number {
    this.#properties.set(key, { type: "number" });
    return 0;
  }

  numbers(key: string, length: number): readonly number[] {
    this.#properties.set(key, {
      type: ["array", "null"],
      items: numberSchema(this.#row(`${key}.*`)),
      minItems: length,
      maxItems: length,
    });
    return [];
  }

  text(key: string): string {
    this.#properties.set(key, orNull(TEXT));
    return "";
  }

  textOrNull(key: string): string | null {
    this.text(key);
    return null;
  }

  textsOrNull(key: string): readonly string[] | null {
    this.#properties.set(key, orNull({ type: "array", items: TEXT, minItems: 1 }));
    return null;
  }

  bilingual(key: string, fallback: Bilingual): Bilingual {
    this.#properties.set(key, orNull(BILINGUAL_SCHEMA));
    return fallback;
  }

  flag(key: string, fallback: boolean): boolean {
    this.#properties.set(key, { type: ["boolean", "null"], default: fallback });
    return fallback;
  }

  choice<T extends string>(key: string, values: readonly T[], fallback: T): T {
    this.#properties.set(key, { enum: [...values, null], default: fallback });
    return fallback;
  }

  time(key: string): UnixSeconds {
    this.#properties.set(key, TIME_SCHEMA);
    return unixSeconds(0);
  }

  timeOrNull(key: string): UnixSeconds | null {
    this.time(key);
    return null;
  }

  group<T>(key: string, read: (at: FieldReader) => T): T {
    const child = this.#child(key);
    const result = read(child);
    this.#properties.set(key, orNull(child.schema()));
    return result;
  }

  groupOrNull<T>(key: string, read: (at: FieldReader) => T): T | null {
    return this.group(key, read);
  }

  entries<T>(
    key: string,
    names: "names" | "paths",
    read: (at: FieldReader, name: string) => T,
  ): Readonly<Record<string, T>> {
    const child = this.#child(`${key}.*`);
    read(child, "name");
    this.#properties.set(
      key,
      orNull({
        type: "object",
        ...(names === "names" ? { propertyNames: { pattern: NAME.source } } : {}),
        additionalProperties: orNull(child.schema()),
      }),
    );
    return {};
  }

  items<T>(key: string, read: (at: FieldReader) => T): readonly T[] {
    const child = this.#child(`${key}.*`);
    read(child);
    this.#properties.set(key, orNull({ type: "array", items: child.schema(), minItems: 1 }));
    return [];
  }

  variant<T>(key: string, kinds: Variants<T>): T {
    return this.group(key, (at) => at.ownVariant(kinds));
  }

  ownVariant<T>(kinds: Variants<T>): T {
    const variants: JsonSchema[] = [];
    const results: T[] = [];
    for (const [kind, read] of Object.entries(kinds)) {
      const child = new SchemaRecorder(this.#pattern);
      child.#properties.set("kind", { const: kind });
      results.push(read(child));
      variants.push(child.schema());
    }
    this.#variants = variants;
    const [first] = results;
    if (first === undefined) throw new HashfallError("number.domain", "a union without kinds");
    return first;
  }

  /** A schema is written whatever a document says. */
  refuse(): void {}

  #number(key: string): number {
    const row = this.#row(key);
    this.#properties.set(key, numberSchema(row));
    return row.default ?? 0;
  }

  #child(key: string): SchemaRecorder {
    return new SchemaRecorder(this.#below(key));
  }

  #row(key: string): ParameterRow {
    const row = rowOfPattern(this.#below(key));
    if (row !== undefined) return row;
    throw new HashfallError("number.domain", `no row for "${this.#below(key)}"`);
  }

  #below(key: string): string {
    return this.#pattern === "" ? key : `${this.#pattern}.${key}`;
  }
}

function numberSchema(row: ParameterRow): JsonSchema {
  const unit = row.unit === "1" ? "" : ` [${row.unit}]`;
  return {
    type: ["number", "null"],
    minimum: row.min,
    maximum: row.max,
    ...(row.default === null ? {} : { default: row.default }),
    description: `${row.about.en}${unit}\n${row.about.zh}`,
  };
}

function orNull(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema["anyOf"])) return { anyOf: [...schema["anyOf"], NOTHING] };
  return typeof schema["type"] === "string"
    ? { ...schema, type: [schema["type"], "null"] }
    : { anyOf: [schema, NOTHING] };
}
