import { open, rename, rm, stat, writeFile } from "node:fs/promises";
import { invalidInput } from "../../base/index.ts";
import { HASH_BYTES, HEADER_BYTES, displayHash, hashHeaders } from "../../bitcoin/index.ts";
import { readHeaders } from "./chain-rows.ts";
import { type BlockColumns, UNOBSERVED } from "../../record/index.ts";
import { databaseError, hasCode } from "./database-failures.ts";
import { Database } from "./database.ts";

/** Forms that tables are exported in. */
export const EXPORT_FORMATS = ["csv", "parquet", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const NO_ROOM = ["ENOSPC", "EDQUOT", "EFBIG"];

const OPTIONS: Readonly<Record<ExportFormat, string>> = {
  csv: "format csv, header true",
  parquet: "format parquet, compression snappy",
  json: "format json",
};

/** All that it takes to check the chain again elsewhere; bytes are hexadecimal. */
const CHAIN = `
  select e.height, e.hash, e.header, lower(hex(c.script)) as coinbase_script, c.addresses,
    c.value_sat, c.transactions, p.slug as pool
  from exported e
  left join coinbases c on c.height = e.height
  left join pool_labels l on l.height = e.height
  left join pools p on p.code = l.pool
  order by e.height`;

/** Writes the best chain with its headers and coinbases, from which another store can be made. */
export async function exportChain(
  database: Database,
  path: string,
  format: ExportFormat,
): Promise<number> {
  await database.run(
    "create or replace temp table exported (height integer, hash varchar, header varchar)",
  );
  try {
    let height = 0;
    for await (const headers of readHeaders(database)) {
      const hashes = hashHeaders(headers);
      const bytes = Buffer.from(headers);
      await database.append("exported", (appender) => {
        for (let at = 0; at < bytes.length; at += HEADER_BYTES, height += 1) {
          const row = at / HEADER_BYTES;
          appender.appendInteger(height);
          appender.appendVarchar(
            displayHash(hashes.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES)),
          );
          appender.appendVarchar(bytes.toString("hex", at, at + HEADER_BYTES));
          appender.endRow();
        }
      });
    }
    await copyTo(database, CHAIN, path, format);
    return height;
  } finally {
    await database.run("drop table if exists exported");
  }
}

/** Writes a record's blocks to a file in one of the forms; returns how many there are. */
export async function exportColumns(
  blocks: BlockColumns,
  path: string,
  format: ExportFormat,
): Promise<number> {
  const { firstHeight, time, bits, pool, pools } = blocks;
  const database = await Database.open(":memory:");
  try {
    await database.run(
      "create table blocks (height integer, time uinteger, bits uinteger, pool varchar)",
    );
    await database.append("blocks", (appender) => {
      for (let row = 0; row < time.length; row += 1) {
        appender.appendInteger(firstHeight + row);
        appender.appendUInteger(time[row] ?? 0);
        appender.appendUInteger(bits[row] ?? 0);
        const slug = pools[pool[row] ?? 0] ?? UNOBSERVED;
        if (slug === UNOBSERVED) appender.appendNull();
        else appender.appendVarchar(slug);
        appender.endRow();
      }
    });
    await copyTo(database, "from blocks order by height", path, format);
    return time.length;
  } finally {
    database.close();
  }
}

async function copyTo(
  database: Database,
  query: string,
  path: string,
  format: ExportFormat,
): Promise<void> {
  const unfinished = `${path}.unfinished`;
  await requireWritable(unfinished, path);
  try {
    const target = `'${unfinished.replaceAll("'", "''")}'`;
    await database.run(`copy (${query}) to ${target} (${OPTIONS[format]})`);
    await flush(unfinished);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Has a file's content on the disk before its name is, so that a power cut leaves the old or the new. */
async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function requireWritable(unfinished: string, path: string): Promise<void> {
  try {
    await writeFile(unfinished, "");
    if (await isFolder(path)) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
  } catch (cause) {
    if (NO_ROOM.some((code) => hasCode(cause, code))) throw databaseError(path, cause);
    await rm(unfinished, { force: true });
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    throw invalidInput(path, `cannot be written (${code})`, "choose another place");
  }
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  return stats?.isDirectory() ?? false;
}
