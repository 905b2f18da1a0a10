import { existsSync } from "node:fs";
import { link, mkdir, readdir, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type {
  DuckDBAppender,
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBValue,
  DuckDBVector,
} from "@duckdb/node-api";
import { databaseError, hasCode, storeError } from "./database-failures.ts";
import { bytesOf, engine } from "./engine.ts";

/**
 * Extensions are never fetched: nothing is asked of the network. Blocks of 64 KiB and compression by
 * zstd, which the storage of version 1.2 brought, make a full store a sixth smaller than the defaults.
 */
const SETTINGS = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  memory_limit: "1GB",
  default_block_size: "65536",
  storage_compatibility_version: "v1.2.0",
};
const IN_MEMORY = ":memory:";

/** Files that this process has open. DuckDB's lock keeps out other processes only. */
const openFiles = new Set<string>();

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
    return bytesOf(value) ?? wrongType("bytes", value);
  }

  isNull(column: number): boolean {
    return (this.columns[column]?.getItem(this.row) ?? null) === null;
  }
}

function wrongType(expected: string, found: unknown): never {
  throw new RangeError(`a cell holds ${typeof found} instead of ${expected}`);
}

/** A DuckDB file that nobody else has open, in this process or another. */
export class Database {
  readonly path: string;
  private instance: DuckDBInstance;
  private connection: DuckDBConnection;
  /** The file's own path, whatever links lead to it; null for one in memory. */
  private readonly file: string | null;

  private constructor(path: string, file: string | null, [instance, connection]: Opened) {
    this.path = path;
    this.file = file;
    this.instance = instance;
    this.connection = connection;
  }

  /**
   * Opens a database file, or makes it; `:memory:` is one without a file.
   *
   * @throws HashfallError `store.busy`, `store.damaged`, `store.full`, `store.newer`, `input.invalid`.
   */
  static async open(path: string): Promise<Database> {
    try {
      if (path === IN_MEMORY) return new Database(path, null, await openInstance(path));
      await makeWhole(path);
      const file = await realpath(path);
      if (openFiles.has(file))
        throw storeError("store.busy", path, "this process has it open", {
          remedy: "use it where it is open",
        });
      openFiles.add(file);
      try {
        return new Database(path, file, await openInstance(path));
      } catch (error) {
        openFiles.delete(file);
        throw error;
      }
    } catch (cause) {
      throw databaseError(path, cause);
    }
  }

  /** Makes the database usable again where a failure ended it; nothing that was committed is lost. */
  async recover(): Promise<void> {
    const isUsable = await this.connection.run("select 1").then(
      () => true,
      () => false,
    );
    if (isUsable) return;
    await this.guarded(async () => {
      this.closeInstance();
      [this.instance, this.connection] = await openInstance(this.path);
    });
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

  /**
   * Hands over a query's rows one after another, without holding them all. It has a connection of its
   * own, so that a query meanwhile does not end it; it sees what is committed.
   */
  async forEach(sql: string, visit: (cells: Cells, row: number) => void): Promise<number> {
    return this.guarded(async () => {
      const connection = await this.instance.connect();
      try {
        const result = await connection.stream(sql);
        let rows = 0;
        for (;;) {
          const chunk = await result.fetchChunk();
          const count = chunk?.rowCount ?? 0;
          if (chunk === null || count === 0) return rows;
          const cells = new Cells(chunk);
          for (; cells.row < count; cells.row += 1, rows += 1) visit(cells, rows);
        }
      } finally {
        connection.closeSync();
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
    this.closeInstance();
    if (this.file !== null) openFiles.delete(this.file);
  }

  private closeInstance(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

type Opened = readonly [DuckDBInstance, DuckDBConnection];

async function openInstance(path: string): Promise<Opened> {
  const duckdb = await engine();
  const instance = await duckdb.DuckDBInstance.create(path, SETTINGS);
  return [instance, await instance.connect()];
}

/**
 * Makes an empty database where there is no file. It is made beside its place and appears there whole:
 * DuckDB refuses a file that it was killed over while making it.
 */
async function makeWhole(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if (existsSync(path)) return;
  await removeAbandoned(path);
  const unfinished = `${path}.${process.pid}.unfinished`;
  try {
    const duckdb = await engine();
    const instance = await duckdb.DuckDBInstance.create(unfinished, SETTINGS);
    instance.closeSync();
    await link(unfinished, path).catch(async (error: unknown) => {
      if (!hasCode(error, "EEXIST") && !existsSync(path)) await rename(unfinished, path);
    });
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Removes what processes left that died while making this database. */
async function removeAbandoned(path: string): Promise<void> {
  const prefix = `${basename(path)}.`;
  for (const name of await readdir(dirname(path))) {
    const maker = /^(?<pid>\d+)\.unfinished(?:\.wal)?$/u.exec(name.slice(prefix.length))?.groups;
    if (!name.startsWith(prefix) || maker === undefined) continue;
    if (!isAlive(Number(maker["pid"]))) await rm(join(dirname(path), name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}
