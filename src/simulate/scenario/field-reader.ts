import type { UnixSeconds } from "../../base/index.ts";
import type { Bilingual } from "../../policy/index.ts";

/** Readers of the kinds of a tagged union, by tag. */
export type Variants<T> = Readonly<Record<string, (at: FieldReader) => T>>;

/**
 * One map of a scenario file, read field by field. The description of a scenario is written once, as
 * functions over this; one implementation reads a document, the other writes the JSON Schema.
 * A field that is absent or null has its default; problems are collected, never thrown.
 */
export interface FieldReader {
  /** A number in the bounds of its table row; absent: the row's default, or a problem. */
  number(key: string): number;
  numberOr(key: string, fallback: number): number;
  numberOrNull(key: string): number | null;
  /** A number that has no row of its own, such as the mean of a prior; it must be given. */
  amount(key: string): number;
  /** A list of numbers of one length, each in the bounds of the row `key.*`. */
  numbers(key: string, length: number): readonly number[];
  /** A text; with no fallback it must be given. */
  text(key: string, fallback?: string): string;
  textOrNull(key: string): string | null;
  textsOrNull(key: string): readonly string[] | null;
  bilingual(key: string, fallback: Bilingual): Bilingual;
  flag(key: string, fallback: boolean): boolean;
  choice<T extends string>(key: string, values: readonly T[], fallback: T): T;
  /** An instant; absent: what `fallback` holds, or a problem where that is null. */
  time(key: string, fallback: UnixSeconds | null): UnixSeconds;
  timeOrNull(key: string): UnixSeconds | null;
  /** A map with fields of its own; absent: as if empty. */
  group<T>(key: string, read: (at: FieldReader) => T): T;
  groupOrNull<T>(key: string, read: (at: FieldReader) => T): T | null;
  /** A map from names to maps of one form. */
  entries<T>(
    key: string,
    names: "names" | "paths",
    read: (at: FieldReader, name: string) => T,
  ): Readonly<Record<string, T>>;
  items<T>(key: string, read: (at: FieldReader) => T): readonly T[];
  /** A map whose field `kind` says which form it has. */
  variant<T>(key: string, kinds: Variants<T>, fallback?: string): T;
  /** As `variant`, of this map itself. */
  ownVariant<T>(kinds: Variants<T>): T;
  /** Adds a problem of a field. */
  refuse(key: string, reason: string, remedy: string): void;
}
