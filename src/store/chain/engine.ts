import type * as DuckDB from "@duckdb/node-api";

let loaded: typeof DuckDB | null = null;

/**
 * The database engine, loaded at its first use: that takes the better part of a second, which questions
 * that need no store should not cost.
 */
export async function engine(): Promise<typeof DuckDB> {
  loaded ??= await import("@duckdb/node-api");
  return loaded;
}

/** Bytes as an open database takes them. */
export function blob(bytes: Uint8Array): DuckDB.DuckDBBlobValue {
  if (loaded === null) throw new TypeError("no database is open");
  return loaded.blobValue(bytes);
}

/** Bytes of a value as a database gives it; null for what is none. */
export function bytesOf(value: unknown): Uint8Array | null {
  return loaded !== null && value instanceof loaded.DuckDBBlobValue ? value.bytes : null;
}
