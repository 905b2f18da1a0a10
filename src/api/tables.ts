import type { Bilingual } from "../policy/index.ts";

/** One table of the list that `data` gives. */
export interface TableDescription {
  readonly name: string;
  readonly title: Bilingual;
  readonly columns: readonly { readonly name: string; readonly unit: string }[];
  readonly rows: number;
  readonly period: string;
  readonly source: string;
  readonly licence: string;
}

/** Answer of `data`: what can be taken away. */
export interface TablesAnswer {
  readonly tables: readonly TableDescription[];
}

/** Answer of `data/{name}`: its rows, each an object whose keys are the columns. */
export interface TableAnswer {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly unit: string }[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}
