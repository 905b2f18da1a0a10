import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import {
  type DuckDBAppender,
  DuckDBBlobValue,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBValue,
  type DuckDBVector,
} from "@duckdb/node-api";
import { HashfallError } from "../../base/index.ts";

/** Extensions are never fetched: nothing is asked of the network. */
const SETTINGS = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  memory_limit: "1GB",
};

/** Rows as the database gives them, by column name. */
export type Row = Readonly<Record<string, DuckDBValue>>;

/** The cells of one row; a cell of another type than asked for is a damaged store. */
export class Cells {
  row = 0;
  private readonly columns: readonly DuckDBVector[];

  constructor(chunk: DuckDBDataChunk) {
    this.columns = Array.from({ length: chunk.columnCount }, (_, index) =>
      chunk.getColumnVector(index),
    );
  }

  number(column: number): number {
    const value = this.columns[column]?.getItem(this.row);
    return typeof value === "number" ? value : wrongType("number", value);
  }

  bigint(column: number): bigint {
    const value = this.columns[column]?.getItem(this.row);
    return typeof value === "bigint" ? value : wrongType("bigint", value);
  }

  text(column: number): string {
    const value = this.columns[column]?.getItem(this.row);
    return typeof value === "string" ? value : wrongType("text", value);
  }

  bytes(column: number): Uint8Array {
    const value = this.columns[column]?.getItem(this.row);
    return value instanceof DuckDBBlobValue ? value.bytes : wrongType("bytes", value);
  }

  isNull(column: number): boolean {
    return (this.columns[column]?.getItem(this.row) ?? null) === null;
  }
}

function wrongType(expected: string, found: unknown): never {
  throw new TypeError(`a cell holds ${typeof found} instead of ${expected}`);
}

/** A DuckDB file opened by this process, which keeps every other process out of it. */
export class Database {
  readonly path: string;
  private readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;

  private constructor(path: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.path = path;
    this.instance = instance;
    this.connection = connection;
  }

  /**
   * Opens a database file, or makes it; `:memory:` is one without a file.
   *
   * @throws HashfallError `store.busy`, `store.damaged`, `store.full`.
   */
  static async open(path: string): Promise<Database> {
    try {
      if (path !== ":memory:") await mkdir(dirname(path), { recursive: true });
      const instance = await DuckDBInstance.create(path, SETTINGS);
      return new Database(path, instance, await instance.connect());
    } catch (cause) {
      throw databaseError(path, cause);
    }
  }

  /** Runs one statement; values take the place of `?` or `$name`. */
  async run(sql: string, values: readonly DuckDBValue[] = []): Promise<void> {
    await this.guarded(async () => this.connection.run(sql, [...values]));
  }

  async rows(sql: string, values: readonly DuckDBValue[] = []): Promise<Row[]> {
    return this.guarded(async () => {
      const reader = await this.connection.runAndReadAll(sql, [...values]);
      return reader.getRowObjects();
    });
  }

  /** Hands over a query's rows one after another, without holding them all. */
  async forEach(sql: string, visit: (cells: Cells, row: number) => void): Promise<number> {
    return this.guarded(async () => {
      const result = await this.connection.stream(sql);
      let rows = 0;
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return rows;
        const cells = new Cells(chunk);
        for (; cells.row < chunk.rowCount; cells.row += 1, rows += 1) visit(cells, rows);
      }
    });
  }

  /** Appends many rows to a table at once, in the transaction that is open. */
  async append(table: string, fill: (appender: DuckDBAppender) => void): Promise<void> {
    await this.guarded(async () => {
      const appender = await this.connection.createAppender(table);
      try {
        fill(appender);
      } finally {
        appender.closeSync();
      }
    });
  }

  /** All of a piece of work, or nothing of it. */
  async transaction(work: () => Promise<void>): Promise<void> {
    await this.run("begin transaction");
    try {
      await work();
      await this.run("commit");
    } catch (error) {
      await this.connection.run("rollback").catch(() => undefined);
      throw error;
    }
  }

  /** Turns the database's own failures into ours. */
  async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw databaseError(this.path, cause);
    }
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

const FULL = /no space left|file too large|disk quota|could not write|failed to write/iu;
const BUSY = /could not set lock|conflicting lock|already open/iu;

function databaseError(path: string, cause: unknown): HashfallError {
  if (cause instanceof HashfallError) return cause;
  const reason = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
  if (BUSY.test(reason)) {
    return storeError("store.busy", path, "another process is using it", {
      cause,
      remedy: "wait until it has ended, or stop it",
    });
  }
  if (FULL.test(reason)) {
    return storeError("store.full", path, `cannot be written: ${reason}`, {
      cause,
      remedy: "make room on the disk and run it again; what was stored is safe",
    });
  }
  return storeError("store.damaged", path, reason, {
    cause,
    remedy: "delete the file and sync again, or restore it from a copy",
  });
}

/** A failure of a store, with its place and what to do. */
export function storeError(
  code: "store.busy" | "store.full" | "store.damaged" | "store.newer",
  path: string,
  reason: string,
  { cause, remedy }: { readonly cause?: unknown; readonly remedy: string },
): HashfallError {
  return new HashfallError(code, `${path}: ${reason}`, {
    cause,
    problems: [{ path, reason, remedy }],
  });
}
